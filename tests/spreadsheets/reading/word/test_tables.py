"""Tables of a document as sheets: which are put together, what stands above them, and where each cell is."""

import io

import pytest

from jarplan.spreadsheets.layout.plan import lay_out
from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.reading.word.tables import NO_TABLE
from jarplan.spreadsheets.reading.workbook import UNREADABLE_DOCUMENT, read_workbook
from tests.spreadsheets.documents import cell, document, heading, paragraph, row, run, table

HEADINGS = ("Ref", "Action", "Lead officer", "By when")
HEAD = row(*HEADINGS, looks="<w:tblHeader/>")
SPAN, START, ON = '<w:gridSpan w:val="{}"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def plan_row(reference, text="Meet", **about):
    return row(reference, text, "Head of Service", "May 2009", **about)


def plan(*references, widths=(10, 20, 30, 40)):
    return table(HEAD, *map(plan_row, references), widths=widths)


def sheets(*parts, **about):
    return read_workbook(io.BytesIO(document("".join(parts), **about)), "plan.docx")


def refusal(*parts, **about):
    with pytest.raises(SheetRefused) as refused:
        sheets(*parts, **about)
    return str(refused.value)


def texts(sheet):
    return [[each.text for each in one.cells] for one in sheet.rows]


def read(*parts):
    """(the number that may be its recommendation's, the titles above it, text) of each action."""
    said = [one.understood for one in lay_out(sheets(*parts)).rows]
    return [(one.numbering, one.titles, one.text) for one in said]


def test_tables_with_the_same_headings_are_one_sheet():
    others = table(row("Who", "Telephone", "Room"), row("Ann", "1", "2"))
    found = sheets(
        plan("1.1"), paragraph("x"), others, paragraph("y"), plan("2.1"), paragraph("z"), plan("3.1")
    )
    assert [one.name for one in found] == ["Tables 1, 3 and 4", "Table 2"]
    assert [one.address for one in found[0].rows[-1].cells] == [
        f"table 4, row 2, column {at}" for at in (1, 2, 3, 4)
    ]
    assert found[0].place(found[0].rows[-1].number) == ("Table 4", 2)


def test_many_tables_have_a_short_name():
    other = table(row("Who", "Telephone"), row("Ann", "1"))
    [first, _second] = sheets(
        *[paragraph("x") + plan("1.1") for _ in range(8)], other, paragraph("x"), plan("2.1")
    )
    assert first.name == "Tables 1, 2, 3, 4, 5 and 4 more"
    [sheet] = sheets(*[paragraph("x") + plan("1.1") for _ in range(3)])
    assert sheet.name == "Tables 1 to 3"


def test_heading_above_a_table_is_the_recommendation_of_its_rows():
    assert read(
        heading("Action plan"),
        heading("Recommendation 1: Do well", 2),
        plan("1.1", "1.2"),
        heading("Recommendation 2: Do better", 2),
        heading("Actions", 3),
        plan("2.1"),
    ) == [
        (1, ("Recommendation 1: Do well",), "Meet"),
        (1, ("Recommendation 1: Do well",), "Meet"),
        (2, ("Actions", "Recommendation 2: Do better"), "Meet"),
    ]


@pytest.mark.parametrize(
    "above",
    [
        paragraph("Recommendation 3: Do well"),
        paragraph(run("Recommendation 3: Do well", "<w:b/>"))
        + paragraph("What follows is said here at length."),
        heading("Recommendation 3: Do well") + paragraph("What follows is said here at length."),
        table(row("Recommendation 3: Do well"), widths=[900]),
        heading("Recommendation 3: Do well")
        + paragraph("Table 1: Actions", looks='<w:pStyle w:val="Caption"/>'),
    ],
)
def test_what_leads_to_a_table_is_a_heading_or_the_paragraph_above(above):
    [(number, titles, text)] = read(above, plan("3.1"))
    assert (number, titles[-1], text) == (3, "Recommendation 3: Do well", "Meet")


@pytest.mark.parametrize("above", [paragraph("x" * 2001), paragraph("• Do well")])
def test_long_paragraph_and_item_of_a_list_head_no_table(above):
    [sheet] = sheets(above, plan("3.1"))
    assert sheet.titles == frozenset()


def test_heading_of_a_table_ends_the_recommendation_of_the_table_before():
    no_reference = table(row(*HEADINGS[1:]), row("Meet", "Head", "May 2009"))
    other = heading("Recommendation 1") + no_reference + heading("Other actions") + no_reference
    assert read(other) == [(1, ("Recommendation 1",), "Meet"), (None, ("Other actions",), "Meet")]


@pytest.mark.parametrize(
    "above",
    [
        heading("Action plan"),
        paragraph("The table below sets out our actions."),
        paragraph("These are our actions:"),
        heading("Develop a strategy for all children"),
    ],
)
def test_heading_that_names_no_recommendation_leaves_references_alone(above):
    [(number, _titles, text)] = read(above, plan("4.1"))
    assert (number, text) == (4, "Meet")


def test_heading_leaves_a_column_of_recommendations_alone():
    own = table(
        row("Recommendation", *HEADINGS[1:]),
        row("Do well", "Meet", "Head", "May"),
        row("", "Plan", "Head", ""),
    )
    rows = lay_out(sheets(heading("The plan for all our children and families"), own)).rows
    assert [one.understood.recommendation_text for one in rows] == ["Do well", "Do well"]


def test_heading_ends_those_below_its_own_level():
    [sheet] = sheets(heading("A", 1), heading("B", 2), plan("1.1"), heading("C", 1), plan("2.1"))
    assert [one.cells[0].text for one in sheet.rows if one.number in sheet.titles] == ["A", "B", "C"]
    assert sheet.rows[0].cells[0].address == "heading above table 1"


def test_table_that_goes_on_after_a_page_break_is_the_same():
    rest = table(plan_row("1.2"), widths=(10, 20, 30, 40))
    [sheet] = sheets(heading("Recommendation 1"), plan("1.1"), paragraph(), rest)
    assert sheet.name == "Tables 1 to 2"
    assert len(lay_out([sheet]).rows) == 2
    # What stands between, other columns or a head of its own make it another table.
    assert len(sheets(plan("1.1"), paragraph("Other"), rest)) == 2
    assert len(sheets(plan("1.1"), table(plan_row("1.2"), widths=(10, 20, 30, 41)))) == 2
    bold = row(*[cell(paragraph(run(text, "<w:b/>"))) for text in "abcd"])
    for head in (plan_row("1.2", looks="<w:tblHeader/>"), bold):
        assert len(sheets(plan("1.1"), table(head, widths=(10, 20, 30, 40)))) == 2


def test_merged_cells_are_those_of_a_sheet():
    wide = row(cell("Recommendation 1: Do well", looks=SPAN.format(4)))
    first = row("1.1", "Meet", cell("Head of Service", looks=START), "May 2009")
    then = row("1.2", "Plan", cell("", looks=ON), "May 2009")
    [sheet] = sheets(table(HEAD, wide, first, then, then))
    assert sheet.merged == ("A2:D2", "C3:C5")
    rows = lay_out([sheet]).rows
    assert [one.understood.titles for one in rows] == [("Recommendation 1: Do well",)] * 3
    assert [one.understood.leads.leads[0].post for one in rows] == ["Head of Service"] * 3
    assert rows[2].address("lead") == "table 1, row 3, column 3"


def test_merge_that_begins_nowhere_is_a_cell_of_its_own():
    [sheet] = sheets(table(HEAD, row(cell("1.1", looks=ON), "Meet", cell("x", looks=START), "May 2009")))
    assert texts(sheet)[1] == ["1.1", "Meet", "x", "May 2009"]
    assert sheet.merged == ()


def test_edges_a_hair_out_of_line_make_no_column():
    head = row(
        *[cell(text, looks=SPAN.format(span)) for text, span in zip(HEADINGS, (1, 1, 2, 1), strict=True)]
    )
    wide = row(cell("Within six months", looks=SPAN.format(3)), cell("", looks=SPAN.format(2)))
    moved = row("1.1", cell("Meet", looks=SPAN.format(2)), "Head", "May 2009")
    [sheet] = sheets(table(head, wide, moved, widths=(1000, 2000, 20, 1980, 1000)))
    assert [[each.column for each in one.cells] for one in sheet.rows] == [list("ABCD"), ["A"], list("ABCD")]
    assert sheet.merged == ("A2:B2", "C2:D2")


def test_fewer_cells_lie_under_the_columns_that_they_are_nearest_to():
    short = row(cell("Totals", looks=SPAN.format(3)), "5", looks='<w:gridBefore w:val="0"/>')
    late = row("Meet", "Head", looks='<w:gridBefore w:val="1"/>')
    [sheet] = sheets(table(HEAD, short, late))
    assert [[(each.column, each.text) for each in one.cells] for one in sheet.rows[1:]] == [
        [("A", "Totals"), ("D", "5")],
        [("B", "Meet"), ("C", "Head")],
    ]


def test_colour_of_a_cell_is_read():
    coloured = cell("", looks='<w:shd w:fill="FF0000"/>')
    [sheet] = sheets(table(row(*HEADINGS, "RAG"), row("1.1", "Meet", "Head", "May 2009", coloured)))
    assert sheet.rows[1].fills == {"E": "FFFF0000"}


def test_what_was_left_out_is_told_in_sentences():
    gone = '<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:commentReference w:id="1"/></w:r>'
    rows = [row("1.1", cell(paragraph("Meet", gone)), "Head", "May 2009") for _ in range(7)]
    table_read = lay_out(sheets(table(HEAD, *rows)))
    assert [(one.sheet, one.sentence) for one in table_read.warnings[-2:]] == [
        (
            "Table 1",
            "Table 1: Text that is marked as deleted (tracked changes) was left out: "
            + "; ".join(f"table 1, row {at}, column 2 (“old”)" for at in range(2, 7))
            + "; and 2 more.",
        ),
        (
            "Table 1",
            "Table 1: Comments were left out: "
            + "; ".join(f"table 1, row {at}, column 2" for at in range(2, 7))
            + "; and 2 more.",
        ),
    ]


def test_list_in_a_cell_is_its_criteria():
    items = "".join(
        paragraph(text, looks='<w:numPr><w:numId w:val="9"/></w:numPr>') for text in ("One", "Two; three")
    )
    rows = lay_out(
        sheets(table(row(*HEADINGS, "Success criteria"), row("1.1", "Meet", "Head", "May 2009", cell(items))))
    )
    assert rows.rows[0].understood.criteria == ("One", "Two; three")


def test_row_that_goes_on_is_named_by_its_table():
    rest = row("", "the rest of it", "", "")
    found = lay_out(sheets(heading("x"), table(HEAD, plan_row("1.1", "Meet and"), rest))).rows[0]
    assert (found.sheet, found.row, found.understood.text) == ("Table 1", 2, "Meet and the rest of it")
    assert found.warnings[0].sentence == "Row 3 continues row 2, so its text was added there."


def test_cell_that_is_too_long_is_a_problem_of_its_row():
    found = lay_out(sheets(table(HEAD, plan_row("1.1", "x" * 40_000)))).rows[0]
    assert found.problems[0].sentence.startswith("Cell table 1, row 2, column 2 has 40,001 characters")


def test_document_without_a_table_is_refused_in_words():
    assert refusal(paragraph("a")) == NO_TABLE
    assert refusal(table(row("a framed text"), widths=[900])) == NO_TABLE


def test_document_that_says_too_much_is_refused_in_words():
    assert "more than 6,000 rows" in refusal(*[table(row("a", "b"))] * 6001)
    assert "more than 50 different tables" in refusal(
        *[paragraph("x") + table(row(f"a{at}", "b"), row("c", "d")) for at in range(51)]
    )
    assert "has 61 columns" in refusal(table(row(*map(str, range(61)))))


@pytest.mark.parametrize(
    "body",
    [
        "<w:tc/>",
        "<w:tr/>",
        "<w:tbl><w:tc/></w:tbl>",
        "</w:p>",
        table(row(cell("a", looks='<w:gridSpan w:val="many"/>'), "b")),
        table(row(cell("a", looks=f'<w:gridSpan w:val="{"9" * 9000}"/>'), "b")),
        paragraph("a", looks='<w:outlineLvl w:val="x"/>'),
        "<w:sdtContent/>",
        "<w:tblHeader/>",
    ],
)
def test_document_that_is_no_document_is_refused_in_words(body):
    assert refusal(body) in (UNREADABLE_DOCUMENT, NO_TABLE)


def test_rows_of_a_document_that_are_no_actions_are_told_once():
    two = sheets(heading("Recommendation 1"), plan("1.1", "1.2"), heading("Recommendation 2"), plan("2.1"))
    found = lay_out(two)
    assert [(row.sheet, row.row) for row in found.rows] == [("Table 1", 2), ("Table 1", 3), ("Table 2", 2)]
    assert [(one.sheet, one.row, one.kind) for one in found.others] == [
        ("Table 1", 0, "title"),
        ("Table 1", 1, "title"),
        ("Table 2", 0, "title"),
        ("Table 2", 1, "title"),
    ]
