"""Reads of consultations: who was asked about a version of the plan, what they said and what became of it; and who
may read that before it is published.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from jarplan.people.roles import Role
from recommendations.limits import acting
from recommendations.models import Consultation, PlanVersion
from recommendations.visibility import PUBLIC, answers_seen_by
from recommendations.within import plan_key, plan_of

# Neither the plan nor its record is needed where only the question is looked at.
ROWS = Consultation.objects.select_related(
    "version_asked", "organisation", "asked_by", "answered_by", "responded_by", "withdrawn_by"
).defer("version_asked__content", "version_asked__record")


ASKED, OVERDUE, ANSWERED, RESPONDED, WITHDRAWN = "asked", "overdue", "answered", "responded", "withdrawn"


WORDS = {
    ASKED: "asked",
    OVERDUE: "answer overdue",
    ANSWERED: "answered",
    RESPONDED: "response given",
    WITHDRAWN: "question withdrawn",
}


@dataclass(frozen=True)
class PartnerState:
    """One consultation as it stands on a day. `days`: until an answer is due, or since it was."""

    row: Consultation
    state: str
    days: int
    may_read: bool

    @property
    def word(self):
        return WORDS[self.state]


def state_of(row, day):
    """How far it is: asked, overdue, answered, responded or withdrawn."""
    if row.withdrawn_at:
        return WITHDRAWN
    if row.responded_at:
        return RESPONDED
    if row.answered_at:
        return ANSWERED
    return OVERDUE if day > row.answer_by else ASKED


def partner_states(plan_version, user, day):
    """Every partner asked about a version, by name, and whether this person may read what they said."""
    readable = set(answers_seen_by(user).values_list("pk", flat=True))
    rows = ROWS.filter(version_asked=plan_version).order_by("partner_name")
    return [
        PartnerState(row, state_of(row, day), abs((row.answer_by - day).days), row.pk in readable)
        for row in rows
    ]


def counts(found):
    """{state: how many} of those standings, questions that were taken back left out."""
    return {
        state: sum(one.state == state for one in found) for state in (ASKED, OVERDUE, ANSWERED, RESPONDED)
    }


def recorded_in(row):
    """The number of the version whose published record holds what was said, or None as long as it can change."""
    after = PlanVersion.objects.filter(
        plan_of(row.version_asked).of("plan_version"),
        number__gte=row.version_asked.number,
        published_at__isnull=False,
    ).order_by("number")
    return after.values_list("number", flat=True).first()


def consultation_record(plan_version):
    """What becomes part of a published version's record: every consultation on it, and on those that it grew from
    since the last published one; as plain dicts, the earliest version first. Questions that were taken back are none.
    """
    plan = plan_of(plan_version)
    before = PlanVersion.objects.filter(
        plan.of("plan_version"), number__lt=plan_version.number, state__in=PUBLIC
    )
    since = before.order_by("-number").values_list("number", flat=True).first() or 0
    rows = Consultation.objects.filter(
        plan.of("consultation"),
        version_asked__number__gt=since,
        version_asked__number__lte=plan_version.number,
        withdrawn_at__isnull=True,
    )
    return [
        {
            "version": row.version_asked.number,
            "partner": row.partner_name,
            "asked_on": row.asked_on,
            "answer_by": row.answer_by,
            "answered_on": row.answered_on,
            "answer": row.answer,
            "outcome": row.outcome,
            "response": row.response,
        }
        for row in rows.select_related("version_asked").order_by("version_asked__number", "partner_name")
    ]


def waits_for_somebody(within):
    """Whether there is any consultation of these inspections that somebody still has to answer or to respond to."""
    return Consultation.objects.filter(
        within.of("consultation"), responded_at__isnull=True, withdrawn_at__isnull=True
    ).exists()


def still_open(user, *roles):
    """The consultations in which somebody can still say something in one of those roles: not taken back, and not in a
    published record."""
    if not user.has_role(*roles):
        return Consultation.objects.none()  # asked for each person whom the plan writes to; most have none
    published = PlanVersion.objects.annotate(plan=plan_key()).filter(
        plan=plan_key(OuterRef("version_asked__inspection")),
        number__gte=OuterRef("version_asked__number"),
        published_at__isnull=False,
    )
    theirs = acting(user, "consultation", *roles)
    return ROWS.filter(~Exists(published), theirs, withdrawn_at__isnull=True)


def to_answer(user):
    """What this person's organisation is asked, for those who answer for it; the earliest day first."""
    if not user.organisation_id:
        return Consultation.objects.none()
    asked = still_open(user, Role.OFFICER, Role.APPROVER).exclude(
        version_asked__state=PlanVersion.State.WITHDRAWN
    )
    own = asked.filter(organisation=user.organisation_id, answered_at__isnull=True)
    return own.order_by("answer_by", "version_asked__number")


def to_chase(user, day):
    """What was not answered by its day, for the programme office."""
    late = still_open(user, Role.PROGRAMME).exclude(version_asked__state=PlanVersion.State.WITHDRAWN)
    return late.filter(answered_at__isnull=True, answer_by__lt=day).order_by("answer_by", "partner_name")


def to_respond(user):
    """The answers that nobody has responded to, for the programme office; the oldest first. Not those of an
    organisation that this person speaks for."""
    waiting = still_open(user, Role.PROGRAMME).filter(answered_at__isnull=False, responded_at__isnull=True)
    if user.has_role(Role.OFFICER, Role.APPROVER) and user.organisation_id:
        waiting = waiting.exclude(organisation=user.organisation_id)
    return waiting.order_by("answered_on", "partner_name")
