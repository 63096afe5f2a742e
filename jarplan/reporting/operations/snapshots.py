"""One consistent copy of a database while people work on it, and its way back into an empty database.

SQLite is copied with its backup API, PostgreSQL with its own pg_dump and pg_restore. What else goes into a
backup, and the archive itself, is in backup.py.
"""

import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from jarplan.audit.models import AuditHead

HEAD = f"SELECT sequence, hash FROM {AuditHead._meta.db_table}"
APPLIED = "SELECT app || '.' || name FROM django_migrations ORDER BY 1"
# Who worked and what was nudged: no records, and what is owed stands in those.
NOT_KEPT = ("background_worker", "django_tasks_database_dbtaskresult")
DEBIAN_PROGRAMS = Path("/usr/lib/postgresql")


class BackupError(Exception):
    """A backup or restore that cannot be done, with a sentence that says why and what to do."""


def take_snapshot(connection, target):
    """Copies the database to the file `target`; returns what the copy holds: the end of its history
    (sequence and hash) and the migrations applied to it. Raises BackupError."""
    return SNAPSHOTS[connection.vendor](connection, target)


def load_snapshot(connection, source):
    """Fills the empty database from the file `source`, completely or not at all. Raises BackupError."""
    LOADS[connection.vendor](connection, source)


def facts_of(cursor):
    """The end of the history and the applied migrations, as a cursor on the snapshot sees them."""
    cursor.execute(HEAD)
    sequence, digest = cursor.fetchone()
    cursor.execute(APPLIED)
    return {
        "head": {"sequence": sequence, "hash": digest},
        "migrations": [row[0] for row in cursor.fetchall()],
    }


def snapshot_sqlite(connection, target):
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        # All pages in one step: one read transaction, which in WAL mode keeps no writer waiting.
        connection.connection.backup(copy, pages=-1)
        # One file without its companions: the copy of a database in WAL mode is in that mode too.
        copy.execute("PRAGMA journal_mode=DELETE")
        return facts_of(copy.cursor())


def load_sqlite(connection, source):
    with closing(sqlite3.connect(source)) as copy:
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupError("The database in this backup is damaged.")
        connection.ensure_connection()
        copy.backup(connection.connection)
    connection.close()


def snapshot_postgresql(connection, target):
    program = postgresql_program("pg_dump", connection)
    # A connection of its own: the request's may be in a transaction that began earlier.
    with closing(connection.get_new_connection(connection.get_connection_params())) as reader:
        reader.set_session(isolation_level="REPEATABLE READ", readonly=True, autocommit=False)
        with reader.cursor() as cursor:
            # pg_dump reads this very snapshot, so the facts are those of the copy.
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            facts = facts_of(cursor)
            run_postgresql(
                connection,
                [program, "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
                + [f"--exclude-table-data={table}" for table in NOT_KEPT]
                + [f"--file={target}"],
            )
    return facts


def load_postgresql(connection, source):
    program = postgresql_program("pg_restore", connection)
    name = connection.settings_dict["NAME"]
    connection.close()
    run_postgresql(
        connection,
        # All or nothing, so a restore that fails leaves an empty database.
        [program, "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
        + [f"--dbname={name}", str(source)],
    )


def postgresql_program(name, connection):
    """The path of pg_dump or pg_restore: the server's own version, or else the next newer one."""
    connection.ensure_connection()
    server = connection.pg_version // 10000
    found = {}
    # Debian keeps each version in a folder of its own and puts the newest on the path; pg_dump refuses a
    # server newer than itself.
    for path in filter(None, [shutil.which(name), *DEBIAN_PROGRAMS.glob(f"*/bin/{name}")]):
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
        if version := re.search(r"\) (\d+)", said):
            found.setdefault(int(version[1]), str(path))
    fit = [version for version in found if version >= server]
    if not fit:
        here = f"version {max(found)} is too old" if found else "there is none"
        raise BackupError(
            f"This needs {name} of PostgreSQL {server} or newer, and on this machine {here}. "
            f"Install the package postgresql-client-{server}."
        )
    return found[min(fit)]


def run_postgresql(connection, command):
    """Runs a PostgreSQL program against this database; the password travels in the environment."""
    database = connection.settings_dict
    options = database.get("OPTIONS", {})
    told = {
        "PGHOST": database["HOST"],
        "PGPORT": database["PORT"],
        "PGUSER": database["USER"],
        # In the environment and not as an argument: everybody on the machine sees arguments.
        "PGPASSWORD": database["PASSWORD"],
        "PGDATABASE": database["NAME"],
        "PGSSLMODE": options.get("sslmode"),
        "PGSSLROOTCERT": options.get("sslrootcert"),
    }
    environment = os.environ | {name: str(value) for name, value in told.items() if value}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupError(f"{Path(command[0]).name} ended with an error: {done.stderr.strip()}")


SNAPSHOTS = {"sqlite": snapshot_sqlite, "postgresql": snapshot_postgresql}
LOADS = {"sqlite": load_sqlite, "postgresql": load_postgresql}
