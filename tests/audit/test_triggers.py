"""The triggers stand after migrate, and their loss is told: a later AlterField on SQLite drops them silently."""

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from actions import triggers as own_claim
from jarplan.audit import triggers

pytestmark = pytest.mark.django_db


def errors():
    return {error.id for error in run_checks(databases=["default"], include_deployment_checks=False)}


def test_all_triggers_stand_after_migrate():
    assert triggers.missing(connection) == set()
    assert set(own_claim.NAMES) <= triggers.standing(connection)
    assert "audit.E001" not in errors()


@pytest.mark.parametrize("guard", triggers.GUARDS, ids=lambda guard: guard.migration[1])
def test_a_trigger_of_a_migration_still_to_come_is_not_missed(guard):
    """Or migrate would refuse to bring a database of an earlier release up to date."""
    guard.drop(connection)
    assert "audit.E001" in errors()
    app, name = guard.migration
    assert MigrationRecorder.Migration.objects.filter(app=app, name=name).delete()[0] == 1
    assert "audit.E001" not in errors()


def test_lost_triggers_are_told_and_put_back(capsys):
    triggers.drop(connection)
    assert "audit.E001" in errors()
    with pytest.raises(CommandError):
        call_command("verify_audit")
    call_command("verify_audit", restore_triggers=True)
    assert triggers.missing(connection) == set()
    assert "The history is whole" in capsys.readouterr().out


def test_a_lost_trigger_against_ones_own_claim_is_told_and_put_back():
    own_claim.drop(connection)
    assert "audit.E001" in errors()
    call_command("verify_audit", restore_triggers=True)
    assert "audit.E001" not in errors()
