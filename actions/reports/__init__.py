"""Progress reports and notes, with the measurements taken in them."""
