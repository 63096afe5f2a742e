"""Writes an outline as a Word document: real headings, header rows that repeat, English of Great Britain. Run in a
process of its own; jarplan/reporting/published/papers.py asks for it.
"""

import io

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from jarplan.spreadsheets.writing import NOT_IN_XML

LANGUAGE = "en-GB"
LABEL, CELL = 38, 132  # widths in millimetres
SAYS = "What the plan says"


def to_word_document(outline):
    """The bytes of the document."""
    book = Document()
    book.core_properties.title = plain(outline["title"])
    book.core_properties.author = plain(outline["place"])
    book.core_properties.language = LANGUAGE
    in_english(book.styles["Normal"])
    book.styles["Normal"].font.size = Pt(10)
    page = book.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    book.add_heading(plain(outline["title"]), 0)
    for words in outline["intro"]:
        book.add_paragraph(plain(words))
    for section in outline["sections"]:
        add_section(book, section, outline["no_action"])
    for one in outline["closing"]:
        book.add_heading(one["heading"], 1)
        for words in one["words"]:
            book.add_paragraph(plain(words))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def add_section(book, section, no_action):
    book.add_heading(plain(section["heading"]), 1)
    book.add_paragraph(plain(section["words"]))
    for part in section["parts"]:
        book.add_heading(plain(part["heading"]), 2)
        add_table(book, part)
        for action in part["actions"]:
            book.add_heading(plain(action["heading"]), 3)
            add_table(book, action)
        if not part["actions"]:
            book.add_paragraph(no_action)


def add_table(book, about):
    """A table of labels and cells. Its first row says what they are about, on each page that it runs over."""
    table = book.add_table(rows=0, cols=2, style="Table Grid")
    # Or Word fits the columns to what stands in them.
    table.autofit = False
    for label, cell in ((about["heading"], SAYS), *about["cells"]):
        left, right = table.add_row().cells
        left.width, right.width = Mm(LABEL), Mm(CELL)
        left.paragraphs[0].add_run(plain(label)).bold = True
        right.text = plain(cell)
    repeat(table.rows[0])


def repeat(row):
    """Marks a row as the header that Word repeats and screen readers tell."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader", {"w:val": "true"}))


def in_english(style):
    language = dict.fromkeys(("w:val", "w:eastAsia"), LANGUAGE)
    style.element.get_or_add_rPr().append(element("w:lang", language))


def element(name, values):
    """An element of the document that python-docx has no words for."""
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(key), value)
    return made


def plain(text):
    """The text without the signs that no XML can hold."""
    return NOT_IN_XML.sub("", text)
