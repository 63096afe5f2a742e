"""Documents as a tagged PDF (PDF/UA-1) and as a Word document, each made of its outline in a process of its own."""

import json

from django.conf import settings

from jarplan.spreadsheets.fonts import MARK, folders
from jarplan.spreadsheets.sandbox.process import made_pdf, made_word_document

TEMPLATES = settings.BASE_DIR / "templates" / "reporting"
PAPER = TEMPLATES / "published" / "paper.typ"  # what every paper has
PLAN = TEMPLATES / "published" / "plan.typ"
PACK = TEMPLATES / "packs" / "pack.typ"
# Read and not imported: typst and python-docx would stay in the memory of every web worker.
MAKERS = tuple(
    settings.BASE_DIR / "jarplan" / "spreadsheets" / "sandbox" / name
    for name in ("typesetting.py", "wordwriting.py")
)
SAID = f"Some characters cannot be printed and are shown as {MARK}, in {{}}. The web page shows them."


def to_pdf(outline, template=PLAN):
    """The bytes of the PDF that a template draws of an outline; NotMade where it cannot be made. Signs that no font
    has are replaced, and the first page says so, and where."""
    return made_pdf(as_json(outline), template=whole(template), said=SAID, folders=folders())


def whole(template):
    """The text of a template, with what every paper has before it."""
    return PAPER.read_text() + template.read_text()


def to_word_document(outline):
    """The bytes of the Word document; NotMade where it cannot be made."""
    return made_word_document(as_json(outline))


def as_json(outline):
    return json.dumps(outline, ensure_ascii=False).encode()
