"""A plan that was published, steps of publication, and the verbs on them in one line each."""

from datetime import date, datetime
from decimal import Decimal

from jarplan.clock import LONDON
from recommendations.models import Meeting, PlanVersion, PublicationStep
from recommendations.publication import verbs as publication_verbs
from tests.recommendations.conftest import NOON

SENT = {"sent_on": date(2008, 6, 18), "sent_by": "Post room", "proof": "Post book, page 4"}
DONE = {"done_on": date(2008, 6, 18), "done_by": "Press office", "proof": "Leicester Mercury, page 4"}


def step_for(recipient, duty="report"):
    return PublicationStep.objects.get(duty=duty, recipient=recipient)


def fresh(step):
    return PublicationStep.objects.get(pk=step.pk)


def record(by, step, *, now=NOON, **more):
    more = {"version": step.version, **DONE, **more}
    return publication_verbs.record_step(by=by, now=now, step=step, **more)


def name(by, step, *names, now=NOON, **more):
    more = {"version": step.version, "names": names, **more}
    return publication_verbs.name_recipients(by=by, now=now, step=step, **more)


def send(by, step, *copies, now=NOON, **more):
    more = {"version": step.version, **SENT, **more}
    return publication_verbs.send_copies(by=by, now=now, step=step, copies=copies, **more)


def log(by, step, to="A resident", charge="0.00", *, now=NOON, **more):
    more = {"version": step.version, "sent_on": NOON.date(), "sent_by": "Reception", **more}
    return publication_verbs.log_copy(by=by, now=now, step=step, name=to, charge=Decimal(charge), **more)


def publish_plan(on=date(2008, 9, 8), state="published", number=1):
    """A version of the plan that was published on that day."""
    at = datetime(on.year, on.month, on.day, 10, tzinfo=LONDON)
    return PlanVersion.objects.create(
        number=number,
        title="Action plan",
        state=state,
        content="{}",
        digest="0" * 64,
        composed_at=at,
        approved_at=at,
        meeting=Meeting.objects.first(),
        published_on=on,
        published_at=at,
        withdrawn_reason="Recalled" if state == "withdrawn" else "",
    )
