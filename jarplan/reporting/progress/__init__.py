"""Progress after publication: releasing the reports of a round, and what the public reads of them."""
