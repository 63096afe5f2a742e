"""The verbs of the plan itself: add, edit, withdraw and agree an action."""

from dataclasses import dataclass, field, replace

from django.db.models import Max

from actions.models import Action, ContentChange
from actions.plan import policies
from actions.plan.changing import beyond_all, guarded_as_before, guarded_changes
from actions.plan.content import (
    Content,
    content_of,
    differing,
    forget_parts,
    material,
    write_new_parts,
    write_parts,
)
from actions.plan.criteria import settled
from actions.plan.recalling import recall_with
from actions.reading.claims import keep
from actions.reading.signatures import live_sign_offs
from actions.rules.fields import FIELD
from actions.rules.lifecycle import Awaiting, Verb, ways
from actions.rules.ways import way
from jarplan.audit.errors import NotNow, Stale, check_given
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.audit.once import uuid_of_one
from jarplan.audit.subjects import SUBJECTS
from jarplan.inserting import insert
from recommendations.models import Recommendation


def locked(action, whole=False):
    """The action as it is now, its row locked until the verb is done. `whole`: with all that its state says."""
    # The action's row is the lock of all that hangs on it: reports, evidence, sign-offs and dates are
    # written under it, so what a sign-off covers cannot change while it is given.
    rows = Action.objects.only("pk") if whole else Action.objects.select_related("recommendation")
    (row,) = lock(rows.filter(pk=action.pk))
    # In a statement of its own: one that waited for the lock would join the row as it is now to those of before.
    return SUBJECTS["action"].with_states().get(pk=row.pk) if whole else row


def check_version(action, version):
    """Stale where somebody else has saved since `version` was read."""
    if action.version != version:
        raise Stale(action)


def move(action, verb_of_table, to=None, **changes):
    """Takes a locked action where the table has this verb take it (`to`: back there, of several ways), and writes
    `changes` with it. NotNow where there is no way.
    """
    target = way(action, verb_of_table, to).target
    save_version(action, version=action.version, status=target, **changes)
    return action


@verb
def add_action(*, by, now, ledger, recommendation, content: Content, once=None):
    """Proposes an action under a recommendation, with its next reference, and returns it. Raises Repeated."""
    role = policies.check_add(by, content.organisations, recommendation)
    # Numbers under a recommendation are given under its lock: two people who propose at once get two.
    (recommendation,) = lock_recommendations([recommendation.pk])
    policies.check_confirmed(recommendation)
    key = uuid_of_one(Action, recommendation.reference, content, by=by, once=once)
    return place(ledger=ledger, role=role, recommendation=recommendation, content=content, uuid=key)


def lock_recommendations(wanted):
    """Locks the recommendations with these primary keys; NotNow where one of them was withdrawn meanwhile."""
    found = lock(Recommendation.objects.filter(pk__in=wanted).select_related("inspection"))
    if len(found) < len(set(wanted)):
        raise NotNow("The recommendation has just been withdrawn, so nothing has been saved.")
    return found


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
    recommendations = {row.pk: row for row in lock_recommendations(wanted)}
    # From plan_order and not from the references: those are text, in which 10 comes before 2.
    last = dict(
        Action.objects.filter(recommendation__in=wanted)
        .order_by()
        .values_list("recommendation")
        .annotate(last=Max("plan_order"))
    )
    actions = []
    for placement in placements:
        recommendation = recommendations[placement.recommendation.pk]
        # One number to sort by, inspection by inspection, without a join.
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
    insert(Action, actions)
    write_new_parts([(action, one.content) for action, one in zip(actions, placements, strict=True)])
    for action in actions:
        ledger.record(action, "proposed", role=role, whole=True)
        forget_parts(action)
    return actions


def bring_back(*, ledger, role, action, content, **columns):
    """Proposes an action again that left the plan because the import that had brought it was undone, with what
    the sheet says now; for a verb that has checked who may.
    """
    policies.check_may_come_back(action)
    content = replace(content, criteria=settled(action, content.criteria))
    move(action, Verb.IMPORT_AGAIN, status_reason="", **content.columns(), **columns)
    write_parts(action, content)
    keep(action)
    ledger.record(action, "proposed again", role=role)
    return action


@verb
def edit_action(
    *, by, now, ledger, action, version, content: Content, reason="", category="", wording_only=False
):
    """Changes what an action says. While it is proposed, all of it at once. Later, a later date is asked for, and so
    is a change of what was agreed (text, leads, criteria, targets), with the type of reason and the reason: it waits
    for somebody else, and the rest changes at once. `wording_only`: what was agreed is only put into better words,
    which needs nobody else. Raises Stale where somebody else saved first, NotNow, Refused."""
    action = locked(action)
    changes = changes_of_agreed(action, content)
    asks = bool(changes) and not wording_only
    role = (policies.check_request_change if asks else policies.check_edit)(by, action)
    check_version(action, version)
    if role != "programme" and by.organisation_id not in content.organisations:
        raise NotNow(
            "Your own organisation must stay a lead of this action. Ask the programme office to change the leads."
        )
    if asks:
        request(ledger=ledger, role=role, action=action, changes=changes, category=category, reason=reason)
        before = content_of(action)
        content = guarded_as_before(before, content)
        if not differing(before, content):
            return action
        policies.check_edit(by, action)
    elif changes:
        correct(ledger=ledger, role=role, action=action, changes=changes, reason=reason)
    return revise(ledger=ledger, role=role, action=action, content=content, reason=reason)


def changes_of_agreed(action, content):
    """What a content changes of what was agreed, as guarded_changes() gives it; nothing while an action is
    proposed.
    """
    if ways(Verb.SET_DUE_DATE, action.status):
        return {}
    content = replace(content, criteria=settled(action, content.criteria))
    return guarded_changes(content_of(action), content)


def request(*, ledger, role, action, changes, category, reason):
    """Asks for a change of what a locked action says, for a verb that has checked who may, and returns it."""
    if category not in ContentChange.Category.values:
        raise NotNow("Choose the type of reason for the change.")
    check_given(
        reason, "Enter the reason for the change. Somebody else decides, and the reason stays on record."
    )
    if "leads" in changes and not changes["leads"]["to"]:
        raise NotNow("An agreed action needs an accountable lead.")
    return note_change(ledger, role, action, changes, "asked for", category=category, reason=reason)


def correct(*, ledger, role, action, changes, reason):
    """Notes that the wording of what was agreed is corrected, and nothing else; NotNow where it is more than that."""
    if why := beyond_correction(action, changes):
        raise NotNow(
            f"This is more than a correction of wording, because {why}. Request the change instead, with the reason."
        )
    said = {"category": ContentChange.Category.OTHER, "reason": reason.strip() or "Wording corrected"}
    return note_change(
        ledger, role, action, changes, "corrected", decision=ContentChange.Decision.CORRECTED, **said
    )


def beyond_correction(action, changes):
    """Why these changes are more than a correction of the wording that two people have agreed to; "" where they are
    not."""
    earlier = []
    for row in action.content_changes.order_by("asked_at", "pk"):
        if row.decision == ContentChange.Decision.CORRECTED:
            earlier.append(row.changes)
        elif row.decision == ContentChange.Decision.GRANTED:
            # What it changed was agreed anew.
            earlier = [{key: one for key, one in made.items() if key not in row.changes} for made in earlier]
    return beyond_all(changes, earlier)


def note_change(ledger, role, action, changes, kind, **columns):
    change = ContentChange.objects.create(
        action=action,
        asked_at=ledger.now,
        asked_by=ledger.by,
        changes=changes,
        of_criteria="criteria" in changes,
        **columns,
    )
    ledger.record(change, kind, role=role, reason=columns["reason"])
    return change


def revise(*, ledger, role, action, content, reason="", ends_by=Verb.CHANGE_SIGNED, **columns):
    """Writes new content into a locked action, for a verb that has checked who may; lapses signatures that
    covered what changed, by the way of the verb `ends_by`. No change, no event. A field that is written by hand no
    longer has the cell that it was read from; an import hands in new `sources`."""
    before = content_of(action)
    content = replace(content, criteria=settled(action, content.criteria))
    changed = differing(before, content)
    if changed and "sources" not in columns:
        gone = {FIELD[name].sheet for name in changed}
        columns["sources"] = {name: cell for name, cell in action.sources.items() if name not in gone}
    changed_columns = {name: value for name, value in columns.items() if getattr(action, name) != value}
    if not changed and not changed_columns:
        return action
    if before.due != content.due:
        policies.check_due_is_open(action)
    if action.agreed_at and not content.leads:
        raise NotNow("An agreed action needs an accountable lead.")
    # Asked before the row is written: `before` is what the signers saw.
    field = material(before, content)
    save_version(action, version=action.version, **content.columns(), **changed_columns)
    write_parts(action, content, changed)
    keep(action)
    ledger.record(action, "edited", role=role, reason=reason)
    if field:
        lapse(ledger=ledger, role=role, action=action, field=field, verb=ends_by)
    return action


def lapse(*, ledger, role, action, field, verb):
    """Ends the signatures on an action because this verb changed what they covered: it waits to be signed again."""
    signatures = lock(live_sign_offs(action))
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
        target = way(action, verb).target
        waits = {"status": target, "awaiting": Awaiting.ORGANISATION, "look_again_on": None}
        Action.objects.filter(pk=action.pk).update(**waits)
        for name, value in waits.items():
            setattr(action, name, value)
        keep(action)


@verb
def withdraw_action(*, by, now, ledger, action, version, reason):
    """Takes an action out of the plan, with the reason; its reference is never used again. A later date that waits is
    no longer asked for."""
    action = locked(action)
    role = policies.check_withdraw(by, action)
    check_version(action, version)
    check_given(reason, "Enter the reason. The reason stays on record.")
    move(action, Verb.WITHDRAW, came_from="", status_reason=reason)
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
    # After the version: somebody who saw an older text is told that it changed, not what it lacks.
    policies.check_agree_complete(action)
    move(
        action,
        Verb.AGREE,
        agreed_at=now,
        agreed_by=by,
        original_raw=action.due_raw,
        original_due=action.due_latest,
    )
    keep(action)  # the paths of its criteria begin
    forget_parts(action)
    ledger.record(action, "agreed", role=role)
    return action


@verb
def agree_actions(*, by, now, ledger, actions):
    """Agrees several actions at once, one event each; all or none."""
    return [
        agree_action(by=by, now=now, ledger=ledger, action=action)
        # By primary key: each is locked when its turn comes, and another verb may lock the same ones.
        for action in sorted(actions, key=lambda action: action.pk)
    ]
