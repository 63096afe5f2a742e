"""Marking as delivered, sign-off in two rounds, its withdrawal, deputies, the follow-up review."""
