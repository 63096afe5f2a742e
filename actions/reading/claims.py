"""What rows say of a claim: what is weighed against it, what was declared and answered, and which success criteria
are not proved. How it is weighed and written down is in actions/rules/claims.py.
"""

import json
from dataclasses import replace
from itertools import chain

from actions.models import Action, LaterLook, SignOff, SuccessCriterion
from actions.reading.evidence import evidence_that_counts
from actions.reading.measurements import measured_by_criterion, trajectory_in
from actions.reading.signatures import live_sign_offs
from actions.rules.claims import (
    Answered,
    Declared,
    Failed,
    Piece,
    Record,
    Shown,
    Standing,
    unanswered,
    unproved,
)
from actions.rules.fields import MEASURE
from actions.rules.lifecycle import CLAIMED, Decision
from actions.rules.trajectory import first_off
from jarplan.clock import day_of
from jarplan.dates import in_full

ANY = "any"


def standings_of(action, rows, measured, pieces):
    """The Standings of these criteria of an action, with what measured_by_criterion() has read; `pieces`: the
    evidence that counts."""
    counting = {one.uuid for one in pieces}
    return tuple(
        standing_of(row, trajectory_in(action, row), measured.get(row.uuid, []), counting) for row in rows
    )


def standing_of(row, path, measured, counting):
    """The Standing of one criterion with these measurements that count; `counting`: the evidence that does."""
    known = [one for one in measured if path.counts(one)]
    evidence = tuple(dict.fromkeys(one.evidence for one in measured if one.evidence in counting))
    measure = "|".join(str(getattr(row, name) or "") for name in MEASURE)
    if not known:
        return Standing(str(row.uuid), row.statement, Shown.NOTHING, "", evidence, measure)
    last = known[-1]
    shown = Shown.REACHED if path.reached(last) else Shown.OFF if path.is_behind(last) else Shown.SHORT
    latest = f"{last.words} on {in_full(last.on)}"
    return Standing(str(row.uuid), row.statement, shown, latest, evidence, measure)


def record_of(action, day):
    """The Record that a claim made on this day is weighed against; of one that was made, the day it was made on."""
    last = last_report(action)
    waiting = action.date_changes.filter(decision=Decision.PENDING).first()
    challenge = action.challenges.filter(answered_at__isnull=True, doubts=True).first()
    pieces = pieces_of(action)
    return Record(
        day=day,
        criteria=standings_of(action, action.criteria.all(), measured_by_criterion(action), pieces),
        evidence=pieces,
        began=began(action),
        due=action.due_latest,
        rating=last.rating if last else "",
        reported_on=day_of(last.made_at) if last else None,
        report=str(last.uuid) if last else "",
        next_step=last.next_step if last else "",
        challenged_on=challenge and day_of(challenge.lodged_at),
        challenge=str(challenge.uuid) if challenge else "",
        asked_on=waiting and day_of(waiting.asked_at),
        request=str(waiting.uuid) if waiting else "",
        failed=failed_checks(action),
        waits=undelivered(action),
    )


def failed_checks(action):
    """The checks by sample that found that what was delivered last does not hold."""
    if action.delivered_at is None:
        return ()
    found = action.sample_checks.filter(held=False, checked_at__gte=action.delivered_at)
    return tuple(Failed(str(one.uuid), day_of(one.checked_at), one.reason) for one in found)


def undelivered(action):
    """(UUID of the wait, reference) of each action that this one waits for and that is not delivered."""
    found = action.waits.filter(ended_at__isnull=True).exclude(other__status__in=CLAIMED)
    rows = found.order_by("other__plan_order").values_list("uuid", "other__reference")
    return tuple((str(uuid), reference) for uuid, reference in rows)


def last_report(action):
    """The last report or note as it says today: itself, or the latest correction of it. A correction of an earlier
    one says nothing of how things stand."""
    return last_in(list(action.updates.order_by("made_at", "pk")))


def last_in(rows):
    """The same of the reports of one action, in the order in which they were made."""
    first_of, last = {}, None
    for row in rows:
        first_of[row.pk] = first_of.get(row.corrects_id, row.corrects_id) if row.corrects_id else row.pk
        last = row.pk if row.corrects_id is None else last
    return next((row for row in reversed(rows) if first_of[row.pk] == last), None)


def began(action):
    """The day before which nothing can show that an action was done: it was agreed, or had begun before that. None
    before either; one that is done before its planned start is no worse for it."""
    agreed = action.agreed_at and day_of(action.agreed_at)
    return min(filter(None, (action.start_latest, agreed)), default=None)


def pieces_of(action):
    """The evidence that counts for an action, as it is weighed."""
    return tuple(
        Piece(str(one.uuid), one.shows, one.speaks_of or day_of(one.attached_at))
        for one in evidence_that_counts(action)
    )


def declared_in(claim, record):
    """{UUID of a criterion: Declared} of what an action's `claim` says of the criteria as they are in a Record; of
    one whose words or measure have changed since it says nothing."""
    measures = {one.uuid: one.measure for one in record.criteria}
    return {
        one["uuid"]: Declared(one["outcome"], one["why"], tuple(one["evidence"]))
        for one in claim.get("criteria", ())
        if measures.get(one["uuid"]) == one["measure"]
    }


def answers_in(*parts):
    """The Answered points of a claim, of what signers checked, and of follow-up reviews."""
    points = chain.from_iterable(part.get("points", ()) for part in parts)
    return Answered({(one["key"], one["seen"]): one["answer"] for one in points})


def checked_in(content):
    """What a signature's stored content says that its signer checked; nothing where it was signed before claims were
    weighed, or where the law had it removed."""
    return said_in(content).get("checked", {})


def said_in(content):
    """The object that a stored text is; an empty one where it is something else."""
    try:
        found = json.loads(content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def doubted_in(checked):
    """The UUIDs of the criteria that somebody who signed has doubted."""
    return {one["uuid"] for part in checked for one in part.get("criteria", ()) if one["doubt"]}


def checks_of(action):
    """What was checked by the signatures that count, in their order."""
    return [checked_in(one) for one in live_sign_offs(action).values_list("content", flat=True)]


def looks_of(action):
    """What the follow-up reviews since the board last signed say."""
    board = live_sign_offs(action).filter(round=SignOff.Round.BOARD)
    found = LaterLook.objects.filter(action=action.pk, looked_at__gte=board.values("signed_at")[:1])
    return [said_in(one) for one in found.values_list("content", flat=True)]


def proof_of(action):
    """What is kept on an action of the proof of its claim: how many of its criteria are not proved (one, where it has
    none at all), and how many points nobody has answered, and somebody has. Of what is not claimed, none."""
    if action.status not in CLAIMED:
        return {"unproven": 0, "unanswered": 0, "answered": 0}
    checked, record = checks_of(action), record_of(action, day_of(action.delivered_at))
    # What others ask and attach is no event of the action, and shown with it anyway.
    record = replace(record, challenged_on=None, asked_on=None, evidence=(), waits=())
    record = replace(record, criteria=tuple(replace(one, evidence=(ANY,)) for one in record.criteria))
    declared, doubted = declared_in(action.claim, record), doubted_in(checked)
    answered = answers_in(action.claim, *checked, *looks_of(action))
    return {
        "unproven": len(unproved(record, declared, doubted)) if record.criteria else 1,
        "unanswered": len(unanswered(record, declared, doubted, answered)),
        "answered": len(answered.answers),
    }


def keep(action):
    """Keeps what follows from an action's criteria and measurements: the current value of each that is measured, the
    first day off its path, and how many are not proved where it is claimed. Called under the action's row lock after
    every write of them, of its dates, of its agreeing, and of what is claimed and signed; raises no version, so the
    verb that calls it must.
    """
    # Criteria that were fetched with the action are those of before; the event's state must read the rows.
    action._prefetched_objects_cache = {}
    rows, measured = list(action.criteria.all()), measured_by_criterion(action)
    for row in rows:
        current = measured[row.uuid][-1].words if measured.get(row.uuid) else ""
        # A criterion that was never measured keeps the value that was typed.
        if row.uuid in measured and row.current != current:
            SuccessCriterion.objects.filter(pk=row.pk).update(current=current)
    off = first_off([(trajectory_in(action, row), measured.get(row.uuid, [])) for row in rows])
    kept = {"off_path_from": off, **proof_of(action)}
    changed = {name: value for name, value in kept.items() if getattr(action, name) != value}
    if changed:
        Action.objects.filter(pk=action.pk).update(**changed)
        for name, value in changed.items():
            setattr(action, name, value)
