"""How much work something is, held against a known piece of work that is measured beside it in the same run: a
machine of half the speed takes longer over both. A clock is never asked: it tells what else the machine does.
"""

import resource
import time
from functools import cache

COMPARISONS = 4  # what was too much is compared again: others may have had the machine for a while
TURNS = 1_000_000


def check_effort(work, reference, times):
    """Returns what work() returns. Fails where it is more than so many `times` the work of reference(); work() may be
    called again, so it leaves things as they were."""
    measured = seconds_of_reference(reference)
    for left in reversed(range(COMPARISONS)):
        done, used = spent(work)
        if used <= times * measured:
            return done
        assert left, f"{used / measured:.1f} times the work of the reference, and {times} times may be"
        measured = spent(reference)[1]


@cache
def seconds_of_reference(reference):
    """The seconds that it takes on this machine, measured once in a run; the second time, when all is imported."""
    reference()
    return spent(reference)[1]


def spent(work):
    """(what work() returns, the seconds of the processor that it took: of this process, and of those that it started
    and that have ended)."""
    before = used_so_far()
    done = work()
    return done, used_so_far() - before


def used_so_far():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def plain_python():
    """A fixed piece of work, for what nothing else is like."""
    held = {}
    for turn in range(TURNS):
        held[turn & 1023] = held.get(turn & 1023, 0) + turn
