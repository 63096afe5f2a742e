"""Readings as they are typed in the form of a report: what is asked, what is missing, what is folded away."""

from datetime import date
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from actions.models import SuccessCriterion
from actions.plan.content import Criterion
from actions.reports.measurement_forms import MeasurementForm, MeasurementForms
from actions.reports.measurements import Taken
from tests.plan import agreed, evidence, make_people
from tests.reading_of import read

SHARE, PLAIN = Criterion("Allocated", "%", "60", "88"), Criterion("All know")
TODAY = date(2008, 6, 30)


@pytest.fixture
def people(db):
    return make_people()


def boxes(action, *typed):
    """What is posted for the criteria of an action, in their order."""
    posted = {}
    for row, said in zip(action.criteria.all(), typed, strict=True):
        day = {"on_day": "30", "on_month": "6", "on_year": "2008", "source": "Audit"}
        posted |= {f"reading-{row.uuid.hex}-{name}": value for name, value in {**day, **said}.items()}
    return posted


def test_form_asks_for_a_number_or_whether_it_is_met(people):
    action = agreed(people, criteria=(SHARE, PLAIN))
    forms = MeasurementForms(boxes(action, {"value": "70"}, {"met": "not met"}), action=action, day=TODAY)
    assert forms.is_valid()
    first, second = action.criteria.all()
    assert forms.taken() == [
        Taken(first.uuid, "70", None, TODAY, "Audit"),
        Taken(second.uuid, "", False, TODAY, "Audit"),
    ]


def test_form_left_empty_takes_nothing_whatever_day_stands_in_it(people):
    action = agreed(people, criteria=(SHARE, PLAIN))
    forms = MeasurementForms(boxes(action, {"on_day": "99"}, {}), action=action, day=TODAY)
    assert forms.is_valid()
    assert forms.taken() == []


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"value": "most"}, "value"),
        ({"value": "70", "source": ""}, "source"),
        ({"value": "70", "on_day": ""}, "on"),
        ({"value": "70", "on_month": "7"}, "on"),
    ],
)
def test_form_says_what_is_missing_beside_its_box(people, said, field):
    action = agreed(people, criteria=(SHARE,))
    forms = MeasurementForms(boxes(action, said), action=action, day=TODAY)
    assert not forms.is_valid()
    assert [list(form.errors) for form in forms] == [[field]]
    assert forms.total_error_count == 1


def test_form_takes_evidence_in_place_of_a_source(people):
    action = agreed(people, criteria=(PLAIN,))
    shows = evidence(people, action)
    typed = {"met": "met", "source": ""}
    forms = MeasurementForms(boxes(action, typed), action=action, day=TODAY)
    assert not forms.is_valid()
    assert "or choose evidence that shows it" in str([form.errors for form in forms])
    forms = MeasurementForms(boxes(action, {**typed, "evidence": str(shows.uuid)}), action=action, day=TODAY)
    assert forms.is_valid() and forms.taken()[0].evidence == shows.uuid
    forms = MeasurementForms(boxes(action, {**typed, "evidence": str(uuid4())}), action=action, day=TODAY)
    assert not forms.is_valid()


def test_boxes_filled_in_beforehand_are_folded_until_they_say_something_else(people):
    action = agreed(people, criteria=(SHARE,))
    read(people, action, value="61")

    def folded(*typed):
        forms = MeasurementForms(*(boxes(action, one) for one in typed), action=action, day=TODAY)
        (form,) = forms
        forms.is_valid()
        return form.is_folded

    same = {"value": "70", "source": "The case audit"}
    assert folded() and folded(same)
    assert not folded({**same, "on_day": "29"})
    assert not folded({**same, "source": "The June audit"})
    assert not folded({**same, "source": ""})


def form(said=None, last=None, **criterion):
    """The form of one criterion, with what was typed; no database is needed for it."""
    row = SuccessCriterion(uuid=UUID(int=1), **{"statement": "Allocated", **criterion})
    prefix = f"reading-{row.uuid.hex}"
    data = {f"{prefix}-{name}": value for name, value in said.items()} if said is not None else None
    return MeasurementForm(data, criterion=row, last=last, day=TODAY)


@pytest.mark.parametrize(
    ("criterion", "asks"),
    [
        ({"baseline": "60", "target": "88"}, {"value"}),
        ({"baseline": "88", "target": "88"}, {"met", "value"}),  # nothing is to change
        ({}, {"met"}),
        ({"unit": "visits"}, {"met", "value"}),
        ({"target": "most of them"}, {"met", "value"}),
    ],
)
def test_criterion_is_asked_for_what_it_can_be_measured_by(criterion, asks):
    assert form(**criterion).fields.keys() & {"met", "value"} == asks


def test_hint_names_the_unit_the_target_and_the_last_figure():
    last = SimpleNamespace(words="61%", on=date(2008, 6, 1), source="Audit")
    assert (
        form(last=last, unit="%", target="88").hint() == "Unit: %. Target: 88. Last figure: 61%, 1 June 2008."
    )
    assert form().hint() == ""


def test_figure_of_today_is_taken_and_one_of_tomorrow_is_not():
    said = {"value": "61.5", "source": "Audit", "on_day": "30", "on_month": "6", "on_year": "2008"}
    assert form(said, baseline="60", target="88").is_valid()
    tomorrow = form(said | {"on_day": "1", "on_month": "7"}, baseline="60", target="88")
    assert list(tomorrow.errors) == ["on"] and "for “Allocated”" in str(tomorrow.errors)


def test_whether_it_is_met_alone_needs_its_day_and_source():
    assert set(form({"met": "met"}).errors) == {"on", "source"}
    assert form({"met": ""}).is_valid()


@pytest.fixture
def today(settings):
    settings.PLAN_TODAY = TODAY


def test_odd_date_of_a_figure_is_asked_about(today):
    said = {"value": "61.5", "source": "Audit", "on_day": "3", "on_month": "6", "on_year": "1908"}
    asked = form(said, baseline="60", target="88")
    assert not asked.is_valid() and "3 June 1908 is before 1990" in asked.errors["on"][0]
    assert not asked.is_folded, "the question is folded away"
    assert form(said | {"on_is_right": "1908-06-03"}, baseline="60", target="88").is_valid()


def test_odd_date_beside_no_figure_says_nothing(today):
    said = {"value": "", "on_day": "3", "on_month": "6", "on_year": "1908"}
    assert form(said, baseline="60", target="88").is_valid()
