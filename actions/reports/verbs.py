"""The verbs of reporting: send a monthly report, a note or a correction, and keep a draft of one until it is sent."""

from actions.evidence.verbs import attach_evidence
from actions.models import ProgressUpdate, ReportDraft, ReportingRound
from actions.plan.verbs import locked, move
from actions.reading.claims import keep
from actions.reports import policies
from actions.reports.behalf import NOBODY, named
from actions.reports.measurements import write
from actions.reports.policies import (
    check_confidence,
    check_correct,
    check_improvement,
    check_rating_is_explained,
    check_round,
)
from actions.rules.lifecycle import CLAIMED, Rating, Verb
from jarplan.audit.canonical import canonical, digest
from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import lock, verb
from jarplan.audit.once import uuid_of_one
from jarplan.clock import day_of

Kind = ProgressUpdate.Kind


@verb
def report_progress(
    *,
    by,
    now,
    ledger,
    action,
    rating,
    done,
    confidence="",
    would_help="",
    effect="",
    why_better="",
    reason="",
    next_step="",
    recovers_on=None,
    round=None,
    no_change=False,
    corrects=None,
    readings=(),
    evidence=None,
    behalf=None,
    sheet_return=None,
    came_from=None,
    once=None,
):
    """Adds the report of an action in a round (`round`: ReportingRound), or a note where there is none, with what was
    read of the criteria (`readings`: Taken), and returns it; the author's draft is over. `evidence`: what is attached
    to the action with it, as attach_evidence() takes it, or None.

    `behalf`: the Behalf of whom the programme office sends it for; `sheet_return` and `came_from`: the ProgressReturn
    that it came with, and where in its file it stood.

    A correction (`corrects`) is of the kind and round of what it corrects, and stands beside it. Amber and red need a
    reason, a next step and the day of recovery; a rating better than the last one needs what made the difference
    (`why_better`); low `confidence` that it will be delivered and have its effect needs
    what `would_help` ("": not said; then what was said before stays); a round takes one report of an action (NotNow).
    Repeated where the form `once` was sent before.
    """
    # Figures change the criteria as well: then reading all of it again at the end costs less.
    whole = not readings
    action = locked(action, whole=whole)
    if behalf is None:
        role = policies.check_report(by, action)
    else:
        role, behalf = policies.check_report_for(by, action, behalf.organisation), named(by, behalf)
    typed = (rating, confidence, would_help, done, effect, why_better, reason, next_step)
    key = uuid_of_one(ProgressUpdate, action.pk, *typed, by=by, once=once)
    if rating not in Rating.values:
        raise NotNow("Choose red, amber or green. Actions become blue when they are signed off.")
    check_given(done, "Enter what was done. If nothing has changed, say so.")
    if corrects is not None:
        check_correct(action, corrects)
        round = corrects.round
    elif round is not None:
        # So that its last day cannot be moved while this report is told in time or late.
        (round,) = lock(ReportingRound.objects.filter(pk=round.pk))
        check_round(action, round, now)
    # A correction of an old report may name a day of recovery that has gone by since.
    since = day_of(first_of(corrects).made_at if corrects else now)
    check_rating_is_explained(rating, reason, next_step, recovers_on, since)
    check_confidence(confidence, would_help)
    # Read before the new row is there.
    before = newest(action)
    declares = corrects is None or first_of(corrects) == before
    if declares:
        check_improvement(action.declared_rating, rating, why_better)
    update = ProgressUpdate.objects.create(
        uuid=key,
        action=action,
        made_at=now,
        made_by=by,
        rating=rating,
        confidence=confidence,
        would_help=would_help,
        done=done,
        effect=effect,
        why_better=why_better,
        reason=reason,
        next_step=next_step,
        recovers_on=recovers_on,
        corrects=corrects,
        kind=Kind.REPORT if round else Kind.NOTE,
        round=round,
        no_change=no_change,
        sheet_return=sheet_return,
        came_from=came_from or {},
        **(behalf.fields if behalf else NOBODY),
    )
    write(update=update, taken=readings)
    changes = {"reported_at": now, "reported_by": by}
    # A correction of an earlier report changes what was said then, not what is declared now.
    if declares:
        changes["declared_rating"] = rating
        if confidence:
            changes["confidence"] = confidence
    if round:
        # A late report of July after that of August does not take August back.
        changes["reported_month"] = max(round.month, action.reported_month or round.month)
    move(action, Verb.REPORT_FOR if behalf else Verb.REPORT, **changes)
    if action.status in CLAIMED:
        keep(action)  # a report may say something against what is claimed
    ReportDraft.objects.filter(action=action, saved_by=by).delete()
    ledger.record(action, "reported", role=role, whole=whole)
    ledger.record(update, "corrected" if corrects else "made", role=role, whole=whole)
    if evidence:
        attach_evidence(by=by, now=now, ledger=ledger, action=action, **evidence)
    return update


def first_of(update):
    """The report that a chain of corrections began with."""
    while update.corrects is not None:
        update = update.corrects
    return update


def newest(action):
    """The latest report or note of an action that is no correction, or None."""
    return action.updates.filter(corrects=None).order_by("-made_at", "-pk").first()


@verb
def save_draft(*, by, now, ledger, action, typed, seen=None):
    """Keeps what was typed of a report for its author, in place of what was kept before. It is no part of the history
    and nobody else reads it.

    `seen`: the stamp() of the draft that the page was opened with, "" for none. NotNow where another one is kept by
    now: a page that stood open is not to write over a fuller text.
    """
    action = locked(action)
    policies.check_report(by, action)
    kept = ReportDraft.objects.filter(action=action, saved_by=by).first()
    # A tab that stood open for a day would else write its few words over a whole text.
    if kept and seen is not None and seen != stamp(kept) and kept.typed != typed:
        raise NotNow(
            f"You saved another draft about {action.reference} from another page, so this draft was not "
            "saved. Both are "
            "shown here. Combine them, then save again."
        )
    draft, _ = ReportDraft.objects.update_or_create(
        action=action, saved_by=by, defaults={"typed": typed, "saved_at": now}
    )
    return draft


def stamp(draft):
    """What tells one text of a draft from the next; "" where nothing is kept."""
    return digest(canonical(draft.typed)) if draft else ""


@verb
def drop_draft(*, by, now, ledger, action):
    """Throws the author's draft of a report away."""
    ReportDraft.objects.filter(action=action, saved_by=by).delete()
