"""The verbs of agendas: put actions, recommendations and what a pack asks on one, take one off, record what the
meeting decided.

A decision is the thing's own verb: an extension that a meeting agrees is decided on as anywhere else, by its policy,
with its event and its mail, and is recorded beside the agenda item that it belongs to.
"""

import re

from actions.agenda import policies
from actions.challenges.verbs import ask_question, raise_challenge
from actions.duedates.verbs import decide_date
from actions.models import Action, AgendaDecision, AgendaItem
from actions.rules.lifecycle import Verb
from actions.rules.ways import way
from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.audit.once import uuid_of_one
from recommendations.meetings.policies import check_stands
from recommendations.models import Meeting

Kind = AgendaDecision.Kind
REFERENCE = re.compile(r"\b[A-Z]{1,5}\d+\.\d+\b")


@verb
def put_on_agenda(*, by, now, ledger, meeting, about, asked=""):
    """Puts actions and recommendations (`about`) on the agenda of a meeting, all or none; returns the AgendaItems.
    `asked`: what the meeting is asked about each. Raises Refused, NotNow."""
    roles = [policies.check_put(by, one) for one in about]
    if not about:
        raise NotNow("Enter or select at least one action or recommendation.")
    # Two forms at once see each other, and a meeting is not cancelled meanwhile.
    (meeting,) = lock(Meeting.objects.filter(pk=meeting.pk))
    items = []
    for one, role in zip(about, roles, strict=True):
        action = one if isinstance(one, Action) else None
        recommendation = action.recommendation if action else one
        policies.check_belongs(meeting, recommendation)
        subject = {
            "recommendation": recommendation,
            "action": action,
            "inspection": recommendation.inspection,
        }
        if AgendaItem.objects.filter(meeting=meeting, taken_off_at=None, **subject).exists():
            raise NotNow(f"{one.reference} is on the agenda of {meeting} already.")
        item = AgendaItem.objects.create(
            meeting=meeting, **subject, asked=asked.strip(), put_at=now, put_by=by
        )
        ledger.record(item, "put on the agenda", role=role)
        items.append(item)
    return items


@verb
def put_pack_on_agenda(*, by, now, ledger, meeting, inspection, pack, asks, corrects=None):
    """Puts what a pack asks on the agenda of its meeting. `pack`: its number; `asks`: (number of the paragraph, its
    text) pairs; `corrects`: the number of the pack that it takes the place of. What names one action is asked of that
    action's item. What the meeting has decided already stays as it was, and is not asked again. Raises Refused,
    NotNow."""
    role = policies.check_put(by, inspection or meeting)
    meeting = lock_agenda(meeting)
    check_stands(meeting)
    standing = list(
        AgendaItem.objects.filter(meeting=meeting, taken_off_at=None).prefetch_related("decisions")
    )
    before = [one for one in standing if corrects and one.pack == corrects]
    decided = {one.asked for one in standing if one.decisions.all()}
    open_items = {one.action_id: one for one in standing if one.action_id and not one.decisions.all()}
    asked_again = set()
    for number, asked in [pair for pair in asks if pair[1] not in decided]:
        action = action_named(asked, inspection)
        item = open_items.pop(action.pk, None) if action else None
        told = {"pack": pack, "number": number, "asked": asked}
        if item is None:
            told |= {"action": action, "recommendation": action and action.recommendation}
            told |= {"meeting": meeting, "inspection": inspection, "put_at": now, "put_by": by}
            ledger.record(AgendaItem.objects.create(**told), "put on the agenda", role=role)
        else:
            save_version(item, version=item.version, **told)
            ledger.record(item, "asked in a pack", role=role)
            asked_again.add(item.pk)
    for item in before:
        if item.pk not in asked_again and not item.decisions.all():
            leave_pack(item, f"Pack {pack} corrects pack {corrects}.", by, now, ledger, role)


def lock_agenda(meeting):
    """Locks a meeting and what is on its agenda; returns the meeting as it is now."""
    (meeting,) = lock(Meeting.objects.filter(pk=meeting.pk))
    lock(AgendaItem.objects.filter(meeting=meeting))
    return meeting


def leave_pack(item, reason, by, now, ledger, role):
    """What a corrected pack asked is off the agenda; an action stays on it as if put there by itself."""
    if item.action_id:
        save_version(item, version=item.version, pack=None, number="")
        ledger.record(item, "left out of a pack", role=role, reason=reason)
    else:
        off = {"taken_off_at": now, "taken_off_by": by, "taken_off_reason": reason}
        save_version(item, version=item.version, **off)
        ledger.record(item, "taken off the agenda", role=role, reason=reason)


def action_named(asked, inspection):
    """The one action that a sentence names by its reference, or None where it names none or several."""
    rows = Action.objects.select_related("recommendation").filter(reference__in=set(REFERENCE.findall(asked)))
    rows = rows.filter(recommendation__inspection=inspection) if inspection else rows
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None


@verb
def take_off_agenda(*, by, now, ledger, item, version, reason):
    """Takes an item off an agenda before anything was decided on it, for a reason. Raises Refused, NotNow, Stale."""
    item = locked(item)
    role = policies.check_take_off(by, item)
    reason = check_given(reason, "Enter why the item is taken off the agenda.")
    save_version(item, version=version, taken_off_at=now, taken_off_by=by, taken_off_reason=reason)
    ledger.record(item, "taken off the agenda", role=role, reason=reason)
    return item


@verb
def record_decision(*, by, now, ledger, item, kind, words="", report_by=None, change=None, once=None):
    """Records what a meeting decided on an agenda item, and does it; returns the AgendaDecision.

    `words`: of a refusal the reason, of a challenge or question what is doubted or asked, else the meeting's own;
    `report_by`: the day that a report is asked for by; `change`: the request for an extension that was decided on.
    Raises Refused or NotNow as the thing's own verb does, and Repeated where the form `once` was sent before.
    """
    item = locked(item)
    role = policies.check_decide(by, item)
    words = words.strip()
    typed = kind, words, report_by, change and change.pk
    key = uuid_of_one(AgendaDecision, item.pk, *typed, by=by, once=once)
    policies.check_can_decide(item, kind, now)
    policies.check_said(kind, words)
    done = do(kind, {"by": by, "now": now, "ledger": ledger}, item, words, report_by, change)
    decision = AgendaDecision.objects.create(
        uuid=key, item=item, kind=kind, taken_at=ledger.now, taken_by=by, **done
    )
    save_version(item, version=item.version)
    ledger.record(item, f"decided: {kind}", role=role)
    return decision


def do(kind, act, item, words, report_by, change):
    """Does what was decided by the thing's own verb; returns what the decision keeps of it."""
    if kind in (Kind.AGREED, Kind.REFUSED):
        if change is None or change.action_id != item.action_id:
            raise NotNow(f"No extension of {item.reference} has been requested.")
        told = {"grant": kind == Kind.AGREED, "reason": words, "meeting": item.meeting}
        return {"date_change": decide_date(**act, change=change, **told)}
    if kind in (Kind.CHALLENGED, Kind.ASKED):
        ask = raise_challenge if kind == Kind.CHALLENGED else ask_question
        return {"challenge": ask(**act, action=item.action, question=words)}
    if kind == Kind.REPORT:
        way(item.action, Verb.REPORT)
        if report_by is None or report_by <= item.meeting.held_on:
            raise NotNow("Enter a date after the meeting by which the report is due.")
        return {"words": words, "report_by": report_by}
    return {"words": words}


def locked(item):
    """The item as it is now, its row locked, and its meeting's before it: a meeting that decides is not cancelled."""
    lock(Meeting.objects.filter(pk=item.meeting_id))
    lock(AgendaItem.objects.filter(pk=item.pk))
    return AgendaItem.objects.select_related("meeting", "recommendation", "action__recommendation").get(
        pk=item.pk
    )
