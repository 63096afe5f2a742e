"""Statutory duties: each deadline beside whom the report and the plan have reached."""
