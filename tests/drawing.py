"""How many examples hypothesis draws for a test: always the same few in a normal run, so that no run fails by chance;
with `--nightly` many times as many, drawn anew each time, or always the same where a seed is given, as the gate does.
Each profile is loaded by `tests/conftest.py`.
"""

from hypothesis import HealthCheck, settings

USUAL, SEARCH, GATE = "usual", "search", "gate"
EXAMPLES = 100  # of a test that does not say how many
TIMES = 10  # as many in a search
TIMES_IN_GATE = 4  # from one seed a gate draws the same each time, and finds nothing new by drawing more
# How long an example takes depends on the machine: nothing is decided by it.
EVER = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "database": None}

settings.register_profile(USUAL, max_examples=EXAMPLES, derandomize=True, **EVER)
for name, times in ((SEARCH, TIMES), (GATE, TIMES_IN_GATE)):
    many = EXAMPLES * times
    settings.register_profile(name, max_examples=many, derandomize=False, print_blob=True, **EVER)


def profile(searching, seed):
    """The profile of a run. From a seed nothing new is found by waiting longer on another day."""
    if not searching:
        return USUAL
    return SEARCH if seed is None else GATE


def is_gate():
    return settings.get_current_profile_name() == GATE


def examples(count, **more):
    """The settings of a test that needs more or fewer examples than the others: so many in a normal run."""
    return settings(max_examples=count * settings.default.max_examples // EXAMPLES, **more)


def is_search():
    return not settings.default.derandomize
