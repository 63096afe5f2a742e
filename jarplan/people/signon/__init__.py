"""Signing in with the account of one's organisation, by OpenID Connect."""
