"""Queues of waiting work: my work, notices and mail from the same definitions."""
