"""The rules of the lint: pure functions over a PlanContent, each of which yields Findings."""
