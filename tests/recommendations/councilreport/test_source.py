"""Every word of the council's report of 2008 is in the product, or in docs/source.md with the reason why not."""

import re

import pytest

from finance.models import CostFigure, CostLine, CostPeriod, CostTable
from recommendations.councilreport.queries import held_elsewhere, inspection_called, report_of
from recommendations.councilreport.records import whole
from recommendations.models import ReportParagraph
from tests import DATA, ROOT, kept

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SOURCE = (DATA / "council_report.txt").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def facts(db):
    kept.facts()


def plain(text):
    """The words of the source without the marks of bold and underlined letters, bullets, and the white space."""
    text = re.sub(r"^\s*- ", " ", re.sub(r"\*\*|</?u>", "", text), flags=re.MULTILINE)
    return " ".join(text.split())


def paper():
    """The whole report as its page shows it."""
    uuid, inspection = inspection_called("jar-2008")
    return whole(report_of(uuid).paragraphs, held_elsewhere(uuid, inspection))


def held():
    """Each piece of the report that the product holds: its words, each with the number before it."""
    yield report_of(inspection_called("jar-2008")[0]).title
    for one in paper():
        first, *others = one.cells
        yield f"{one.number} {first}".strip()
        yield from others
    for table in CostTable.objects.all():
        yield from (table.title, table.corner)
        yield from CostPeriod.objects.filter(table=table).values_list("label", flat=True)
        yield from CostLine.objects.filter(table=table).values_list("label", flat=True)
    yield from CostFigure.objects.values_list("printed", flat=True)


def without(pieces, text):
    """The text without these pieces, the longest taken first, each as often as it is among them."""
    for piece in sorted(filter(None, map(plain, pieces)), key=len, reverse=True):
        # “1. Purpose” is kept as number 1 and its words.
        words = re.escape(piece).replace(r"\ ", r"\.? ", 1) if piece[0].isdigit() else re.escape(piece)
        text, times = re.subn(rf"(?<!\w){words}(?!\w)", "\n", text, count=1)
        assert times, f"the product says what the source does not: {piece}"
    return [left for left in map(str.strip, text.split("\n")) if left]


def not_held():
    """The words that docs/source.md lists as left out."""
    return re.findall(
        r"^\| “(.+?)” \|", (ROOT / "docs" / "source.md").read_text(encoding="utf-8"), re.MULTILINE
    )


def test_every_word_is_held_or_listed_with_the_reason_why_not():
    assert without(held(), plain(SOURCE)) == not_held()


def test_the_report_is_shown_in_the_order_of_its_numbers():
    numbers = [one.number for one in paper() if one.number]
    printed = re.findall(r"^(?:- )?(\d+(?:\.\d+)+|\d(?=\. ))", SOURCE, re.MULTILINE)
    assert numbers == printed


def test_each_error_in_print_is_explained():
    noted = {(one.number, one.text[:24]) for one in ReportParagraph.objects.exclude(note="")}
    assert noted == {
        ("", "The plan is currently in"),
        ("", "¹ The expected publicati"),
        ("3.1", "Cabinet is asked to note"),
        ("", "The Council must prepare"),
        ("5.2.2", "Section 4.8 sets out the"),
        ("5.2.3", "Section 4.9 confirms the"),
        ("", "Appendix 1 – see attache"),
        ("", "Appendix 2"),
    }
