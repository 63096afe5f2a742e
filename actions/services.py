"""The verbs of the plan itself: add, edit, withdraw and agree an action."""

from dataclasses import dataclass, field, replace

from django.db.models import Max

from actions import policies
from actions.content import (
    BATCH,
    SOURCE_OF,
    Content,
    content_of,
    differing,
    forget_parts,
    material,
    write_new_parts,
    write_parts,
)
from actions.criteria import settled
from actions.lifecycle import Awaiting, Status, may_move
from actions.measures import keep
from actions.models import Action
from actions.policies import live_signatures
from actions.recalling import recall_with
from jarplan.audit.errors import NotNow, Stale
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.audit.once import uuid_of_one
from recommendations.models import Recommendation


def locked(action):
    """The action as it is now, its row locked until the verb is done."""
    (row,) = lock(Action.objects.filter(pk=action.pk).select_related("recommendation"))
    return row


def check_version(action, version):
    """Stale where somebody else has saved since `version` was read."""
    if action.version != version:
        raise Stale(action)


def check_move(action, target):
    """NotNow where the table of an action's life has no way from its status to the other."""
    if target != action.status and not may_move(action.status, target):
        here, there = action.get_status_display().lower(), Status(target).label.lower()
        raise NotNow(f"{action.reference} is {here}, so it cannot become {there}.")


def move(action, target, **changes):
    """Takes a locked action to another status, as the table allows, and writes `changes` with it."""
    check_move(action, target)
    save_version(action, version=action.version, status=target, **changes)
    if "agreed_at" in changes:
        keep(action)  # the paths of its criteria begin
    return action


@verb
def add_action(*, by, now, ledger, recommendation, content: Content, once=None):
    """Proposes an action under a recommendation, with its next reference, and returns it. Raises Repeated."""
    role = policies.check_add(by, content.organisations)
    (recommendation,) = lock(Recommendation.objects.filter(pk=recommendation.pk))
    key = uuid_of_one(Action, recommendation.reference, content, by=by, once=once)
    return place(ledger=ledger, role=role, recommendation=recommendation, content=content, uuid=key)


def place(*, ledger, role, recommendation, content, number=None, **columns):
    """Puts one proposed action into the plan, for a verb that has checked who may; see place_all()."""
    placement = Placement(recommendation, content, number, columns)
    (action,) = place_all(ledger=ledger, role=role, placements=[placement])
    return action


@dataclass(frozen=True)
class Placement:
    """An action to be: under which recommendation, what it says, its number (as a sheet gives it; else the next
    one), and further columns of its row.
    """

    recommendation: Recommendation
    content: Content
    number: int | None = None
    columns: dict = field(default_factory=dict)


def place_all(*, ledger, role, placements):
    """Puts proposed actions into the plan and returns them, for a verb that has checked who may. Withdrawn
    actions keep their number, so none is ever used twice. Locks the recommendations by primary key.
    """
    wanted = {placement.recommendation.pk for placement in placements}
    recommendations = {row.pk: row for row in lock(Recommendation.objects.filter(pk__in=wanted))}
    last = dict(
        Action.objects.filter(recommendation__in=wanted)
        .order_by()
        .values_list("recommendation")
        .annotate(last=Max("plan_order"))
    )
    actions = []
    for placement in placements:
        recommendation = recommendations[placement.recommendation.pk]
        start = (recommendation.inspection_id * 1000 + recommendation.order) * 1000
        number = placement.number or last.get(recommendation.pk, start) - start + 1
        last[recommendation.pk] = max(last.get(recommendation.pk, start), start + number)
        actions.append(
            Action(
                reference=f"{recommendation.reference}.{number}",
                plan_order=start + number,
                recommendation=recommendation,
                **placement.content.columns(),
                **placement.columns,
            )
        )
    Action.objects.bulk_create(actions, batch_size=BATCH)
    write_new_parts([(action, one.content) for action, one in zip(actions, placements, strict=True)])
    for action in actions:
        ledger.record(action, "proposed", role=role)
    return actions


def bring_back(*, ledger, role, action, content, **columns):
    """Proposes an action again that left the plan because the import that had brought it was undone, with what
    the sheet says now; for a verb that has checked who may.
    """
    policies.check_may_come_back(action)
    content = replace(content, criteria=settled(action, content.criteria))
    move(action, Status.PROPOSED, status_reason="", **content.columns(), **columns)
    write_parts(action, content)
    keep(action)
    ledger.record(action, "proposed again", role=role)
    return action


@verb
def edit_action(*, by, now, ledger, action, version, content: Content, reason=""):
    """Changes what an action says. Dates change here only while it is proposed; later a later date is asked
    for. Raises Stale where somebody else saved first, NotNow, Refused."""
    action = locked(action)
    role = policies.check_edit(by, action)
    check_version(action, version)
    if role != "programme" and by.organisation_id not in content.organisations:
        raise NotNow("Your own organisation must stay among the leads. Ask the programme office to move it.")
    return revise(ledger=ledger, role=role, action=action, content=content, reason=reason)


def revise(*, ledger, role, action, content, reason="", **columns):
    """Writes new content into a locked action, for a verb that has checked who may; lapses signatures that
    covered what changed. No change, no event. A field that is written by hand no longer has the cell that it was
    read from; an import hands in new `sources`."""
    before = content_of(action)
    content = replace(content, criteria=settled(action, content.criteria))
    changed = differing(before, content)
    if changed and "sources" not in columns:
        gone = {SOURCE_OF[name] for name in changed}
        columns["sources"] = {name: cell for name, cell in action.sources.items() if name not in gone}
    changed_columns = {name: value for name, value in columns.items() if getattr(action, name) != value}
    if not changed and not changed_columns:
        return action
    if before.due != content.due:
        policies.check_due_is_open(action)
    if action.status != Status.PROPOSED and not content.leads:
        raise NotNow("An agreed action needs an accountable lead.")
    field = material(before, content)
    save_version(action, version=action.version, **content.columns(), **changed_columns)
    write_parts(action, content, changed)
    keep(action)
    ledger.record(action, "edited", role=role, reason=reason)
    if field:
        lapse(ledger=ledger, role=role, action=action, field=field)
    return action


def lapse(*, ledger, role, action, field):
    """Ends the signatures on an action because what they covered changed: it waits to be signed again."""
    signatures = lock(live_signatures(action))
    for signature in signatures:
        save_version(
            signature,
            version=signature.version,
            lapsed_at=ledger.now,
            lapsed_by=ledger.by,
            lapsed_because=field,
        )
        ledger.record(signature, "lapsed", role=role, reason=f"The {field} changed after it was signed.")
    if signatures:
        check_move(action, Status.DELIVERED)
        waits = {"status": Status.DELIVERED, "awaiting": Awaiting.ORGANISATION, "look_again_on": None}
        Action.objects.filter(pk=action.pk).update(**waits)
        for name, value in waits.items():
            setattr(action, name, value)


@verb
def withdraw_action(*, by, now, ledger, action, version, reason):
    """Takes an action out of the plan, with the reason; its reference is never used again. A later date that waits is
    no longer asked for."""
    action = locked(action)
    role = policies.check_withdraw(by, action)
    check_version(action, version)
    if not reason.strip():
        raise NotNow("Give the reason: it stays with the action.")
    move(action, Status.WITHDRAWN, came_from="", status_reason=reason)
    ledger.record(action, "withdrawn", role=role, reason=reason)
    recall_with(action, ledger=ledger, role=role, because=f"{action.reference} was withdrawn from the plan.")
    return action


@verb
def agree_action(*, by, now, ledger, action, version=None):
    """Agrees a proposed action: it is in the plan, and its due date becomes the original date for good."""
    action = locked(action)
    role = policies.check_agree(by, action)
    if version is not None:
        check_version(action, version)
    policies.check_agree_complete(action)
    move(
        action,
        Status.AGREED,
        agreed_at=now,
        agreed_by=by,
        original_raw=action.due_raw,
        original_due=action.due_latest,
    )
    forget_parts(action)
    ledger.record(action, "agreed", role=role)
    return action


@verb
def agree_actions(*, by, now, ledger, actions):
    """Agrees several actions at once, one event each; all or none."""
    return [
        agree_action(by=by, now=now, ledger=ledger, action=action)
        for action in sorted(actions, key=lambda action: action.pk)
    ]
