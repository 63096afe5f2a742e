"""Workbooks that are handed out: the template, the plan to work in, a file with its problems."""
