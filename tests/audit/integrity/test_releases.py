"""Databases of earlier releases: the last one of them is carried on, what is older is refused with a sentence."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from jarplan.audit.integrity import releases, triggers
from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.audit.subjects import SUBJECTS
from tests.test_conventions import ROOMS

pytestmark = pytest.mark.django_db

# What the database of commit a090656 has recorded of ours.
RECORDED = """
    people: 0001_people 0002_role_groups 0003_user_names_differ_in_more_than_case
        0004_organisation_names_differ_in_more_than_case 0005_how_often_people_are_written_to
        0006_addresses_of_calendars
    audit: 0001_history 0002_head_and_triggers
    files: 0001_stored_file
    recommendations: 0001_inspections_and_recommendations 0002_deadlines_and_publication
        0003_meetings_versions_consultations 0004_days_off_and_met_deadlines 0005_copies_of_publication
        0006_versions_consultations_childrens_page 0007_versions_never_change
        0008_how_answers_came_and_questions_taken_back
    actions: 0001_actions 0002_own_claim_triggers 0003_undoing_of_imports 0004_sources_of_actions
        0005_import_drafts_and_headings 0006_reporting_rounds 0007_readings_of_criteria
        0008_versions_and_uses_of_evidence 0009_pausing_and_later_looks_of_actions
        0010_deputies_later_looks_challenges 0011_readings_keep_the_words_of_their_criterion
        0012_original_date_is_kept 0013_first_day_off_a_path 0014_computed_rating_of_a_challenge_is_chosen
        0015_one_person_signs_an_action_once 0016_whoever_took_a_reading_claims_too
        0017_readings_name_their_evidence 0018_a_use_of_evidence_can_end
    finance: 0001_cost_tables_and_revisions 0002_links_to_actions_and_recommendations
        0003_revisions_are_not_negative
    reporting: 0001_demonstration_mark 0002_digests
"""

# The formats of the states in it, where they were not the first.
FORMATS = {"action": 4, "update": 3, "evidence": 3, "sign_off": 2, "import": 2, "user": 2, "deadline": 2}
FORMATS |= {"deadline_rule": 2, "publication_step": 2, "consultation": 2}


def names(text):
    """(app, name) of each migration in such a list."""
    app = ""
    for word in text.split():
        if word.endswith(":"):
            app = word[:-1]
        else:
            yield app, word


def record(migrations):
    """Has the database say that of ours it has these migrations and no others."""
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app__in=ROOMS).delete()
    for app, name in migrations:
        recorder.record_applied(app, name)


# What databases since then have recorded beside these, under the names that it had at first.
LATER = sorted(
    name
    for key in releases.on_disk()
    if key[0] in ROOMS and not (earlier := releases.replaced().get(key, set())) & set(names(RECORDED))
    for name in (earlier or {key})
)


def pending():
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def told():
    return [error.msg for error in run_checks(databases=["default"]) if error.id == "audit.E002"]


def test_the_database_of_the_last_release_is_taken_as_migrated():
    migrations = list(names(RECORDED))
    assert len(migrations) == 40
    # What is later than the last release has been applied to the tables of this test, as migrate would.
    record([*migrations, *LATER])
    assert pending() == [] and told() == []
    # Its triggers are watched over before anybody migrates, too.
    assert len(triggers.due(connection)) == len(triggers.GUARDS)
    call_command("migrate", verbosity=0)
    assert set(releases.replaced()) <= set(MigrationRecorder(connection).applied_migrations())


@pytest.mark.slow
@pytest.mark.parametrize(
    "last",
    [
        "actions.0018_a_use_of_evidence_can_end",
        "people.0006_addresses_of_calendars",
        "recommendations.0008_how_answers_came_and_questions_taken_back",
        "finance.0002_links_to_actions_and_recommendations",
        "reporting.0002_digests",
    ],
)
def test_an_older_database_is_refused_before_it_is_migrated(last):
    """All that came before the last migrations of one room is there, and they are not."""
    app, name = last.split(".")
    record([each for each in names(RECORDED) if each[0] != app or each[1] < name])
    assert told() == [
        f"This database is of an earlier release: it lacks the migration {last}, which is no longer here. "
        "Run manage.py migrate of commit a090656 on it first, then this one."
    ]
    with pytest.raises(SystemCheckError, match=name):
        call_command("migrate", skip_checks=False)
    with pytest.raises(Exception, match="it lacks the migration"):
        call_command("load_facts")


@pytest.mark.parametrize("later", releases.MADE_ONE_LATER, ids=".".join)
def test_migrations_that_were_made_one_later_name_the_commit_that_has_both(later):
    last = max(releases.replaced()[later])
    record([key for key in (*names(RECORDED), *LATER) if key != last])
    commit = releases.MADE_ONE_LATER[later]
    assert told() == [
        f"This database is of an earlier release: it lacks the migration {'.'.join(last)}, which is no longer here. "
        f"Run manage.py migrate of commit {commit} on it first, then this one."
    ]


def test_a_migrate_that_was_broken_off_between_two_migrations_goes_on():
    """The tables of a room are there, its triggers are still to come; the rooms after it have nothing yet."""
    tables = releases.on_disk()["actions", "0001_actions_reports_and_imports"]
    before = [each for each in names(RECORDED) if each[0] in ("people", "audit", "files", "recommendations")]
    record([*before, *tables.replaces])
    assert told() == []
    waiting = {(migration.app_label, migration.name) for migration, backwards in pending()}
    assert {name for app, name in waiting - set(LATER) - set(releases.MADE_ONE_LATER) if app in ROOMS} == {
        "0002_own_claims_and_original_dates",
        "0001_cost_tables_links_and_revisions",
        "0001_demonstration_mark_and_digests",
    }


@pytest.mark.parametrize("kind", SUBJECTS)
def test_every_state_of_the_last_release_is_read(kind):
    """Whoever changes what a state says adds an upcaster."""
    assert SUBJECTS[kind].reads(FORMATS.get(kind, 1))


def hold_state(*, format, body):
    """A state that an earlier release left behind."""
    fields = {"sequence": 1, "subject_kind": "action", "subject": None, "format": format}
    AuditState.objects.create(**fields, body=body)
    AuditEvent.objects.create(
        **fields, at="2008-06-03T09:00Z", recorded_at="2008-06-03T09:00Z", kind="proposed", hash="0" * 64
    )


def test_a_history_in_formats_that_are_no_longer_read_is_refused():
    hold_state(format=3, body="{}")
    (sentence,) = told()
    assert "formats that are no longer read (action 3). Go on with commit a090656" in sentence
    assert "The history holds a state in format 3 of the kind action, which is no longer read." in list(
        problems()
    )


def test_a_refused_attempt_holds_no_state_and_so_no_format():
    hold_state(format=1, body=None)
    assert told() == []
