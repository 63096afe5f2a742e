"""The verbs of meetings and recommendations. Each checks its policy, changes rows, and notes
one event per aggregate."""

from jarplan.audit.errors import NotNow, Stale
from jarplan.audit.ledger import save_version, verb
from jarplan.clock import day_of
from jarplan.people.records import insert
from recommendations import policies
from recommendations.models import Meeting, Recommendation


def locked(model, instance, version):
    """The row as it is now, locked. Raises Stale where it is no longer of that version."""
    current = model.objects.select_for_update().get(pk=instance.pk)
    if current.version != version:
        raise Stale(current)
    return current


@verb
def set_accountable(
    *, by, now, ledger, recommendation, version, accountable_post, portfolio_holder, reason=""
):
    """Says which post answers for a recommendation and which is its portfolio holder; None: nobody.

    Replacing a post needs a reason. A save that changes nothing is none. Raises Refused, NotNow, Stale.
    """
    role = policies.check_set_accountable(by, recommendation)
    current = locked(Recommendation, recommendation, version)
    before = (current.accountable_post, current.portfolio_holder)
    after = (accountable_post, portfolio_holder)
    if before == after:
        return current
    if any(old and old != new for old, new in zip(before, after, strict=True)) and not reason.strip():
        raise NotNow("Say why another post, or none, is to answer for this from now on.")
    save_version(
        current, version=version, accountable_post=accountable_post, portfolio_holder=portfolio_holder
    )
    ledger.record(current, "accountable post set", role=role, reason=reason.strip())
    return current


@verb
def add_meeting(*, by, now, ledger, body, held_on, purpose, asked=""):
    """Adds a meeting that the plan goes to, and returns it. Raises Refused, NotNow."""
    role = policies.check_add_meeting(by)
    if Meeting.objects.filter(body__iexact=body.strip(), held_on=held_on).exists():
        raise NotNow("A meeting of this body on this day is recorded already.")
    meeting = insert(
        Meeting(body=body.strip(), held_on=held_on, purpose=purpose.strip(), asked=asked.strip())
    )
    ledger.record(meeting, "added", role=role)
    return meeting


@verb
def record_outcome(*, by, now, ledger, meeting, version, outcome, reason=""):
    """Records what a meeting decided, from its day on. A correction needs a reason. Raises Refused, NotNow,
    Stale."""
    role = policies.check_record_outcome(by, meeting)
    current = locked(Meeting, meeting, version)
    if current.held_on > day_of(now):
        raise NotNow("The meeting has not been held yet.")
    if current.outcome and not reason.strip():
        raise NotNow("What it decided is recorded already: say why the record is corrected.")
    save_version(current, version=version, outcome=outcome.strip())
    ledger.record(current, "outcome recorded", role=role, reason=reason.strip())
    return current
