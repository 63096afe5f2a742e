"""The demonstration's script about packs of meetings: OSMB's was made, and Cabinet's is a draft."""

from jarplan.audit.canonical import digest
from jarplan.reporting.document.schema import FORMAT, to_text
from jarplan.reporting.packs import queries
from jarplan.reporting.packs.compose import compose_pack
from jarplan.reporting.packs.content import CHOICES
from jarplan.reporting.packs.verbs import make_pack, write_pack
from recommendations.models import Meeting


def write(*, by, now, body, held_on, cut_off, **said):
    """The draft of a meeting's pack with every section; what is not said begins as on its page."""
    meeting = Meeting.objects.get(body=body, held_on=held_on)
    begun = queries.begins_with(meeting, cut_off) | {"sections": list(CHOICES), "cut_off": cut_off, **said}
    write_pack(by=by, now=now, meeting=meeting, version=0, **begun)


def make(*, by, now, body, held_on):
    pack = queries.draft_of(Meeting.objects.get(body=body, held_on=held_on))
    before = queries.before(pack.meeting, pack.inspection)
    content = to_text(compose_pack(by=by, pack=pack, day=pack.cut_off, before=before))
    frozen = {"content": content, "format": FORMAT, "seen": digest(content)}
    make_pack(by=by, now=now, pack=pack, version=pack.version, **frozen)


WORDS = {"write a pack": write, "make a pack": make}
