"""What is typed of an action, form by form, on posts that are made of paper; its pages are in test_views."""

from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest

from actions.plan import forms
from actions.plan.content import Content, Criterion
from actions.plan.forms import (
    ActionForm,
    CriterionForm,
    criteria_form,
    criterion_in_words,
    in_words,
    initial_of,
    shown,
)
from actions.rules.dates import PlanDate
from actions.rules.fields import FIELD
from actions.rules.lifecycle import Precision, Status
from jarplan.people.models import Organisation, Post
from jarplan.people.roles import Role

LCC, PCT = Organisation(pk=1, name="LCC"), Organisation(pk=2, name="PCT")
POSTS = {
    str(post.pk): post
    for post in (Post(pk=1, title="Head", organisation=LCC), Post(pk=2, title="Nurse", organisation=PCT))
}
JULY = date(2008, 7, 18)
OFFICE = SimpleNamespace(has_role=lambda role: role == Role.PROGRAMME, organisation=LCC)
OFFICER = SimpleNamespace(has_role=lambda role: role == Role.OFFICER, organisation=LCC)


@pytest.fixture(autouse=True)
def posts(monkeypatch):
    groups = [(post.organisation.name, [(key, post.title)]) for key, post in POSTS.items()]
    monkeypatch.setattr(forms, "posts_by_organisation", lambda: (POSTS, groups))


def typed(by=OFFICE, action=None, before=None, **said):
    """The form with what was typed; days as 18 7 2008."""
    data = {"text": "Meet", "once": str(uuid4())}
    for name, value in said.items():
        boxes = zip(("day", "month", "year"), value.split(), strict=True) if name in ("start", "due") else ()
        data |= {f"{name}_{box}": part for box, part in boxes} or {name: value}
    return ActionForm(data, by=by, action=action, before=before)


def errors(**about):
    return {name: str(said[0]) for name, said in typed(**about).errors.items()}


def test_text_alone_proposes_an_action():
    form = typed()
    assert form.is_valid()
    assert form.content(
        criteria_form({"criteria-TOTAL_FORMS": "0", "criteria-INITIAL_FORMS": "0"})
    ) == Content(text="Meet")


@pytest.mark.parametrize(
    ("said", "at", "words"),
    [
        ({"text": " "}, "text", "Enter what will be done"),
        ({"joint_1": "2"}, "accountable", "Choose the accountable lead before"),
        ({"accountable": "1", "joint_1": "1"}, "joint_1", "has been chosen twice"),
        ({"accountable": "1", "joint_1": "2", "joint_3": "2"}, "joint_1", "has been chosen twice"),
        ({"accountable": "99"}, "accountable", "99"),
        ({"start": "19 7 2008", "due": "18 7 2008"}, "due", "on or after the start date"),
        ({"partners": "x" * (FIELD["partners"].limit + 1)}, "partners", "characters or fewer"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(said, at, words):
    found = errors(**said)
    assert list(found) == [at] and words in found[at]


def test_due_on_the_day_of_the_start_is_possible():
    assert errors(start="18 7 2008", due="18 7 2008") == {}


@pytest.mark.parametrize(
    ("by", "leads", "may"),
    [
        (OFFICE, {"accountable": "2"}, True),
        (OFFICER, {"accountable": "2"}, False),
        (OFFICER, {"accountable": "2", "joint_1": "1"}, True),
        (OFFICER, {}, False),
    ],
)
def test_officers_write_what_their_own_organisation_leads(by, leads, may):
    found = errors(by=by, **leads)
    assert found == ({} if may else {"accountable": "One of the leads must be a post at LCC"})


def test_partners_are_lines_each_once():
    form = typed(partners=" Leicester   PCT \n\nConnexions\nleicester pct")
    assert form.is_valid() and form.cleaned_data["partners"] == ("Leicester PCT", "Connexions")


def test_joint_leads_have_room_for_all_that_there_are():
    before = Content(text="Meet", leads=(POSTS["1"],) * 6)
    assert len(typed(before=before).joint_fields()) == 5 and len(typed().joint_fields()) == forms.JOINT_LEADS
    assert typed(joint_1="2").joint_chosen and not typed().joint_chosen


@pytest.mark.parametrize(
    ("status", "asked"), [(Status.PROPOSED, {"due", "due_words"}), (Status.AGREED, {"reason"})]
)
def test_due_date_is_typed_until_the_action_is_agreed_and_then_a_reason_is(status, asked):
    form = typed(action=SimpleNamespace(status=status))
    assert form.fields.keys() & {"due", "due_words", "reason", "once"} == asked


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ({}, PlanDate()),
        ({"due": "18 7 2008"}, PlanDate.on(JULY)),
        ({"due_words": "Autumn term"}, PlanDate(raw="Autumn term", latest=None)),
        ({"due": "18 7 2008", "due_words": "mid July"}, PlanDate(raw="mid July", latest=JULY)),
    ],
)
def test_date_is_a_day_or_words_with_a_day(said, written):
    form = typed(**said)
    assert form.is_valid() and form.plan_date("due") == written


def test_date_that_was_not_touched_keeps_how_exact_it_was():
    month = PlanDate("July 2008", Precision.MONTH, date(2008, 7, 1), date(2008, 7, 31))
    before = Content(text="Meet", due=month)
    assert shown(month) == (date(2008, 7, 31), "July 2008") and shown(PlanDate.on(JULY)) == (JULY, "")
    same = typed(before=before, due="31 7 2008", due_words="July 2008")
    assert same.is_valid() and same.plan_date("due") == month
    other = typed(before=before, due="31 7 2008", due_words="end of July")
    assert other.is_valid() and other.plan_date("due").precision != Precision.MONTH
    agreed = typed(before=before, action=SimpleNamespace(status=Status.AGREED))
    assert agreed.is_valid() and agreed.plan_date("due") == month


def test_form_shows_what_stands():
    initial = initial_of(
        Content(text="Meet", leads=tuple(POSTS.values()), partners=("A", "B"), due=PlanDate.on(JULY))
    )
    assert (initial["accountable"], initial["joint_1"], initial["partners"]) == ("1", "2", "A\nB")
    assert (initial["due"], initial["due_words"], initial["start"]) == (JULY, "", None)


def test_both_texts_of_a_stale_save_are_in_words():
    said = Content(
        text="Meet", leads=(POSTS["1"],), criteria=(Criterion("Met", "%", "61", "100", JULY, "70"),)
    )
    assert (
        in_words(said, "leads") == "Head, LCC"
        and in_words(said, "partners") == "none"
        and in_words(said, "due")
    )
    assert in_words(said, "criteria") == "Met (from 61, to 100, in %, now 70, by 18 July 2008)"
    assert (
        criterion_in_words(Criterion("Met")) == "Met" and in_words(Content(text="Meet"), "criteria") == "none"
    )
    form = typed()
    form.set_beside(Content(text="Meet"), Content(text="Write"), 7, by="Pat")
    assert [(one["theirs"], one["yours"]) for one in form.differences] == [("Meet", "Write")]
    assert form.changed_by == "Pat" and form["version"].value() == "7"


@pytest.mark.parametrize(
    ("said", "valid"),
    [({}, True), ({"uuid": str(uuid4())}, True), ({"statement": "Met"}, True), ({"target": "100"}, False)],
)
def test_criterion_needs_its_words_where_anything_is_typed(said, valid):
    form = CriterionForm(said)
    assert form.is_valid() == valid
    assert valid or list(form.errors) == ["statement"]


def criteria(*parts, read=None):
    data = {"criteria-TOTAL_FORMS": str(len(parts)), "criteria-INITIAL_FORMS": "0"}
    for place, part in enumerate(parts):
        data |= {f"criteria-{place}-{name}": value for name, value in part.items()}
    return criteria_form(data, read=read)


def test_empty_parts_are_no_criteria():
    form = criteria({"statement": "Met", "target": "100"}, {}, {"statement": "Known"})
    assert form.is_valid() and [one.statement for one in form.content()] == ["Met", "Known"]
    assert len(form.typed()) == 3 and len(form.typed(without=0)) == 2
    assert form.typed(without=0)[-1]["statement"] == "Known"


def test_current_value_of_a_criterion_with_readings_is_the_latest_reading():
    known = str(uuid4())
    form = criteria(
        {"uuid": known, "statement": "Met", "current": "99"},
        {"statement": "Known", "current": "5"},
        read={known: "70"},
    )
    assert form.is_valid() and [one.current for one in form.content()] == ["70", "5"]


def test_form_of_criteria_shows_one_empty_part_where_there_are_none():
    assert len(criteria_form().forms) == 1 and len(criteria_form(initial=[{"statement": "Met"}]).forms) == 1
    assert len(criteria_form(initial=[{"statement": "Met"}], extra=1).forms) == 2


def test_odd_target_date_of_a_criterion_is_asked_about(settings):
    settings.PLAN_TODAY = date(2008, 9, 1)
    said = {"statement": "Met", "target_on_day": "3", "target_on_month": "6", "target_on_year": "2090"}
    asked = criteria({"statement": "Known"}, said)
    assert not asked.is_valid() and "Check the date" in asked.errors[1]["target_on"][0]
    assert 'name="criteria-1-target_on_is_right"' in str(asked.forms[1]["target_on"])
    assert criteria({"statement": "Known"}, said | {"target_on_is_right": "2090-06-03"}).is_valid()
