"""Which databases of earlier releases are carried on: those that have every migration which was replaced by now, and
no state in a format that is no longer read."""

from functools import cache

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from jarplan.audit.models import AuditState
from jarplan.audit.subjects import SUBJECTS

# The last commit that has the replaced migrations themselves; what is older goes through it first.
OLDEST = "a090656"
# Migrations that were made one after that, and the last commit that has what they replace.
MADE_ONE_LATER = {
    ("actions", "0004_states_and_moments"): "d040228",
    ("recommendations", "0004_states_and_references"): "d040228",
}
# Apps of others that earlier releases had, and whose tables a migration of ours removes.
GONE_APPS = {"axes"}


@cache
def on_disk():
    return MigrationLoader(None).disk_migrations


def replaced():
    """{migration: those whose place it takes}, each as (app, name)."""
    return {key: set(migration.replaces) for key, migration in on_disk().items() if migration.replaces}


def known():
    """Every migration that this release knows, those that were replaced among them."""
    return set(on_disk()).union(*replaced().values())


def unknown(recorded):
    """Those of these migrations that only a newer release can have, in order."""
    return sorted(key for key in recorded - known() if key[0] not in GONE_APPS)


def applied(connection):
    """The migrations that a database has, also where it has them under the names that were replaced."""
    recorded = set(MigrationRecorder(connection).applied_migrations())
    return recorded | {key for key, earlier in replaced().items() if earlier <= recorded}


def lacking(recorded):
    """The replaced migrations that are not recorded where others of the same place are: the framework could neither
    apply the new one nor go on with the old ones. As app.name, in order; nothing where all is well."""
    halves = [earlier - recorded for earlier in replaced().values() if earlier & recorded]
    return sorted(f"{app}.{name}" for app, name in set().union(*halves))


def commit_with(lost):
    """The last commit that has a replaced migration (as app.name), through which a database without it goes."""
    earlier = {f"{app}.{name}": key for key, names in replaced().items() for app, name in names}
    return MADE_ONE_LATER.get(earlier[lost], OLDEST)


def unread(connection):
    """The formats in the history that no upcaster leads from any more, as "kind number", in order."""
    states = AuditState.objects.using(connection.alias).filter(body__isnull=False)
    held = states.order_by().values_list("subject_kind", "format").distinct()
    return sorted(f"{kind} {number}" for kind, number in held if not SUBJECTS[kind].reads(number))


def too_old(connection):
    """A sentence where a database is older than what is carried on, or ""."""
    recorded = set(MigrationRecorder(connection).applied_migrations())
    if lost := lacking(recorded):
        return (
            f"This database is of an earlier release: it lacks the migration {lost[0]}, which is no longer here. "
            f"Run manage.py migrate of commit {commit_with(lost[0])} on it first, then this one."
        )
    if ("audit", "0001_history") in recorded and (formats := unread(connection)):
        return (
            f"This database was begun by an earlier release: its history holds states in formats that are no longer "
            f"read ({', '.join(formats)}). Go on with commit {OLDEST}, which reads them."
        )
    return ""
