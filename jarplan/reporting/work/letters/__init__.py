"""Writing to people about their work: what each is to be told on a day, and the sending of it."""
