"""The verb that undoes a whole import: every record goes back to what it was, or nothing is touched."""

from dataclasses import dataclass

from django.db.models import F

from actions.imports import policies
from actions.imports.undoing.obstacles import obstacles, relations_to
from actions.imports.undoing.restoring import restore
from actions.imports.undoing.traces import Traces
from actions.models import Action, ContentChange, DateChange, Lead, PlanImport, SignOff, SupportingPartner
from actions.rules.lifecycle import Verb
from actions.rules.ways import way
from jarplan.audit.errors import NotNow, Stale, check_given
from jarplan.audit.ledger import hold_head, lock, save_version, verb
from jarplan.audit.models import AuditEvent
from jarplan.people.models import Organisation, Post

__all__ = ["Undone", "obstacles", "undo_import"]
NAMED = 3  # obstacles in a refusal


@dataclass(frozen=True)
class Undone:
    """What became of an import that was undone. Actions by their references: those that left the plan, those that
    went back to what they were, those whose sign-off stands again or whose later date is no longer asked for. Posts
    and organisations by their names: those that went, and those that stay because they are in use.
    """

    plan_import: PlanImport
    left: tuple
    put_back: tuple
    standing_again: tuple
    recalled: tuple
    removed: tuple
    kept: tuple


@verb
def undo_import(*, by, now, ledger, plan_import, version, reason):
    """Undoes an import and returns the Undone. Raises NotNow where something came after it, naming it, and Stale
    where somebody else was first.

    Locks the import, the actions, then sign-offs, later dates, organisations and posts, each by primary key, and the
    audit head last.
    """
    (plan_import,) = lock(PlanImport.objects.filter(pk=plan_import.pk).select_related("file"))
    role = policies.check_undo_import(by, plan_import)
    if plan_import.version != version:
        raise Stale(plan_import)
    check_given(reason, "Enter the reason for undoing the import.")
    undoing = Undoing(ledger, role, plan_import, reason)
    undoing.lock_all()
    undoing.check()
    return undoing.run()


class Undoing:
    """One import being undone."""

    def __init__(self, ledger, role, plan_import, reason):
        self.ledger, self.role, self.plan_import = ledger, role, plan_import
        self.traces = Traces(plan_import)
        self.reason = reason
        self.told = f"The import of {plan_import.file.original_name} was undone."

    def lock_all(self):
        """Locks everything that the import wrote, and the actions that its sign-offs and later dates belong to."""
        parts = [self._wanted(model, kind) for model, kind in PARTS_OF_ACTIONS]
        actions = {row.action_id for rows in parts for row in rows}
        ours = Action.objects.filter(uuid__in=list(self.traces.of("action")))
        actions |= set(ours.values_list("pk", flat=True))
        # All actions in one statement, those of sign-offs and dates with them: fetched one after the other
        # they would come in another order than by primary key.
        lock(Action.objects.filter(pk__in=actions))
        self.sign_offs, *self.requests = map(lock, parts)
        self.bodies = lock(self._wanted(Organisation, "organisation"))
        self.posts = lock(self._wanted(Post, "post").select_related("organisation"))

    def _wanted(self, model, kind):
        rows = model.objects.filter(uuid__in=list(self.traces.of(kind)))
        return rows.select_related("action") if model in dict(PARTS_OF_ACTIONS) else rows

    def check(self):
        """NotNow where nothing was written, or where something came after; looked at under the locks."""
        if not self.plan_import.touched:
            raise NotNow("This import made no changes that can be undone.")
        if found := obstacles(self.plan_import, self.traces):
            raise NotNow(refusal(found))

    def run(self):
        left = self._take_out()
        put_back, returned = self._put_back()
        again, recalled = self._sign_again(), self._recall()
        hold_head()  # whatever uses a post or an organisation is now there to be seen
        gone, kept = self._remove(self.posts, "post")
        bodies_gone, bodies_kept = self._remove(self.bodies, "organisation")
        gone, kept = [*gone, *bodies_gone], [*kept, *bodies_kept]
        save_version(
            self.plan_import,
            version=self.plan_import.version,
            state=PlanImport.State.UNDONE,
            undone_at=self.ledger.now,
            undone_by=self.ledger.by,
        )
        still = f"Not removed, because they are in use: {'; '.join(kept)}." if kept else ""
        reason = "\n".join(filter(None, [self.reason, still]))
        self.ledger.record(self.plan_import, "undone", role=self.role, reason=reason)
        done = ([*left, *returned], put_back, again, recalled, gone, kept)
        return Undone(self.plan_import, *map(tuple, done))

    def _record(self, instance, kind):
        self.ledger.record(instance, kind, role=self.role, reason=f"{self.told} {self.reason}")

    def _take_out(self):
        """Withdraws the actions that the import made. Who leads and supports them goes too, so that posts and
        organisations are no longer in use; the history keeps it."""
        created = [trace.uuid for trace in self.traces.created]
        actions = list(Action.objects.filter(uuid__in=created).order_by("pk"))
        left = {action: way(action, Verb.UNDO_IMPORT).target for action in actions}
        for part in (Lead, SupportingPartner):
            # They are parts of the action, so no event of their own is lost.
            part.objects.filter(action__uuid__in=created).delete()
        for target in set(left.values()):
            Action.objects.filter(uuid__in=created).update(
                status=target, status_reason=self.told, version=F("version") + 1
            )
        for action in actions:
            self._record(action, "withdrawn")
        return [action.reference for action in actions]

    def _put_back(self):
        """Gives the other actions the states that they had; returns the references of those that were in the plan
        before and of those that were not."""
        put_back, returned = [], []
        for action in restore(self.traces.restored):
            leaves = self.traces.of("action")[action.uuid].leaves
            self._record(action, "withdrawn" if leaves else "put back")
            (returned if leaves else put_back).append(action.reference)
        return put_back, returned

    def _sign_again(self):
        for signature in self.sign_offs:
            save_version(
                signature, version=signature.version, lapsed_at=None, lapsed_by=None, lapsed_because=""
            )
            self._record(signature, "stands again")
        return list(dict.fromkeys(signature.action.reference for signature in self.sign_offs))

    def _recall(self):
        """What the import asked for is no longer asked, and what it reworded says again what it said."""
        requests = [change for rows in self.requests for change in rows]
        for change in requests:
            save_version(change, version=change.version, decision=change.Decision.RECALLED)
            self._record(change, "recalled")
        return list(dict.fromkeys(change.action.reference for change in requests))

    def _remove(self, rows, kind):
        """Deletes those of the posts or organisations that nothing uses; returns the names of those that went and of
        those that stay."""
        used = in_use(rows, kind, self.traces.end)
        for row in rows:
            # The event before the row goes: it reads the state, which is then noted as gone.
            if row.pk not in used:
                self._record(row, "removed")
        names = {True: [], False: []}
        for row in rows:
            names[row.pk in used].append(str(row))
        if rows:
            type(rows[0]).objects.filter(pk__in={row.pk for row in rows} - used).delete()
        return names[False], names[True]


PARTS_OF_ACTIONS = ((SignOff, "sign_off"), (DateChange, "date_change"), (ContentChange, "content_change"))


def in_use(rows, kind, end):
    """The primary keys of those that something points to, or to which something happened after the event `end`."""
    if not rows:
        return set()
    keys = {row.uuid: row.pk for row in rows}
    later = AuditEvent.objects.filter(subject_kind=kind, subject__in=list(keys), sequence__gt=end)
    used = {keys[uuid] for uuid in later.values_list("subject", flat=True)}
    for model, name in relations_to(type(rows[0])):
        pointing = model._base_manager.filter(**{f"{name}__in": list(keys.values())})
        used |= set(pointing.values_list(f"{name}_id", flat=True))
    return used


def refusal(found):
    """Why an import cannot be undone: the first few records that hold it up, and how many more there are."""
    said = " ".join(sentence for _reference, sentence in found[:NAMED])
    more = len(found) - NAMED
    rest = f" And {more} more record{'' if more == 1 else 's'}." if more > 0 else ""
    return f"This import cannot be undone, so nothing has been changed. {said}{rest}"
