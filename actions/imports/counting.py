"""Numbers of things in words, as the import pages say them."""


def counted(number, one, many=""):
    """“1 row”, “2,000 rows”."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
