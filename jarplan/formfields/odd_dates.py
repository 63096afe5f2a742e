"""Dates that can be right and mostly are not (1908, 2090) are asked about before they are saved."""

from dataclasses import dataclass
from datetime import date

from django import forms

from jarplan import clock
from jarplan.dates import in_full
from jarplan.formfields.dates import DateBoxesField

FIRST_YEAR = 1990  # no inspection, plan or law that this holds is older
AHEAD = 5  # years


@dataclass(frozen=True)
class Near:
    """A day that a date should not be far from: what it is called, and how many years before and after it nothing
    is odd."""

    words: str
    day: date
    before: int = 2
    after: int = 2


def years_from(day, years):
    """The same day so many years later; 28 February where that year has no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def what_is_odd(day, today, near=(), ahead=AHEAD):
    """What is odd about a date, as the rest of a sentence; "" where nothing is. `near`: the days around it."""
    if day.year < FIRST_YEAR:
        return f"is before {FIRST_YEAR}"
    for one in near:
        if day < years_from(one.day, -one.before):
            return f"is {far(one.before)}before {one.words}, {in_full(one.day)}"
        if day > years_from(one.day, one.after):
            return f"is {far(one.after)}after {one.words}, {in_full(one.day)}"
    if day > years_from(today, ahead):
        return f"is {far(ahead)}ahead"
    return ""


def far(years):
    return f"more than {years} year{'' if years == 1 else 's'} " if years else ""


class AsksAboutDates(forms.Form):
    """Every form with a date is one of these, and every part of a form: an odd date comes back with a warning beside
    it and the box "The date is right" to tick."""

    # {name of a field: the days around its date}, set by the view or the form; {name: years ahead}, where fewer
    # than five are odd.
    near = {}
    ahead = {}

    # After clean(): a form's own checks come first, and its clean() need not know of this.
    def _post_clean(self):
        super()._post_clean()
        for name, field in self.asked_about():
            day = self.cleaned_data.get(name)
            odd = day and what_is_odd(day, clock.today(), self.around(name), self.ahead.get(name, AHEAD))
            if odd:
                self.ask_about(name, field, day, odd)

    def asked_about(self):
        """(name, field) of each date that is asked about."""
        return [(name, field) for name, field in self.fields.items() if isinstance(field, DateBoxesField)]

    def around(self, name):
        """The days (Near) that the date of this field is held against."""
        return self.near.get(name, ())

    def ask_about(self, name, field, day, odd):
        """Puts the box beside the date, and an error until it is ticked for this very day."""
        field.widget.asked = day.isoformat()
        box = f"{self.add_prefix(name)}_is_right"
        field.widget.ticked = self.data.get(box) == field.widget.asked
        if not field.widget.ticked:
            self.add_error(
                name, f"{in_full(day)} {odd}. Check the date, then change it or tick “The date is right”"
            )
