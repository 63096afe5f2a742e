"""manage.py backup FILE: the database and the uploaded files in one archive, while people work."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jarplan.reporting.operations.backup import BackupError, take_backup


class Command(BaseCommand):
    help = "Writes the database and the uploaded files to FILE. Safe while the site runs."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")

    def handle(self, *args, **options):
        try:
            manifest = take_backup(options["file"], now=timezone.now())
        except BackupError as problem:
            raise CommandError(str(problem)) from problem
        files, head = len(manifest["members"]) - 1, manifest["head"]
        self.stdout.write(
            f"Backed up to {options['file']}: the database with its history of {head['sequence']} events, "
            f"ending in {head['hash']}, and {files} {'file' if files == 1 else 'files'}."
        )
