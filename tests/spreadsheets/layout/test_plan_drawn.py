"""Layouts drawn at random from the plan's own data, written as councils write them, and read back equal."""

import csv
import io
import json
from collections import Counter
from datetime import date, timedelta

import openpyxl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from openpyxl.styles import PatternFill

from jarplan.spreadsheets.layout.plan import lay_out
from jarplan.spreadsheets.reading.workbook import read_workbook
from tests import DATA
from tests.drawing import examples

BOOK = openpyxl.load_workbook(DATA / "a1_clean.xlsx").active
PLAN = [[cell.value for cell in row] for row in BOOK.iter_rows(min_row=2, max_col=15)]
KNOWN = dict.fromkeys(row[6] for row in PLAN)
FILLS = {"Red": "FFFF0000", "Amber": "FFFFC000", "Green": "FF00B050", "Blue": "FF0070C0"}
HEADINGS = {
    "recommendation": ["Rec no", "Rec", "Recommendation number", "JAR ref", "Recommendation\nNo."],
    "recommendation_text": [
        "Recommendation",
        "JAR recommendation",
        "Area for improvement",
        'JAR recommendation\n"The local partnership should:"',
    ],
    "text": [
        "Action",
        "Actions",
        "Key actions",
        "How?",
        "Action required",
        "What we will do",
        "Agreed action",
    ],
    "lead": ["Lead officer", "Lead", "Who by?", "Responsible", "Accountable", "Lead officer\n(and agency)"],
    "agency": ["Lead agency", "Lead organisation", "Agency"],
    "due": ["By when", "Target date", "Timescale", "When?", "Deadline", "Completion date", "Due date"],
    "criteria": [
        "Success criteria",
        "Measure of success",
        "Outcome",
        "Impact",
        "Success criteria /\nimpact measure",
    ],
    "resources": ["Resources", "Resources / cost", "Cost", "Resources /\ncost"],
    "rag": ["RAG", "BRAG", "RAG rating", "RAG status"],
    "reference": ["Action ref", "Action no", "Action reference"],
}
DATE_FORMS = {
    "cell": lambda day: day,
    "slashes": lambda day: f"{day:%d/%m/%Y}",
    "short": lambda day: f"{day.day}/{day.month}/{day:%y}",
    "dots": lambda day: f"{day:%d.%m.%Y}",
    "words": lambda day: f"{day.day} {day:%B %Y}",
    "ordinal": lambda day: f"{ordinal(day.day)} {day:%b %Y}",
    "iso": lambda day: day.isoformat(),
    "month": lambda day: f"{day:%b %y}",
    "end of month": lambda day: f"end {day:%B %Y}",
}
LEAD_FORMS = {
    "agency": lambda post, body: post,
    "brackets": lambda post, body: f"{post} ({body})",
    "lines": lambda post, body: f"{post}\n({body})",
    # A post with a comma in it is not written with a dash: where it ends, nobody could tell.
    "dash": lambda post, body: f"{post} ({body})" if "," in post else f"{post} - {body}",
}
RATING_FORMS = ("word", "letter", "colour", "lower")


def ordinal(day):
    ending = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def last_of_month(day):
    after = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return after - timedelta(days=1)


@st.composite
def layouts(draw):
    """One way of laying the plan out: what stands where, and how each thing is written."""
    first = draw(st.integers(0, len(PLAN) - 6))
    optional = draw(st.sets(st.sampled_from(["criteria", "resources", "rag", "reference"])))
    leads = draw(st.sampled_from(sorted(LEAD_FORMS)))
    fields = ["text", "lead", "due", *sorted(optional), *(["agency"] if leads == "agency" else [])]
    headings = {name: draw(st.sampled_from(HEADINGS[name])) for name in HEADINGS}
    if leads == "agency" and "agency" in headings["lead"]:
        headings["lead"] = "Lead officer"
    return {
        "plan": PLAN[first : first + draw(st.integers(3, 12))],
        "columns": ["recommendation", "recommendation_text", *draw(st.permutations(fields))],
        "headings": headings,
        "leads": leads,
        "dates": draw(st.sampled_from(sorted(DATE_FORMS))),
        "rating": draw(st.sampled_from(RATING_FORMS)),
        "bullets": draw(st.sampled_from(["; ", "\n", "\n• ", "\n- "])),
        "recommendations": draw(st.sampled_from(["every row", "first row", "merged"])),
        "title_rows": draw(st.integers(0, 3)),
        "sections": draw(st.booleans()),
        "spacers": draw(st.booleans()),
        "header_again": draw(st.booleans()),
        "foot": draw(st.booleans()),
        "sheets": draw(st.integers(1, 2)),
    }


def of_row(layout, row):
    """The values of one action by field, as this layout writes them."""
    day, rating = row[9].date(), row[13]
    items = [item.strip() for item in row[10].split(";")]
    bullets = layout["bullets"]
    criteria = bullets.join(items) if bullets in ("; ", "\n") else bullets.join(["", *items]).strip("\n")
    ratings = {"word": rating, "letter": rating[0], "colour": None, "lower": rating.lower()}
    return {
        "recommendation": row[0],
        "recommendation_text": row[1],
        "reference": row[3],
        "text": row[4],
        "lead": LEAD_FORMS[layout["leads"]](row[5], row[6]),
        "agency": row[6],
        "due": DATE_FORMS[layout["dates"]](day),
        "criteria": criteria,
        "resources": row[11],
        "rag": ratings[layout["rating"]],
    }


def lines_of(layout, plan):
    """(kind, values, rating) of each row of one sheet."""
    columns = layout["columns"]
    yield from (("title", [f"Action plan, title {n}"], None) for n in range(layout["title_rows"]))
    header = ("header", [layout["headings"][name] for name in columns], None)
    yield header
    before, band = None, None
    for at, row in enumerate(plan):
        if row[0] != before and before is not None:
            if layout["spacers"]:
                yield "spacer", [], None
            if layout["header_again"] and at >= len(plan) // 2:
                yield header
        if layout["sections"] and row[2] != band:
            band, before = row[2], None
            yield "section", [band], None
        values = of_row(layout, row)
        if row[0] == before and layout["recommendations"] != "every row":
            values["recommendation"] = values["recommendation_text"] = None
        before = row[0]
        yield "action", [values[name] for name in columns], row[13]
    if layout["foot"]:
        yield "spacer", [], None
        yield "foot", ["Key:", "R = not on track    A = some concern    G = on track    B = complete"], None
        yield "foot", ["PCT = Primary Care Trust"], None


def parts_of(layout):
    half = len(layout["plan"]) // 2 if layout["sheets"] == 2 else len(layout["plan"])
    return [part for part in (layout["plan"][:half], layout["plan"][half:]) if part]


def as_xlsx(layout):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for part in parts_of(layout):
        sheet = book.create_sheet()
        blocks = {}
        for number, (kind, values, rating) in enumerate(lines_of(layout, part), start=1):
            for at, value in enumerate(values, start=1):
                sheet.cell(number, at, value)
            if kind == "section":
                sheet.merge_cells(
                    start_row=number, end_row=number, start_column=1, end_column=len(layout["columns"])
                )
            if kind == "action":
                if values[0] is not None:
                    top = number
                blocks[top] = number
                if layout["rating"] == "colour" and "rag" in layout["columns"]:
                    cell = sheet.cell(number, layout["columns"].index("rag") + 1)
                    cell.fill = PatternFill("solid", fgColor=FILLS[rating])
        if layout["recommendations"] == "merged":
            for top, bottom in blocks.items():
                for column in (1, 2):
                    sheet.merge_cells(start_row=top, end_row=bottom, start_column=column, end_column=column)
    out = io.BytesIO()
    book.save(out)
    return out


def as_csv(layout, encoding, mark):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=mark)
    for _kind, values, _rating in lines_of(layout, layout["plan"]):
        writer.writerow([f"{value:%d/%m/%Y}" if isinstance(value, date) else value for value in values])
    return io.BytesIO(out.getvalue().encode(encoding))


def wanted_of(layout, row, *, coloured=True):
    """What must be read of a row of the plan."""
    day = row[9].date()
    months = layout["dates"] in ("month", "end of month")
    has = set(layout["columns"])
    rated = "rag" in has and (coloured or layout["rating"] != "colour")
    return {
        "recommendation": row[0],
        "recommendation_text": row[1],
        "reference": row[3] if "reference" in has else "",
        "text": row[4],
        "leads": [(row[5], row[6])],
        "due": last_of_month(day) if months else day,
        "rating": row[13] if rated else None,
        "criteria": [item.strip() for item in row[10].split(";")] if "criteria" in has else [],
        "resources": (row[11] or "") if "resources" in has else "",
        "band": row[2] if layout["sections"] else "",
    }


def read_of(row):
    said = row.understood
    return {
        "recommendation": said.recommendation or said.numbering,
        "recommendation_text": said.recommendation_text,
        "reference": said.reference.text,
        "text": said.text,
        "leads": [(lead.post, lead.organisation) for lead in said.leads.leads],
        "due": said.due.latest,
        "rating": said.rating.rating,
        "criteria": list(said.criteria),
        "resources": row.raw("resources"),
        "band": said.band,
    }


def assert_read_back(table, wanted):
    assert not table.message
    assert len(table.rows) == len(wanted)
    for row, one in zip(table.rows, wanted, strict=True):
        assert read_of(row) == one
    assert not [point for row in table.rows for point in row.problems]
    assert not table.gaps


DRAWN = examples(40, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@DRAWN
@given(layout=layouts())
def test_drawn_workbook_reads_back_equal(layout):
    table = lay_out(read_workbook(as_xlsx(layout), "plan.xlsx"), known=KNOWN)
    assert_read_back(table, [wanted_of(layout, row) for row in layout["plan"]])


@pytest.mark.slow
@DRAWN
@given(
    layout=layouts().filter(lambda layout: layout["recommendations"] != "merged"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    mark=st.sampled_from([",", ";", "\t"]),
)
def test_drawn_csv_reads_back_equal(layout, encoding, mark):
    table = lay_out(read_workbook(as_csv(layout, encoding, mark), "plan.csv"), known=KNOWN)
    wanted = [wanted_of(layout, row, coloured=False) for row in layout["plan"]]
    assert_read_back(table, wanted)


def test_the_plan_that_is_drawn_from_is_the_sample():
    expected = json.loads((DATA / "a1_clean.xlsx.expected.json").read_text())
    assert Counter(row[13] for row in PLAN) == expected["counts"]["rag"]
