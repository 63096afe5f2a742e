"""Reporting rounds: opened for a month, changed while nobody is hurt by it."""
