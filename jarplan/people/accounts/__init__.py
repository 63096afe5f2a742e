"""Signing in and out, one's own password, mail and calendar."""
