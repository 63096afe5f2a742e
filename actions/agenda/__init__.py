"""What of the plan a meeting has before it, what it decided, and what became of that."""
