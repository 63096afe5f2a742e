"""Any two moments of the plan beside each other: what was added, what is gone, what has changed and why."""
