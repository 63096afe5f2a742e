"""Dates that are asked about before they are saved: 3 June 1908, a meeting in 2090."""

from datetime import date
from importlib import import_module

import pytest
from django import forms

from jarplan.formfields.dates import DateBoxesField
from jarplan.formfields.odd_dates import AsksAboutDates, Near, what_is_odd
from jarplan.formfields.verbs import VerbForm

TODAY = date(2008, 9, 1)
REPORT = Near("the report was published", date(2008, 6, 3), before=0, after=1)


class Form(VerbForm):
    held_on = DateBoxesField()
    ahead = {"held_on": 2}


def boxes(day):
    return {"held_on_day": str(day.day), "held_on_month": str(day.month), "held_on_year": str(day.year)}


@pytest.fixture(autouse=True)
def in_2008(settings):
    settings.PLAN_TODAY = TODAY


@pytest.mark.parametrize(
    ("day", "near", "odd"),
    [
        (date(1908, 6, 3), (), "is before 1990"),
        (date(1990, 1, 1), (), ""),
        (date(2013, 9, 1), (), ""),
        (date(2013, 9, 2), (), "is more than 5 years ahead"),
        (date(2090, 9, 1), (), "is more than 5 years ahead"),
        (date(2008, 6, 3), (REPORT,), ""),
        (date(2008, 6, 2), (REPORT,), "is before the report was published, 3 June 2008"),
        (date(2009, 6, 3), (REPORT,), ""),
        (date(2009, 6, 4), (REPORT,), "is more than 1 year after the report was published, 3 June 2008"),
        (
            date(2006, 2, 27),
            (Near("the start", date(2008, 2, 29)),),
            "is more than 2 years before the start, 29 February 2008",
        ),
        (date(2006, 2, 28), (Near("the start", date(2008, 2, 29)),), ""),
    ],
)
def test_what_is_odd_about_a_date(day, near, odd):
    assert what_is_odd(day, TODAY, near) == odd


@pytest.mark.parametrize("day", [date(1908, 6, 3), date(2090, 9, 1), date(2010, 9, 2)])
def test_an_odd_date_is_asked_about_and_saved_once_it_is_said_to_be_right(day):
    form = Form(boxes(day))
    assert not form.is_valid()
    assert "Check the date" in form.errors["held_on"][0]
    page = str(form["held_on"])
    assert "The date is right" in page and f'value="{day.isoformat()}"' in page and "checked" not in page
    assert f'value="{day.year}"' in page, "what was typed is lost"
    ticked = Form(boxes(day) | {"held_on_is_right": day.isoformat()})
    assert ticked.is_valid() and ticked.cleaned_data == {"held_on": day}
    assert "checked" in str(ticked["held_on"]), "the tick is lost where something else is wrong"


def test_a_tick_is_for_the_date_that_was_asked_about():
    form = Form(boxes(date(1808, 6, 3)) | {"held_on_year": "1909", "held_on_is_right": "1908-06-03"})
    assert not form.is_valid() and "checked" not in str(form["held_on"])


def test_a_usual_date_is_not_asked_about():
    form = Form(boxes(date(2010, 9, 1)))
    assert form.is_valid() and "The date is right" not in str(form["held_on"])


def forms_with_dates():
    """Every form class of ours that asks for a date: all of them are loaded with the addresses."""
    import_module("jarplan.urls")
    seen, left = set(), [forms.BaseForm]
    while left:
        found = set(left.pop().__subclasses__()) - seen
        seen |= found
        left += found
    ours = [
        one
        for one in seen
        if one.__module__.split(".")[0] in ("jarplan", "recommendations", "actions", "finance")
    ]
    return [one for one in ours if any(is_a_date(field) for field in one.base_fields.values())]


def is_a_date(field):
    return isinstance(field, DateBoxesField | forms.DateField | forms.DateTimeField)


def test_every_form_with_a_date_asks_about_an_odd_one():
    found = forms_with_dates()
    assert len(found) > 25
    assert not [one for one in found if not issubclass(one, AsksAboutDates)]
    others = [
        (one, name)
        for one in found
        for name, field in one.base_fields.items()
        if is_a_date(field) and not isinstance(field, DateBoxesField)
    ]
    assert not others, "a date is asked for in three boxes"
