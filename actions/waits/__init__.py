"""Waiting for another action: what an action waits for and why, without circles."""
