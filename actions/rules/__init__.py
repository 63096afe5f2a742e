"""Pure rules: what may follow a status, ratings, dates, trajectories, filters. No requests, no verbs."""
