"""What moved in the plan between two moments: how many actions in which way, which ones, and why."""
