"""The pages of versions of the plan."""
