"""A trigger that bears the right name and keeps nothing is told, and so is one that was switched off."""

from datetime import UTC, datetime

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from jarplan.audit.canonical import digest
from jarplan.audit.integrity import standing, triggers
from jarplan.audit.ledger import Ledger
from jarplan.audit.models import AuditBlank, AuditState
from jarplan.people.models import Organisation

pytestmark = pytest.mark.django_db
ON_POSTGRESQL = pytest.mark.postgresql


def run(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def told():
    return list(standing.problems(connection))


def changed(name):
    return f"The trigger {name} is not the one that was put up: what it refuses was changed."


def test_triggers_stand_as_they_were_put_up():
    assert told() == []


@pytest.mark.parametrize("guard", triggers.GUARDS, ids=lambda guard: guard.statements.__module__)
def test_a_trigger_that_refuses_nothing_is_told_and_put_back(guard):
    for name, table in guard.triggers(connection).items():
        if connection.vendor == "sqlite":
            body = f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN 1 = 0 BEGIN SELECT 1; END"
            run(f"DROP TRIGGER {name}", body)
        else:
            run(
                f"DROP TRIGGER {name} ON {table}",
                f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN (1 = 0)"
                " EXECUTE FUNCTION audit_refuse()",
            )
        assert changed(name) in told()
    assert "audit.W001" in {one.id for one in run_checks(databases=["default"])}
    with pytest.raises(CommandError):
        call_command("verify_audit", chain_only=True)
    call_command("verify_audit", chain_only=True, restore_triggers=True)
    assert told() == []


@ON_POSTGRESQL
@pytest.mark.parametrize(
    "options", ["", " SECURITY DEFINER", " SET search_path = public, pg_temp SET work_mem = '4MB'"]
)
def test_a_function_that_does_nothing_is_told(options):
    run(
        f"CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql{options}"
        " AS $$ BEGIN RETURN NEW; END $$"
    )
    theirs = {name for name in triggers.HISTORY.triggers(connection) if name != "audit_auditstate_no_update"}
    assert set(told()) == {changed(name) for name in theirs}


@ON_POSTGRESQL
def test_a_function_whose_settings_were_changed_is_told():
    run("ALTER FUNCTION audit_state_refuse() SET search_path = pg_temp, public")
    assert told() == [changed("audit_auditstate_no_update")]


@ON_POSTGRESQL
@pytest.mark.parametrize("how", ["DISABLE TRIGGER", "ENABLE REPLICA TRIGGER"])
def test_a_trigger_that_is_switched_off_is_told(how):
    run(f"ALTER TABLE audit_auditevent {how} audit_auditevent_no_update")
    assert told() == ["The trigger audit_auditevent_no_update is missing or switched off."]
    assert "audit.E001" in {one.id for one in run_checks(databases=["default"])}


@ON_POSTGRESQL
def test_a_temporary_table_gives_no_leave():
    """Its rows would be asked where the trigger named the table of blanks by its bare name."""
    ledger = Ledger(by=None, now=datetime(2008, 6, 3, tzinfo=UTC))
    ledger.record(Organisation.objects.create(name="LSCB"), "added", role="", reason="named")
    ledger.append()
    state = AuditState.objects.first()
    run("CREATE TEMPORARY TABLE audit_auditblank (LIKE public.audit_auditblank INCLUDING ALL)")
    AuditBlank.objects.create(
        id=1, sequence=state.sequence, part="reason", digest_after=digest("forged"), blanking=state.subject
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditState.objects.filter(pk=state.pk).update(reason="forged")
