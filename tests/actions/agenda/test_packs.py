"""What a pack asks of its meeting: an item of the agenda for each, and the decision on it."""

import pytest

from actions.agenda.queries import matters_arising
from actions.agenda.verbs import put_pack_on_agenda
from actions.models import AgendaItem, DateChange
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.models import AuditEvent
from jarplan.people.models import User
from recommendations.meetings.verbs import cancel_meeting
from tests import agendas
from tests.agendas import AFTER, BEFORE, NEXT, decide, meeting
from tests.plan import fresh, make_people, real_problems

pytestmark = pytest.mark.django_db
BACKEND = "jarplan.people.accounts.backends.PeopleBackend"
NOTE = "That the board notes the progress."


@pytest.fixture
def story(settings):
    settings.PLAN_TODAY = AFTER.date()
    return agendas.agenda(make_people())


def put(story, *asks, pack=1, by=None, **more):
    told = {"meeting": story.meeting, "inspection": None, "pack": pack, "asks": asks, **more}
    put_pack_on_agenda(by=by or story.people.programme, now=BEFORE, **told)
    return {one.number: one for one in AgendaItem.objects.filter(pack=pack, taken_off_at=None)}


def test_each_recommendation_is_an_item_and_one_that_names_an_action_is_asked_of_it(story):
    items = put(story, ("3.1", NOTE), ("3.2", f"To agree the extension of {story.action.reference}."))
    assert items["3.1"].about is None and str(items["3.1"]) == f"Pack 1, 3.1 at {story.meeting}"
    assert items["3.2"].pk == story.item.pk and items["3.2"].asked.startswith("To agree the extension of")
    decide(story.people, items["3.1"], "carried")
    decide(story.people, items["3.2"], "agreed", change=story.change)
    assert fresh(story.change).decision == DateChange.Decision.GRANTED
    kinds = AuditEvent.objects.filter(subject=story.item.uuid).order_by("sequence")
    assert list(kinds.values_list("kind", flat=True)) == [
        "put on the agenda",
        "asked in a pack",
        "decided: agreed",
    ]
    assert real_problems() == []


@pytest.mark.parametrize(
    ("kind", "says"),
    [("amended", "what the meeting changed"), ("lost", "not agree"), ("deferred", "deferred")],
)
def test_what_was_changed_or_not_agreed_needs_words(story, kind, says):
    item = put(story, ("3.1", NOTE))["3.1"]
    with pytest.raises(NotNow, match=says):
        decide(story.people, item, kind)
    assert decide(story.people, item, kind, words="Until the autumn").words == "Until the autumn"


def test_these_decisions_are_of_packs_and_those_on_actions_of_actions(story):
    with pytest.raises(NotNow, match="recommendation of the meeting’s pack only"):
        decide(story.people, story.item, "carried")
    item = put(story, ("3.1", NOTE))["3.1"]
    with pytest.raises(NotNow, match="about an action only"):
        decide(story.people, item, "challenged", words="Why?")


def test_a_pack_that_corrects_another_asks_anew_what_is_not_decided(story):
    first = put(story, ("3.1", NOTE), ("3.2", f"Agree {story.action.reference}"), ("3.3", "Thank the staff"))
    decide(story.people, first["3.1"], "carried")
    again = put(story, ("3.1", NOTE), ("3.2", "Praise the staff"), pack=2, corrects=1)
    assert [one.asked for one in again.values()] == ["Praise the staff"]
    on_agenda = {one.asked for one in AgendaItem.objects.filter(taken_off_at=None)}
    assert on_agenda == {NOTE, "Praise the staff", f"Agree {story.action.reference}"}
    # The action stays on the agenda, as if it had been put there by itself.
    assert (
        fresh(story.item).pack is None and fresh(first["3.3"]).taken_off_reason == "Pack 2 corrects pack 1."
    )
    assert real_problems() == []


def test_only_the_programme_office_puts_them_and_on_no_cancelled_meeting(story):
    with pytest.raises(Refused):
        put(story, ("3.1", NOTE), by=story.people.officer_a)
    cancel_meeting(
        by=story.people.programme, now=BEFORE, meeting=story.meeting, version=1, reason="No quorum"
    )
    with pytest.raises(NotNow, match="cancelled"):
        put(story, ("3.1", NOTE))


def test_an_office_of_another_plan_does_not_decide_them(story):
    item = put(story, ("3.1", NOTE))["3.1"]
    User.objects.filter(pk=story.people.programme_2.pk).update(limited_to={"programme": ["X"]})
    with pytest.raises(Refused, match="limited to certain inspections"):
        decide(story.people, item, "carried", by=fresh(story.people.programme_2))


def test_the_next_meeting_of_the_body_has_them_as_matters_arising_and_others_have_not(story):
    item = put(story, ("3.1", NOTE))["3.1"]
    decide(story.people, item, "deferred", words="Until the board has its new chair")
    following, other = meeting(story.people, NEXT), meeting(story.people, NEXT, body="Cabinet")
    day = AFTER.date()
    [matter] = matters_arising(following, day)
    assert (matter.item.title, matter.decision.label) == (f"Pack 1, recommendation 3.1: {NOTE}", "Deferred")
    assert matters_arising(other, day) == []
    assert [one.item.number for one in matters_arising(other, day, of_body=False)] == ["3.1"]


def test_the_page_of_decisions_lists_the_packs_recommendations_first(client, story):
    item = put(story, ("3.1", NOTE), ("3.2", f"To agree the extension of {story.action.reference}."))["3.1"]
    client.force_login(story.people.programme, BACKEND)
    address = f"/meetings/{story.meeting.uuid}/decisions/"
    forms = client.get(address).context["formset"]
    offered = [[str(label) for _, label in form.fields["decision"].choices] for form in forms]
    assert offered == [
        ["No decision", "Agreed", "Agreed with changes", "Not agreed", "Deferred"],
        [
            *("No decision", "Deferred", "Agree the extension to 29 August 2008", "Refuse the extension"),
            *("Challenge the rating", "Ask for a report"),
        ],
    ]
    answer = client.post(address, {f"item-{item.uuid}-decision": "lost"})
    assert "Enter why the meeting did not agree" in answer.content.decode()
    said = {f"item-{item.uuid}-decision": "lost", f"item-{item.uuid}-words": "Too early"}
    assert client.post(address, said).status_code == 302
    text = " ".join(client.get(f"/meetings/{story.meeting.uuid}/").content.decode().split())
    assert "<strong>Not agreed</strong>: Too early" in text and NOTE in text
