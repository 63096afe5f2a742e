"""Taking out a text that the law wants gone, from all that holds it."""
