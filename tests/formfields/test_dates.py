"""The three date boxes: what they accept, and what they say otherwise."""

from datetime import date

import pytest
from django import forms

from jarplan.formfields.dates import DateBoxesField


class DueForm(forms.Form):
    due = DateBoxesField(label="Due date")
    start = DateBoxesField(what="the day it starts", required=False)


def form_with(day="", month="", year="", **more):
    form = DueForm({"due_day": day, "due_month": month, "due_year": year, **more})
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("30", "9", "2008"), date(2008, 9, 30)),
        ((" 1 ", "09", "2008"), date(2008, 9, 1)),
        (("30", "September", "2008"), date(2008, 9, 30)),
        (("30", "sept", "2008"), date(2008, 9, 30)),
        (("3", "Mar.", "2009"), date(2009, 3, 3)),
        (("29", "2", "2008"), date(2008, 2, 29)),
    ],
)
def test_date_typed_in_boxes_is_a_date(typed, expected):
    assert form_with(*typed).cleaned_data["due"] == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("", "", ""), "Enter the due date as day, month and year, for example 30 9 2009"),
        (("soon", "9", "2008"), "Enter the due date as day, month and year, for example 30 9 2009"),
        (("30", "ju", "2008"), "Enter the due date as day, month and year, for example 30 9 2009"),
        (("٣", "9", "2008"), "Enter the due date as day, month and year, for example 30 9 2009"),
        (("30", "", ""), "The due date must include a month and a year"),
        (("", "9", "2008"), "The due date must include a day"),
        (("30", "9", "08"), "The year of the due date must have 4 digits, from 1900 to 2199"),
        (("30", "9", "0008"), "The year of the due date must have 4 digits, from 1900 to 2199"),
        (("30", "9", "2200"), "The year of the due date must have 4 digits, from 1900 to 2199"),
        (("29", "2", "2009"), "The due date must be a real date"),
        (("1", "13", "2008"), "The due date must be a real date"),
    ],
)
def test_what_is_no_date_is_refused_in_plain_words(typed, sentence):
    assert form_with(*typed).errors["due"] == [sentence]


def test_optional_date_may_be_left_empty_but_not_half_filled():
    assert form_with("1", "9", "2008").cleaned_data["start"] is None
    half = form_with("1", "9", "2008", start_day="2")
    assert half.errors["start"] == ["The day it starts must include a month and a year"]


def test_date_known_before_is_in_its_boxes_and_unchanged():
    form = DueForm(
        {"due_day": "30", "due_month": "9", "due_year": "2008"}, initial={"due": date(2008, 9, 30)}
    )
    assert not form.has_changed()
    html = str(DueForm(initial={"due": "2008-09-30"})["due"])
    assert 'name="due_day" value="30"' in html and 'id="id_due_2"' in html


def test_what_was_typed_stays_in_the_boxes():
    assert 'value="soon"' in str(form_with("soon", "9", "2008")["due"])
