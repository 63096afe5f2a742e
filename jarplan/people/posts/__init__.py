"""Organisations, posts and who holds them."""
