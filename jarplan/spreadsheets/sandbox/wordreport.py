"""Writes an outline of numbered paragraphs as a Word document in the shape of a committee report. Numbers are Word's
own: who adds a paragraph or a section has all others counted anew. Run in a process of its own, by wordwriting.py.
"""

from itertools import count

from docx.oxml.ns import qn
from docx.shared import Mm

from jarplan.spreadsheets.sandbox import wordparts as parts
from jarplan.spreadsheets.sandbox.wordparts import bold, element, paragraph, run, twips
from jarplan.spreadsheets.sandbox.wordstyles import style_of

NUMBERED = "Report Paragraph"
LIST = 77  # the number by which the document knows the list of its numbers; none of the empty document is as high
HANGING = 12  # millimetres for a number


def pieces(outline):
    """The document as XML, from its beginning to its end."""
    looks, tables = outline["looks"], count(1)
    yield paragraph("Title", run(outline["title"])) + paragraph("Subtitle", run(outline["subtitle"]))
    yield "".join(paragraph("PlanWarning", run(words)) for words in outline["warnings"])
    yield "".join(paragraph("Normal", bold(f"{label}: "), run(text)) for label, text in outline["facts"])
    yield "".join(paragraph("Normal", run(words)) for words in outline["intro"])
    for section in outline["sections"]:
        yield heading(section)
        style = "Normal" if section["appendix"] else NUMBERED.replace(" ", "")
        yield "".join(paragraph(style, run(words)) for _, words in section["paragraphs"])
        for one in section["tables"]:
            yield listed(one, next(tables), looks)
    yield unnumbered(outline["check"])
    yield "".join(paragraph("Normal", bold(label), run(f"\n{digest}")) for label, digest in outline["proofs"])


def heading(section):
    if section["appendix"]:
        return unnumbered(f"{section['number']}: {section['heading']}")
    return parts.heading(1, section["heading"])


def unnumbered(text):
    """A heading of the first level that Word does not count."""
    off = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr><w:ind w:left="0" w:firstLine="0"/>'
    return parts.heading(1, text).replace(
        '<w:pStyle w:val="Heading1"/>', f'<w:pStyle w:val="Heading1"/>{off}'
    )


def listed(one, number, looks):
    title = run("Table ") + parts.field("SEQ Table \\* ARABIC", str(number)) + run(f": {one['caption']}")
    counts = one["kind"] == "counts"
    others = "PlanNumber" if counts else "PlanCell"
    return paragraph("Caption", title) + parts.table(
        one["widths"], one["head"], one["rows"], looks, others, bold_first=counts
    )


def count_paragraphs(book):
    """Has headings of the first level be counted 1, 2, 3, and the paragraphs under them 1.1, 1.2."""
    style = style_of(book, NUMBERED)
    style.paragraph_format.space_after = book.styles["Normal"].paragraph_format.space_after
    levels = (("0", "Heading1", "%1"), ("1", NUMBERED.replace(" ", ""), "%1.%2"))
    said = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="{name}"/>'
        f'<w:suff w:val="tab"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{twips(HANGING)}" w:hanging="{twips(HANGING)}"/></w:pPr></w:lvl>'
        for level, name, text in levels
    )
    numbering = book.part.numbering_part.element
    whole = element(
        f'<w:abstractNum w:abstractNumId="{LIST}"><w:multiLevelType w:val="multilevel"/>{said}</w:abstractNum>'
    )
    # The definitions of lists come before what refers to them.
    first = numbering.find(qn("w:num"))
    numbering.append(whole) if first is None else first.addprevious(whole)
    numbering.append(element(f'<w:num w:numId="{LIST}"><w:abstractNumId w:val="{LIST}"/></w:num>'))
    for level, name in (("0", "Heading 1"), ("1", NUMBERED)):
        layout = book.styles[name].element.get_or_add_pPr()
        layout.remove_all("w:numPr")
        counted = element(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{LIST}"/></w:numPr>')
        layout.insert_element_before(
            counted,
            "w:suppressLineNumbers",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:suppressAutoHyphens",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:outlineLvl",
        )
        book.styles[name].paragraph_format.left_indent = Mm(HANGING)
        book.styles[name].paragraph_format.first_line_indent = -Mm(HANGING)
