"""manage.py write_import UUID: writes a large import that somebody has confirmed on its page, which starts this."""

import logging

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from actions.imports.running import Progress
from actions.imports.writing.long_run import to_write
from actions.imports.writing.verbs import confirm
from actions.models import ImportDraft
from jarplan import clock
from jarplan.audit.errors import NotNow, Refused

FAILED = (
    "The import failed, and nothing has been saved. Try again. If it fails again, tell the administrator."
)
log = logging.getLogger(__name__)


class Command(BaseCommand):
    # The server that starts it was checked when it started itself; here they would take a third of the whole time.
    # But for the clock, which stands still in a demonstration.
    requires_system_checks = ["clock"]
    help = "Save an import that was confirmed on its page. The page starts this command by itself."

    def add_arguments(self, parser):
        parser.add_argument("uuid")

    def handle(self, uuid, **options):
        draft = ImportDraft.objects.select_related("uploaded_by").filter(uuid=uuid).first()
        if draft is None or draft.state != ImportDraft.State.CONFIRMING:
            raise CommandError("No confirmed import has this number.")
        progress, total = Progress(draft.uuid), to_write(draft)
        message = FAILED
        try:
            confirm(
                by=draft.uploaded_by,
                now=clock.now(),
                draft=draft,
                version=draft.version,
                progress=lambda done: self.note(progress, done, total),
                **draft.choices,
            )
            message = ""
        except (NotNow, Refused) as error:
            message = error.sentence
        except OperationalError:
            log.exception("import %s was not written", uuid)
        finally:
            # First what became of it, then that nobody writes it any more: a page must not take it for dead.
            waiting = ImportDraft.objects.filter(pk=draft.pk, state=ImportDraft.State.CONFIRMING)
            waiting.update(state=ImportDraft.State.WAITING, message=message)
            progress.forget()

    def note(self, progress, done, total):
        """Says how far it is: to the pages of this machine, and to the worker that listens."""
        progress.note(done, total)
        self.stdout.write(f"{done} {total}")
        self.stdout.flush()
