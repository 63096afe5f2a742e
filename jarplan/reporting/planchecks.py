"""The checks of a plan with what other rooms know of it: the totals of the cost tables, and how the council's paper
words a deadline. The rules about the plan itself are in planlint.py."""

from finance.printed import printed_table
from finance.queries import tables_by_uuid
from finance.reconciliation import Verdict, reconcile
from jarplan.reporting.lintrules.finding import found
from jarplan.reporting.planlint import lint
from jarplan.workdays.derivation import Unit
from recommendations.queries import deadlines


def findings_of(content, *, today):
    """Everything that is found in a plan, the errors first."""
    return lint(content, today=today, extra=(*totals(), *wordings()))


def totals():
    """Printed totals that rounding does not explain."""
    for _, record in tables_by_uuid():
        for check in reconcile(printed_table(record)):
            if check.verdict is Verdict.MISMATCH:
                sentence = f"{check.where}: {check.in_words} Ask finance, and say so beside the table."
                yield found("totals", f"{record['name']}, {check.where}", sentence, "finance")


def wordings():
    """Paragraphs of the council's paper that say days where the law says working days."""
    for deadline in deadlines():
        if deadline.unit is not Unit.WORKING_DAY:
            continue
        for wording in deadline.wordings:
            if wording.literal.unit is Unit.CALENDAR_DAY:
                yield found(
                    "working-days",
                    f"{deadline.title}, {wording.paragraph}",
                    f"Paragraph {wording.paragraph} of the council’s paper says {wording.literal.number} days; the "
                    f"law says {deadline.counted}. Write “working days” wherever the plan speaks of it.",
                    "deadlines",
                )
