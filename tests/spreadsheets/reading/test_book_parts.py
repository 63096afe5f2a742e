"""What the parts of a workbook say around its sheets, on parts that are written here by hand."""

import io
import zipfile

import pytest

from jarplan.spreadsheets.limits import MAX_PART, MAX_SHEETS, SheetRefused
from jarplan.spreadsheets.reading.book_parts import TWO_IN_ONE, Styles, book_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def links(*rows):
    said = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{to}" {more}/>'
        for name, kind, to, more in rows
    )
    return f'<Relationships xmlns="{PACKAGE}">{said}</Relationships>'


def listed(*sheets, properties=""):
    said = "".join(f'<sheet name="{title}" r:id="{link}" {more}/>' for title, link, more in sheets)
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{said}</sheets></workbook>'


PARTS = {
    "_rels/.rels": links(("a", "officeDocument", "xl/workbook.xml", "")),
    "xl/_rels/workbook.xml.rels": links(
        ("r1", "worksheet", "worksheets/sheet1.xml", ""), ("r2", "worksheet", "/xl/Worksheets/Sheet2.xml", "")
    ),
    "xl/workbook.xml": listed(("Plan", "r1", ""), ("Old", "r2", 'state="hidden"')),
    "xl/worksheets/sheet1.xml": "<x/>",
    "xl/worksheets/sheet2.xml": "<x/>",
}


def archive(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return zipfile.ZipFile(out)


def book(**changed):
    return book_of(
        archive({**PARTS, **{name.replace("__", "/"): content for name, content in changed.items()}})
    )


def test_sheets_are_found_by_their_links_whatever_the_case_of_a_name():
    assert book().sheets == [
        ("Plan", "xl/worksheets/sheet1.xml", False),
        ("Old", "xl/worksheets/sheet2.xml", True),
    ]


def test_link_to_another_file_or_to_no_sheet_is_not_followed():
    rows = (
        ("r1", "worksheet", "worksheets/sheet1.xml", 'TargetMode="External"'),
        ("r2", "image", "worksheets/sheet2.xml", ""),
    )
    assert book_of(archive({**PARTS, "xl/_rels/workbook.xml.rels": links(*rows)})).sheets == []


def test_workbook_elsewhere_is_found_by_the_link_to_it():
    moved = {name.replace("xl/", "book/", 1): content for name, content in PARTS.items()}
    moved |= {"_rels/.rels": links(("a", "officeDocument", "/book/workbook.xml", ""))}
    moved["book/_rels/workbook.xml.rels"] = links(("r1", "worksheet", "worksheets/sheet1.xml", ""))
    assert book_of(archive(moved)).sheets == [("Plan", "book/worksheets/sheet1.xml", False)]


def test_two_sheets_in_one_part_are_refused():
    with pytest.raises(SheetRefused) as refused:
        book_of(archive({**PARTS, "xl/workbook.xml": listed(("Plan", "r1", ""), ("Again", "r1", ""))}))
    assert str(refused.value) == TWO_IN_ONE


def test_bounds_of_sheets_and_parts():
    many = range(MAX_SHEETS + 1)
    rows = [(f"r{at}", "worksheet", f"worksheets/sheet{at}.xml", "") for at in many]
    parts = {
        **PARTS,
        "xl/_rels/workbook.xml.rels": links(*rows),
        **{f"xl/worksheets/sheet{at}.xml": "<x/>" for at in many},
    }
    sheets = [(f"Sheet {at}", f"r{at}", "") for at in many]
    assert len(book_of(archive({**parts, "xl/workbook.xml": listed(*sheets[1:])})).sheets) == MAX_SHEETS
    with pytest.raises(SheetRefused, match=f"more than {MAX_SHEETS} sheets"):
        book_of(archive({**parts, "xl/workbook.xml": listed(*sheets)}))
    with pytest.raises(SheetRefused, match="far larger than a plan needs"):
        book_of(archive({**PARTS, "xl/workbook.xml": listed() + " " * MAX_PART}))


@pytest.mark.parametrize(
    ("said", "is_1904"),
    [('date1904="1"', True), ('date1904="true"', True), ('date1904="0"', False), ("", False)],
)
def test_days_are_counted_from_1904_where_the_workbook_says_so(said, is_1904):
    assert (
        book_of(
            archive(
                {**PARTS, "xl/workbook.xml": listed(("Plan", "r1", ""), properties=f"<workbookPr {said}/>")}
            )
        ).from_1904
        == is_1904
    )


def test_shared_texts_are_whole_without_how_they_are_spoken(settings):
    settings.SHEET_MAX_CHARACTERS = 10
    rows = (
        "<r><t>one </t></r><r><t>two</t></r>",
        "<t>Kanji</t><rPh><t>spoken</t></rPh>",
        "<t>12345678901</t>",
    )
    said = f'<sst xmlns="{MAIN}">{"".join(f"<si>{row}</si>" for row in rows)}</sst>'
    found = book_of(archive({**PARTS, "xl/sharedStrings.xml": said}))
    assert found.texts[:2] == ["one two", "Kanji"] and found.cut == {2: 11}


def styles(fills="", formats="", xfs="", before="", after=""):
    parts = f"<numFmts>{formats}</numFmts><fills>{fills}</fills><cellXfs>{xfs}</cellXfs>"
    said = f'<styleSheet xmlns="{MAIN}">{before}{parts}{after}</styleSheet>'
    made = Styles()
    made.run(archive({"styles.xml": said}), "styles.xml")
    return made


def fill(colour, pattern="solid"):
    return f'<fill><patternFill patternType="{pattern}"><fgColor {colour}/></patternFill></fill>'


GREEN = fill('rgb="FF00B050"')


@pytest.mark.parametrize(
    ("colour", "pattern", "seen"),
    [
        ('rgb="FFff0000"', "solid", "FFFF0000"),
        ('rgb="FF0000"', "solid", "00FF0000"),
        ('rgb="red"', "solid", ""),
        ('rgb="FFFF0000"', "none", ""),
        ('rgb="FFFF0000"', "gray125", ""),
        ('indexed="10"', "solid", "indexed:10"),
        ('indexed="64"', "solid", ""),  # the system's own
        ('indexed="x"', "solid", ""),
        ('theme="9"', "solid", "theme:9"),
        ('theme="9" tint="0.3999"', "solid", "theme:9:0.4"),
    ],
)
def test_colour_of_a_style(colour, pattern, seen):
    assert styles(fill(colour, pattern), xfs='<xf numFmtId="0" fillId="0"/>').of(0)[0] == seen


@pytest.mark.parametrize(
    ("formats", "number", "kind"),
    [
        ("", 0, ("General", "")),
        ("", 14, ("mm-dd-yy", "day")),
        ('<numFmt numFmtId="164" formatCode="mmm yy"/>', 164, ("mmm yy", "day")),
        ('<numFmt numFmtId="164" formatCode="[h]:mm"/>', 164, ("[h]:mm", "span")),
        ("", 999, ("General", "")),
    ],
)
def test_what_the_numbers_of_a_style_are(formats, number, kind):
    assert styles(formats=formats, xfs=f'<xf numFmtId="{number}"/>').of(0)[1:] == kind


def test_styles_by_name_and_for_changes_are_passed_over():
    others = f"<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><dxfs>{GREEN}</dxfs>"
    made = styles(fill('rgb="FFFF0000"'), xfs='<xf numFmtId="0" fillId="0"/>', before=others, after=others)
    assert made.of(0) == ("FFFF0000", "General", "")
    with pytest.raises(LookupError):
        made.of(1)


def test_style_that_there_is_not():
    assert Styles().of(0) == ("", "General", "")
    assert styles(xfs='<xf numFmtId="0" fillId="7"/>').of(0)[0] == ""
    for number in (-1, 1):
        with pytest.raises(LookupError):
            Styles().of(number)
