"""The meetings that the plan goes to, and what they decided."""
