"""The council's answer: actions, their progress, dates, evidence and sign-off, and the import of a plan."""
