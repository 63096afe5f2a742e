"""manage.py tidy_files: removes files that no row has, for the machine's timetable (cron)."""

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from jarplan.files.tidying import left_behind, lost


class Command(BaseCommand):
    help = (
        "List uploaded files that belong to no record and are more than a day old. Remove them with --commit."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--commit", action="store_true", help="remove the files; without this they are only listed"
        )

    def handle(self, *, commit, **options):
        names = left_behind()
        for name in names:
            self.stdout.write(f"{name}, {default_storage.size(name):,} bytes")
            if commit:
                default_storage.delete(name)
        said = "Removed" if commit else "Would be removed with --commit"
        self.stdout.write(f"{said}: {len(names)} file(s) without a record.")
        missing = lost()
        if missing:
            rows = ", ".join(str(row.uuid) for row in missing)
            raise CommandError(
                f"{len(missing)} record(s) have lost their file. Restore the files from a backup: {rows}"
            )
