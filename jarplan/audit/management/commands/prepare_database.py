"""manage.py prepare_database ROLE: the SQL that gives the web's role on PostgreSQL what it needs and no more."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, transaction

from jarplan.audit.integrity.webrole import powers, statements


class Command(BaseCommand):
    help = "Print the SQL that lets ROLE, with which the web connects, do what it must; --commit runs it."

    def add_arguments(self, parser):
        parser.add_argument("role", metavar="ROLE")
        parser.add_argument("--commit", action="store_true", help="run it as well")

    def handle(self, *, role, commit, **options):
        if connection.vendor != "postgresql":
            raise CommandError("SQLite has no roles: only PostgreSQL tells the web apart from its owner.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            if not cursor.fetchone():
                raise CommandError(
                    f"There is no role {role}: make it first, with createuser --pwprompt {role}."
                )
        if found := powers(connection, role):
            raise CommandError(
                f"The role {role} {' and '.join(found)}, so nothing that is taken from it would bind it: "
                "make one of its own."
            )
        wanted = list(statements(connection, role))
        for statement in wanted:
            self.stdout.write(f"{statement};")
        if commit:
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    for statement in wanted:
                        cursor.execute(statement)
            except DatabaseError as problem:
                raise CommandError(f"The owner of the tables must run this: {problem}") from problem
