"""Small plan sheets held against the plan, with answers, for tests of the import."""

import io

import openpyxl

from actions.imports.finding.current_plan import OUR_HEADINGS, CurrentPlan
from actions.imports.matching.plan_match import match_plan
from jarplan.spreadsheets.layout.plan import lay_out
from jarplan.spreadsheets.reading.workbook import read_workbook

HEADINGS = ["Rec no", "Recommendation", "Action ref", "Action", "Lead officer", "By when", "Success criteria"]
R4 = "ensure that all looked after children have qualified social workers allocated to them"
R5 = "improve the take-up of health assessments by looked after children and young people"
AUDIT = "Audit all cases and reallocate them"
LEAD = "Head of Fieldwork Services, Leicester City Council"


def laid_out(*rows, headings=HEADINGS, prepare=None, known=None, near=None, published=None, titles=()):
    """The PlanTable of a sheet with these rows under the headings; `prepare` may change the sheet first."""
    book = openpyxl.Workbook()
    for row in [headings, *rows]:
        book.active.append(list(row))
    if prepare:
        prepare(book.active)
    out = io.BytesIO()
    book.save(out)
    options = {"known": known, "near": near, "published": published, "remembered": OUR_HEADINGS}
    options["titles"] = titles
    return lay_out(read_workbook(out, "plan.xlsx"), **options)


def matched(*rows, answers=None, earlier=None, near=None, **options):
    """The PlanMatch of a sheet with these rows under the headings."""
    stands = CurrentPlan.read()
    options["titles"] = [one.text for one in stands.recommendations]
    table = laid_out(*rows, known=stands.known, near=near, published=stands.published, **options)
    return match_plan(table, stands, answers=answers, earlier=earlier)


def only(*row, **options):
    """The MatchedRow of a sheet with one row."""
    [one] = matched(list(row), **options).rows
    return one


def sentences(points):
    return [point.sentence for point in points]


def answered(*rows, choice, text="", kind=None, **options):
    """The PlanMatch after its first open question (of a kind) has been given this answer."""
    before = matched(*rows, **options)
    points = [one.point for one in before.questions() if kind in (None, one.point.kind)]
    return matched(*rows, answers={points[0].key: {"choice": choice, "text": text}}, **options)


def said(match, row=0):
    """What the answers were, in words."""
    return [sentence for sentence in sentences(match.rows[row].warnings) if sentence.startswith("You said: ")]


def new_values(one):
    """What a row would write, in words, by field."""
    return {change.field: change.new for change in one.changes}
