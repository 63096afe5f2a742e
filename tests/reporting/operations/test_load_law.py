"""Loading the law alone: what any council starts from, once, and never over what is there."""

import json

import pytest
from django.core.management import call_command
from django.db import connection

from jarplan.audit.integrity.triggers import lifted
from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.audit.subjects import SUBJECTS
from jarplan.clock import now
from jarplan.people.models import Organisation
from jarplan.reporting.operations.facts import LAW_SOURCE, load_facts, load_law
from recommendations.law.kind_verbs import correct_kind
from recommendations.models import DeadlineRule, Inspection, InspectionKind, Reach, Recipient
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_law_comes_with_no_council_and_an_event_for_each_record(capsys):
    call_command("load_law")
    assert not Inspection.objects.exists() and not Organisation.objects.exists()
    rows = DeadlineRule.objects.count() + InspectionKind.objects.count() + Recipient.objects.count()
    events = AuditEvent.objects.all()
    assert events.count() == rows == events.values("subject").distinct().count()
    assert set(AuditState.objects.values_list("reason", flat=True)) == {LAW_SOURCE}
    assert list(problems()) == []
    said = capsys.readouterr().out
    assert said == f"Loaded {rows + Reach.objects.count()} records of the law.\n"


def test_loading_the_law_twice_adds_nothing(capsys):
    call_command("load_law")
    events = AuditEvent.objects.count()
    call_command("load_law")
    assert AuditEvent.objects.count() == events
    assert "Nothing to load: all " in capsys.readouterr().out


def test_a_row_that_differs_is_named_and_kept(capsys):
    call_command("load_law")
    DeadlineRule.objects.filter(slug="si-2007-462-plan").update(number=71)
    Reach.objects.filter(kind__slug="peer_challenge").delete()
    call_command("load_law")
    said = capsys.readouterr().out
    assert (
        "The statutory rule si-2007-462-plan already exists and differs from the source in: number. It was"
        in said
    )
    assert "The type of inspection peer_challenge is missing a part that the source has" in said
    assert DeadlineRule.objects.get(slug="si-2007-462-plan").number == 71


def test_what_an_administrator_corrected_is_left(capsys):
    call_command("load_law")
    kind = InspectionKind.objects.get(slug="other")
    words = {name: getattr(kind, name) for name in ("short_name", "bodies", "areas", "scale", "certainty")}
    words |= {"name": "any other review", "prefix": "OT", "source": "Ours"}
    act = {"by": UserFactory(roles=["administrator"]), "now": now(), "kind": kind, "version": 1}
    correct_kind(**act, reason="Our words", **words)
    call_command("load_law")
    assert "1 have since been edited here and were left unchanged" in capsys.readouterr().out
    assert InspectionKind.objects.get(slug="other").name == "any other review"


def test_the_facts_bring_the_law_and_keep_what_differs_in_it():
    load_law(by=None, now=now())
    DeadlineRule.objects.filter(slug="si-2005-1973-plan").update(number=71)
    outcome = load_facts(by=None, now=now())
    assert Inspection.objects.count() == 1 and len(outcome.kept) == 1
    assert DeadlineRule.objects.get(slug="si-2005-1973-plan").number == 71


def test_a_rule_of_the_last_release_is_completed_and_only_in_what_it_could_not_say(capsys):
    call_command("load_law")
    added = {"task": "", "in_force_from": None, "in_force_until": None, "after_duty": ""}
    rule = DeadlineRule.objects.get(slug="si-2007-462-plan")
    DeadlineRule.objects.filter(pk=rule.pk).update(**added)
    state = AuditState.objects.get(subject=rule.uuid)
    said = {name: value for name, value in json.loads(state.body).items() if name not in added}
    with lifted(connection):
        AuditState.objects.filter(pk=state.pk).update(body=json.dumps(said), format=2)
    call_command("load_law")
    rule.refresh_from_db()
    assert (str(rule.in_force_from), rule.number, rule.version) == ("2007-04-01", 70, 2)
    assert AuditEvent.objects.filter(subject=rule.uuid).last().kind == "filled in"
    assert "1 of an earlier release were completed" in capsys.readouterr().out
    # From now on it differs like any other.
    DeadlineRule.objects.filter(pk=rule.pk).update(in_force_from=None, version=1)
    call_command("load_law")
    assert "differs from the source in: in force from" in capsys.readouterr().out


def test_steps_of_the_last_release_keep_the_words_that_their_page_showed():
    upcast = SUBJECTS["publication_step"].upcast
    old = {"recipient": "partnership_members", "order": 8}
    assert upcast(old, 2) == old | {"words": "all LCYPSP members", "served": "each"}
    assert upcast({"recipient": "on_demand"}, 2)["served"] == "log"
