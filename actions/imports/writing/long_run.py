"""Writing a large import in a process of its own: it goes on when the page is left, notes how far it is outside its
transaction, and is known to be dead when it is.
"""

import os

from django.conf import settings

from actions.imports import policies
from actions.imports.drafts.verbs import BEING_WRITTEN, drafts_of, locked_draft
from actions.imports.running import Progress
from actions.imports.writing.verbs import check_ready
from actions.models import ImportDraft
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import verb
from jarplan.background import nudging

STOPPED = "The import stopped before it was finished, and nothing has been saved. Confirm the import again."


def to_write(draft):
    """How many rows of a draft would be written."""
    return draft.understood["counts"]["new"] + draft.understood["counts"]["changed"]


def is_long(draft):
    """Whether an import is too large to be written while its page waits."""
    return to_write(draft) > settings.IMPORT_ROWS_AT_ONCE


def begin(*, by, now, draft, version, leave_out=False, later_dates=()):
    """Marks a draft as being written and starts the process that writes it. NotNow where it is gone, being written
    already, or not ready. The lock is taken before the mark is seen and goes over to the process, so there is no
    moment in which the import runs and seems dead.
    """
    handle = Progress(draft.uuid).claim()
    if handle is None:
        raise NotNow(BEING_WRITTEN)
    try:
        ticked = {"leave_out": leave_out, "later_dates": later_dates}
        draft = mark_as_written(by=by, now=now, draft=draft, version=version, **ticked)
        start(draft, handle)
    finally:
        os.close(handle)
    return draft


@verb
def mark_as_written(*, by, now, ledger, draft, version, leave_out=False, later_dates=()):
    """Notes that a draft is being written, with what was ticked, and returns it."""
    policies.check_import(by)
    draft = locked_draft(by, draft, version)
    policies.check_import(by, draft.rows)
    check_ready(draft, leave_out)
    draft.state, draft.message = ImportDraft.State.CONFIRMING, ""
    draft.choices = {"leave_out": leave_out, "later_dates": list(later_dates)}
    draft.save(update_fields=["state", "message", "choices"])
    return draft


def start(draft, handle):
    """Has the draft written: by a worker, or by a process that inherits the handle that holds the lock."""
    Progress(draft.uuid).note(0, to_write(draft))
    nudging.nudge("write_import", str(draft.uuid), handles=[handle])


def owed_commands():
    """The arguments of write_import for each draft that is to be written and that nobody here writes."""
    drafts = ImportDraft.objects.filter(state=ImportDraft.State.CONFIRMING, kind=ImportDraft.Kind.PLAN)
    uuids = drafts.values_list("uuid", flat=True)
    yield from ((str(uuid),) for uuid in uuids if not Progress(uuid).is_held)


def looked_after(user, uuid):
    """The draft, put back to waiting where its process died; None where the user has no such draft."""
    draft = drafts_of(user).filter(uuid=uuid).first()
    if draft is None or draft.state != ImportDraft.State.CONFIRMING or Progress(uuid).is_running:
        return draft
    # On condition of the version: it may have been written, and begun anew, since the draft was read.
    still = ImportDraft.objects.filter(pk=draft.pk, state=ImportDraft.State.CONFIRMING, version=draft.version)
    still.update(state=ImportDraft.State.WAITING, message=STOPPED)
    return drafts_of(user).filter(uuid=uuid).first()
