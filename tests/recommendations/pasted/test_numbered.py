"""A council's report as it is pasted becomes numbered paragraphs, headings, points, rows and footnotes."""

import re

import pytest

from recommendations.pasted.numbered import Part, read_paper
from tests import DATA


def parts(text):
    return [(one.kind, one.number, one.text) for one in read_paper(text)[0]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. Purpose of Report\n", [("heading", "1", "Purpose of Report")]),
        ("- 2.1 Services are good.", [("paragraph", "2.1", "Services are good.")]),
        ("2.1 Services are\ngood.", [("paragraph", "2.1", "Services are good.")]),
        (
            "2.1 The services of the\ncouncil are good",
            [("paragraph", "2.1", "The services of the council are good")],
        ),
        ("4.10.3 **For action**", [("heading", "4.10.3", "For action")]),
        ("5.2.1 Section 4.1 confirms it", [("paragraph", "5.2.1", "Section 4.1 confirms it")]),
        ("¹ A footnote.", [("footnote", "", "¹ A footnote.")]),
        ("• one\n• two", [("point", "", "one"), ("point", "", "two")]),
        ("Policy\tyes\tSee above", [("row", "", "Policy\tyes\tSee above")]),
        (
            "2.1 During the\n\n2\n\nLead Inspector’s visit.",
            [("paragraph", "2.1", "During the Lead Inspector’s visit.")],
        ),
        ("2.1 One.\n\nTwo.", [("paragraph", "2.1", "One."), ("paragraph", "", "Two.")]),
    ],
)
def test_parts_are_told_apart(text, found):
    assert parts(text) == found


def test_the_report_of_2008_has_all_its_numbers_and_a_broken_page_is_closed():
    source = (DATA / "council_report.txt").read_text(encoding="utf-8")
    found, left = read_paper(source)
    printed = re.findall(r"^(?:- )?(\d+(?:\.\d+)+|\d(?=\. ))", source, re.MULTILINE)
    assert [one.number for one in found if one.number] == printed
    assert Part("row", "Human Rights Act\tYes\tSee above") in found and not left
    [logistics] = [one for one in found if one.text.startswith("JAR logistics")]
    assert "following the inspection, the Lead Inspector commented" in logistics.text
