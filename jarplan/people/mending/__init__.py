"""Putting entries right: corrected with a reason, withdrawn with a reason while nothing depends on them."""
