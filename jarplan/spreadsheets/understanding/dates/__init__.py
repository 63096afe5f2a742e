"""Dates as people write them in a sheet."""
