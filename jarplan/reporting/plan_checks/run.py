"""Checks a plan before it is published: what cannot be right (errors), and what a reader will ask about (warnings).

Pure: it looks at a PlanContent only. What other rooms know of it (totals of the cost tables, the paper's wording of
a deadline) is handed in as further Findings. It never stops a publication: whoever publishes may say why.
"""

from jarplan.reporting.plan_checks import dates, structure, words
from jarplan.reporting.plan_checks.finding import ERROR, RULES, WARNING, Finding

__all__ = ["ERROR", "RULES", "WARNING", "Finding", "errors", "lint", "warnings"]

CHECKS = (
    structure.recommendations_answered,
    structure.parts_resolve,
    structure.texts_resolve,
    dates.dates_that_cannot_be,
    structure.proof,
    structure.leads,
    structure.measures,
    dates.without_a_date,
    dates.immediate_but_late,
    structure.one_organisation,
    dates.unlikely_dates,
    words.days_or_working_days,
    words.contacts,
    words.signs,
    structure.twice,
)


def lint(content, *, today, extra=()):
    """The Findings of a plan and the further ones, errors first, then by rule, each in the plan's own order."""
    findings = [finding for check in CHECKS for finding in check(content, today)]
    places = {rule: place for place, rule in enumerate(RULES)}
    return sorted(
        dict.fromkeys([*findings, *extra]), key=lambda finding: places.get(finding.rule, len(places))
    )


def errors(findings):
    """Those that cannot be right."""
    return [finding for finding in findings if finding.level == ERROR]


def warnings(findings):
    """Those that a reader will ask about."""
    return [finding for finding in findings if finding.level == WARNING]
