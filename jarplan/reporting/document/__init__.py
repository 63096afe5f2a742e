"""The plan as a document: what it holds, and the form in which it is frozen."""
