"""What a person keeps for themselves: named views of the lists, and what they watch."""
