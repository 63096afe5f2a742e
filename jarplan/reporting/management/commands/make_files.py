"""manage.py make_files: makes the files of the published versions that are not there; for the timetable as well."""

from django.core.management.base import BaseCommand, CommandError

from jarplan.reporting.published.making import make_owed


class Command(BaseCommand):
    # As of a long import: of the site that starts it nothing but its clock is to be looked at.
    requires_system_checks = ["clock"]
    help = (
        "Makes the files (PDF, Word, Excel, CSV, JSON) of each published version that are not there yet. Publishing "
        "and redaction start it. Safe to repeat: one process makes them, others wait for it and find nothing to do."
    )

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="Try again what could not be made before.")

    def handle(self, *, again, **options):
        made, problems = make_owed(again=again)
        self.stdout.write(f"{made} file(s) made.")
        if problems:
            raise CommandError("Not made: " + " ".join(problems))
