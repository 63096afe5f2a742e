"""The demonstration: its script, its people, its mark."""
