"""The later look: embedded only on its day, with every criterion shown to be met, by somebody who made no claim."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from actions.plan.content import content_of
from actions.reports.measurements import Taken
from actions.reports.verbs import report_progress
from actions.rules.lifecycle import Status
from jarplan.audit.errors import NotNow, Refused
from tests.changes import edit_action
from tests.claims import boxes, look_again
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
    measured(people, action, "100", met=True)


def measured(people, action, value, met):
    criterion = action.criteria.get()
    taken = [Taken(criterion.uuid, value=value, met=met, on=DECEMBER.date(), source="Audit")]
    who = {"by": people.officer_a, "now": DECEMBER, "action": action}
    report_progress(**who, rating="green", done="Audited again", readings=taken)


@pytest.mark.slow
def test_it_is_embedded_when_every_criterion_is_met(people):
    action = signed_off(people)
    met(people, action)
    made = look(people, action)
    action = fresh(action)
    assert (action.status, action.look_again_on) == (Status.EMBEDDED, None)
    assert made.next_on is None
    assert "100" in made.content
    assert real_problems() == []


def test_it_is_not_embedded_before_its_day_or_without_saying_what_is_seen(people):
    action = signed_off(people)
    met(people, action)
    with pytest.raises(NotNow, match="due on 20 December 2008, not before"):
        look(people, action, now=DECEMBER.replace(day=19))
    with pytest.raises(NotNow, match="Enter the effect seen"):
        look(people, action, effect=" ")
    assert fresh(action).status == Status.SIGNED_OFF


@pytest.mark.slow
def test_what_does_not_hold_yet_is_looked_at_again(people):
    action = signed_off(people)
    for next_on in (None, DECEMBER.date()):
        with pytest.raises(NotNow, match="Enter a date after today"):
            look(people, action, held=False, next_on=next_on)
    later = DECEMBER.date().replace(year=2009)
    look(people, action, held=False, next_on=later)
    assert (fresh(action).status, fresh(action).look_again_on) == (Status.SIGNED_OFF, later)
    assert real_problems() == []


@pytest.mark.slow
@pytest.mark.parametrize("who", ["officer_a", "approver_a", "cabinet", "administrator", "superuser"])
def test_only_the_programme_office_looks_again(people, who):
    action = signed_off(people)
    with pytest.raises(Refused):
        look(people, action, by=getattr(people, who))


def test_only_what_is_signed_off_is_looked_at_again(people):
    with pytest.raises(NotNow, match="is delivered"):
        look(people, delivered(people))


@pytest.mark.slow
def test_a_material_edit_ends_embedded_and_its_later_look(people):

    action = signed_off(people)
    met(people, action)
    look(people, action)
    action = fresh(action)
    other = replace(content_of(action), text="Audit some cases")
    edit_action(by=people.officer_a, now=DECEMBER, action=action, version=action.version, content=other)
    assert (fresh(action).status, fresh(action).look_again_on) == (Status.DELIVERED, None)


@pytest.mark.slow
def test_the_page_asks_for_an_answer_to_what_nobody_has_answered(cast, at):
    action = signed_off(cast)
    measured(cast, action, "90", met=False)
    page = at("programme", action, "later-look")
    assert "does not show that it is met: 90 on 20 December 2008" in said(page)
    data = boxes(page.context["form"], outcome="held", effect="Seen")
    answer = {name: "" for name in data if name.startswith("answer-")}
    assert "Answer this point" in said(at("programme", action, "later-look", data | answer))
    assert fresh(action).status == Status.SIGNED_OFF and fresh(action).unanswered == 1
    assert at("programme", action, "later-look", data).status_code == 302
    assert fresh(action).status == Status.EMBEDDED
    assert (fresh(action).unproven, fresh(action).unanswered) == (1, 0)
    assert "Criteria unproven" in said(at("programme", action, ""))


def said(response):
    return " ".join(response.content.decode().split())
