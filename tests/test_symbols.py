"""Signs of Word's own fonts: wherever a text comes in, what a person reads is what the paper showed."""

import io
import unicodedata

import pytest
from openpyxl import Workbook

from jarplan.audit.errors import NotNow, check_given
from jarplan.formfields.text import LineField, ParagraphsField, ReasonField
from jarplan.spreadsheets.cells import tidied
from jarplan.spreadsheets.reading.pasted import csv_of_pasted
from jarplan.spreadsheets.reading.workbook import read_workbook
from jarplan.symbols import SHOWN, UNKNOWN, with_plain_symbols, worded

ALL = "".join(map(chr, range(0xE000, 0xF900)))


def has_private(text):
    return any(unicodedata.category(letter) == "Co" for letter in text)


@pytest.mark.parametrize(
    "comes_in",
    [
        with_plain_symbols,
        tidied,
        LineField(max_length=10_000).clean,
        ParagraphsField(max_length=10_000).clean,
        ReasonField(max_length=10_000).clean,
        lambda text: csv_of_pasted(text).decode(),
        lambda text: csv_of_pasted(f"a\t{text}").decode(),
    ],
)
def test_no_text_keeps_a_sign_that_one_font_alone_knows(comes_in):
    assert has_private(ALL)
    read = comes_in(ALL)
    assert not has_private(read)
    assert all(shown in read for shown in SHOWN.values())
    assert UNKNOWN in read


def test_a_sheet_reads_with_the_bullets_that_its_paper_shows():
    book = Workbook()
    book.active.title = "Plan \uf0b7"
    book.active.append(["\uf0b7 100% of posts\n\uf0fc done"])
    out = io.BytesIO()
    book.save(out)
    sheet = read_workbook(out, name="plan.xlsx")[0]
    assert sheet.name == "Plan •"
    assert sheet.rows[0].cells[0].text == "• 100% of posts\n✓ done"


def test_other_signs_stay_as_they_are():
    assert with_plain_symbols("é ✓ £ – “x” 😀") == "é ✓ £ – “x” 😀"


@pytest.mark.parametrize("text", ["", " ", ".", "-", "...", " – ", "?!", "\n"])
def test_signs_without_a_letter_or_a_figure_are_no_reason(text):
    assert worded(text) == ""
    with pytest.raises(NotNow, match="Enter the reason"):
        check_given(text, "Enter the reason.")


@pytest.mark.parametrize("text", ["No", "5", "£40,000", "Nid oes dim wedi newid", "нет", "无"])
def test_words_of_any_language_and_figures_are_a_reason(text):
    assert check_given(f" {text} ", "Enter the reason.") == worded(text) == text
