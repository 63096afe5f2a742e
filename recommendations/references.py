"""How a reference stands in an address: R4, and R4.2. What looks otherwise is not there, and asks no database."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class RecommendationReference(StringConverter):
    """Capital letters and a number."""

    regex = "[A-Z]{1,5}[1-9][0-9]{0,3}"


class ActionReference(StringConverter):
    """A recommendation's reference, and the number of the action under it."""

    regex = RecommendationReference.regex + r"\.[1-9][0-9]{0,6}"


def register():
    """Makes both known to every address; once, at start-up, so that no URLconf has to remember it."""
    register_converter(RecommendationReference, "recommendation")
    register_converter(ActionReference, "action")


def in_order(reference):
    """What references are sorted by: R2 before R10, the prefixes after each other."""
    prefix = prefix_of(reference)
    return prefix, [int(number) for number in reference.removeprefix(prefix).split(".")]


def prefix_of(reference):
    """R of R4 and of R4.2: a prefix is one inspection's over the whole installation."""
    return reference.split(".")[0].rstrip("0123456789")
