"""Views and watches: one's own, under one name, and no part of the history."""

import pytest
from django.db import IntegrityError, transaction

from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.models import AuditEvent
from jarplan.reporting.models import SavedView, Watch
from jarplan.reporting.own import verbs
from tests import plan

pytestmark = pytest.mark.django_db
RED = {"page": "actions", "name": "Red", "asked": {"rating": ["red"]}}


def test_a_name_is_taken_once_of_a_list_whatever_its_capitals(people):
    act = {"by": people.cabinet, "now": plan.NOON}
    first = verbs.save_view(**act, **RED)
    with pytest.raises(NotNow, match="already have a view of this list"):
        verbs.save_view(**act, **{**RED, "name": "RED"})
    verbs.save_view(**act, **{**RED, "page": "measures"})
    other = verbs.save_view(by=people.officer_a, now=plan.NOON, **RED)
    amber = verbs.save_view(**act, **{**RED, "name": "Amber"})
    with pytest.raises(NotNow, match="already have a view of this list"):
        verbs.rename_view(**act, view=amber, name="red")
    assert verbs.rename_view(**act, view=first, name="RED").name == "RED"
    assert SavedView.objects.filter(pk=other.pk, name="Red").exists()


def test_views_are_their_owners_and_end(people, monkeypatch):
    monkeypatch.setattr(verbs, "MOST", 1)
    view = verbs.save_view(by=people.cabinet, now=plan.NOON, **RED)
    with pytest.raises(NotNow, match="1 saved views, which is the most"):
        verbs.save_view(by=people.cabinet, now=plan.NOON, **{**RED, "name": "Amber"})
    for verb, more in ((verbs.rename_view, {"name": "Mine"}), (verbs.delete_view, {})):
        with pytest.raises(Refused):
            verb(by=people.programme, now=plan.NOON, view=view, **more)
    verbs.delete_view(by=people.cabinet, now=plan.NOON, view=view)
    assert not SavedView.objects.exists()


def test_a_thing_is_watched_once_and_only_by_who_wants_it(people):
    action = plan.agreed(people)
    act = {"by": people.cabinet, "now": plan.NOON}
    events = AuditEvent.objects.count()
    for thing in ({"action": action}, {"recommendation": action.recommendation}):
        first, again = verbs.watch(**act, **thing), verbs.watch(**act, **thing)
        assert first == again
        verbs.stop_watching(by=people.programme, now=plan.NOON, **thing)
        assert Watch.objects.filter(**thing).count() == 1
    verbs.stop_watching(**act, action=action)
    assert list(Watch.objects.values_list("action", "recommendation")) == [(None, action.recommendation_id)]
    assert AuditEvent.objects.count() == events


def test_the_database_watches_one_thing_at_a_time(people):
    action = plan.agreed(people)
    for thing in ({}, {"action": action, "recommendation": action.recommendation}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Watch.objects.create(watched_by=people.cabinet, watched_at=plan.NOON, **thing)
