"""Every address that there was before the code was put into rooms is still there, and answers everybody as it did.

The record is tests/data/before_rooms/addresses.json; how to read it is in tests/addresses.py. Addresses that came
later are no matter of it.
"""

import logging

import pytest
from django.urls import resolve

from jarplan.people.models import User
from jarplan.reporting.demonstration import make as demonstration
from jarplan.reporting.published.making import make_owed
from tests import DATA, fullplan, kept
from tests.addresses import TECHNICAL, Visitors, known, read, routes, text_of

# What was decided since, by the beginning of an address. Words that are not confirmed, and every form about them, are
# there for those who enter them only; once they are confirmed the administrator puts right what was mistyped beside
# the wording, and nobody else. An action that starts after a round opened owes that round no report: who leads no
# other has nothing to go on to.
DECIDED_SINCE = {
    "/report/": ["200"],
    "/inspections/{inspection cypp-review}/": ["404"],
    "/recommendations/Y1/": ["404"],
    "/recommendations/R4/words/": ["200", "403"],
}
PATTERNS, ANSWERS = read(DATA / "before_rooms" / "addresses.json")


@pytest.fixture
def visitors(db, settings):
    """The demonstration with everything that it leaves out, on its day; and somebody for the technical admin."""
    settings.PLAN_TODAY = demonstration.DAY
    kept.demonstration()
    fullplan.go_on()
    fullplan.add_drafts()
    make_owed()  # as the process does that publishing starts
    User.objects.create_superuser(username=TECHNICAL, password=None, full_name="Tess Technical")
    return Visitors()


def test_every_pattern_is_still_there_under_its_name():
    now = routes()
    wrongs = [
        f"{route} was {name or 'unnamed'}, and is {now.get(route, 'not there')}"
        for route, name in PATTERNS.items()
        if now.get(route) != name
    ]
    assert not wrongs, "\n" + "\n".join(wrongs)


def decided_since(address):
    return [answer for start, found in DECIDED_SINCE.items() if address.startswith(start) for answer in found]


@pytest.mark.slow
@pytest.mark.nightly
def test_every_address_answers_everybody_as_it_did(visitors, tmp_path, caplog):
    caplog.set_level(logging.CRITICAL, logger="django.request")  # of the refusals there are thousands
    found, reached = {}, set()
    for address, recorded in ANSWERS.items():
        # One visitor of each answer: who may do what, of everybody, is what the tests of permissions ask.
        ask = {answer: who for who, answer in reversed(recorded.items())}.values()
        found[address] = {who: visitors.answer(who, address) for who in ask}
        reached.add(known(resolve(visitors.path(address).partition("?")[0]).route))
    (tmp_path / "found.json").write_text(text_of(routes(), found), encoding="utf-8")
    wrongs = [
        f"{address} as {who}: {answer}, not {ANSWERS[address][who]}"
        for address, by_role in found.items()
        for who, answer in by_role.items()
        if answer not in (ANSWERS[address][who], *decided_since(address))
    ]
    assert not wrongs, f"\n{len(wrongs)} differ; what was found is in {tmp_path}\n" + "\n".join(wrongs)
    assert sorted(set(PATTERNS) - reached) == [], "patterns that no address of the record leads to"
