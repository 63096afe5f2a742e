"""How a sample is drawn, so that anybody can draw it again. Pure."""

import random

SEEDS = 1_000_000_000  # short enough to be read aloud


def draw(references, number, seed):
    """So many of these references, in order: what Python's random.Random(seed).sample() takes of the sorted list."""
    return sorted(random.Random(seed).sample(sorted(references), number))  # noqa: S311 - anybody can draw it again
