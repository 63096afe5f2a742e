"""The verbs of the plan's versions. What a version holds is handed down by whoever composes it; it never changes.

draft -> in consultation -> approved (at a meeting) -> published -> replaced by the next; each but the last may be
withdrawn, with a reason.
"""

from django.db import IntegrityError, transaction

from jarplan.audit.canonical import canonical, digest
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.clock import day_of
from recommendations import policies
from recommendations.consultations import consultation_record
from recommendations.models import PlanVersion
from recommendations.services import locked
from recommendations.versions import all_versions

State = PlanVersion.State
RECORD_FORMAT = 1
ERROR = "error"
TRIES = 20


@verb
def make_version(*, by, now, ledger, content, format, title, note="", corrects=None):
    """Freezes a content as the next version, a draft, and returns it. A correction says which version it corrects and
    what. Raises Refused, NotNow."""
    role = policies.check_versions(by)
    note = note.strip()
    if corrects and not note:
        raise NotNow("Say what this version corrects.")
    made = with_next_number(
        title=title.strip(),
        note=note,
        corrects=corrects,
        format=format,
        content=content,
        digest=digest(content),
        composed_at=now,
        composed_by=by,
    )
    ledger.record(made, "made", role=role, reason=note)
    return made


def with_next_number(**values):
    """A new row with the next number. Two who make one at once get two numbers, if what they freeze differs: the
    second waits for the first, and looks again. Raises NotNow."""
    for left in reversed(range(TRIES)):
        last = all_versions().first()
        if last and last.digest == values["digest"] and last.state not in (State.WITHDRAWN, State.REPLACED):
            raise NotNow(f"Nothing has changed since version {last.number}, so there is nothing to freeze.")
        made = PlanVersion(number=last.number + 1 if last else 1, **values)
        made.clean_fields()
        try:
            with transaction.atomic():
                made.save(force_insert=True)
                return made
        except IntegrityError:
            if not left:
                raise
    return None


@verb
def open_consultation(*, by, now, ledger, plan_version, version):
    """A draft goes to the partners. Raises Refused, NotNow, Stale."""
    role = policies.check_versions(by, plan_version)
    current = locked(PlanVersion, plan_version, version)
    in_state(current, State.DRAFT, say="Only a draft can be sent for consultation")
    save_version(current, version=version, state=State.IN_CONSULTATION)
    ledger.record(current, "consultation opened", role=role)
    return current


@verb
def approve_version(*, by, now, ledger, plan_version, version, meeting):
    """Records that a meeting approved it. Raises Refused, NotNow, Stale."""
    role = policies.check_versions(by, plan_version)
    current = locked(PlanVersion, plan_version, version)
    in_state(current, State.DRAFT, State.IN_CONSULTATION, say="Only a version on its way can be approved")
    if meeting.held_on > day_of(now):
        raise NotNow("This meeting has not been held yet: record the approval once it has.")
    if meeting.held_on < day_of(current.composed_at):
        raise NotNow("This meeting was held before the version was made, so it cannot have approved it.")
    changes = {"state": State.APPROVED, "approved_at": now, "approved_by": by, "meeting": meeting}
    save_version(current, version=version, **changes)
    ledger.record(current, "approved", role=role)
    return current


@verb
def publish_version(*, by, now, ledger, plan_version, version, findings, published_over=""):
    """Makes an approved version the one that the public sees; the one before is replaced and stays readable.

    `findings`: what the checks found in its content, as dicts of level, rule, where and sentence. Over an error it is
    published with a reason, which is kept with them and with the consultation as its record. Raises Refused, NotNow,
    Stale.
    """
    role = policies.check_versions(by, plan_version)
    # All that may be published now or is, in the order of their keys: two who publish at once wait for one another.
    rows = lock(PlanVersion.objects.filter(state__in=(State.APPROVED, State.PUBLISHED)))
    before = [row for row in rows if row.state == State.PUBLISHED and row.pk != plan_version.pk]
    current = locked(PlanVersion, plan_version, version)
    in_state(current, State.APPROVED, say="Only an approved version can be published")
    later = [row.number for row in before if row.number > current.number]
    if later:
        raise NotNow(f"Version {later[0]} is published already, and it is the later one.")
    over = published_over.strip()
    wrong = [finding for finding in findings if finding["level"] == ERROR]
    if wrong and not over:
        raise NotNow(
            "The checks found errors: put them right in a new version, or say why it is published so."
        )
    for row in before:
        save_version(row, version=row.version, state=State.REPLACED)
        ledger.record(row, "replaced", role=role)
    record = canonical(
        {
            "format": RECORD_FORMAT,
            "consultation": consultation_record(current),
            "findings": findings,
            "published_over": over if wrong else "",
            "approved": {"meeting": current.meeting.body, "held_on": current.meeting.held_on},
        }
    )
    save_version(
        current,
        version=version,
        state=State.PUBLISHED,
        published_on=day_of(now),
        published_at=now,
        published_by=by,
        published_over=over if wrong else "",
        record=record,
        record_digest=digest(record),
    )
    ledger.record(current, "published", role=role, reason=over if wrong else "")
    return current


@verb
def withdraw_version(*, by, now, ledger, plan_version, version, reason):
    """Takes a version back, with a reason that is shown wherever it stood. Raises Refused, NotNow, Stale."""
    role = policies.check_versions(by, plan_version)
    current = locked(PlanVersion, plan_version, version)
    if current.state in (State.REPLACED, State.WITHDRAWN):
        raise NotNow(f"This version is {current.get_state_display()}, so there is nothing to withdraw.")
    if not reason.strip():
        raise NotNow("Say why the version is withdrawn.")
    changes = {"withdrawn_at": now, "withdrawn_by": by, "withdrawn_reason": reason.strip()}
    save_version(current, version=version, state=State.WITHDRAWN, **changes)
    ledger.record(current, "withdrawn", role=role, reason=reason.strip())
    return current


def in_state(plan_version, *states, say):
    """Raises NotNow, with what it is instead, where the version is in none of these states."""
    if plan_version.state not in states:
        raise NotNow(f"{say}; this one is {plan_version.get_state_display()}.")
