"""Writes an outline as a Word document that an officer goes on with: real headings, styles, captions, contents, and
tables whose head repeats, in English of Great Britain. Run in a process of its own;
jarplan/reporting/published/papers.py asks for it.
"""

import io
from datetime import datetime
from itertools import count

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from jarplan.spreadsheets.sandbox import wordparts as parts
from jarplan.spreadsheets.sandbox import wordreport
from jarplan.spreadsheets.sandbox.wordparts import bold, paragraph, plain, run
from jarplan.spreadsheets.sandbox.wordstyles import LANGUAGE, dress, frame

CELLS = (52, 118)  # widths in millimetres of a label and what it says
WIDTHS = {"counts": (54, *(18,) * 4, 28, 16), "late": (104, 40, 26), "key": (44, 126)}
SAYS = "Details"
# What the empty document brings along of whoever made it: a picture of itself, and the program's name.
NOT_OURS = ("/extended-properties", "/thumbnail")


def to_word_document(outline):
    """The bytes of the document."""
    book = Document()
    about(book, outline)
    dress(book)
    frame(book, outline)
    is_report = "summary" not in outline
    if is_report:
        wordreport.count_paragraphs(book)
    # Piece by piece, so that the text of all tables is never there at once beside their elements.
    for piece in wordreport.pieces(outline) if is_report else pieces(outline):
        add(book, piece)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def about(book, outline):
    """Its properties, without the name of the program or of whoever made the empty document."""
    own = book.core_properties
    own.title, own.author, own.language = plain(outline["title"]), plain(outline["place"]), LANGUAGE
    own.comments, own.subject = "", plain(outline["about"])
    own.created = own.modified = datetime.fromisoformat(outline["day"])
    related = book.part.package.rels
    for key in [key for key, one in related.items() if one.reltype.endswith(NOT_OURS)]:
        del related[key]


def add(book, piece):
    for child in parse_xml(f"<w:body {nsdecls('w')}>{piece}</w:body>"):
        book.element.body.sectPr.addprevious(child)


def pieces(outline):
    """The document as XML, from its beginning to its end."""
    number, looks = count(1), outline["looks"]
    marked = [(level, text, next(number)) for level, text in headings(outline)]
    numbers = iter(marked)

    def heading(level):
        return parts.heading(*next(numbers)) if level < 3 else ""

    yield from cover(outline)
    yield heading(1)
    yield from in_brief(outline["summary"], looks)
    yield paragraph("TOCHeading", run("Contents"))
    yield "".join(parts.contents(marked))
    for section in outline["sections"]:
        yield heading(1) + (paragraph("Normal", run(section["words"]), keep=True) if section["words"] else "")
        for part in section["parts"]:
            yield heading(2) + recommendation(part)
            for action in part["actions"]:
                yield parts.heading(3, action["heading"]) + facts(action, looks)
            if not part["actions"]:
                yield paragraph("Normal", run(outline["no_action"]))
    for one in outline["closing"]:
        yield heading(1) + "".join(paragraph("Normal", run(words)) for words in one["words"])


def headings(outline):
    """(level, text) of what the contents list, in order."""
    yield 1, outline["summary"]["heading"]
    for section in outline["sections"]:
        yield 1, section["heading"]
        yield from ((2, part["heading"]) for part in section["parts"])
    yield from ((1, one["heading"]) for one in outline["closing"])


def cover(outline):
    said = outline["cover"]
    yield paragraph("Title", run(outline["title"])) + paragraph("Subtitle", run(said["subtitle"]))
    yield "".join(paragraph("PlanWarning", run(words)) for words in said["warnings"])
    yield "".join(labelled(*pair) for pair in said["facts"])
    yield "".join(paragraph("Normal", run(words)) for words in outline["intro"])
    yield "".join(paragraph("Normal", bold(label), run(f"\n{digest}")) for label, digest in said["proofs"])


def labelled(label, text, keep=False):
    return paragraph("Normal", bold(f"{label}: "), run(text), keep=keep)


def in_brief(summary, looks):
    yield "".join(paragraph("Normal", run(words)) for words in summary["words"])
    for number, one in enumerate(summary["tables"], 1):
        title = run("Table ") + parts.field("SEQ Table \\* ARABIC", str(number)) + run(f": {one['caption']}")
        yield paragraph("Caption", title)
        others = "PlanNumber" if one["kind"] == "counts" else "PlanCell"
        yield parts.table(WIDTHS[one["kind"]], one["head"], one["rows"], looks, others)
    yield paragraph("Normal")


def recommendation(part):
    """Its text and who answers for it, on the page of its first action."""
    text = paragraph("Quote", run(part["text"])) if part["text"] else ""
    return text + "".join(labelled(*pair, keep=True) for pair in part["cells"])


def facts(action, looks):
    """The table of labels and cells of an action. Its first row says which it is, on each page that it runs over."""
    reference = action["heading"].split(" ", 1)[0]
    rows = [[label, text if not key else ["", text, *key]] for label, text, *key in action["cells"]]
    return parts.table(CELLS, [reference, SAYS], rows, looks)
