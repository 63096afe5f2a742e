"""The cost table as printed, its reconciliation, and revisions on top of it."""
