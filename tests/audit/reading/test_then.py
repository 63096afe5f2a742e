"""The tables of a past day: found by an index, however long the history is."""

from datetime import timedelta

import pytest
from django.db import connection

from actions.models import Action
from jarplan import clock
from jarplan.audit.reading.then import then
from tools.bench import plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    """A queryset's last statement on a past day of a plan of twenty actions, and what it is asked with."""
    reader = plans.make_reader()
    plans.grow(20, reader)
    plans.go_on(200, reader)

    def asked(queryset):
        heard = []

        def listen(execute, sql, params, *others):
            heard.append((sql, params))
            return execute(sql, params, *others)

        with then(clock.today() - timedelta(days=plans.SINCE // 2)), connection.execute_wrapper(listen):
            assert queryset.count() == 20
        return heard[-1]

    return asked


@pytest.mark.postgresql
def test_actions_of_a_past_day_are_found_by_the_index_of_moments(asked):
    sql, _ = asked(Action.objects.all())
    with connection.cursor() as cursor:
        # A plan of twenty is read whole, whatever indexes there are.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "action_in_force_at_moment" in plan, plan


@pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite plans it")
def test_timeframes_of_a_past_day_are_worked_out_once_and_not_for_each_action(asked):
    sql, params = asked(Action.objects.exclude(recommendation__timeframe__label=""))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        plan = [row[3] for row in cursor.fetchall()]
    assert "MATERIALIZE recommendations_timeframe" in plan, plan
