"""Packs of meetings for tests: a plan of two actions of June 2008, OSMB on 2 July and Cabinet on 1 September."""

from datetime import date

from jarplan.audit.canonical import digest
from jarplan.reporting.document.schema import FORMAT, to_text
from jarplan.reporting.models import MeetingPack
from jarplan.reporting.packs import queries
from jarplan.reporting.packs.compose import compose_pack
from jarplan.reporting.packs.content import CHOICES
from jarplan.reporting.packs.verbs import make_pack, write_pack
from recommendations.meetings.verbs import add_meeting
from recommendations.models import Meeting
from tests.plan import NOON, fresh, later

OSMB, CABINET = ("OSMB", date(2008, 7, 2)), ("Cabinet", date(2008, 9, 1))
SAID = {
    "sections": list(CHOICES),
    "wards": "All",
    "lead": "Director of Children's Services",
    "author": "Programme office",
    "purpose": "To report on progress.",
    "asks": "To note the progress.\nTo agree the next step.",
    "advice": "",
    "explained": "",
    "financial": "Within the budget.",
    "financial_from": "Head of Finance",
    "legal": "",
    "legal_from": "",
    "other": "",
    "other_from": "",
}


def a_meeting(body, held_on, inspection=None):
    found = Meeting.objects.filter(body=body, held_on=held_on).first()
    about = {"body": body, "held_on": held_on, "purpose": "JAR action plan", "inspection": inspection}
    return found or add_meeting(by=None, now=NOON, **about)


def draft(people, which=OSMB, cut_off=None, now=None, version=0, by=None, inspection=None, **said):
    """The draft of the pack for a meeting, by default as at the day before it, written on that day."""
    meeting = a_meeting(*which, inspection)
    said = {**SAID, "decision_maker": meeting.body, **said}
    said["cut_off"] = cut_off or meeting.held_on - queries.ONE_DAY
    now = now or later((said["cut_off"] - later(0).date()).days, hour=18)
    return write_pack(by=by or people.programme, now=now, meeting=meeting, version=version, **said)


def composed(people, pack, entry=None):
    before = queries.before(pack.meeting, pack.inspection)
    return compose_pack(by=people.programme, pack=pack, day=pack.cut_off, before=before, entry=entry)


def looked_at(people, pack):
    """What make_pack takes of whoever has looked at what a draft would be."""
    text = to_text(composed(people, pack))
    return {"content": text, "format": FORMAT, "seen": digest(text), "version": fresh(pack).version}


def made(people, which=OSMB, now=None, by=None, **more):
    """A pack that was made on the day that it shows, by default the day before the meeting."""
    pack = queries.draft_of(a_meeting(*which)) or draft(people, which, now=now, **more)
    pack = MeetingPack.objects.select_related("meeting", "inspection", "corrects").get(pk=pack.pk)
    now = now or later((pack.cut_off - later(0).date()).days, hour=19)
    return make_pack(by=by or people.programme, now=now, pack=pack, **looked_at(people, pack))
