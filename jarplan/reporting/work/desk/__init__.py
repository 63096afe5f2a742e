"""What the desk shows beside its queues: the next meeting, and dates of the law that are near or missed."""
