"""Who asks partners about a version of the plan, who answers and who responds; and when. `check_x` returns the role
acted in.
"""

from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role
from recommendations.consultations import recorded_in
from recommendations.models import PlanVersion

TO_CONSULT = (PlanVersion.State.DRAFT, PlanVersion.State.IN_CONSULTATION)


def in_words(day):
    return f"{day.day} {day:%B %Y}"


def check_ask(by, about=None):
    """Partners are asked, and their answers responded to, by a person of the programme office."""
    if by is None or not by.has_role(Role.PROGRAMME):
        raise Refused(
            "Only the programme office may ask partners about the plan and respond to them.", about=about
        )
    return Role.PROGRAMME


def speaks_for(by, consultation):
    """The role in which this person answers for the organisation that was asked, or None."""
    if by is None or not by.organisation_id or by.organisation_id != consultation.organisation_id:
        return None
    return next((role for role in (Role.APPROVER, Role.OFFICER) if by.has_role(role)), None)


def check_answer(by, consultation):
    """Officers and approvers answer for their own organisation; the programme office records what came otherwise."""
    if role := speaks_for(by, consultation):
        return role
    if by is not None and by.has_role(Role.PROGRAMME):
        return Role.PROGRAMME
    raise Refused(
        "Only officers and approvers of the organisation that was asked, or the programme office, may answer.",
        about=consultation,
    )


def check_respond(by, consultation):
    """Whoever speaks for the partner does not say what became of the partner's answer."""
    role = check_ask(by, consultation)
    if speaks_for(by, consultation):
        raise Refused(
            "You speak for the organisation that was asked, so somebody else must respond.",
            about=consultation,
        )
    return role


def check_open(consultation):
    """NotNow where the question was taken back, or what was said is in a published record."""
    if consultation.withdrawn_at:
        raise NotNow("This question was taken back.")
    if number := recorded_in(consultation):
        raise NotNow(
            f"Version {number} was published, and its record holds what was said. Say what is new in the "
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
        raise NotNow("This day is over: give a day that is still to come, so that an answer is possible.")


def check_answered_on(day, *, asked_on, today):
    if day < asked_on:
        raise NotNow(f"The question was asked on {in_words(asked_on)}: the answer cannot be older.")
    if day > today:
        raise NotNow("This day has not come yet.")


def check_words(words, sentence):
    """The words without blanks around them; NotNow where there are none."""
    if not words.strip():
        raise NotNow(sentence)
    return words.strip()
