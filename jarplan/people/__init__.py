"""Organisations, the posts in them, the people who hold posts and roles; signing in."""
