"""The verbs that put an entry right, made for each kind of entry from its policy and from what depends on it."""

from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import locked, save_version, verb
from jarplan.people.mending.dependants import what_depends
from jarplan.people.validation import save_good


def differing(row, values):
    """Those of the values that the row does not have yet."""
    return {name: value for name, value in values.items() if getattr(row, name) != value}


def correct(ledger, role, current, reason, values, kind="corrected"):
    """Writes values into a locked row and notes why; one that has them all stays as it is, without an event. Raises
    NotNow, ValidationError."""
    new = differing(current, values)
    if not new:
        return current
    reason = check_given(reason, "Enter the reason for the correction.")
    save_good(current, current.version, new)
    ledger.record(current, kind, role=role, reason=reason)
    return current


def mark_withdrawn(ledger, role, rows, reason, *, by, now):
    """Marks locked rows as withdrawn, each with its event."""
    for row in rows:
        marks = {"withdrawn_at": now, "withdrawn_by": by, "withdrawn_reason": reason}
        save_version(row, version=row.version, **marks)
        ledger.record(row, "withdrawn", role=role, reason=reason)


def check_nothing_depends(found):
    """NotNow that names what depends on an entry, where something does."""
    found = list(found)
    if found:
        raise NotNow(f"This cannot be withdrawn: {'; '.join(found)}.")


def correcting(check, settle=None):
    """The verb that corrects entries of one kind. `check(by, entry)` is its policy; `settle(current, values, now)`
    raises NotNow where the new values do not fit what is there."""

    @verb
    def correct_entry(*, by, now, ledger, entry, version, reason, **values):
        """Corrects an entry, for a reason. Raises Refused, NotNow, Stale, ValidationError."""
        role = check(by, entry)
        current = locked(type(entry), entry, version)
        if settle:
            settle(current, values, now)
        done = correct(ledger, role, current, reason, values)
        # Whoever may not act on what it has become, as it is another inspection's now, may not make it that.
        check(by, done)
        return done

    return correct_entry


def withdrawing(check, depends=what_depends, along=None):
    """The verb that withdraws entries of one kind. `depends(entry)` yields in words what depends on one, and
    `along(entry)` are locked rows that are withdrawn with it."""

    @verb
    def withdraw_entry(*, by, now, ledger, entry, version, reason):
        """Withdraws an entry on which nothing depends, for a reason. Raises Refused, NotNow, Stale."""
        role = check(by, entry)
        # Whoever adds something to an entry locks it first, or waits for this lock to point to it.
        current = locked(type(entry), entry, version)
        reason = check_given(reason, "Enter the reason for withdrawing.")
        rows = [current, *(along(current) if along else ())]
        check_nothing_depends(depends(current))
        mark_withdrawn(ledger, role, rows, reason, by=by, now=now)
        return current

    return withdraw_entry


def locked_entry(entry, version):
    return locked(type(entry), entry, version)


def taking_back(check, empty, kind, *, nothing, find=locked_entry, then=None):
    """The verb that takes back what was recorded of entries of one kind by mistake: these fields are `empty` again,
    and the history keeps what they said. `nothing` is said where nothing is recorded; `find(entry, version)` locks;
    `then(ledger, current, role, reason)` settles what follows from it."""

    @verb
    def take_back(*, by, now, ledger, entry, version, reason):
        """Takes the record back, for a reason. Raises Refused, NotNow, Stale."""
        role = check(by, entry)
        current = find(entry, version)
        if not differing(current, empty):
            raise NotNow(nothing)
        reason = check_given(reason, "Enter the reason for withdrawing.")
        save_version(current, version=version, **empty)
        ledger.record(current, kind, role=role, reason=reason)
        if then:
            then(ledger, current, role, reason)
        return current

    return take_back
