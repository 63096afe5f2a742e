"""Random plans written as a Word document, as workbooks of three kinds, as CSV and as pasted cells say the same."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarplan.spreadsheets.layout.plan import lay_out
from jarplan.spreadsheets.reading.pasted import NAME, csv_of_pasted
from jarplan.spreadsheets.reading.workbook import read_workbook
from tests.actions.imports.documents import HEADINGS, KINDS, as_pasted
from tests.drawing import examples

WORDS = (
    "audit",
    "all",
    "children’s",
    "cases",
    "1,200",
    "£5",
    "& <staff>",
    "by 50%",
    "‘quality’",
    "naïve",
    "(new)",
)
LEADS = (
    "Head of Fieldwork",
    "Director of Public Health; Head of Youth",
    "LSCB Manager (Leicester City Council)",
)
DATES = ("July 2008", "31/03/2009", "end of Q2 2009/10", "ongoing", "Summer 2010", "tbc")
texts = st.lists(st.sampled_from(WORDS), min_size=2, max_size=8).map(lambda words: "Plan " + " ".join(words))
criteria = st.lists(texts, min_size=1, max_size=3).map("\n".join)


@st.composite
def plans(draw):
    """Rows under HEADINGS, each with a reference of its own; any other cell but the action's may be empty."""
    count = draw(st.integers(1, 6))
    return [
        (
            f"{draw(st.integers(1, 16))}.{number}",
            draw(st.one_of(texts, criteria)),
            draw(st.sampled_from(LEADS)),
            draw(st.sampled_from(("", "Leicester City Council"))),
            draw(st.sampled_from(DATES)),
            draw(st.one_of(st.just(""), criteria)),
        )
        for number in range(1, count + 1)
    ]


def said(content, name):
    """All that each row says, and what it is taken to mean."""
    table = lay_out(read_workbook(io.BytesIO(content), name))
    return [
        (
            {field: row.raw(field) for field in row.cells},
            row.understood,
            [point.sentence for point in row.questions + row.problems],
        )
        for row in table.rows
    ]


@pytest.mark.slow
@given(plans())
@examples(25)
def test_plan_reads_the_same_from_every_kind_of_file(rows):
    read = {kind: said(write(HEADINGS, *rows), f"plan.{kind}") for kind, write in KINDS.items()}
    read["pasted"] = said(csv_of_pasted(as_pasted(HEADINGS, *rows)), NAME)
    assert [one["text"] for one, _meaning, _points in read["xlsx"]] == [row[1] for row in rows]
    for kind, found in read.items():
        assert found == read["xlsx"], kind
