"""Reads of the statutory rules, live or at the end of a past day."""

from jarplan.audit.reading.as_at import states
from jarplan.dates import day_of
from jarplan.workdays.derivation import Unit
from recommendations.deadlines.records import source_in_words
from recommendations.models import DeadlineRule, Duty
from recommendations.models.law import DAYS_ONE, UNITS


def rule_rows(as_at=None):
    """Every rule as pages show it, the shortest first."""
    names = {state["slug"]: state["name"] for state in states("inspection_kind", as_at).values()}
    found = [rule_row(uuid, state, names) for uuid, state in states("deadline_rule", as_at).items()]
    return sorted(found, key=lambda row: (row["kind"], row["months"], row["number"], row["slug"]))


def kind_in_words(slug, names):
    """The name of a kind; its slug as words where the law has not been loaded yet."""
    return names.get(slug) or slug.replace("_", " ")


def rule_row(uuid, state, names):
    """A rule as the page shows it. names: of kinds, by their slug."""
    after, counted_from = state["after_duty"], DeadlineRule.CountedFrom(state["counted_from"]).label
    return {
        "uuid": uuid,
        "slug": state["slug"],
        "slug_of_kind": state["inspection_kind"],
        "number": state["number"],
        "months": state["unit"] == Unit.MONTH,
        "kind": kind_in_words(state["inspection_kind"], names),
        "duty": state["task"] or Duty(state["duty"]).label,
        "counted": f"{state['number']} {dict(UNITS)[state['unit']]}",
        "day_one": dict(DAYS_ONE)[state["day_one"]],
        "counted_from": f"the duty to {Duty(after).label} is met" if after else counted_from,
        "certainty": DeadlineRule.Certainty(state["certainty"]).label,
        "source": source_in_words(state["source"]),
        "wording": state["wording"],
        "in_force_from": day_of(state["in_force_from"]),
        "in_force_until": day_of(state["in_force_until"]),
    }
