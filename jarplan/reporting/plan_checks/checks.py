"""The checks of a plan with what other rooms know of it: the totals of the cost tables, and how the council's paper
words a deadline. The rules about the plan itself are in planlint.py."""

from finance.figures.printed import printed_table
from finance.figures.reconciliation import Verdict, reconcile
from finance.queries import tables_by_uuid
from jarplan.reporting.plan_checks.finding import found
from jarplan.reporting.plan_checks.papers import days, references
from jarplan.reporting.plan_checks.run import lint
from jarplan.workdays.derivation import Unit
from recommendations.councilreport.queries import held_elsewhere, reports_with_inspections
from recommendations.councilreport.records import whole
from recommendations.deadlines.queries import deadlines
from recommendations.within import EVERYTHING


def findings_of(content, *, today, within=EVERYTHING):
    """Everything that is found in a plan, of the inspections `within`, the errors first."""
    return lint(content, today=today, extra=(*totals(within), *wordings(within), *papers(within)))


def totals(within=EVERYTHING):
    """Printed totals that rounding does not explain."""
    for _, record in tables_by_uuid(within=within):
        for check in reconcile(printed_table(record)):
            if check.verdict is Verdict.MISMATCH:
                sentence = f"{check.where}: {check.in_words} Ask finance, and add a note to the table."
                yield found("totals", f"{record['name']}, {check.where}", sentence, "finance")


def papers(within=EVERYTHING):
    """What does not fit together in the council's own reports."""
    every = deadlines(within=within)
    for report, inspection in reports_with_inspections(within):
        parts = whole(report.paragraphs, held_elsewhere(report.inspection, inspection))
        own = [one for one in every if one.inspection == report.inspection]
        said = {wording.paragraph for one in own for wording in one.wordings}
        in_working_days = [one for one in own if one.unit is Unit.WORKING_DAY]
        yield from references(report, parts, inspection["reference"])
        yield from days(report, parts, said, inspection["reference"], in_working_days)


def wordings(within=EVERYTHING):
    """Paragraphs of the council's paper that say days where the law says working days."""
    for deadline in deadlines(within=within):
        if deadline.unit is not Unit.WORKING_DAY:
            continue
        for wording in deadline.wordings:
            if wording.literal.unit is Unit.CALENDAR_DAY:
                yield found(
                    "working-days",
                    f"{deadline.title}, {wording.paragraph}",
                    f"Paragraph {wording.paragraph} of the council’s paper says {wording.literal.number} days; the "
                    f"law says {deadline.counted}. Write “working days” wherever the plan mentions this deadline.",
                    "deadlines",
                )
