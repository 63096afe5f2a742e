"""Pausing, superseding, declining and their undoing; the same done to selected actions."""
