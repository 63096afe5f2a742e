"""Sets an outline as a tagged PDF (PDF/UA-1) with typst: texts, a template that draws them, and no file. Run in a
process of its own; jarplan/reporting/published/papers.py asks for it.
"""

import json
import re

from typst import TypstError
from typst import compile as typeset

# typst names the text that no font of the machine can draw; the standard allows no empty box for it.
NOT_DRAWN = re.compile(r"the text [`\"]+(?P<text>.+?)[`\"]+ could not be displayed", re.DOTALL)
REPLACEMENT = "?"
# typst names one text at a time, so a paper with many odd signs takes many rounds.
TRIES = 40


def to_pdf(outline, template, said):
    """The bytes of the PDF. Signs that no font has are replaced, and the intro of the outline says so: `said`."""
    whole = outline
    for _ in range(TRIES):
        try:
            return written(whole, template)
        except TypstError as problem:
            found = NOT_DRAWN.search(str(problem))
            signs = {sign for sign in found["text"] if not sign.isascii()} if found else set()
            if not signs:
                raise
            whole = without(whole, signs)
            whole = {**whole, "intro": [*[line for line in whole["intro"] if line != said], said]}
    return written(whole | {"sections": [only_latin(section) for section in whole["sections"]]}, template)


def written(outline, template):
    # As data and not as markup: nothing that somebody typed is ever read as a command, and ' stays what it
    # is.
    about = {"data": json.dumps(outline, ensure_ascii=False)}
    return typeset(template.encode(), format="pdf", pdf_standards=["ua-1"], sys_inputs=about)


def without(value, signs):
    """The outline with these signs replaced in every text."""
    if isinstance(value, dict):
        return {key: without(one, signs) for key, one in value.items()}
    if isinstance(value, list):
        return [without(one, signs) for one in value]
    return "".join(REPLACEMENT if sign in signs else sign for sign in value)


def only_latin(value):
    """For a text in many scripts that this machine has no fonts for."""
    # Beyond Latin and its supplements: what is left every font has.
    return without(value, {chr(code) for code in range(0x250, 0x11000)})
