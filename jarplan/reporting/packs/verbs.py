"""The verbs of packs: write the draft of one, and make it."""

from django.db.models import Max

from actions.agenda.verbs import lock_agenda, put_pack_on_agenda
from jarplan.audit.canonical import digest
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import hold_head, lock, locked, save_version, verb
from jarplan.clock import day_of
from jarplan.reporting.document.schema import from_text
from jarplan.reporting.models import MeetingPack
from jarplan.reporting.packs import policies
from jarplan.reporting.packs.content import PackContent
from jarplan.reporting.packs.outline import asked_in
from jarplan.reporting.packs.queries import draft_of, last_made_for
from jarplan.reporting.packs.subjects import MADE
from recommendations.models import Meeting


@verb
def write_pack(*, by, now, ledger, meeting, version, **said):
    """Saves what the draft of a meeting's pack says (`said`: its fields), and returns it; begins it where there is
    none (`version` 0). A draft that is begun after a pack was made corrects that pack. Raises Refused, NotNow,
    Stale."""
    role = policies.check_packs(by, meeting)
    # Two who begin at once begin one draft.
    (meeting,) = lock(Meeting.objects.filter(pk=meeting.pk).select_related("inspection"))
    draft = draft_of(meeting)
    if draft is None:
        corrects = last_made_for(meeting)
        if version and corrects:
            made = f"This draft has been made into pack {corrects.number}."
            raise NotNow(f"{made} Open the page again to correct it.")
        begun = {"begun_at": now, "begun_by": by, "corrects": corrects, "inspection": meeting.inspection}
        draft = MeetingPack.objects.create(meeting=meeting, **begun, **said)
        ledger.record(draft, "draft begun", role=role)
        return draft
    said["inspection"] = meeting.inspection
    if all(getattr(draft, name) == value for name, value in said.items()):
        return draft
    save_version(draft, version=version, **said)
    ledger.record(draft, "draft saved", role=role)
    return draft


@verb
def make_pack(*, by, now, ledger, pack, version, content, format, seen):
    """Freezes the draft of a pack, numbers it, puts what it asks on the agenda, and returns it. What it holds is
    handed down by whoever composes it; `seen`: the digest of what was shown to whoever confirms it. Raises Refused,
    NotNow, Stale."""
    role = policies.check_packs(by, pack)
    lock_agenda(pack.meeting)
    current = locked(MeetingPack, pack, version)
    policies.check_make(current, day_of(now))
    if digest(content) != seen:
        raise NotNow("The plan has changed since you looked. Check the pack again, then make it.")
    policies.check_explained(current, from_text(content, PackContent))
    hold_head()  # two packs at once get two numbers
    number = (MeetingPack.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    frozen = {"content": content, "format": format, "digest": seen, "made_at": now, "made_by": by}
    save_version(current, version=version, number=number, **frozen)
    ledger.record(current, MADE, role=role)
    # What it asks is what the meeting decides on.
    put_pack_on_agenda(
        by=by,
        now=now,
        ledger=ledger,
        meeting=current.meeting,
        inspection=current.inspection,
        pack=number,
        asks=asked_in(from_text(content, PackContent)),
        corrects=current.corrects and current.corrects.number,
    )
    return current
