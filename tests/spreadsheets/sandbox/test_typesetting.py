"""PDFs and Word documents are made in a process of their own; however that ends, the answer is one or a sentence."""

import json
import subprocess
import sys

import pytest
from django.conf import settings as ours

from jarplan.reporting.published.papers import SAID, to_pdf, to_word_document
from jarplan.spreadsheets.fonts import folders
from jarplan.spreadsheets.sandbox import process
from jarplan.spreadsheets.sandbox.process import NotMade, made_pdf
from jarplan.spreadsheets.sandbox.typesetting import SHORT, WHOLE, laid_out
from tests.spreadsheets.sandbox.outlines import make_outline

pytestmark = [pytest.mark.usefixtures("own_reader"), pytest.mark.slow]
ONE = '#set document(title: "x")\n#set text(lang: "en")\n= Title\n#let x = json(bytes(sys.inputs.data))\n'
AGAIN, TOO_LONG = (sentence.format("PDF", "PDF") for sentence in (process.AGAIN, process.TOO_LONG))
LINES = ONE + "#x.intro.join()\n#x.closing.join()"


def pdf_of(template=LINES, **outline):
    return made_pdf(
        json.dumps({"intro": [], "sections": [], "closing": [], **outline}).encode(),
        template=template,
        said=SAID,
        folders=folders(),
    )


def told(template=LINES, **outline):
    """The sentence by which a PDF is refused."""
    with pytest.raises(NotMade) as refusal:
        pdf_of(template, **outline)
    return str(refusal.value)


@pytest.fixture
def program(monkeypatch):
    return lambda text: monkeypatch.setattr(process, "COMMAND", [sys.executable, "-c", text])


def test_it_is_a_pdf():
    assert pdf_of(closing=["Review", "all"]).startswith(b"%PDF-")


def test_what_cannot_be_set_is_a_sentence_and_a_line_in_the_log_without_its_words(caplog):
    assert told(ONE + '#panic("a child")') == AGAIN
    assert "The reader failed on a file: TypstError" in caplog.text and "a child" not in caplog.text


def test_too_much_memory_and_too_much_time_are_said(settings, monkeypatch):
    large = ONE + '#let a = "x" * 500000000\n#a.len()'
    settings.PDF_MEGABYTES, settings.PDF_SECONDS = 120, 60
    assert told(large) == TOO_LONG, "typst ends itself where it gets no memory"
    settings.PDF_MEGABYTES = 2000
    assert pdf_of(large).startswith(b"%PDF-")
    settings.PDF_MEGABYTES, settings.PDF_SECONDS = 600, 1
    monkeypatch.setattr(process, "SLACK", 60)
    assert (
        told(ONE + "#for n in range(0, 100000) { let a = range(0, 9999).map(x => x * n).sum() }") == TOO_LONG
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("import os; os.abort()", TOO_LONG),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", TOO_LONG),
        ("raise ImportError('typst')", AGAIN),
        ("pass", AGAIN),
    ],
)
def test_a_process_that_ends_badly_is_a_sentence(program, text, sentence):
    program(text)
    assert told() == sentence


def test_a_word_document_is_made_there_too_and_ends_in_a_sentence_of_its_own(program):
    assert to_word_document(make_outline()).startswith(b"PK")
    program("pass")
    with pytest.raises(NotMade, match="^The Word document could not be made.*try again in a few minutes"):
        to_word_document(make_outline())


def test_no_web_worker_takes_typst_or_python_docx_into_its_memory():
    asks = "import django; django.setup(); import jarplan.urls, sys; from django.urls import get_resolver; "
    asks += "get_resolver().url_patterns; assert 'jarplan.reporting.published.papers' in sys.modules; "
    asks += "print([name for name in ('typst', 'docx') if name in sys.modules])"
    environment = {"DJANGO_SETTINGS_MODULE": "jarplan.settings", "VAR_DIR": str(ours.VAR_DIR), "PATH": "/bin"}
    done = subprocess.run(
        [sys.executable, "-c", asks],
        capture_output=True,
        text=True,
        cwd=ours.BASE_DIR,
        env=environment,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr


def test_a_document_comes_whole_or_not_at_all(monkeypatch):
    monkeypatch.setattr(process, "MOST_ANSWERED", 60_000)
    assert pdf_of(closing=["Review", "all"]).rstrip().endswith(b"%%EOF")
    # Packed it is short enough to be heard.
    assert told(ONE + "#for n in range(300) { [= Again] + pagebreak() }") == AGAIN


def test_the_plans_own_template_is_set_alike(monkeypatch):
    outline = {"intro": [], "sections": []}
    monkeypatch.setattr(
        "jarplan.reporting.published.papers.made_pdf", lambda content, **options: (content, options)
    )
    content, options = to_pdf(outline)
    assert json.loads(content) == outline and options["said"] == SAID and "sys.inputs" in options["template"]
    assert options["folders"] == folders()


def test_two_short_cells_share_a_row_and_a_rating_keeps_its_key():
    cells = [["Start", "1 June"], ["Due", "May"], ["Lead", "x" * SHORT], ["Rating", "On track", "green"]]
    found = laid_out({"heading": "R1.1 Review", "cells": cells})
    assert found["rows"] == [
        ["Start", "1 June", "Due", "May"],
        ["Lead", "x" * SHORT],
        ["Rating", ["Rating", "On track", "green"]],
    ]
    assert found["whole"] and not laid_out({"heading": "R1.1", "cells": [["Text", "\n" * WHOLE]]})["whole"]
