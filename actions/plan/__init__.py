"""What an action says: its text, leads, criteria and dates; add, edit, agree, withdraw."""
