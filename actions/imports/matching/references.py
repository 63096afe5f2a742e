"""What a reference in a sheet is in the plan: 4.2 under R4 is R4.2. A sheet's running numbers are none."""

import re

OF_THE_PLAN = ("", "R", "REC", "JAR")


def plan_reference(reference, recommendation):
    """(the plan's reference or "", a question) of what a sheet calls a row of this recommendation."""
    if reference.second is None or reference.letter or reference.second < 1:
        return "", ""
    prefix = re.match("[A-Z]*", recommendation.reference)[0]
    if reference.prefix not in (*OF_THE_PLAN, prefix):
        return "", ""
    if reference.first != recommendation.order:
        return "", (
            f"The reference {reference.text} is one of recommendation {reference.first}, but the row stands under "
            f"{recommendation.reference}. Which one is meant?"
        )
    return f"{recommendation.reference}.{reference.second}", ""


def number_of(reference):
    """The last part of a reference of the plan: 2 of R4.2."""
    return int(reference.rpartition(".")[2])
