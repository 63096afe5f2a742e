"""What is typed of a publication: a day or the tick that none is stated, and where a refusal is shown."""

from datetime import date
from decimal import Decimal

import pytest

from jarplan.audit.errors import NotNow
from recommendations.publication.forms import LogForm, NameForm, ReasonForm, SentForm, StepForm
from recommendations.publication.policies import NoReason, WrongCharge, WrongDay
from tests.factories import OrganisationFactory
from tests.recommendations.publication.test_records import JUNE, copy, step

DAY = {"sent_on_day": "18", "sent_on_month": "6", "sent_on_year": "2008"}
LOG = {"version": "1", "name": "A resident", "sent_by": "Reception", "charge": "2.50"}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (DAY, ""),
        ({"day_not_stated": "on"}, ""),
        ({}, "Enter the date, or tick the box if it is not stated"),
        ({**DAY, "day_not_stated": "on"}, "Enter the date, or clear the box that says it is not stated"),
    ],
)
def test_day_is_given_or_it_is_said_that_none_is_stated(said, words):
    form = LogForm({**LOG, **said})
    assert form.is_valid() == (not words)
    assert words in str(form.errors.get("sent_on", ""))


def test_day_that_is_none_is_told_once():
    assert len(LogForm({**LOG, **DAY, "sent_on_day": "31"}).errors["sent_on"]) == 1


def test_verb_is_called_with_what_was_typed_and_its_day():
    form, called = LogForm({**LOG, **DAY}), {}
    assert form.is_valid() and form.save(lambda **said: called.update(said))
    assert (called["sent_on"], called["charge"]) == (JUNE, Decimal("2.50")) and "day_not_stated" not in called


@pytest.mark.parametrize(
    ("problem", "at"),
    [
        (WrongDay("No."), "sent_on"),
        (WrongCharge("No."), "charge"),
        (NoReason("No."), "__all__"),  # the form has no box for a reason
        (NotNow("No."), "__all__"),
    ],
)
def test_refusal_is_shown_at_the_field_that_it_is_about(problem, at):
    def verb(**_said):
        raise problem

    form = LogForm({**LOG, **DAY})
    assert form.is_valid() and not form.save(verb) and list(form.errors) == [at]


def test_reason_is_asked_only_for_a_correction():
    assert "reason" in StepForm(correcting=True).fields and "reason" not in StepForm().fields
    assert (
        StepForm().field_for(NoReason("No.")) is None and ReasonForm().field_for(NoReason("No.")) == "reason"
    )
    assert StepForm().field_for(WrongDay("No.")) == "done_on"


def test_words_of_what_was_typed_for_the_two_versions_side_by_side():
    form = StepForm()
    assert [form.words("x", value) for value in (True, False, date(2008, 6, 18))] == [
        "yes",
        "no",
        "18 June 2008",
    ]


def test_only_those_who_still_wait_are_offered():
    form = SentForm(step=step(copy(JUNE, order=1), copy(order=2, name="B")))
    assert form.fields["copies"].choices == [(2, "B")]


def names(typed, *copies):
    form = NameForm({"version": "1", "names": typed}, step=step(*copies))
    return form.cleaned_data["names"] if form.is_valid() else str(form.errors["names"])


@pytest.mark.django_db
def test_names_are_lines_each_once_as_first_written():
    assert names(" The  Trust \n\nA School\nthe trust") == ["The Trust", "A School"]
    assert len(names("\n".join(map(str, range(100))))) == 100
    assert "at most 100 names" in names("\n".join(map(str, range(101))))
    assert "at most 200 characters" in names("x" * 201) and names("x" * 200) == ["x" * 200]


@pytest.mark.django_db
def test_organisation_that_is_owed_a_copy_is_not_offered_again():
    there, other = OrganisationFactory(name="The Trust"), OrganisationFactory(name="A School")
    offered = NameForm(step=step(copy(name="THE TRUST"))).fields["organisations"].queryset
    assert other in offered and there not in offered
