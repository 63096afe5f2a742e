"""Days for working days, and how to reach a person, at their edges. That each fault is found alone is in test_run."""

from dataclasses import replace
from datetime import date

import pytest

from jarplan.reporting.plan_checks.words import contacts, days_or_working_days
from tests.reporting.contents import make_action, make_content

TODAY = date(2008, 9, 1)


def said(check, text, **changes):
    content = replace(make_content(1), actions=(make_action(text=text, **changes),))
    return [one.sentence.partition("“")[2].partition("”")[0] for one in check(content, TODAY)]


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("within 30 days", ["30 days"]),
        ("a 70-day limit", ["70-day"]),
        ("within 70 working days", []),
        ("70 calendar days or 30 school days", []),
        ("within 31 days", []),
        ("in 1070 days", []),
        ("30 daylight hours", []),
    ],
)
def test_days_where_the_law_counts_working_days(text, doubted):
    assert said(days_or_working_days, text) == doubted


def test_number_of_working_days_elsewhere_makes_mere_days_doubtful_and_says_where():
    content = replace(
        make_content(1), actions=(make_action(text="within 5 days", resources="5 Working days"),)
    )
    [found] = days_or_working_days(content, TODAY)
    assert "is used elsewhere in the plan for working days" in found.sentence
    assert said(days_or_working_days, "within 5 days", resources="5 calendar days") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ring 0116 252 7000 or 01162527001", ["0116 252 7000", "01162527001"]),
        ("ring +44 (0)116 252 7000", ["+44 (0)116 252 7000"]),
        ("ring (0116) 252 7000", ["(0116) 252 7000"]),
        ("ext. 29 7750", ["ext. 29 7750"]),
        ("extension of the hall", []),
        ("text 12", []),
        ("£0116 252 7000", []),
        ("18/0116252700", []),
        ("Jo.Smith@leicester.gov.uk", ["Jo.Smith@leicester.gov.uk"]),
        ("jo @ leicester", []),
    ],
)
def test_how_to_reach_a_person(text, found):
    assert said(contacts, text) == found
