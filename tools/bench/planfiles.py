"""A plan workbook of any length for the measurement: one row an action, laid out as councils do, over the
recommendations of the plan.
"""

from datetime import date, timedelta

import openpyxl

HEADINGS = (
    "Rec no",
    "JAR recommendation",
    "Timescale band",
    "Action ref",
    "Action",
    "Lead officer",
    "Lead agency",
    "Partners",
    "Start date",
    "Target date",
    "Success criteria",
    "Resources / cost",
    "Status",
    "RAG",
    "Notes",
)
BODIES = ("Leicester City Council", *(f"Partner Trust {number}" for number in range(1, 8)))
DEEDS = ("Review", "Audit", "Agree", "Publish", "Set up", "Train staff in", "Report on", "Commission")
THINGS = (
    "the case files of every child who is looked after, with the partners concerned",
    "a protocol for sharing information between agencies, and what follows from it",
    "health assessments and dental checks, so that none is later than it should be",
    "the provision for young people who are not in education, employment or training",
)
STATUSES = (("Not started", "Green"), ("In progress", "Amber"), ("Complete", "Blue"), ("In progress", "Red"))
FIRST_DAY = date(2008, 6, 9)


def write_plan(path, number, recommendations):
    """Writes a workbook of `number` rows, the headings among them."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("JAR action plan")
    sheet.freeze_panes = "A2"
    sheet.append(HEADINGS)
    for at in range(number - 1):
        sheet.append(row_of(at, recommendations))
    book.save(path)


def row_of(at, recommendations):
    """The cells of one action; no two have the same text or reference."""
    each, own = divmod(at, len(recommendations))
    recommendation = recommendations[own]
    body, start = BODIES[at % len(BODIES)], FIRST_DAY + timedelta(days=at % 60)
    status, rating = STATUSES[at % len(STATUSES)]
    return (
        recommendation.order,
        recommendation.text,
        recommendation.timeframe.label,
        f"{recommendation.order}.{each + 1}",
        f"{DEEDS[at % 8]} {THINGS[at // 8 % 4]} (part {at + 1})",
        f"Head of Service {at % 40 + 1}",
        body,
        "; ".join((BODIES[(at + 1) % len(BODIES)], BODIES[(at + 3) % len(BODIES)])),
        start,
        start + timedelta(days=30 + at % 300),
        f"All {at + 1} cases reviewed by the date; nine in ten young people asked say that it helped",
        f"£{at % 90 + 1}k, existing budget",
        status,
        rating,
        "Made for measuring",
    )
