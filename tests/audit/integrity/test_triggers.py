"""The triggers stand after migrate, and their loss is told: a later AlterField on SQLite drops them silently."""

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from actions import triggers as own_claim
from jarplan.audit.integrity import triggers as integrity_triggers
from jarplan.audit.integrity.releases import replaced
from jarplan.audit.operations import OnDatabase

pytestmark = pytest.mark.django_db


def errors():
    return {error.id for error in run_checks(databases=["default"], include_deployment_checks=False)}


def test_all_triggers_stand_after_migrate():
    assert integrity_triggers.missing(connection) == set()
    assert set(own_claim.NAMES) <= integrity_triggers.existing(connection)
    assert "audit.E001" not in errors()


@pytest.mark.slow
@pytest.mark.parametrize("guard", integrity_triggers.GUARDS, ids=lambda guard: guard.statements.__module__)
def test_a_trigger_of_a_migration_still_to_come_is_not_missed(guard):
    """Or migrate would refuse to bring a database of an earlier release up to date."""
    guard.drop(connection)
    assert "audit.E001" in errors()
    for app, name in {guard.migration, *replaced().get(guard.migration, ())}:
        assert MigrationRecorder.Migration.objects.filter(app=app, name=name).delete()[0] == 1
    assert "audit.E001" not in errors()


@pytest.mark.slow
def test_lost_triggers_are_told_and_put_back(capsys):
    integrity_triggers.HISTORY.drop(connection)
    assert "audit.E001" in errors()
    with pytest.raises(CommandError):
        call_command("verify_audit")
    call_command("verify_audit", restore_triggers=True)
    assert integrity_triggers.missing(connection) == set()
    assert "The history is whole" in capsys.readouterr().out


def test_a_lost_trigger_against_ones_own_claim_is_told_and_put_back():
    own_claim.CLAIMS_KEPT.drop(connection)
    assert "audit.E001" in errors()
    call_command("verify_audit", restore_triggers=True)
    assert "audit.E001" not in errors()


def test_the_triggers_of_a_room_are_down_for_its_migration_and_then_back():
    seen = []
    look = OnDatabase(lambda connection: seen.append(integrity_triggers.existing(connection)))
    for operation in integrity_triggers.with_lifted("actions", look):
        operation.forwards(connection)
    theirs = [guard for guard in integrity_triggers.GUARDS if guard.migration[0] == "actions"]
    assert theirs and not any(set(guard.triggers(connection)) & seen[0] for guard in theirs)
    assert set(integrity_triggers.HISTORY.triggers(connection)) <= seen[0]
    assert integrity_triggers.missing(connection) == set()
