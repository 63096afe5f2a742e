"""Versions of the plan and the page for children and young people."""
