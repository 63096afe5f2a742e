"""The text of a Word document as a reader sees it: what has changed, is hidden, or is inside something else."""

import io
import zipfile

import pytest

from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.reading.word.body import Body, Table
from jarplan.spreadsheets.reading.word.parts import document_of
from tests.spreadsheets.documents import cell, document, paragraph, row, run, table

HEAD = row("Ref", "Action", "Lead")


def body_of(*parts, **about):
    archive = zipfile.ZipFile(io.BytesIO(document("".join(parts), **about)))
    made = document_of(archive)
    return Body(made).run(archive, made.path)


def cells_of(*parts, **about):
    """The texts of each row of the first table."""
    found = next(item for item in body_of(*parts, **about).flow if isinstance(item, Table))
    return [[one.text for one in each.cells] for each in found.rows]


def texts(*inside, **about):
    """What is read of one cell."""
    return cells_of(table(HEAD, row(cell(*inside), "b", "c")), **about)[1][0]


INSERTED = f'<w:ins w:author="x">{run("new")}</w:ins>'
DELETED = '<w:del w:author="x"><w:r><w:delText>old</w:delText></w:r></w:del>'
MOVED = f"<w:moveFrom>{run('gone')}</w:moveFrom>"
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (paragraph("a ", INSERTED), "a new"),
        (paragraph("a", DELETED), "a"),
        (paragraph("a", MOVED, f"<w:moveTo>{run(' here')}</w:moveTo>"), "a here"),
        (paragraph(CONTROL.format("", run("picked"))), "picked"),
        (CONTROL.format("", paragraph("picked")), "picked"),
        (paragraph("a", CONTROL.format("<w:showingPlcHdr/>", run("Click here"))), "a"),
        (paragraph("a", run(" hidden", "<w:vanish/>")), "a"),
        (paragraph("a", run(" seen", '<w:vanish w:val="0"/>')), "a seen"),
        (paragraph("a", "<w:r><w:tab/></w:r>", "b"), "a b"),
        (paragraph("a", "<w:r><w:br/></w:r>", "b"), "a\nb"),
        (paragraph("a", "<w:r><w:noBreakHyphen/></w:r>", "b"), "a-b"),
        (paragraph("a", '<w:r><w:sym w:font="Wingdings" w:char="2714"/></w:r>'), "a✔"),
        (paragraph("a", '<w:r><w:sym w:char="no"/></w:r>'), "a"),
        (paragraph("a", looks='<w:tabs><w:tab w:val="left"/></w:tabs>'), "a"),
        (paragraph("a", "<w:r><w:instrText>PAGE</w:instrText></w:r>"), "a"),
        (paragraph("a", f'<w:hyperlink>{run("link")}</w:hyperlink>'), "alink"),
        (paragraph("a", f"<mc:AlternateContent><mc:Choice>{run('b')}</mc:Choice><mc:Fallback>{run('b')}"
                        "</mc:Fallback></mc:AlternateContent>"), "ab"),
        (paragraph("a", f"<w:r><w:txbxContent>{paragraph('boxed')}</w:txbxContent></w:r>", "b"), "boxed\nab"),
        (paragraph("a") + paragraph() + paragraph("b"), "a\nb"),
        (table(row("Measure", "95%"), row("Other", "1")), "Measure – 95%\nOther – 1"),
        (paragraph("a") + table(row("boxed"), widths=[900]), "a\nboxed"),
    ],
)  # fmt: skip
def test_cell_says_what_a_reader_sees(inside, text):
    assert texts(inside) == text


def test_control_round_rows_and_cells_is_read():
    inside = CONTROL.format("", row("1", CONTROL.format("", cell("Meet")), "c"))
    assert cells_of(table(HEAD, inside)) == [["Ref", "Action", "Lead"], ["1", "Meet", "c"]]


def test_row_that_is_marked_as_deleted_is_left_out_and_named():
    body = body_of(table(HEAD, row("1", "b", "c", looks="<w:del/>"), row("2", "b", "c", looks="<w:ins/>")))
    assert [each.cells[0].text for each in body.flow[0].rows] == ["Ref", "2"]
    assert [(one.kind, one.address) for one in body.left] == [("row", "table 1, row 2")]


def test_what_is_left_out_has_its_cell():
    inside = paragraph(
        "a", DELETED, run("secret", "<w:vanish/>"), '<w:r><w:commentReference w:id="1"/></w:r>'
    )
    gone = cell("was", looks="<w:cellDel/>")
    body = body_of(table(HEAD, row("1", cell(inside), gone)))
    assert [(one.kind, one.address, one.words) for one in body.left] == [
        ("deleted", "table 1, row 2, column 2", "old"),
        ("hidden", "table 1, row 2, column 2", "secret"),
        ("comment", "table 1, row 2, column 2", ""),
        ("deleted", "table 1, row 2, column 3", "was"),
    ]


def test_mark_of_a_deleted_end_of_a_paragraph_is_no_deletion():
    body = body_of(
        table(HEAD, row(cell(paragraph("a", looks="<w:rPr><w:del/><w:vanish/></w:rPr>")), "b", "c"))
    )
    assert body.left == []
    assert body.flow[0].rows[1].cells[0].text == "a"


def test_looks_of_before_a_change_are_passed_over():
    changed = '<w:tcPrChange><w:tcPr><w:gridSpan w:val="9"/><w:shd w:fill="FF0000"/></w:tcPr></w:tcPrChange>'
    found = body_of(table(HEAD, row(cell("a", looks=changed), "b", "c"))).flow[0].rows[1].cells[0]
    assert (found.span, found.fill) == (1, "")


def test_colour_of_a_cell_is_its_own_and_not_its_words():
    of_words = paragraph(run("a", '<w:shd w:fill="00FF00"/>'), looks='<w:shd w:fill="0000FF"/>')
    rows = [
        row(cell(of_words, looks=f'<w:shd w:fill="{fill}"/>'), "b", "c")
        for fill in ("ff0000", "auto", "FFFFFF")
    ]
    found = body_of(table(HEAD, *rows)).flow[0].rows[1:]
    assert [each.cells[0].fill for each in found] == ["FFFF0000", "", ""]


def test_large_table_inside_a_cell_is_one_of_its_own():
    inner = table(HEAD, row("1", "Meet", "c"))
    body = body_of(table(HEAD, row(cell(paragraph("a"), inner, paragraph("z")), "b", "c")))
    assert [(item.number, len(item.rows), item.is_dissolved) for item in body.flow] == [
        (1, 2, False),
        (2, 2, False),
    ]
    assert body.flow[0].rows[1].cells[0].text == "a\nz"


def test_frame_hands_on_what_it_holds():
    body = body_of(
        table(row(cell(paragraph("Recommendation 1"), table(HEAD, row("1", "b", "c")))), widths=[900])
    )
    assert [
        getattr(item, "text", None) or item.number
        for item in body.flow
        if not getattr(item, "is_dissolved", 0)
    ] == [
        "Recommendation 1",
        2,
    ]


def test_tables_may_be_nested_and_not_without_an_end():
    def nested(depth):
        return table(row("a", cell(nested(depth - 1)))) if depth else paragraph("deep")

    assert cells_of(nested(10))[0] == ["a", "a – a – a – a – a – a – a – a – a – deep"]
    with pytest.raises(SheetRefused, match="more than 10 deep"):
        cells_of(nested(11))


def test_paragraph_knows_how_high_it_stands():
    styles = (
        '<w:style w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="Ours"><w:basedOn w:val="Kop2"/></w:style>'
        '<w:style w:styleId="Caption"><w:name w:val="caption"/></w:style>'
    )
    looks = ['<w:pStyle w:val="Ours"/>', '<w:outlineLvl w:val="3"/>', '<w:outlineLvl w:val="9"/>', ""]
    body = body_of(*[paragraph("a", looks=one) for one in looks], styles=styles)
    assert [one.heading for one in body.flow] == [2, 4, None, None]
    bold = body_of(paragraph(run("a", "<w:b/>"), run(" ", "")), paragraph(run("a", "<w:b/>"), "b"))
    assert [one.is_bold for one in bold.flow] == [True, False]
    assert body_of(paragraph("a", looks='<w:pStyle w:val="Caption"/>'), styles=styles).flow[0].is_caption


def test_strict_document_is_read():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert cells_of(table(HEAD), namespace=strict) == [["Ref", "Action", "Lead"]]
