"""Matching the rows of any council's workbook to the plan as it stands. It reads and compares; it writes nothing."""
