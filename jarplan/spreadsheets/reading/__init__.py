"""Reading a file into sheets of cells, in one bounded pass."""
