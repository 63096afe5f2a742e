"""Queues of waiting work: my work and the desk; messages are made of the same definitions."""
