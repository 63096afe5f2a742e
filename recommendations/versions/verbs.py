"""The verbs of the plan's versions. What a version holds is handed down by whoever composes it; it never changes.

draft -> in consultation -> approved (at a meeting) -> published -> replaced by the next; each but the last may be
withdrawn, with a reason.
"""

from django.db import IntegrityError, transaction

from jarplan.audit.canonical import canonical, digest
from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import lock, locked, save_version, verb
from jarplan.clock import day_of
from recommendations import policies
from recommendations.consultation.queries import consultation_record
from recommendations.limits import OF_FIRST
from recommendations.meetings.policies import check_stands
from recommendations.meetings.verbs import check_approves
from recommendations.models import PlanVersion
from recommendations.policies import in_state
from recommendations.versions.queries import all_versions
from recommendations.within import plan_of

State = PlanVersion.State


RECORD_FORMAT = 1


ERROR = "error"


# Eight windows at once ran out of fewer: each waits for the one before and then looks for the next number.
TRIES = 20


@verb
def make_version(*, by, now, ledger, content, format, title, note="", corrects=None, inspection=None):
    """Freezes a content as the next version of an inspection's plan, a draft, and returns it. A correction says which
    version it corrects and what. Raises Refused, NotNow."""
    role = policies.check_versions(by, inspection or OF_FIRST)
    note = note.strip()
    if corrects and not note:
        raise NotNow("Enter what this version corrects.")
    made = with_next_number(
        inspection=inspection,
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
        # Inside the loop: the one that came first may have frozen the very same content.
        last = all_versions().first()
        if last and last.digest == values["digest"] and last.state not in (State.WITHDRAWN, State.REPLACED):
            raise NotNow(
                f"Nothing has changed since version {last.number}, so there is no need for a new version."
            )
        made = PlanVersion(number=last.number + 1 if last else 1, **values)
        made.clean_fields()
        try:
            # A savepoint, so that the number that somebody else took can be tried again within the verb.
            with transaction.atomic():
                made.save(force_insert=True)
                return made
        except IntegrityError:
            if not left:
                raise
    return None


@verb
def approve_version(*, by, now, ledger, plan_version, version, meeting, minute="", reason=""):
    """Records that a meeting approved it. A meeting that was held before the version was made has approved the plan
    that it holds only where the minute of that and the reason are given: so it is where a plan is brought in that was
    approved before. Raises Refused, NotNow, Stale."""
    role = policies.check_versions(by, plan_version)
    current = locked(PlanVersion, plan_version, version)
    in_state(
        current,
        State.DRAFT,
        State.IN_CONSULTATION,
        say="Only a draft or a version in consultation can be approved",
    )
    check_stands(meeting)
    if meeting.held_on > day_of(now):
        raise NotNow("This meeting has not taken place yet. Record the approval after the meeting.")
    check_approves(current, meeting.held_on, meeting.inspection)
    changes = {"state": State.APPROVED, "approved_at": now, "approved_by": by, "meeting": meeting}
    minute, reason = minute.strip(), reason.strip()
    if meeting.held_on < day_of(current.composed_at):
        if not (minute and reason):
            raise NotNow(
                "This meeting took place before the version was made. If it approved the same plan, enter the minute "
                "that records the approval, and the reason why it counts for this version."
            )
        changes |= {"approval_minute": minute, "approval_reason": reason}
    elif minute or reason:
        raise NotNow(
            "The meeting took place after the version was made: leave the minute and the reason empty."
        )
    save_version(current, version=version, **changes)
    ledger.record(current, "approved", role=role, reason=reason)
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
    of_one_plan = plan_of(plan_version).of("plan_version")
    rows = lock(PlanVersion.objects.filter(of_one_plan, state__in=(State.APPROVED, State.PUBLISHED)))
    # Looked for among the locked rows; read earlier, it might be replaced by now.
    before = [row for row in rows if row.state == State.PUBLISHED and row.pk != plan_version.pk]
    current = locked(PlanVersion, plan_version, version)
    in_state(current, State.APPROVED, say="Only an approved version can be published")
    later = [row.number for row in before if row.number > current.number]
    if later:
        raise NotNow(f"Version {later[0]} has already been published and is a later version.")
    over = published_over.strip()
    wrong = [finding for finding in findings if finding["level"] == ERROR]
    if wrong and not over:
        raise NotNow(
            "The checks found errors. Correct them in a new version, or enter a reason for publishing with errors."
        )
    for row in before:
        # Before the new one is published: two published rows, even for a moment, are refused by the index.
        save_version(row, version=row.version, state=State.REPLACED)
        ledger.record(row, "replaced", role=role)
    # As text with a digest, like the content: what was asked and answered is proved the same way.
    record = canonical(
        {
            "format": RECORD_FORMAT,
            "consultation": consultation_record(current),
            "findings": findings,
            "published_over": over if wrong else "",
            "approved": {
                "meeting": current.meeting.body,
                "held_on": current.meeting.held_on,
                **({"minute": current.approval_minute} if current.approval_minute else {}),
                **({"reason": current.approval_reason} if current.approval_reason else {}),
            },
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
    check_given(reason, "Enter why you are withdrawing the version.")
    changes = {"withdrawn_at": now, "withdrawn_by": by, "withdrawn_reason": reason.strip()}
    save_version(current, version=version, state=State.WITHDRAWN, **changes)
    ledger.record(current, "withdrawn", role=role, reason=reason.strip())
    return current
