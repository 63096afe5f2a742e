"""manage.py restore FILE: a backup back into an empty database, and the proof that it is whole."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from jarplan.audit.models import AuditEvent
from jarplan.reporting.operations.backup import BackupError, restore_backup


class Command(BaseCommand):
    help = "Restores the backup FILE into an empty database and verifies its history."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")

    def handle(self, *args, **options):
        try:
            manifest = restore_backup(options["file"])
        except BackupError as problem:
            raise CommandError(str(problem)) from problem
        end = manifest["head"]
        if end["sequence"] and not AuditEvent.objects.filter(**end).exists():
            raise CommandError("The restored history does not end where the backup says it does.")
        call_command("verify_audit", stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(f"Restored from {options['file']}, taken at {manifest['taken_at']}.")
