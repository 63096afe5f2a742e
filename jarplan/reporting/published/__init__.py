"""The plan as the public reads it: one definition of the columns, and every page and file made from it."""
