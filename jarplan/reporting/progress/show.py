"""What a page needs to show the progress of one round: its sentence, and each action with its cells. Pure: it looks
at what the release froze.
"""

from collections import Counter

from django.template.defaultfilters import linebreaksbr
from django.utils.text import Truncator

from jarplan.dates import in_full, month_in_full
from jarplan.reporting.published.columns import Column, lines, warning
from jarplan.reporting.published.show import LONGEST_HEADING, SAID, counted
from jarplan.reporting.ratings import rating_html

NO_REPORT = "No report in this round"


def recovery(report):
    return in_full(report.recovers_on) if report.recovers_on else ""


def extensions(report):
    """Each extension of the due date on lines of its own, with its reason."""
    return lines(*map(extension, report.extensions))


def extension(one):
    by = f" by {one.meeting}" if one.meeting else ""
    moved = f"from {one.before} to {one.after}" if one.before else f"to {one.after}"
    return f"Due date extended {moved}, agreed on {in_full(one.agreed_on)}{by}. {one.category}: {one.reason}"


# The cells of a report, in the order in which every page and file has them.
CELLS = (
    Column("What was done", "done", lambda one: one.done),
    Column("What changed for children and young people", "effect", lambda one: one.effect),
    Column("What made the difference", "why_better", lambda one: one.why_better),
    Column("Why it is not on track", "reason", lambda one: one.reason),
    Column("Next step", "next_step", lambda one: one.next_step),
    Column("Expected back on track", "recovery", recovery),
    Column("Extension", "extension", extensions),
    Column("Accountable lead", "lead", lambda one: one.lead),
)


def shown_progress(content):
    """The context of reporting/progress/reports.html."""
    return {
        "content": content,
        "month": month_in_full(content.month),
        "summary": summary(content),
        "warning": warning(content),
        "reports": [report_shown(one) for one in content.reports],
    }


def summary(content):
    """The round in a few sentences: how many reports, how they rate, what was extended and what is missing."""
    reported = [one for one in content.reports if one.reported_on]
    if reported:
        counts = Counter(one.rating for one in reported)
        said = ", ".join(f"{counts[key]} {words}" for key, words in SAID.items() if counts[key])
        sentences = [f"{counted(len(reported), 'report')}: {said}."]
    else:
        sentences = ["No report on an action of the published plan was received in this round."]
    if number := sum(len(one.extensions) for one in content.reports):
        sentences.append(f"{counted(number, 'extension')} {'was' if number == 1 else 'were'} agreed.")
    if reported and (number := len(content.missing)):
        was = "was" if number == 1 else "were"
        sentences.append(f"{counted(number, 'report')} that {was} due {was} not received.")
    return " ".join(sentences)


def report_shown(one):
    is_short = len(one.text) <= LONGEST_HEADING
    # Extensions stand below the others: each is a sentence or two.
    found = [(column.heading, column.cell(one)) for column in CELLS if column.key != "extension"]
    cells = [(heading, linebreaksbr(cell)) for heading, cell in found if cell]
    return {
        "reference": one.reference,
        "heading": one.text if is_short else Truncator(one.text).words(16, truncate=" …"),
        "rating": rating_html(one.rating) if one.reported_on else "",
        "standing": standing(one),
        "extensions": [extension(each) for each in one.extensions],
        "cells": cells if is_short else [("Action", linebreaksbr(one.text)), *cells],
    }


def standing(one):
    """When it was reported, and the rating before where that was another one."""
    if not one.reported_on:
        return NO_REPORT
    said = f"Reported on {in_full(one.reported_on)}" + (", corrected since" if one.corrected else "")
    if one.before and one.before != one.rating:
        said += f". Rated {one.before_label.lower()} in {month_in_full(one.before_month)}"
    return said
