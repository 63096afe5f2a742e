"""Whom the plan tells of a report that is late and after how long, and when the papers of a meeting are due."""
