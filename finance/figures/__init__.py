"""The printed figures and what follows from them: pure, read from a recorded state."""
