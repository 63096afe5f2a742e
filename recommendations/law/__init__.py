"""The law as data: kinds of inspection with their recipients, and the statutory rules that set deadlines."""
