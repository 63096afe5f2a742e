"""Who may do what with an action, and when. Each rule stands once: `check_x` raises a sentence for the page
and returns the role acted in; `allows(check_x, ...)` is the same rule as a yes or no, for buttons.

Refused: this person may not. NotNow: nobody may, as things stand.
"""

from actions import lifecycle, slips
from actions.deputising import standing_for
from actions.lifecycle import OPEN, REPORTABLE, Awaiting, Status
from actions.models import DateChange, Evidence, PlanImport, Reading, SignOff
from actions.proof import standing, uses_that_stand
from actions.standingpolicies import check_in_plan, check_not_set_aside
from actions.visibility import evidence_of, may_import
from jarplan.audit.errors import NotNow, Refused
from jarplan.clock import day_of
from jarplan.people.roles import Role


def lead_organisations(action):
    """The ids of the organisations whose posts lead the action, the accountable one first."""
    return list(dict.fromkeys(lead.post.organisation_id for lead in action.leads.all()))


def leads(by, action):
    """Whether this person's organisation leads the action."""
    return bool(by.organisation_id) and by.organisation_id in lead_organisations(action)


def claimants(action):
    """The ids of those who made the claim: who said delivered, wrote the last report, took a reading of a success
    criterion, or attached evidence or used it here. What was withdrawn, or dropped, is claimed no longer.
    """
    last = action.updates.order_by("-made_at", "-pk").values_list("made_by", flat=True)[:1]
    uses = uses_that_stand().filter(action=action)
    shown = {person for each in uses.values_list("evidence__attached_by", "used_by") for person in each}
    read = readings_that_stand().filter(update__action=action.pk).values_list("update__made_by", flat=True)
    return {action.delivered_by_id, *last, *read, *shown} - {None}


def readings_that_stand():
    """The readings, of all actions, that carry a claim: not withdrawn, and of criteria that are still in use."""
    return Reading.objects.filter(withdrawn_at__isnull=True, criterion__is_dropped=False)


def check_add(by, organisations=None):
    """`organisations`: ids of the organisations that would lead; None while nothing is chosen yet."""
    if by.has_role(Role.PROGRAMME):
        return Role.PROGRAMME
    if not by.has_role(Role.OFFICER) or not by.organisation_id:
        raise Refused("Only officers and the programme office may propose an action.")
    if organisations is not None and by.organisation_id not in organisations:
        raise Refused(
            "You may propose actions that your own organisation leads. "
            "Ask the programme office to propose this one."
        )
    return Role.OFFICER


def check_edit(by, action):
    role = check_leads(by, action, "change")
    check_not_set_aside(action)
    return role


def check_due_is_open(action):
    """The due date can be written, rather than moved, only while the action is proposed."""
    if action.status != Status.PROPOSED:
        raise NotNow(
            "The due date was fixed when the action was agreed. "
            "To move it, ask for a later date with a reason."
        )


def check_leads(by, action, what):
    """The programme office, or an officer of an organisation that leads the action."""
    if by.has_role(Role.PROGRAMME):
        return Role.PROGRAMME
    return check_officer(by, action, what)


def check_officer(by, action, what):
    """An officer of an organisation that leads the action."""
    if by.has_role(Role.OFFICER) and leads(by, action):
        return Role.OFFICER
    raise Refused(
        f"You may not {what} {action.reference}: only officers of its lead organisation may.", about=action
    )


def check_withdraw(by, action):
    role = Role.PROGRAMME if by.has_role(Role.PROGRAMME) else None
    if role is None and action.status == Status.PROPOSED:
        role = check_officer(by, action, "withdraw")
    if role is None:
        raise Refused(f"Only the programme office may withdraw {action.reference}.", about=action)
    if not any(row.source == action.status for row in lifecycle.ways("withdraw")):
        raise NotNow(
            f"{action.reference} is {action.get_status_display().lower()}, so it cannot be withdrawn."
        )
    return role


def check_agree(by, action):
    if not by.has_role(Role.PROGRAMME):
        raise Refused("Only the programme office may agree an action.", about=action)
    check_not_set_aside(action)
    if action.status != Status.PROPOSED:
        raise NotNow(f"{action.reference} is {action.get_status_display().lower()}: it is agreed already.")
    return Role.PROGRAMME


def check_agree_import(by, plan_import):
    """Importing is one thing, agreeing what was imported another."""
    if not by.has_role(Role.PROGRAMME):
        raise Refused("Only the programme office may agree imported actions.", about=plan_import)
    return Role.PROGRAMME


def check_agree_complete(action):
    """What an action must have before it is agreed; NotNow names what is missing."""
    missing = [] if action.leads.filter(accountable=True).exists() else ["an accountable lead"]
    missing += [] if action.due_raw or action.due_latest else ["a due date"]
    if missing:
        raise NotNow(f"{action.reference} needs {' and '.join(missing)} before it can be agreed.")


def check_report(by, action):
    role = check_officer(by, action, "report on")
    check_not_set_aside(action)
    if action.status not in REPORTABLE:
        raise NotNow(
            f"{action.reference} is {action.get_status_display().lower()}: progress is reported once it is agreed."
        )
    return role


def check_attach(by, action):
    role = check_officer(by, action, "attach evidence to")
    check_not_set_aside(action)
    if action.status not in REPORTABLE:
        raise NotNow(
            f"{action.reference} is {action.get_status_display().lower()}: evidence is attached once it is agreed."
        )
    return role


def check_use(by, action, evidence):
    """Evidence of one action is used for another by whoever may attach evidence there and may open it."""
    role = check_attach(by, action)
    if not evidence_of(by).filter(pk=evidence.pk).exists():
        raise Refused("You may not open this evidence, so you may not use it.", about=action)
    return role


def check_belongs(evidence, action, used_for):
    """The action among those that use the evidence."""
    for one in used_for:
        if one.pk == action.pk:
            return one
    raise Refused("This evidence belongs to another action.", about=action)


def check_latest(evidence):
    """A newer version is one of the latest: versions make one line."""
    if Evidence.objects.filter(earlier=evidence.pk).exists():
        raise NotNow(
            "This evidence has a newer version already. Attach yours as a newer version of that one."
        )


def attached_to(evidence):
    """The action that a piece of evidence was attached to; others only use it."""
    return min(evidence.uses.all(), key=lambda use: use.pk).action


def check_end_use(by, action, evidence):
    """An action that only uses evidence ends that for itself; where it was attached it is withdrawn."""
    role = check_officer(by, action, "end the use of evidence for")
    if evidence.withdrawn_at:
        raise NotNow("This evidence was withdrawn, so it counts for no action any more.")
    use = next((use for use in evidence.uses.all() if use.action_id == action.pk), None)
    if use is None or use.ended_at:
        raise NotNow(f"This evidence is not used for {action.reference} any more.")
    if attached_to(evidence).pk == action.pk:
        raise NotNow(
            f"This evidence was attached to {action.reference}: withdraw it where it should not count."
        )
    return role


def check_withdraw_evidence(by, evidence):
    """It is withdrawn where it was attached: other actions only use it, and their leads must not end the signatures
    that it carries.
    """
    first = attached_to(evidence)
    if by.has_role(Role.OFFICER) and leads(by, first):
        return Role.OFFICER
    raise Refused(
        f"This evidence was attached to {first.reference}: only officers of its lead organisation may withdraw it.",
        about=first,
    )


def check_withdraw_reading(by, action):
    role = check_officer(by, action, "withdraw a reading from")
    check_in_plan(action)
    return role


def check_deliver(by, action):
    role = check_officer(by, action, "say that work is done on")
    check_not_set_aside(action)
    if action.status not in (Status.AGREED, Status.IN_PROGRESS):
        raise NotNow(f"{action.reference} is {action.get_status_display().lower()} already.")
    return role


def check_may_come_back(action):
    """An action comes back into the plan only where the import that brought it was undone."""
    brought = action.plan_import
    if action.status != Status.WITHDRAWN or not brought or brought.state != PlanImport.State.UNDONE:
        raise NotNow(f"{action.reference} has left the plan, and its reference is never used again.")


def check_ask_date(by, action):
    role = check_officer(by, action, "ask for a later date for")
    check_not_set_aside(action)
    check_date_may_be_asked(action)
    return role


def check_date_may_be_asked(action):
    """A later date can be asked for while the action is under way and no other date waits for a decision."""
    if action.status not in (Status.AGREED, Status.IN_PROGRESS):
        raise NotNow(
            f"A later date can be asked for while an action is agreed or in progress; "
            f"{action.reference} is {action.get_status_display().lower()}."
        )
    if action.date_changes.filter(decision=DateChange.Decision.PENDING).exists():
        raise NotNow("A later date has been asked for already and waits for a decision.")


def check_decide_date(by, change):
    if not by.has_role(Role.PROGRAMME):
        raise Refused("Only the programme office may decide on a later date.", about=change.action)
    if change.asked_by_id == by.pk:
        raise Refused(
            "You asked for this later date yourself, so somebody else must decide.", about=change.action
        )
    check_still_asked(change)
    return Role.PROGRAMME


def check_still_asked(change):
    if change.decision == DateChange.Decision.RECALLED:
        raise NotNow("This later date is no longer asked for: it was recalled.")
    if change.decision != DateChange.Decision.PENDING:
        raise NotNow("This later date has been decided already.")


def number_of_request(action):
    """Which request for a later date the next one is, or the one that waits. Recalled ones do not count."""
    return slips.number_of_next(action.date_changes.values_list("decision", flat=True))


def check_board_agrees(change, meeting):
    """From the third request on, a later date is agreed only by the board, at a meeting that is named."""
    number = number_of_request(change.action)
    if slips.needs_board(number) and meeting is None:
        raise NotNow(
            f"This is the {slips.ordinal(number)} later date asked for {change.action.reference}, so only the "
            "board can agree it. Name the meeting at which it did."
        )


def check_meeting_was_held(meeting, now):
    """What a meeting decided is known once it was held."""
    if meeting and meeting.held_on > day_of(now):
        raise NotNow(f"{meeting} has not been held yet, so it cannot have decided.")


def check_recall_date(by, change):
    """Whoever asked for a later date may recall it, until it is decided."""
    roles = [role for role in (Role.OFFICER, Role.PROGRAMME, Role.ADMINISTRATOR) if by.has_role(role)]
    if change.asked_by_id != by.pk or not roles:
        raise Refused("Only whoever asked for this later date may recall it.", about=change.action)
    check_still_asked(change)
    return roles[0]


def check_date_may_move(action):
    """A date that was asked for is granted while the action is still to be done or checked."""
    if action.status not in (Status.AGREED, Status.IN_PROGRESS, Status.DELIVERED, Status.PAUSED):
        raise NotNow(
            f"{action.reference} is {action.get_status_display().lower()}, so its date can no longer be moved. "
            "Keep the present date."
        )


def check_lodge(by, action):
    """Members and the programme office may challenge the rating of what is in the plan, one challenge at a time."""
    if not by.has_role(Role.CABINET, Role.PROGRAMME):
        raise Refused(
            f"You may not challenge the rating of {action.reference}: cabinet and scrutiny members and the "
            "programme office may.",
            about=action,
        )
    check_not_set_aside(action)
    if action.status == Status.PROPOSED:
        raise NotNow(f"{action.reference} is only proposed, so it has no rating to challenge.")
    if action.challenges.filter(answered_at__isnull=True).exists():
        raise NotNow(f"The rating of {action.reference} is challenged already; its lead has to answer first.")
    return Role.CABINET if by.has_role(Role.CABINET) else Role.PROGRAMME


def check_answer(by, challenge):
    """An officer of a lead organisation answers, who did not lodge it."""
    role = check_officer(by, challenge.action, "answer a challenge to")
    if challenge.lodged_by_id == by.pk:
        raise Refused(
            "You lodged this challenge yourself, so somebody else must answer it.", about=challenge.action
        )
    if challenge.answered_at:
        raise NotNow("This challenge has been answered already.")
    return role


def check_sign(by, action):
    """Whose turn it is, and that it is not the claimant's own: the heart of the product."""
    if not by.has_role(Role.APPROVER, Role.PROGRAMME):
        raise Refused(f"You may not sign off {action.reference}.", about=action)
    if by.pk in claimants(action):
        raise Refused(
            f"You may not sign off {action.reference}: you said that it was delivered, wrote its last report, "
            "took a reading of its success criteria, or attached or used its evidence. Somebody else must check it.",
            about=action,
        )
    if action.status != Status.DELIVERED:
        if not (by.has_role(Role.PROGRAMME) or may_sign_for_a_lead(by, action)):
            raise Refused(f"You may not sign off {action.reference}.", about=action)
        check_not_set_aside(action)
        raise NotNow(
            f"{action.reference} has not been said to be delivered, so there is nothing to sign off."
        )
    if action.awaiting == Awaiting.ORGANISATION:
        return check_sign_for_organisation(by, action)
    return check_sign_for_board(by, action)


def may_sign_for_a_lead(by, action):
    """Whether this person is an approver of a lead organisation, or its deputy."""
    own = by.has_role(Role.APPROVER) and leads(by, action)
    return own or standing_for(by).filter(for_organisation__in=lead_organisations(action)).exists()


def check_sign_for_organisation(by, action):
    signing_for(by, action)
    return Role.APPROVER


def signing_for(by, action):
    """(the id of the lead organisation that this person signs for, the Deputy's row by which they do or None). One
    person never signs for two organisations.
    """
    own = {by.organisation_id: None} if leads(by, action) else {}
    lead = lead_organisations(action)
    stand_ins = standing_for(by).filter(for_organisation__in=lead)
    choices = own | {deputy.for_organisation_id: deputy for deputy in stand_ins}
    if not by.has_role(Role.APPROVER) or not choices:
        raise Refused(
            f"{action.reference} waits for an approver of its lead organisation, so you may not sign it off yet.",
            about=action,
        )
    signatures = list(live_signatures(action).filter(round=SignOff.Round.ORGANISATION))
    signed = {one.for_organisation_id for one in signatures}
    left = [choice for choice in choices.items() if choice[0] not in signed]
    if not left:
        raise NotNow("Your organisation has signed this already; it waits for another lead organisation.")
    if any(one.signed_by_id == by.pk for one in signatures):
        raise Refused(
            f"You signed {action.reference} for another lead organisation, so somebody else must sign for this one.",
            about=action,
        )
    return left[0]


def check_sign_for_board(by, action):
    if not by.has_role(Role.PROGRAMME):
        raise Refused(
            f"{action.reference} waits for the programme office, so you may not sign it off.", about=action
        )
    if live_signatures(action).filter(signed_by=by).exists():
        raise Refused(
            f"You signed {action.reference} for its lead organisation, so somebody else must sign for the board.",
            about=action,
        )
    return Role.PROGRAMME


def check_something_to_sign(action):
    """Delivered is shown, not only said: a signature covers evidence that stands. A return needs none."""
    if not standing(action).exists():
        raise NotNow(
            f"No evidence for {action.reference} counts any more, so there is nothing to sign. "
            "Return it to its lead, who can attach evidence and say delivered again."
        )


def live_signatures(action):
    """The signatures that stand: not returned, not lapsed."""
    return SignOff.objects.filter(action=action.pk, outcome=SignOff.Outcome.SIGNED, lapsed_at__isnull=True)


def check_import(by):
    if not may_import(by):
        raise Refused("Only the programme office and administrators may import a plan.")
    return Role.PROGRAMME if by.has_role(Role.PROGRAMME) else Role.ADMINISTRATOR


def check_undo_import(by, plan_import):
    """Whoever may import may undo an import, whoever made it; once, and only what was confirmed."""
    if not may_import(by):
        raise Refused("Only the programme office and administrators may undo an import.", about=plan_import)
    if plan_import.state == PlanImport.State.UNDONE:
        raise NotNow("This import was undone already.")
    if plan_import.state != PlanImport.State.CONFIRMED:
        raise NotNow("This import was never confirmed, so there is nothing to undo.")
    return check_import(by)


def check_together(by):
    """Several actions at once are the programme office's."""
    if not by.has_role(Role.PROGRAMME):
        raise Refused("Only the programme office may work on several actions at once.")
    return Role.PROGRAMME


def check_remind(by, action, day):
    """Who may be reminded of what: leads of what is under way, approvers of what waits for them; once a day."""
    if not by.has_role(Role.PROGRAMME):
        raise Refused("Only the programme office may remind people.", about=action)
    under_way = action.status in (Status.AGREED, Status.IN_PROGRESS)
    if not under_way and action.awaiting != Awaiting.ORGANISATION:
        raise NotNow(f"{action.reference} waits for nobody who could be reminded.")
    if action.reminded_at and day_of(action.reminded_at) == day:
        raise NotNow(f"{action.reference}: a reminder was sent today already.")
    return Role.PROGRAMME


def check_move_to_round(by, action):
    """From which round on a report is asked for can be said while an action is still to be done."""
    if not by.has_role(Role.PROGRAMME):
        raise Refused("Only the programme office may say when reports begin.", about=action)
    if action.status not in (*OPEN, Status.PAUSED):
        raise NotNow(
            f"{action.reference} is {action.get_status_display().lower()}: no more reports are asked for."
        )
    return Role.PROGRAMME
