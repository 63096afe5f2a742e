"""Loading the facts: once, through the gate, and never over what is there."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from jarplan.audit.models import AuditEvent
from jarplan.audit.subjects import SUBJECTS
from jarplan.reporting.operations.facts import BASELINE, FactsDiffer, load_facts
from recommendations.models import GradePoint, Inspection, Meeting, PublicationStep, Recommendation

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.slow
def test_each_aggregate_has_one_baseline_event_on_the_morning_of_publication():
    load_facts(by=None, now=BASELINE)
    rows = sum(subject.model._base_manager.count() for subject in SUBJECTS.values())
    events = AuditEvent.objects.all()
    assert events.count() == rows == events.values("subject").distinct().count()
    assert set(events.values_list("at", "actor", "kind")) == {
        (datetime(2008, 6, 3, 8, tzinfo=UTC), None, "loaded")
    }


@pytest.mark.slow
def test_loading_twice_adds_nothing(capsys):
    call_command("load_facts")
    events = AuditEvent.objects.count()
    capsys.readouterr()
    call_command("load_facts")
    assert AuditEvent.objects.count() == events
    assert capsys.readouterr().out.startswith("Nothing to load: all ")


@pytest.mark.slow
def test_the_command_says_what_it_did(capsys):
    call_command("load_facts")
    assert capsys.readouterr().out.startswith("Loaded ")


@pytest.mark.slow
def test_a_differing_row_is_named_and_kept():
    load_facts(by=None, now=BASELINE)
    Recommendation.objects.filter(reference="R4").update(text="something else")
    with pytest.raises(
        CommandError, match="The recommendation R4 already exists and differs .*word for word"
    ):
        call_command("load_facts")
    assert Recommendation.objects.get(reference="R4").text == "something else"


@pytest.mark.slow
def test_a_missing_part_of_an_inspection_is_named():
    load_facts(by=None, now=BASELINE)
    GradePoint.objects.filter(number=1).delete()
    with pytest.raises(FactsDiffer, match="The inspection jar-2008 is missing a part .*1: inadequate"):
        load_facts(by=None, now=BASELINE)


@pytest.mark.slow
def test_a_lost_inspectorate_is_a_difference():
    load_facts(by=None, now=BASELINE)
    inspection = Inspection.objects.get()
    inspection.inspectorates.remove(inspection.led_by)
    with pytest.raises(FactsDiffer, match="inspection jar-2008"):
        load_facts(by=None, now=BASELINE)


@pytest.mark.slow
def test_nothing_is_loaded_where_something_differs():
    Meeting.objects.create(body="Cabinet", held_on="2008-09-01", purpose="something else")
    with pytest.raises(FactsDiffer, match="The meeting Cabinet, 1 September 2008"):
        load_facts(by=None, now=BASELINE)
    assert not Recommendation.objects.exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.slow
def test_what_people_changed_since_is_left_as_it_is(capsys):
    load_facts(by=None, now=BASELINE)
    PublicationStep.objects.filter(duty="plan", recipient="radio").update(
        state="done", done_on="2008-09-08", version=2
    )
    call_command("load_facts")
    assert "1 have since been edited here and were left unchanged" in capsys.readouterr().out
