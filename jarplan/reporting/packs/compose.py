"""Composes a pack from the history: the plan as it stood after an event of the audit trail, what has moved since the
pack before, and which of its figures are known otherwise now.

Everything is read as of that event, so that a page that asks to make a pack and the pack that is made of it hold the
same, whatever happens in between.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from actions.agenda.queries import matters_arising
from actions.models import ProgressUpdate, Reading, SignOff
from actions.movement.earlier import last_meeting
from actions.movement.queries import moved
from actions.movement.reasons import Since, conditions
from actions.reading.claims import checked_in
from actions.reading.measurements import measured_of
from actions.reading.queries import Records, live_rows
from actions.reading.rounds import read_rounds
from actions.rules.lifecycle import CLAIMED, FIRST, OUT, Decision, Rating, Verb, targets
from actions.rules.movement import Days
from actions.samples.queries import checked_by_sample
from finance.queries import grand_totals
from jarplan.audit.inforce import at, rows_of
from jarplan.audit.models import AuditEvent
from jarplan.audit.reading.folding import PastDay, end_of
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.reporting.lists.told import last_reports
from jarplan.reporting.measures.queries import measures_of
from jarplan.reporting.packs import movement
from jarplan.reporting.packs.content import (
    ContentBefore,
    ContentDate,
    ContentFact,
    ContentFigure,
    ContentPrinted,
    ContentRestated,
    PackContent,
)
from jarplan.reporting.packs.sections import Known, due, figure, measure_named, sections_of
from recommendations.deadlines.queries import deadlines
from recommendations.deadlines.records import named_apart
from recommendations.duties.records import publication_duties
from recommendations.within import within_of

READ = (
    "deadline",
    "deadline_rule",
    "day_off",
    "publication_step",
    "meeting",
    "post",
    "cost_table",
    "cost_revision",
    "sample_check",
)
SINCE = {"date_change": ("asked_at", "decided_at"), "content_change": ("asked_at", "decided_at")}
SINCE |= {"challenge": ("lodged_at", "answered_at")}


@dataclass(frozen=True)
class Correction:
    """A report that was sent before the earlier moment and corrected after it, which it was the last one at: the
    rating that it declared, and the one that it declares now, with the reason that this gives."""

    reference: str
    before: str
    after: str
    sent_on: object
    corrected_on: object
    reason: str


def facts_of(pack):
    """The head of the paper."""
    facts = (
        ("Wards affected", pack.wards),
        ("Decision-maker", pack.decision_maker),
        ("Date of meeting", in_full(pack.meeting.held_on)),
        ("Report of", pack.lead),
        ("Report author", pack.author),
    )
    return tuple(ContentFact(label, text) for label, text in facts if text)


def moment_of(day, entry=None):
    """The PastDay that reads the end of a day; of one that is not over, the plan after the event `entry` (None: after
    the last one until now)."""
    past = PastDay.of(day)
    if entry is not None:
        hashes = AuditEvent.objects.filter(sequence=entry).values_list("hash", flat=True)
        past.last = (entry, hashes.first() or "")
        past.sequence = entry
    return past


def plan_for(pack):
    """The plans that a pack is about: of its inspection, or of all that are confirmed."""
    return within_of(pack.inspection.reference if pack.inspection else "")


def compose_pack(*, by, pack, day, before, entry=None):
    """The PackContent of a draft as it would be made now. `day`: the end of which the plan is told, at most today;
    `before`: (number, its meeting in words, PackContent) of the pack that it counts on from, or None."""
    plan, past = plan_for(pack), moment_of(day, entry)
    earlier, since = earlier_of(before, past, plan)
    known, corrections = read(by, pack, plan, past, earlier, since)
    now, then = known.records, list(known.stood.values())
    printed = before[2].printed if before else None
    rated = movement.by_rating(then), movement.by_rating(now)
    stood = movement.by_status(then), movement.by_status(now)
    late = movement.by_overdue(then, earlier), movement.by_overdue(now, day)
    ratings = list(movement.rows_of(movement.RATING_KEYS, *rated, printed))
    statuses = list(movement.rows_of(movement.STATUS_KEYS, *stood, printed))
    overdue = list(movement.rows_of((movement.OVERDUE,), *late, printed))
    total = movement.whole(ratings)
    dates = tuple(ContentDate(one.uuid, one.title, one.in_force) for one in known.deadlines)
    restated = (
        *restated_figures([*ratings, *statuses, *overdue], corrections),
        *restated_dates(before[2].dates if before else (), known.deadlines),
        *(restated_measurements(before[2].measured, known, start_of(earlier), past) if before else ()),
        *(restated_dues(before[2].dues, known) if before else ()),
    )
    counted = (*ratings, *statuses, *overdue, total)
    return PackContent(
        title=pack.meeting.purpose,
        place=settings.PLAN_PLACE,
        body=pack.meeting.body,
        held_on=pack.meeting.held_on,
        about=tuple(one.title for one in plan.shown),
        facts=facts_of(pack),
        as_at=day,
        entry=past.last[0],
        entry_hash=past.last[1],
        since=since,
        before=before and ContentBefore(before[0], before[1], before[2].as_at, before[2].entry),
        total=total.now,
        is_sample=any(one.is_sample for one in now if one.status not in OUT),
        figures=tuple(ContentFigure(one.key, one.now) for one in counted),
        dates=dates,
        restated=restated,
        sections=sections_of(pack, known, ratings, statuses, overdue, restated, before and before[0]),
        measured=tuple(
            ContentPrinted(str(one.criterion.uuid), measure_named(one), figure(one.latest))
            for one in known.measures
        ),
        dues=tuple(
            ContentPrinted(str(one.uuid), one.reference, due(one)) for one in now if one.status not in OUT
        ),
    )


def earlier_of(before, past, plan):
    """(the moment that changes are counted from, in words): that of the pack before, else the last meeting."""
    if before:
        number, meeting, content = before
        return moment_of(
            content.as_at, content.entry
        ), f"pack {number} ({meeting}), as at {in_full(content.as_at)}"
    found = last_meeting(past, past, plan)
    return found.day, found.words


def start_of(earlier):
    """The first moment after everything that was known at an earlier one."""
    known = AuditEvent.objects.filter(sequence=earlier.sequence).values_list("at", flat=True).first()
    return known + timedelta(microseconds=1) if known else end_of(earlier)


def read(by, pack, plan, past, earlier, since):
    """(the Known plan, the Corrections since) of these moments."""
    plan, start = plan.having_read(past, *READ), start_of(earlier)
    rounds = read_rounds(past, plan)
    records = Records(live_rows(by, plan).order_by("plan_order", "pk"), past).all()
    days = Days(earlier, past)
    stood, corrections = as_known_now(records, earlier, past, start)
    moving = moved(records, days, stood)
    recent = {kind: recent_q(plan, kind, names, start) for kind, names in SINCE.items()}
    told = plan.having_read(past, **conditions(moving), **recent_but(recent, "date_change"))
    dated = list(named_apart(deadlines(past, plan, named=False), plan.titles))
    known = Known(
        day=past,
        earlier=earlier,
        since=since,
        days=days,
        rounds=rounds,
        records=records,
        stood=stood,
        why=Since.of(earlier, {**plan.read, **told.read}, start),
        reports=last_reports(records, past),
        extensions=list(
            plan.having_read(past, date_change=recent["date_change"]).states("date_change").values()
        ),
        changes=list(told.states("content_change").values()),
        challenges=list(told.states("challenge").values()),
        set_aside=reasons_of(records, past, plan),
        claims=claims_of(records, past, plan),
        checked=checked_by_sample(past, plan),
        measures=list(measures_of([one for one in records if one.agreed_at], past, past)),
        deadlines=dated,
        duties=publication_duties(past, past, plan),
        money=grand_totals(past, plan),
        matters=matters_arising(pack.meeting, past, past, plan, of_body=False),
        meetings={str(uuid): state["body"] for uuid, state in plan.states("meeting").items()},
    )
    return known, corrections


def recent_but(conditions, *names):
    return {kind: one for kind, one in conditions.items() if kind not in names}


def recent_q(plan, kind, names, start):
    """The condition on the requests and questions that were made or settled since, or wait."""
    asked, settled = names
    return plan.of(kind) & (
        Q(**{f"{asked}__gte": start}) | Q(**{f"{settled}__gte": start}) | Q(**{f"{settled}__isnull": True})
    )


def reasons_of(records, past, plan):
    """{UUID: why it is paused} of the actions that are."""
    paused = Q(uuid__in=[one.uuid for one in records if one.status in targets(Verb.PAUSE)])
    found = plan.having_read(past, action=paused).states("action")
    return {uuid: state["status_reason"] for uuid, state in found.items()}


def claims_of(records, past, plan):
    """{UUID: the points against the claim with their answers, each once} of the actions that are claimed: as answered
    when they were marked as delivered, and by who signed since."""
    claimed = Q(uuid__in=[one.uuid for one in records if one.status in CLAIMED])
    states = plan.having_read(past, action=claimed).states("action")
    said = {uuid: [state["claim"]] for uuid, state in states.items()}
    signed = SignOff.objects.filter(outcome=SignOff.Outcome.SIGNED, action__uuid__in=said)
    standing = signed.filter(signed_at__lt=start_of(past)).exclude(lapsed_at__lt=start_of(past))
    for uuid, content in standing.order_by("signed_at", "pk").values_list("action__uuid", "content"):
        said[uuid].append(checked_in(content))
    points = {uuid: [one for part in parts for one in part.get("points", ())] for uuid, parts in said.items()}
    return {
        uuid: list(dict.fromkeys(f"{one['sentence']} Answer: {one['answer']}" for one in found))
        for uuid, found in points.items()
    }


def as_known_now(records, earlier, past, start):
    """({UUID: how the action stood at the earlier moment}, Corrections): with what reports of then say since they
    were corrected, which is what is known of that moment now."""
    uuids = [one.uuid for one in records]
    stood = {one.uuid: one for one in rows_of("action").filter(at(earlier.sequence), uuid__in=uuids)}
    found = []
    for record in corrected_since(records, past, start):
        was, correction = stood.get(record.uuid), last_correction(record.uuid, past, start)
        if was is not None and correction is not None and was.declared_rating != correction[1].rating:
            root, last = correction
            found.append(
                Correction(
                    record.reference,
                    was.declared_rating,
                    last.rating,
                    day_of(root.made_at),
                    day_of(last.made_at),
                    last.reason or last.why_better or last.done,
                )
            )
            was.declared_rating = last.rating
    return stood, found


def corrected_since(records, past, start):
    """The records of which a report was corrected since."""
    made = Q(corrects__isnull=False, made_at__gte=start, made_at__lt=start_of(past))
    uuids = set(ProgressUpdate.objects.filter(made).values_list("action__uuid", flat=True))
    return [one for one in records if one.uuid in uuids]


def last_correction(uuid, past, start):
    """(the last report that an action had at the earlier moment, what it says now); None where it says the same."""
    rows = ProgressUpdate.objects.filter(action__uuid=uuid, made_at__lt=start_of(past))
    rows = list(rows.order_by("made_at", "pk"))
    known = [one for one in rows if one.made_at < start and one.corrects_id is None]
    if not known:
        return None
    root = last = known[-1]
    for one in rows:  # the earliest first: each correction names what it corrects
        last = one if one.corrects_id == last.pk else last
    return (root, last) if last.made_at >= start else None


def restated_figures(rows, corrections):
    """ContentRestated of each figure that the last pack printed otherwise than it is known now."""
    for row in rows:
        if not row.restated:
            continue
        key = row.key.partition(":")[2]
        because = [
            f"The report on {one.reference} of {in_full(one.sent_on)} was corrected on {in_full(one.corrected_on)}, "
            f"from {Rating(one.before).label.lower()} to {Rating(one.after).label.lower()}: {one.reason}"
            for one in corrections
            if key in (one.before, one.after)
        ]
        now = f"{row.printed + row.restated:,}"
        yield ContentRestated(movement.counted_as(row.key), f"{row.printed:,}", now, "\n".join(because))


def restated_dates(printed, now):
    """The same of each statutory date that is another one now."""
    standing = {one.uuid: one for one in now}
    for was in printed:
        one = standing.get(was.slug)
        if one is None:
            yield ContentRestated(was.title, in_full(was.day), "No longer a deadline", "")
        elif one.in_force != was.day:
            why = f"The {one.in_force_word} date is in force. {one.adopted_reason}".strip()
            yield ContentRestated(was.title, in_full(was.day), in_full(one.in_force), why)


def restated_measurements(printed, known, start, past):
    """The same of each measure whose latest figure at the earlier moment (before `start`) is another one now: its
    report was corrected since, or the measurement was withdrawn. What was reported since is no correction."""
    measures = {str(one.criterion.uuid): one for one in known.measures}
    was = [one for one in printed if one.slug in measures]
    if not was:
        return
    records = [measures[one.slug].record.uuid for one in was]
    its = Q(action__uuid__in=records), Q(update__action__uuid__in=records)
    found = {str(uuid): some for uuid, some in measured_of(*its, start_of(past)).items()}
    reports = reports_by_uuid(one.corrects for some in found.values() for one in some)
    for one in was:
        path, then = (
            measures[one.slug].path,
            [each for each in found.get(one.slug, ()) if was_known(each, start, reports)],
        )
        last = next((each for each in reversed(then) if path.counts(each)), None)
        if figure(last) != one.text:
            why = why_corrected(last, start) or why_withdrawn(one.slug, start, past)
            shown = [text or "No measurement" for text in (one.text, figure(last))]
            yield ContentRestated(f"Latest figure of {one.title}", *shown, why)


def reports_by_uuid(chains):
    """{UUID as text: when it was sent} of the reports that corrections name."""
    wanted = {uuid for chain in chains for uuid in chain}
    rows = ProgressUpdate.objects.filter(uuid__in=wanted).values_list("uuid", "made_at") if wanted else ()
    return {str(uuid): made_at for uuid, made_at in rows}


def was_known(measured, start, reports):
    """Whether a measurement is of before a moment: its report, or the first that this corrects, was sent by then."""
    return min([measured.made_at, *(reports[one] for one in measured.corrects)]) < start


def why_corrected(measured, start):
    """What the report that corrected a measurement since says; "" where none did."""
    if measured is None or measured.made_at < start:
        return ""
    row = ProgressUpdate.objects.get(uuid=measured.update)
    return f"Its report was corrected on {in_full(day_of(row.made_at))}: {row.reason or row.why_better or row.done}"


def why_withdrawn(criterion, start, past):
    """Why a measurement was withdrawn since; "" where none was."""
    rows = Reading.objects.filter(
        criterion__uuid=criterion, withdrawn_at__gte=start, withdrawn_at__lt=start_of(past)
    )
    row = rows.order_by("withdrawn_at").last()
    return f"It was withdrawn on {in_full(day_of(row.withdrawn_at))}: {row.withdrawn_reason}" if row else ""


def restated_dues(printed, known):
    """The same of each due date that has changed without an extension, which the section of these tells."""
    now = known.by_uuid()
    extended = {one["action"] for one in known.extensions if one["decision"] == Decision.GRANTED}
    for was in printed:
        record = now.get(was.slug)
        if record and record.status not in OUT and was.slug not in extended and due(record) != was.text:
            proposed = was_proposed(known.stood.get(record.uuid))
            why = (
                "The action was a proposal then, which may be edited until it is agreed." if proposed else ""
            )
            yield ContentRestated(f"Due date of {was.title}", was.text, due(record), why)


def was_proposed(stood):
    return stood is not None and stood.status == FIRST
