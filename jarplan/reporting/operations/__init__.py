"""What runs an installation: backup, restore, loading the facts."""
