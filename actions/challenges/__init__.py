"""Challenges to a rating: a member doubts it, the lead answers."""
