"""A PDF comes of whatever is typed, set once: every assigned sign of Unicode, and mixtures of them at random."""

import io
import re
import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from typst import TypstError

from jarplan.reporting.published.papers import PLAN, SAID
from jarplan.reporting.published.papers import whole as whole_template
from jarplan.spreadsheets.fonts import MARK, USUAL, folders, known_signs, printable
from jarplan.spreadsheets.sandbox import typesetting
from tests.spreadsheets.sandbox.outlines import make_outline

PAGE = 1024
UNASSIGNED = ("Cn", "Cs")
SECTION = {"heading": "For immediate action", "words": ""}


def outline(text, **changes):
    """An outline of the published plan with this text in each place that somebody can type in."""
    action = {"heading": f"R4.1 {text}", "cells": [["Action", text], [text, "On track"]]}
    cells = [["Accountable", text]]
    part = {"heading": f"R4 {text}", "text": text, "cells": cells, "actions": [action]}
    late = {
        "caption": "Late",
        "head": ["Action", "Due", "By"],
        "rows": [[text, text, "1 day"]],
        "kind": "late",
    }
    return make_outline(
        **{
            "title": "The plan",
            "intro": ["Published", text],
            "summary": {"heading": "Summary", "words": [], "tables": [late]},
            "sections": [{**SECTION, "parts": [part]}],
            "closing": [{"heading": "For children", "words": [text]}],
            **changes,
        }
    )


@pytest.fixture(scope="module")
def made():
    """(The PDF of an outline, how often it was set)."""

    def pdf(whole):
        counted = []
        with pytest.MonkeyPatch.context() as patch:
            typeset = typesetting.typeset
            patch.setattr(
                typesetting, "typeset", lambda *args, **more: counted.append(1) or typeset(*args, **more)
            )
            return typesetting.to_pdf(whole, whole_template(PLAN), SAID, folders()), len(counted)

    return pdf


def words_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def assigned():
    """[(the first code point, the assigned signs)] of each page of Unicode that has any."""
    for first in range(0, sys.maxunicode + 1, PAGE):
        signs = [chr(code) for code in range(first, first + PAGE)]
        if signs := [one for one in signs if unicodedata.category(one) not in UNASSIGNED]:
            yield first, signs


@pytest.mark.slow
def test_every_sign_that_there_is_can_be_in_a_paper(made):
    failed, tables, marked = [], known_signs(*folders()), re.compile(f"(?:{MARK}[ a]*)+")
    seen = set()  # thousands of signs that no font has make one paper: a line of marks
    for first, signs in assigned():
        # One after the other, apart, and each marking or joining a letter.
        text = "\n".join(("".join(signs), " ".join(signs), "a".join(signs)))
        shown = marked.sub(MARK, printable(text, tables)[0])
        if shown in seen:
            continue
        seen.add(shown)
        pdf, times = made(outline("", intro=[text]))
        if times != 1 or not pdf.startswith(b"%PDF-"):
            failed.append(hex(first))
    assert failed == []


SIGNS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
ODD = st.text(
    st.sampled_from("a ج क\u094d\u200d\u200c\ufe0f\u0301\u064b\u0951👩🏽\uf0b7ગ\u202e\u2066\x07\n✓"),
    max_size=40,
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.one_of(SIGNS, ODD))
@example("👩\u200d👩\u200d👧")
@example("\u0301")
@example("")
def test_mixtures_are_set_once(made, text):
    pdf, times = made(outline(text))
    assert times == 1 and pdf.startswith(b"%PDF-")


def test_what_no_font_has_is_marked_and_the_first_page_says_where(made):
    text = words_of(made(outline("", intro=["A family 👩\u200d👩\u200d👧 came ✔ café"]))[0])
    assert f"A family {MARK} came ✓ café" in text
    assert f"shown as {MARK}, in “The plan”" in " ".join(text.split())
    assert MARK not in words_of(made(outline("✓ → ≥ • £ – नमस्ते"))[0])


def test_the_papers_fonts_are_those_of_the_packages(made):
    pdf, _times = made(outline("علي नमस्ते ✓ Leicester"))
    found = {
        str(font.get_object()["/BaseFont"]).partition("+")[2].partition("-")[0]
        for page in PdfReader(io.BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert found == {"NotoSans", "NotoSansArabic", "Inter"}


def test_a_text_that_cannot_be_set_after_all_is_left_out_of_its_place_alone(made, monkeypatch):
    monkeypatch.setattr(typesetting, "printable", lambda text, tables: (text, []))
    with pytest.raises(TypstError):
        typesetting.written(outline("👩"), whole_template(PLAN), typesetting.Fonts(False, False, folders()))
    text = words_of(made(outline("👩"))[0])
    assert text.count(typesetting.NOT_SET) >= 5 and "For immediate action" in text and "On track" in text


def test_the_usual_signs_are_had_by_the_first_font():
    usual = [chr(code) for code in range(sys.maxunicode + 1) if USUAL.fullmatch(chr(code))]
    assert 300 < len(usual) < 400
    assert known_signs(*folders())[0].issuperset(map(ord, set(usual) - {"\n"}))


def test_a_folder_of_the_installation_adds_its_fonts(made, tmp_path, settings):
    settings.PDF_FONTS = str(tmp_path)
    assert folders()[-1] == str(tmp_path)
    settings.PDF_FONTS = ""
    assert str(tmp_path) not in folders()
