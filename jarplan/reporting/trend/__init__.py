"""How the plan has gone from round to round: its ratings, and how much of what was due has been delivered."""
