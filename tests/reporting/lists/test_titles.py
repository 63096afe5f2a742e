"""What a list is narrowed to, in its title and heading."""

from dataclasses import fields

import pytest
from django.http import QueryDict

from actions.rules.filters import CHOICES, ORDERS, Filters
from jarplan.reporting.lists.titles import ORDER, in_a_phrase
from tests.reporting.reading import text_of


@pytest.mark.parametrize(
    "query, phrase",
    [
        ("", ""),
        ("sort=-due&group=lead", ""),
        ("rating=red&organisation=Leicester City PCT", "red, led by Leicester City PCT"),
        ("rating=red_either&due=overdue", "red (declared or calculated), overdue"),
        ("q=social workers&due=soon", "due in the next 30 days, with “social workers”"),
        ("computed=amber&rating=none", "no rating yet, calculated amber"),
        (
            "computed=disagrees&confidence=low",
            "declared rating more optimistic than the rule, low confidence",
        ),
        ("status=agreed&recommendation=R4", "agreed, R4"),
        ("timeframe=For immediate action&mine=portfolio", "in my portfolio, for immediate action"),
        ("portfolio=none&lead=none", "no portfolio holder yet, no lead yet"),
        ("portfolio=Cabinet Lead&lead=Head of HR", "portfolio of Cabinet Lead, led by Head of HR"),
        ("awaiting=challenge", "waiting for answer to a challenge"),
        ("change=worse&since=2008-08-06", "reported worse since 6 August 2008"),
        ("change=worse", "reported worse since the last meeting"),
        ("since=2008-08-06", "changed since 6 August 2008"),
    ],
)
def test_each_filter_is_said(query, phrase):
    assert in_a_phrase(Filters.read(QueryDict(query))) == phrase


def test_every_choice_of_every_filter_is_said():
    assert {one.name for one in fields(Filters)} == {*ORDER, *ORDERS, "change", "since"}
    for name, choices in CHOICES.items():
        for value in choices:
            if value and name != "group":
                said = in_a_phrase(Filters(**{name: value}))
                assert said and value not in ("",) and "none" not in said.split(), (name, value, said)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path, title",
    [
        ("/actions/?rating=red", "Actions: red"),
        ("/timeline/?due=overdue", "Timeline: overdue"),
        (
            "/recommendations/?actions=none&q=looked+after",
            "Recommendations: without actions, with “looked after”",
        ),
        ("/measures/?show=off&recommendation=R4", "Measures: off course, R4"),
    ],
)
def test_title_and_heading_say_what_is_shown(people, visit, path, title):
    page = text_of(visit(people.cabinet, path))
    name, told = title.split(": ")
    assert f"<title>{title} - " in page
    heading = page.split("<h1>")[1].split("</h1>")[0]
    assert name in heading and f'<span class="caption">{told[:1].upper()}{told[1:]}</span>' in heading
