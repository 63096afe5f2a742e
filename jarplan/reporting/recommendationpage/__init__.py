"""The pages of the recommendations with their actions."""
