"""A sample can be drawn again by anybody who has the list, the number and the seed."""

import random

from actions.samples.drawing import draw

REFERENCES = [f"R{number}.1" for number in range(1, 21)]


def test_the_same_seed_draws_the_same_whatever_the_order_of_the_list():
    assert draw(REFERENCES, 5, 2008) == draw(REFERENCES[::-1], 5, 2008)
    assert draw(REFERENCES, 5, 2008) == sorted(random.Random(2008).sample(sorted(REFERENCES), 5))
    assert draw(REFERENCES, 5, 2008) != draw(REFERENCES, 5, 2009)


def test_a_sample_of_all_is_all():
    assert draw(REFERENCES, 20, 1) == sorted(REFERENCES)
