"""Asking partners about a version of the plan, their answers, and what became of these."""
