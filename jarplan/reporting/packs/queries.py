"""Reads of packs: those of a meeting, the draft of one, the pack that another counts on from, and what has happened
since one was made.
"""

from datetime import timedelta

from django.db.models import Q

from jarplan.audit.inforce import rows_of
from jarplan.audit.models import AuditEvent
from jarplan.audit.reading.folding import end_of
from jarplan.audit.subjects import SUBJECTS
from jarplan.dates import in_full
from jarplan.reporting.document.schema import from_text
from jarplan.reporting.models import MeetingPack
from jarplan.reporting.packs.content import CHOICES, PackContent
from jarplan.reporting.packs.subjects import MADE

KIND = "meeting_pack"
ONE_DAY = timedelta(days=1)
MADE_PACKS = Q(number__isnull=False)
WITH_NAMES = ("meeting", "inspection", "corrects", "made_by")


def packs(*only, **conditions):
    """The packs that were made, without what they hold, the earliest first."""
    rows = MeetingPack.objects.filter(MADE_PACKS, *only, **conditions).defer("content")
    return rows.select_related(*WITH_NAMES).order_by("number")


def draft_of(meeting):
    """The draft of a pack for a meeting, or None."""
    return MeetingPack.objects.filter(meeting=meeting, number=None).select_related(*WITH_NAMES).first()


def last_made_for(meeting):
    """The pack that was made for a meeting last, which a further one corrects; or None."""
    return packs(meeting=meeting).last()


def counts_on_from(meeting, inspection):
    """The pack that one for this meeting counts on from: the one that was made last for the meeting before of the
    same plan. None where there was none."""
    earlier = packs(inspection=inspection, meeting__held_on__lt=meeting.held_on)
    return earlier.order_by("meeting__held_on", "number").last()


def before(meeting, inspection):
    """(its number, its meeting in words, PackContent) of that pack, or None."""
    found = counts_on_from(meeting, inspection)
    return found and (found.number, meeting_in_words(found.meeting), content_of(found))


def meeting_in_words(meeting):
    return f"{meeting.body}, {in_full(meeting.held_on)}"


def content_of(pack):
    return from_text(pack.content, PackContent)


def corrected_by(pack):
    """The pack that corrects this one, or None."""
    return packs(corrects=pack).first()


def moved_on(content, within):
    """How many actions of these plans have changed since the event that a pack knows of last."""
    rows = rows_of("action").filter(sequence__gt=content.entry)
    if not within.shows_all:
        rows = rows.filter(uuid__in=SUBJECTS["action"].uuids(within.of("action")))
    return rows.values("uuid").distinct().count()


def made_event(pack):
    """The event by which a pack was frozen, which fixes it in the audit trail."""
    own = AuditEvent.objects.filter(subject_kind=KIND, subject=pack.uuid, kind=MADE)
    return own.only("sequence", "hash").first()


def by_meeting(as_at=None):
    """{UUID of a meeting as text: the packs that had been made for it by the end of a past day, or until now}."""
    rows = packs() if as_at is None else packs(made_at__lt=end_of(as_at))
    found = {}
    for row in rows:
        found.setdefault(str(row.meeting.uuid), []).append(row)
    return found


# What the next pack takes over from the last one, as it was written there.
TAKEN_OVER = ("sections", "lead", "author", "wards", "purpose", "advice")
TAKEN_OVER += tuple(f"{kind}{end}" for kind in ("financial", "legal", "other") for end in ("", "_from"))


def begins_with(meeting, day):
    """What the draft of a pack begins with: what the last one of the same plan said; that which corrects another,
    with all that the other said."""
    made = last_made_for(meeting)
    if made:
        return {name: getattr(made, name) for name in (*TAKEN_OVER, "asks", "decision_maker", "cut_off")}
    last = packs(inspection=meeting.inspection).last()
    taken = {name: getattr(last, name) for name in TAKEN_OVER} if last else {"sections": list(CHOICES)}
    cut_off = min(day, meeting.held_on - ONE_DAY)
    asks = meeting.asked or (last.asks if last else "")
    return {"wards": "All", **taken, "asks": asks, "decision_maker": meeting.body, "cut_off": cut_off}
