"""Verbs on what people keep for themselves. They leave no event: it says nothing of the plan, everybody reads the
history, and what a member watches is nobody else's business.
"""

from django.db import IntegrityError, transaction

from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.ledger import verb
from jarplan.reporting.models import SavedView, Watch

MOST = 50  # views of a person
TAKEN = "You already have a view of this list with this name. Enter another name."


def check_own(by, whose):
    """Refused where it is somebody else's, or nobody has signed in."""
    if not by.is_authenticated or by.pk != whose:
        raise Refused("Only its owner may change a saved view.")


@verb
def save_view(*, by, now, ledger, page, name, asked):
    """Keeps what a list is asked for ({name: [values]}) under a name. NotNow where the name is taken already, or
    there are too many views."""
    check_own(by, by.pk)
    if SavedView.objects.filter(saved_by=by).count() >= MOST:
        raise NotNow(f"You have {MOST} saved views, which is the most. Delete one that you no longer need.")
    with named_once():
        return SavedView.objects.create(page=page, name=name, asked=asked, saved_at=now, saved_by=by)


@verb
def rename_view(*, by, now, ledger, view, name):
    """Gives a view of one's own another name; NotNow where that is taken."""
    check_own(by, view.saved_by_id)
    with named_once():
        view.name, view.saved_at = name, now
        view.save(update_fields=["name", "saved_at"])
    return view


@verb
def delete_view(*, by, now, ledger, view):
    """Deletes a view of one's own."""
    check_own(by, view.saved_by_id)
    SavedView.objects.filter(pk=view.pk).delete()
    return view


class named_once(transaction.Atomic):
    """Says in words what the database says of a name that is taken, whoever was first."""

    def __init__(self):
        super().__init__(using=None, savepoint=True, durable=False)

    def __exit__(self, kind, error, trace):
        super().__exit__(kind, error, trace)
        if kind is not None and issubclass(kind, IntegrityError):
            raise NotNow(TAKEN) from error


@verb
def watch(*, by, now, ledger, **thing):
    """Has this person told of what changes in an action (`action=`), or in a recommendation and its actions
    (`recommendation=`). Watching twice is watching once."""
    return Watch.objects.get_or_create(watched_by=by, **thing, defaults={"watched_at": now})[0]


@verb
def stop_watching(*, by, now, ledger, **thing):
    """Ends it, where they watch it."""
    Watch.objects.filter(watched_by=by, **thing).delete()
