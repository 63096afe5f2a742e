"""The rows of the permission table about packs of meetings."""

from datetime import date

from jarplan.audit.canonical import digest
from jarplan.reporting.document.schema import FORMAT, to_text
from jarplan.reporting.models import MeetingPack
from jarplan.reporting.packs.compose import compose_pack
from jarplan.reporting.packs.outline import FILES
from jarplan.reporting.published.making import keep
from recommendations.models import Meeting
from tests import packs, papers
from tests.permissions.deadlines import BY_PROGRAMME, NO_UUID, boxes
from tests.permissions.words import EVERYBODY, NOT_HERE, Row

WRITTEN = {**packs.SAID, "decision_maker": "Cabinet", "version": 0, **boxes("cut_off", date(2008, 6, 30))}


def drafted(world, body):
    """The draft of a pack as it stands in the database; no event of it."""
    meeting, _ = Meeting.objects.get_or_create(
        body=body, held_on=date(2008, 7, 1), defaults={"purpose": "JAR action plan"}
    )
    said = {**packs.SAID, "decision_maker": body, "cut_off": date(2008, 6, 30)}
    begun = {"begun_at": papers.later(1), "begun_by": world.actors["programme"]}
    found = MeetingPack.objects.filter(meeting=meeting).first()
    return found or MeetingPack.objects.create(meeting=meeting, **begun, **said)


def composed(world, pack):
    return to_text(compose_pack(by=world.actors["programme"], pack=pack, day=pack.cut_off, before=None))


def a_draft(world, organisation):
    return {"uuid": drafted(world, organisation.name).meeting.uuid}


def what_is_seen(world, organisation):
    """What is posted by somebody who has looked at what the pack would be."""
    text = composed(world, drafted(world, organisation.name))
    return {"version": 1, "seen": digest(text), "entry": 0}


def a_pack(world, organisation):
    """A pack as it stands in the database, with its files."""
    pack = drafted(world, f"{organisation.name}: board")
    if pack.number is None:
        text, number = composed(world, pack), MeetingPack.objects.exclude(number=None).count() + 1
        frozen = {"content": text, "format": FORMAT, "digest": digest(text), "number": number}
        made = {"made_at": papers.later(2), "made_by": world.actors["programme"]}
        MeetingPack.objects.filter(pk=pack.pk).update(**frozen, **made)
        pack.refresh_from_db()
        for kind in FILES:
            keep(pack, kind, b"A file", "")
    return {"number": pack.number}


PACK_THINGS = {"draft pack": (a_draft, NO_UUID), "pack": (a_pack, {"number": 999})}
PACK_ROWS = [
    Row("reporting:pack-draft", "meeting", **BY_PROGRAMME, data=WRITTEN),
    Row("reporting:pack-preview", "draft pack", **BY_PROGRAMME, data=what_is_seen),
    *[
        Row(f"reporting:pack-draft-{kind}", "draft pack", get=BY_PROGRAMME["get"], post=NOT_HERE, others=403)
        for kind in FILES
    ],
    Row("reporting:pack", "pack", get=EVERYBODY, post=NOT_HERE),
    *[Row(f"reporting:pack-{kind}", "pack", get=EVERYBODY, post=NOT_HERE) for kind in FILES],
]
