"""What cannot be right in a plan, and what a reader will ask about."""
