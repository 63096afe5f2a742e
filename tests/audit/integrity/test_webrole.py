"""The role that the web connects with does what verbs, redaction and rebuilding need, and nothing to the history."""

import os
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

import manage
from jarplan.audit.integrity import standing, triggers
from jarplan.audit.models import AuditEvent
from jarplan.reporting.redaction.removal import redact_text
from tests.plan import NOON, make_people, signed_off
from tests.plan import real_problems as problems

ON_POSTGRESQL = pytest.mark.postgresql
ROLE = f"test_web_{os.getpid()}"


def run(*lines):
    with connection.cursor() as cursor:
        for line in lines:
            cursor.execute(line)


def connect_as(user):
    connection.close()
    connection.settings_dict["USER"] = user


@pytest.fixture
def role(transactional_db):
    run(f"CREATE ROLE {ROLE} LOGIN")
    yield ROLE
    run(f"DROP OWNED BY {ROLE}", f"DROP ROLE {ROLE}")


@pytest.fixture
def web(role):
    """Everybody there is; from here on the connection is that of the web."""
    people, owner = make_people(), connection.settings_dict["USER"]
    call_command("prepare_database", role, commit=True, stdout=StringIO())
    connect_as(role)
    yield people
    connect_as(owner)


@ON_POSTGRESQL
def test_the_web_does_what_it_must(web):
    action = signed_off(web)
    redact_text(by=web.administrator, now=NOON, text=web.officer_a.full_name, reason="the law asks for it")
    assert AuditEvent.objects.filter(actor_name="[removed]").exists()
    call_command("rebuild_states", stdout=StringIO())
    assert problems() == [] and action.status == "signed_off"
    assert list(standing.problems(connection)) == []
    found = {one.id for one in run_checks(databases=["default"], include_deployment_checks=True)}
    assert not found & {"audit.E001", "audit.W001", "audit.W002"}


REFUSED = [
    "ALTER TABLE audit_auditevent DISABLE TRIGGER ALL",
    "ALTER TABLE audit_auditevent ADD COLUMN more text",
    "DROP TRIGGER audit_auditevent_no_update ON audit_auditevent",
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "CREATE RULE nothing AS ON UPDATE TO audit_auditevent DO INSTEAD NOTHING",
    "CREATE TABLE another (number integer)",
    "SET session_replication_role = replica",
    "UPDATE audit_auditevent SET hash = ''",
    "UPDATE audit_auditstate SET format = 9",
    "UPDATE audit_auditblank SET sequence = 9",
    "INSERT INTO audit_audithead (id, sequence, at, hash) VALUES (2, 0, now(), '')",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
    *(f"{words} {table}" for table in triggers.TABLES for words in ("TRUNCATE", "DELETE FROM", "DROP TABLE")),
    "TRUNCATE people_user CASCADE",
]


@ON_POSTGRESQL
def test_the_web_is_refused_what_would_change_the_history(web):
    # The privilege is looked at before any trigger, also where no row is there.
    for statement in REFUSED:
        with pytest.raises(ProgrammingError, match="permission denied|must be owner"), transaction.atomic():
            run(statement)


@ON_POSTGRESQL
def test_an_owner_at_the_webs_door_is_told(role):
    def told():
        return {one.id for one in run_checks(databases=["default"], include_deployment_checks=True)}

    assert "audit.W002" in told()
    owner = connection.settings_dict["USER"]
    call_command("prepare_database", role, commit=True, stdout=StringIO())
    run(f"GRANT {owner} TO {role}")
    connect_as(role)
    try:
        assert "audit.W002" in told()
    finally:
        connect_as(owner)
    with pytest.raises(CommandError, match="may act for their owner"):
        call_command("prepare_database", role)


@ON_POSTGRESQL
def test_without_commit_the_sql_is_only_printed(role, capsys):
    call_command("prepare_database", role)
    assert f'GRANT SELECT, INSERT ON "public"."audit_auditevent" TO "{role}";' in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'people_user', 'SELECT')", [role])
        assert cursor.fetchone() == (False,)


@ON_POSTGRESQL
def test_a_role_that_is_not_there_or_binds_nobody_is_refused(transactional_db):
    with pytest.raises(CommandError, match="There is no role nobody_here"):
        call_command("prepare_database", "nobody_here")
    with pytest.raises(CommandError, match="superuser"):
        call_command("prepare_database", connection.settings_dict["USER"])


def test_sqlite_has_no_roles(db):
    if connection.vendor == "sqlite":
        with pytest.raises(CommandError, match="SQLite has no roles"):
            call_command("prepare_database", "web")


@pytest.mark.parametrize(
    ("words", "used"),
    [
        ("migrate", "owner"),
        ("demo --reset", "owner"),
        ("restore plan.tar", "owner"),
        ("verify_audit --restore-triggers", "owner"),
        ("verify_audit", "web"),
        ("check --database default", "web"),
    ],
)
def test_what_makes_tables_connects_as_their_owner(monkeypatch, words, used):
    monkeypatch.setattr("sys.argv", ["manage.py", *words.split()])
    monkeypatch.setenv("DATABASE_URL", "postgres://web@127.0.0.1/plan")
    monkeypatch.setattr("django.core.management.execute_from_command_line", lambda argv: None)
    manage.main()
    assert os.environ["DATABASE_URL"] == "postgres://web@127.0.0.1/plan"
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgres://owner@127.0.0.1/plan")
    manage.main()
    assert os.environ["DATABASE_URL"] == f"postgres://{used}@127.0.0.1/plan"
