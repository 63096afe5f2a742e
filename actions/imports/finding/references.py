"""What a reference in a sheet is in the plan: 4.2 under R4 is R4.2. A sheet's running numbers are none."""

import re
from collections import defaultdict

OF_THE_PLAN = ("", "R", "REC", "JAR")


def plan_reference(reference, recommendation):
    """(the plan's reference or "", a question where it is one of another recommendation) of what a sheet calls a
    row of this recommendation.
    """
    if reference.second is None or reference.letter or reference.second < 1:
        return "", ""
    prefix = re.match("[A-Z]*", recommendation.reference)[0]
    if reference.prefix not in (*OF_THE_PLAN, prefix):
        return "", ""
    if reference.first != recommendation.order:
        return "", (
            f"The reference {reference.text} is one of recommendation {reference.first}, but the row is under "
            f"{recommendation.reference}. Which one is right?"
        )
    return f"{recommendation.reference}.{reference.second}", ""


def number_of(reference):
    """The last part of a reference of the plan: 2 of R4.2."""
    return int(reference.rpartition(".")[2])


def number_new(rows, used):
    """Gives each new action the next free reference under its recommendation; `used` are all that were ever used."""
    last = defaultdict(int)
    for reference in [*used, *[one.reference for one in rows if one.reference]]:
        stem = reference.rpartition(".")[0]
        last[stem] = max(last[stem], number_of(reference))
    for one in rows:
        if one.result == "new" and not one.reference:
            stem = one.recommendation.reference
            last[stem] += 1
            one.reference = f"{stem}.{last[stem]}"
