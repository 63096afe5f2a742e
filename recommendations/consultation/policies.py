"""Who asks partners about a version of the plan, who answers and who responds; and when. `check_x` returns the role
acted in.
"""

from jarplan.audit.errors import NotNow, Refused
from jarplan.dates import in_full
from jarplan.people.roles import Role
from recommendations.consultation.queries import recorded_in
from recommendations.limits import check_acts
from recommendations.models import PlanVersion

TO_CONSULT = (PlanVersion.State.DRAFT, PlanVersion.State.IN_CONSULTATION)


def check_ask(by, about=None):
    """Partners are asked, and their answers responded to, by a person of the programme office."""
    sentence = "Only the programme office may ask partners about the plan and respond to them."
    if by is None:
        raise Refused(sentence, about=about)
    return check_acts(by, Role.PROGRAMME, sentence=sentence, about=about)


def speaks_for(by, consultation):
    """The role in which this person answers for the organisation that was asked, or None."""
    if by is None or not by.organisation_id or by.organisation_id != consultation.organisation_id:
        return None
    return next((role for role in (Role.APPROVER, Role.OFFICER) if by.has_role(role)), None)


def check_answer(by, consultation):
    """Officers and approvers answer for their own organisation; the programme office records what came otherwise."""
    sentence = (
        "Only officers and approvers of the organisation that was asked, or the programme office, may answer."
    )
    if by is None:
        raise Refused(sentence, about=consultation)
    # Whoever speaks for the partner does so whatever else they are: what they say is the partner's own answer.
    roles = (Role.APPROVER, Role.OFFICER) if speaks_for(by, consultation) else (Role.PROGRAMME,)
    return check_acts(by, *roles, sentence=sentence, about=consultation)


def check_respond(by, consultation):
    """Whoever speaks for the partner does not say what became of the partner's answer."""
    role = check_ask(by, consultation)
    if speaks_for(by, consultation):
        raise Refused(
            "You belong to the organisation that was asked, so somebody else must respond.",
            about=consultation,
        )
    return role


def check_open(consultation):
    """NotNow where the question was withdrawn, or what was said is in a published record."""
    if consultation.withdrawn_at:
        raise NotNow("This question has been withdrawn.")
    if number := recorded_in(consultation):
        raise NotNow(
            f"Version {number} was published, and its record holds the answer. Add anything new in the "
            "consultation on the next version."
        )


def check_to_consult(plan_version):
    if plan_version.state not in TO_CONSULT:
        raise NotNow(
            "Partners are asked about a draft or a version in consultation; this one is "
            f"{plan_version.get_state_display()}."
        )


def check_answer_by(day, *, asked_on, today):
    """NotNow for a day that is over."""
    if day < max(asked_on, today):
        raise NotNow(
            "This date has passed. Enter a date in the future, so that the partner has time to answer."
        )


def check_answered_on(day, *, asked_on, today):
    if day < asked_on:
        raise NotNow(f"The question was asked on {in_full(asked_on)}, so the answer cannot be earlier.")
    if day > today:
        raise NotNow("The date of the answer must be today or in the past.")
