"""Reading the history: the plan as at a day, what happened, what changed."""
