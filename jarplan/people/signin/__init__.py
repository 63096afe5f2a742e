"""The door: who gets in, how often somebody may try, and the record of it."""
