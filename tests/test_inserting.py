"""Many rows at once are the rows that bulk_create() writes, on both databases."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from actions.models import Action, SuccessCriterion
from jarplan import inserting
from jarplan.audit.models import AuditState
from jarplan.inserting import insert
from jarplan.people.models import Organisation
from tests.factories import OrganisationFactory
from tests.plan import make_recommendation

pytestmark = pytest.mark.django_db
NOON = datetime(2008, 6, 3, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(inserting, "BATCH", 2)


def actions(recommendation, start):
    """Five actions with something in fields of every kind, much of it the same."""
    return [
        Action(
            reference=f"R4.{start + number}",
            plan_order=start + number,
            recommendation=recommendation,
            text=f"Write “{number}” 'to' each \\carer\n{{NULL}}, ✓",
            due_raw="end of June",
            due_precision="day",
            due_earliest=date(2008, 6, 30) if number % 2 else None,
            due_latest=date(2008, 6, 30),
            reported_at=NOON if number == 3 else None,
            is_sample=number == 4,
            sources={"text": {"cell": f"D{number}"}} if number else {},
        )
        for number in range(5)
    ]


def said(rows):
    found = Action.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk").values()
    passed_over = {"id", "uuid", "reference", "plan_order"}
    return [{name: value for name, value in one.items() if name not in passed_over} for one in found]


def test_rows_are_those_of_bulk_create_and_have_their_keys():
    recommendation = make_recommendation(4)
    ours, theirs = actions(recommendation, 1), Action.objects.bulk_create(actions(recommendation, 101))
    assert insert(Action, ours) is ours
    assert said(ours) == said(theirs) and len(said(ours)) == 5
    assert [Action.objects.get(uuid=row.uuid).pk for row in ours] == [row.pk for row in ours]
    assert not any(row._state.adding for row in ours)
    # A row that was added can be changed and pointed to like any other.
    ours[2].status_reason = "Changed"
    ours[2].save()
    criteria = [SuccessCriterion(action=row, order=1, statement="Said") for row in ours]
    insert(SuccessCriterion, criteria)
    assert set(SuccessCriterion.objects.values_list("action__reference", flat=True)) == {
        row.reference for row in ours
    }


def test_key_that_is_given_is_kept():
    insert(
        AuditState, [AuditState(sequence=number, subject_kind="action", body=None) for number in (7, 9, 8)]
    )
    assert list(AuditState.objects.values_list("sequence", "body")) == [(7, None), (8, None), (9, None)]


def test_number_of_statements_does_not_grow_with_the_rows(monkeypatch, django_assert_num_queries):
    monkeypatch.undo()
    rows = [Organisation(name=f"Body {number}") for number in range(300)]
    with django_assert_num_queries(2):
        insert(Organisation, rows)
    assert Organisation.objects.filter(name__startswith="Body ").count() == 300


def test_what_the_database_refuses_is_refused():
    OrganisationFactory(name="Here before")
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Organisation, [Organisation(name=name) for name in ("A", "B", "C", "Here before")])
    assert Organisation.objects.count() == 1


def test_no_rows_ask_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert insert(Organisation, []) == []
