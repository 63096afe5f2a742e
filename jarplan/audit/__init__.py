"""The record of every change: append-only, hash-chained, verified; the plan as at an earlier day."""
