"""The verbs of consultation: ask, move the day, answer, correct, respond, take the question back.

The version asked about, and those after it, are locked before the consultation: nobody can publish a record while
what it is to hold is being written.
"""

from jarplan.audit.errors import NotNow, Stale, check_given
from jarplan.audit.ledger import lock, locked, save_version, verb
from jarplan.clock import day_of
from recommendations.consultation import policies
from recommendations.models import Consultation, PlanVersion
from recommendations.policies import check_versions, in_state

NO_RESPONSE = {"outcome": "", "response": "", "responded_at": None, "responded_by": None}


def locked_at(consultation, version):
    """The row as it is now, locked, as long as what was said is not public. Raises NotNow, Stale."""
    after = PlanVersion.objects.filter(number__gte=consultation.version_asked.number)
    lock(after.defer("content", "record"))
    [current] = lock(Consultation.objects.filter(pk=consultation.pk))
    if current.version != version:
        raise Stale(current)
    policies.check_open(current)
    return current


@verb
def ask_partners(*, by, now, ledger, plan_version, version, partners, answer_by, question=""):
    """Asks partners about a version, each an (organisation or None, name as written); a draft is then in
    consultation. All of them are asked or none. Returns the consultations. Raises Refused, NotNow, Stale."""
    role = policies.check_ask(by, plan_version)
    [current] = lock(PlanVersion.objects.filter(pk=plan_version.pk).defer("content", "record"))
    policies.check_to_consult(current)
    today = day_of(now)
    policies.check_answer_by(answer_by, asked_on=today, today=today)
    if not partners:
        raise NotNow("Choose at least one partner.")
    asked = current.consultations.filter(withdrawn_at__isnull=True)
    known = {name.casefold() for name in asked.values_list("partner_name", flat=True)}
    for _, name in partners:
        if name.casefold() in known:
            raise NotNow(f"{name} has already been asked about this version.")
        known.add(name.casefold())
    if current.state == PlanVersion.State.DRAFT:
        act = {"by": by, "now": now, "ledger": ledger}
        open_consultation(**act, plan_version=current, version=version)
    made = []
    for organisation, name in partners:
        row = Consultation(
            version_asked=current,
            organisation=organisation,
            partner_name=name,
            asked_on=today,
            asked_at=now,
            asked_by=by,
            answer_by=answer_by,
            question=question.strip(),
        )
        row.clean_fields()
        row.save(force_insert=True)
        ledger.record(row, "asked", role=role)
        made.append(row)
    return made


@verb
def move_answer_by(*, by, now, ledger, consultation, version, answer_by, reason):
    """Gives another day for the answer, with a reason. Raises Refused, NotNow, Stale."""
    role = policies.check_ask(by, consultation)
    current = locked_at(consultation, version)
    if current.answered_at:
        raise NotNow("This question has been answered, so the date cannot be changed.")
    if answer_by == current.answer_by:
        raise NotNow("The date is the same as before. Enter a different date.")
    policies.check_answer_by(answer_by, asked_on=current.asked_on, today=day_of(now))
    reason = check_given(reason, "Enter why you are changing the date.")
    save_version(current, version=version, answer_by=answer_by)
    ledger.record(current, "day for the answer moved", role=role, reason=reason)
    return current


@verb
def answer_question(
    *, by, now, ledger, consultation, version, answer, answered_on=None, came_by="", reason=""
):
    """Records what a partner says: by its own people, today; or by the programme office on its behalf, with the day
    it came and how. An answer that is there already is corrected, with a reason; what was responded to the earlier
    words then no longer stands. Raises Refused, NotNow, Stale."""
    role = policies.check_answer(by, consultation)
    current = locked_at(consultation, version)
    said = {"answer": check_given(answer, "Enter the partner’s answer."), "came_by": ""}
    correcting = current.answered_at is not None
    if policies.speaks_for(by, current):
        said["answered_on"] = current.answered_on if correcting else day_of(now)
    else:
        said["came_by"] = check_given(came_by, "Enter how the answer was received, for example by letter.")
        said["answered_on"] = answered_on or day_of(now)
    policies.check_answered_on(said["answered_on"], asked_on=current.asked_on, today=day_of(now))
    if correcting:
        if all(getattr(current, name) == value for name, value in said.items()):
            return current
        reason = check_given(reason, "There is already an answer. Enter why you are correcting it.")
        said |= NO_RESPONSE
    save_version(current, version=version, **said, answered_at=now, answered_by=by)
    kind = "answer corrected" if correcting else "answered"
    ledger.record(current, kind, role=role, reason=reason.strip() if correcting else "")
    return current


@verb
def respond(*, by, now, ledger, consultation, version, outcome, response, reason=""):
    """Says what was changed because of an answer, or why not. A response that is there already is put right with a
    reason. Raises Refused, NotNow, Stale."""
    role = policies.check_respond(by, consultation)
    current = locked_at(consultation, version)
    if not current.answered_at:
        raise NotNow("There is no answer yet, so you cannot respond.")
    if outcome not in Consultation.Outcome.values:
        raise NotNow("Select whether the plan was changed.")
    said = {
        "outcome": outcome,
        "response": check_given(
            response, "Enter what was changed because of the answer, or why nothing was."
        ),
    }
    again = current.responded_at is not None
    if again:
        if all(getattr(current, name) == value for name, value in said.items()):
            return current
        reason = check_given(reason, "There is already a response. Enter why you are correcting it.")
    save_version(current, version=version, **said, responded_at=now, responded_by=by)
    kind = "response put right" if again else "responded to"
    ledger.record(current, kind, role=role, reason=reason.strip() if again else "")
    return current


@verb
def withdraw_question(*, by, now, ledger, consultation, version, reason):
    """Takes back a question that was asked by mistake and is not answered: it stays on record with the reason, and is
    no part of what is published. Raises Refused, NotNow, Stale."""
    role = policies.check_ask(by, consultation)
    current = locked_at(consultation, version)
    if current.answered_at:
        raise NotNow("This question has been answered, so it cannot be withdrawn.")
    reason = check_given(reason, "Enter why you are withdrawing the question.")
    changes = {"withdrawn_at": now, "withdrawn_by": by, "withdrawn_reason": reason}
    save_version(current, version=version, **changes)
    ledger.record(current, "question taken back", role=role, reason=reason)
    return current


@verb
def open_consultation(*, by, now, ledger, plan_version, version):
    """A draft goes to the partners. Raises Refused, NotNow, Stale."""
    role = check_versions(by, plan_version)
    current = locked(PlanVersion, plan_version, version)
    in_state(current, PlanVersion.State.DRAFT, say="Only a draft can be sent for consultation")
    save_version(current, version=version, state=PlanVersion.State.IN_CONSULTATION)
    ledger.record(current, "consultation opened", role=role)
    return current
