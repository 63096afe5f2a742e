"""Changes of what an agreed action says: asked for by an edit, decided by somebody else."""
