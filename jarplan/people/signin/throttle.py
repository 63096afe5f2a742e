"""How long somebody waits after wrong attempts to sign in: a pure rule of how many there were, and when."""

from datetime import timedelta

OF_ACCOUNT = 5  # wrong attempts until the first wait
OF_ADDRESS = 30  # one address of the old kind (IPv4): a whole council may be behind it
OF_NETWORK = 10  # one network of the new kind (IPv6), a /64
FIRST, LONGEST = timedelta(minutes=1), timedelta(minutes=15)
COUNTED = timedelta(hours=24)  # older attempts are forgotten
KNOWN = timedelta(days=30)  # how long a place is one's own after one signed in from there


def delay(failures, limit):
    """How long to wait after so many wrong attempts, from the last one on: nothing below the limit, then a minute,
    and twice as long with each further one, but never longer than a quarter of an hour."""
    if failures < limit:
        return timedelta(0)
    # 2 to a great power is a number that no timedelta holds.
    return min(LONGEST, FIRST * 2 ** min(failures - limit, 10))


def limit_of(network):
    """How many wrong attempts from a network are free of waiting."""
    return OF_NETWORK if "/" in network else OF_ADDRESS


def wait(found, now):
    """How long there is still to wait. `found`: (number of failures, moment of the last one or None, limit) of each
    count that applies."""
    left = [last + delay(failures, limit) - now for failures, last, limit in found if last]
    return max([timedelta(0), *left])
