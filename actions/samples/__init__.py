"""Signed-off actions checked by sample: drawn at random, each checked by somebody who had no part in it."""
