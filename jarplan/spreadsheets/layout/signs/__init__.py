"""What a single row, cell or sheet shows that it is: a title, a key, notes, no plan at all."""
