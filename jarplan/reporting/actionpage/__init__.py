"""The page of one action."""
