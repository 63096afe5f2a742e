"""Challenges to a rating and questions about an action: asked by others, answered by its lead."""
