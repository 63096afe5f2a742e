"""The plan in calendars: for everybody, and one of one's own."""
