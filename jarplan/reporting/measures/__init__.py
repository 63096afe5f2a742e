"""All success criteria that have a figure to reach, on one page: where each stands, and whether it is on course."""
