"""Several people of the programme office at one pack, on PostgreSQL and over real connections: no paragraph is lost,
and one draft becomes one pack.
"""

import threading

import pytest

from jarplan.audit.errors import NotNow, Stale
from jarplan.audit.models import AuditState
from jarplan.reporting.models import MeetingPack
from jarplan.reporting.packs.verbs import make_pack
from tests import packs, plan
from tests.plan import fresh, later, make_people, real_problems
from tests.races.test_parallel import WRITERS, at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people():
    found = make_people()
    plan.agreed(found)
    for which in (packs.OSMB, packs.CABINET):
        packs.a_meeting(*which)
    return found


def test_drafts_begun_at_once_are_one_and_everybody_else_sees_it(people):
    def begin(number):
        try:
            return packs.draft(people, purpose=f"Purpose {number}").purpose
        except Stale as stale:
            return stale.current.purpose

    assert len(set(at_once(begin, WRITERS))) == 1
    assert MeetingPack.objects.count() == 1 and real_problems() == []


def test_paragraphs_written_at_once_are_all_in_the_history_and_none_is_lost(people):
    pack, gate = packs.draft(people, advice=""), threading.Barrier(WRITERS)

    def write(number):
        """Like an officer at the page: reads, adds a line, and on a stale save adds it to what is there now."""
        for tries in range(100):
            seen = fresh(pack)
            if not tries:
                gate.wait(60)
            try:
                packs.draft(people, version=seen.version, advice=f"{seen.advice}Line {number}.\n")
                return tries
            except Stale:
                continue

    tries = at_once(write, WRITERS)
    assert sum(tries) > 0, "nobody met anybody"
    advice = fresh(pack).advice
    assert sorted(advice.split("\n")[:-1]) == sorted(f"Line {number}." for number in range(WRITERS))
    kept = AuditState.objects.filter(subject_kind="meeting_pack").order_by("sequence")
    assert kept.count() == WRITERS + 1 and real_problems() == []


def test_one_draft_is_made_once_however_often_it_is_pressed(people):
    said, pack = packs.looked_at(people, packs.draft(people)), MeetingPack.objects.get()

    def press(number):
        try:
            return make_pack(by=people.programme, now=later(12), pack=pack, **said).number
        except (NotNow, Stale):
            return None

    assert sorted(filter(None, at_once(press, WRITERS))) == [1]
    assert MeetingPack.objects.count() == 1 and real_problems() == []


def test_packs_made_at_once_get_numbers_of_their_own(people):
    drafts = [packs.draft(people, which) for which in (packs.OSMB, packs.CABINET)]
    said = [packs.looked_at(people, pack) for pack in drafts]

    def press(number):
        return make_pack(by=people.programme, now=later(80), pack=drafts[number], **said[number]).number

    assert sorted(at_once(press, 2)) == [1, 2] and real_problems() == []


def test_a_save_beside_the_making_is_in_the_pack_or_refused(people):
    pack = packs.draft(people)
    said = packs.looked_at(people, pack)

    def act(number):
        try:
            if number:
                return packs.draft(people, version=pack.version, advice="At the last moment.")
            return make_pack(by=people.programme, now=later(12), pack=pack, **said)
        except (NotNow, Stale):
            return None

    made, written = at_once(act, 2)
    row = fresh(pack)
    # One of them came first; the other was told.
    assert (made is None) != (written is None) and (row.number is None) == (made is None)
    assert row.advice == ("" if made else "At the last moment.") and real_problems() == []
