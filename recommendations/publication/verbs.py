"""The verbs by which it is recorded whom the report and the plan have reached. A step and its copies are one
aggregate: its row is locked first, and each verb leaves one event of it.
"""

from jarplan.audit.errors import NotNow, Repeated, Stale, check_given
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.clock import day_of
from jarplan.files.verbs import store
from jarplan.people.mending.verbs import differing
from recommendations.models import PublicationCopy, PublicationStep, Served
from recommendations.publication import policies
from recommendations.publication.records import step_of

State = PublicationStep.State
EMPTY = {
    "state": State.NOT_RECORDED,
    "done_on": None,
    "day_not_stated": False,
    "done_by": "",
    "done_to": "",
    "proof": "",
    "proof_file": None,
}
NOT_SENT = {"sent_on": None, "day_not_stated": False, "sent_by": "", "proof": ""}


def locked(step):
    """The row as it is now, locked; what hangs on it is changed under its lock only."""
    [current] = lock(PublicationStep.objects.filter(pk=step.pk).select_related("inspection", "proof_file"))
    return current


def locked_at(step, version):
    """The same. Raises Stale where it is no longer of that version."""
    current = locked(step)
    if current.version != version:
        raise Stale(current)
    return current


def copy_at(step, order):
    """One copy of a locked step, by its number. NotNow where it has already been removed."""
    copy = step.copies.get(order=order)
    if copy.left_out_reason:
        raise NotNow(f"The copy for {copy.name} has already been removed.")
    return copy


def kept(ledger, step, role, kind, reason=""):
    """Raises the version of a step whose copies were changed, and notes the event."""
    save_version(step, version=step.version)
    ledger.record(step, kind, role=role, reason=reason)
    return step


@verb
def record_step(
    *, by, now, ledger, step, version, done_on, done_by, done_to="", proof="", upload=None, reason=""
):
    """Records that a class of recipients has been served: on a day (None: done, day not stated), by whom, to whom,
    with what proof, in words or as a file. What is recorded already is corrected with a reason; its file stays
    until another one takes its place. Raises Refused, NotNow, FileRefused, Stale."""
    role = policies.check_record_step(by, step)
    current = locked_at(step, version)
    correcting = current.state == State.DONE
    policies.check_day(current, done_on, today=day_of(now), correcting=correcting)
    said = {"done_by": done_by.strip(), "done_to": done_to.strip(), "proof": proof.strip()}
    said |= {"state": State.DONE, "done_on": done_on, "day_not_stated": done_on is None}
    if correcting:
        if not upload and not differing(current, said):
            return current
        policies.check_reason(
            reason, "This step has already been recorded. Enter why you are correcting the record."
        )
    else:
        policies.check_all_served(step_of(current))
    policies.check_said(done_by, proof, upload or current.proof_file)
    file = store(by=by, now=now, ledger=ledger, role=role, upload=upload) if upload else current.proof_file
    save_version(current, version=version, proof_file=file, **said)
    kind = "record corrected" if correcting else "recorded as done"
    ledger.record(current, kind, role=role, reason=reason.strip())
    return current


@verb
def take_back_step(*, by, now, ledger, step, version, reason):
    """Takes back the record of a step that was made by mistake: it is not recorded again. What it said stays in the
    history. Raises Refused, NotNow, Stale."""
    role = policies.check_record_step(by, step)
    current = locked_at(step, version)
    policies.check_is_recorded(current)
    reason = policies.check_reason(reason, "Enter why you are withdrawing the record.")
    save_version(current, version=version, **EMPTY)
    ledger.record(current, "record taken back", role=role, reason=reason)
    return current


@verb
def name_recipients(*, by, now, ledger, step, version, organisations=(), names=()):
    """Names recipients of a class, each of whom is owed a copy from now on: organisations of ours, and others as
    they are written. They may be named before there is anything to send. Raises Refused, NotNow, and Repeated where
    this form was sent before."""
    role = policies.check_record_step(by, step)
    current = locked(step)
    policies.check_names_recipients(step_of(current))
    wanted = [(one, one.name) for one in organisations]
    wanted += [(None, name.strip()) for name in names if name.strip()]
    if not wanted:
        raise NotNow("Select an organisation, or enter a name.")
    there = {copy.name.casefold() for copy in current.copies.all() if not copy.left_out_reason}
    # A second click: the form is older than the row, and all that it names is there already.
    if version < current.version and all(name.casefold() in there for _, name in wanted):
        raise Repeated(current)
    for _, name in wanted:
        if name.casefold() in there:
            raise NotNow(f"{name} is already a recipient.")
        there.add(name.casefold())
    add_copies(current, [{"organisation": one, "name": name} for one, name in wanted])
    return kept(ledger, current, role, "recipients named")


def add_copies(step, copies):
    """Adds copies after those that the locked step has."""
    last = max((copy.order for copy in step.copies.all()), default=0)
    made = [PublicationCopy(step=step, order=last + place, **said) for place, said in enumerate(copies, 1)]
    # Under the step's lock, so that the numbers cannot be taken by somebody else.
    PublicationCopy.objects.bulk_create(made)
    return made


@verb
def send_copies(*, by, now, ledger, step, version, copies, sent_on, sent_by, proof):
    """Records that named recipients were sent their copies: on a day (None: day not stated), by whom, with what
    proof. `copies` are their numbers. Raises Refused, NotNow, Stale."""
    role = policies.check_record_step(by, step)
    current = locked_at(step, version)
    policies.check_names_recipients(step_of(current))
    policies.check_day(current, sent_on, today=day_of(now))
    policies.check_said(sent_by, proof)
    rows = [copy_at(current, order) for order in dict.fromkeys(copies)]
    if not rows:
        raise NotNow("Select who was sent a copy.")
    if done := next((row for row in rows if row.is_sent), None):
        raise NotNow(f"The copy for {done.name} has already been recorded as sent.")
    said = {"sent_on": sent_on, "day_not_stated": sent_on is None, "sent_by": sent_by.strip()}
    current.copies.filter(pk__in=[row.pk for row in rows]).update(**said, proof=proof.strip())
    return kept(ledger, current, role, "copies recorded as sent")


@verb
def log_copy(*, by, now, ledger, step, version, name, sent_on, sent_by, charge, proof=""):
    """Notes a copy that somebody asked for and was given: the day (None: not stated), to whom, by whom, and the
    charge in pounds, 0 where it was free. Two people may write in the log at once. Raises Refused, NotNow, and
    Repeated where this form was sent before."""
    role = policies.check_record_step(by, step)
    current = locked(step)
    policies.check_is_log(current)
    policies.check_day(current, sent_on, today=day_of(now))
    said = {
        "name": check_given(name, "Enter who was given the copy."),
        "sent_on": sent_on,
        "day_not_stated": sent_on is None,
        "sent_by": check_given(sent_by, "Enter who gave the copy."),
        "charge": policies.check_charge(charge),
        "proof": proof.strip(),
    }
    last = current.copies.last()
    # The last line says exactly this: an impatient second click, unless the form was opened after it.
    again = last and not last.left_out_reason and all(getattr(last, key) == said[key] for key in said)
    if version < current.version and again:
        raise Repeated(current)
    add_copies(current, [said])
    return kept(ledger, current, role, "copy given on demand")


@verb
def correct_copy(
    *, by, now, ledger, step, version, copy, sent_on, sent_by, proof="", name="", charge=None, reason
):
    """Corrects what is recorded of one copy, with the reason; of one in the log also to whom it was given, and the
    charge. Raises Refused, NotNow, Stale."""
    role = policies.check_record_step(by, step)
    current = locked_at(step, version)
    row = copy_at(current, copy)
    policies.check_is_sent(row)
    policies.check_day(current, sent_on, today=day_of(now), correcting=True)
    said = {"sent_on": sent_on, "day_not_stated": sent_on is None, "proof": proof.strip()}
    said["sent_by"] = check_given(sent_by, "Enter who sent or gave the copy.")
    if current.served == Served.LOG:
        said["name"] = check_given(name, "Enter who was given the copy.")
        said["charge"] = policies.check_charge(charge)
    else:
        policies.check_said(sent_by, proof)
    if not differing(row, said):
        return current
    reason = policies.check_reason(reason, "Enter why you are correcting the record.")
    current.copies.filter(pk=row.pk).update(**said)
    return kept(ledger, current, role, "copy corrected", reason)


@verb
def take_back_copy(*, by, now, ledger, step, version, copy, reason):
    """Takes back that a named recipient was sent a copy: it is owed again. Raises Refused, NotNow, Stale."""
    role = policies.check_record_step(by, step)
    current = locked_at(step, version)
    policies.check_names_recipients(step_of(current))
    row = copy_at(current, copy)
    policies.check_is_sent(row)
    reason = policies.check_reason(reason, "Enter why you are withdrawing the record.")
    current.copies.filter(pk=row.pk).update(**NOT_SENT)
    return kept(ledger, current, role, "copy not sent after all", reason)


@verb
def leave_out_copy(*, by, now, ledger, step, version, copy, reason):
    """Takes a named recipient, or a line of the log, out with a reason: it counts no longer and stays on record.
    Raises Refused, NotNow, Stale."""
    role = policies.check_record_step(by, step)
    current = locked_at(step, version)
    row = copy_at(current, copy)
    reason = policies.check_reason(reason, "Enter the reason for removing the copy.")
    current.copies.filter(pk=row.pk).update(left_out_reason=reason)
    return kept(ledger, current, role, "recipient taken out", reason)
