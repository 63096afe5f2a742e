"""The later look: embedded only on its day, with every criterion shown to be met, by somebody who made no claim."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from actions.content import content_of
from actions.laterlooks import look_again
from actions.lifecycle import Status
from actions.readings import Taken
from actions.reports import report_progress
from actions.services import edit_action
from jarplan.audit.errors import NotNow, Refused
from tests.plan import delivered, fresh, make_people, real_problems, signed_off

pytestmark = pytest.mark.django_db
DECEMBER = datetime(2008, 12, 20, 9, tzinfo=UTC)


@pytest.fixture
def people():
    return make_people()


def look(people, action, now=DECEMBER, by=None, **more):
    said = {"held": True, "effect": "All are seen within a day", **more}
    return look_again(
        by=by or people.programme, now=now, action=action, version=fresh(action).version, **said
    )


def met(people, action):
    criterion = action.criteria.get()
    taken = [Taken(criterion.uuid, value="100", met=True, on=DECEMBER.date(), source="Audit")]
    who = {"by": people.officer_a, "now": DECEMBER, "action": action}
    report_progress(**who, rating="green", done="Audited again", readings=taken)


def test_it_is_embedded_when_every_criterion_is_met(people):
    action = signed_off(people)
    met(people, action)
    made = look(people, action)
    action = fresh(action)
    assert (action.status, action.look_again_on) == (Status.EMBEDDED, None)
    assert made.next_on is None
    assert "100" in made.content
    assert real_problems() == []


def test_it_is_not_embedded_before_its_day_or_without_a_reading(people):
    action = signed_off(people)
    with pytest.raises(NotNow, match="No reading shows"):
        look(people, action)
    met(people, action)
    with pytest.raises(NotNow, match="due on 20 December 2008, not before"):
        look(people, action, now=DECEMBER.replace(day=19))
    with pytest.raises(NotNow, match="Say what is seen"):
        look(people, action, effect=" ")
    assert fresh(action).status == Status.SIGNED_OFF


def test_what_does_not_hold_yet_is_looked_at_again(people):
    action = signed_off(people)
    for next_on in (None, DECEMBER.date()):
        with pytest.raises(NotNow, match="Give a day after today"):
            look(people, action, held=False, next_on=next_on)
    later = DECEMBER.date().replace(year=2009)
    look(people, action, held=False, next_on=later)
    assert (fresh(action).status, fresh(action).look_again_on) == (Status.SIGNED_OFF, later)
    assert real_problems() == []


@pytest.mark.parametrize("who", ["officer_a", "approver_a", "cabinet", "administrator", "superuser"])
def test_only_the_programme_office_looks_again(people, who):
    action = signed_off(people)
    with pytest.raises(Refused):
        look(people, action, by=getattr(people, who))


def test_only_what_is_signed_off_is_looked_at_again(people):
    with pytest.raises(NotNow, match="is delivered"):
        look(people, delivered(people))


def test_a_material_edit_ends_embedded_and_its_later_look(people):

    action = signed_off(people)
    met(people, action)
    look(people, action)
    action = fresh(action)
    other = replace(content_of(action), text="Audit some cases")
    edit_action(by=people.officer_a, now=DECEMBER, action=action, version=action.version, content=other)
    assert (fresh(action).status, fresh(action).look_again_on) == (Status.DELIVERED, None)


def test_the_page_says_what_is_not_met(cast, at):
    action = signed_off(cast)
    page = at("programme", action, "later-look").content.decode()
    assert "Not shown to be met: 100% allocated" in page
    answer = at(
        "programme", action, "later-look", {"version": action.version, "outcome": "held", "effect": "Seen"}
    )
    assert "No reading shows" in answer.content.decode()
    assert fresh(action).status == Status.SIGNED_OFF
