"""Undoing a whole import: all of it, or the obstacles by name."""
