"""Reads that several rooms of this app need: actions, rounds, who may see and who leads what."""
