"""The process of its own in which a file is read, and what is said to it and by it."""
