"""The pages of a meeting, its agenda and its decisions."""

from datetime import date

import pytest

from actions.challenges.verbs import raise_challenge
from actions.duedates.verbs import decide_date
from actions.models import AgendaDecision, AgendaItem, Challenge, DateChange
from recommendations.meetings.verbs import cancel_meeting, move_meeting
from tests import agendas
from tests.agendas import AFTER, BEFORE, decide, item_of
from tests.plan import agreed, fresh, make_people, make_recommendation

pytestmark = pytest.mark.django_db
BACKEND = "jarplan.people.accounts.backends.PeopleBackend"


@pytest.fixture
def story(settings):
    settings.PLAN_TODAY = AFTER.date()
    return agendas.agenda(make_people())


@pytest.fixture
def visit(client, story):
    """visit("programme", "decisions/", {...}) posts as that person; without data it looks at the page."""

    def go(who, path="", data=None):
        client.force_login(getattr(story.people, who), BACKEND)
        address = f"/meetings/{story.meeting.uuid}/{path}"
        return client.get(address) if data is None else client.post(address, data)

    return go


def text_of(answer):
    return " ".join(answer.content.decode().split())


def said(item, **fields):
    """What is posted of an item: its fields, with the request for an extension that its page showed."""
    change = item.action and item.action.date_changes.last()
    fields = {"decision": "", "words": "", "change": change.uuid if change else "", **fields}
    return {f"item-{item.uuid}-{name}": value for name, value in fields.items()}


def by(day):
    return {"report_by_day": day.day, "report_by_month": day.month, "report_by_year": day.year}


def test_a_member_reads_the_agenda_and_changes_nothing(visit, story):
    text = text_of(visit("cabinet"))
    assert "OSMB, 30 June 2008" in text and "To agree the extension" in text and "Not recorded" in text
    for words in ("Record decisions", "Add to agenda", "Move meeting", "Take off agenda"):
        assert words not in text


def test_the_page_of_a_past_day_shows_what_was_known(visit, story):
    decide(story.people, story.item, "agreed", change=story.change)
    assert "Extension agreed" in text_of(visit("cabinet"))
    earlier = text_of(visit("programme", "?as_at=2008-06-22"))
    assert "To agree the extension" in earlier and "Extension agreed" not in earlier
    assert "Record decisions" not in earlier
    assert visit("cabinet", "?as_at=2008-06-01").status_code == 404


def test_a_moved_and_a_cancelled_meeting_say_why(visit, story, client):
    act = {"by": story.people.programme, "now": BEFORE, "meeting": story.meeting}
    move_meeting(**act, version=1, held_on=date(2008, 7, 21), reason="The chair is away")
    text = text_of(visit("cabinet"))
    assert "OSMB, 21 July 2008" in text
    assert "30 June 2008, on 21 June 2008: The chair is away" in text
    cancel_meeting(**act, version=2, reason="No quorum")
    text = text_of(visit("programme"))
    assert "Cancelled on 21 June 2008.</strong> No quorum" in text and "Withdraw cancellation" in text
    assert "Add to agenda" not in text
    client.post(f"/meetings/{story.meeting.uuid}/reinstate/", {"version": 3, "reason": "A quorum was found"})
    assert fresh(story.meeting).cancelled_at is None


def test_what_waits_is_offered_and_put_on_the_agenda_with_others(visit, story):
    waiting, other = agreed(story.people), agreed(story.people)
    agendas.asked_for(story.people, waiting)
    page = visit("programme", "agenda/")
    assert [value for value, _label in page.context["form"].fields["waiting"].choices] == [waiting.reference]
    typed = f"{other.reference.lower()}, R4"
    data = {"waiting": [waiting.reference], "references": typed, "asked": "To decide"}
    assert visit("programme", "agenda/", data).status_code == 302
    items = AgendaItem.objects.filter(asked="To decide")
    assert {one.about.reference for one in items} == {waiting.reference, other.reference, "R4"}


@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "at least one action"), ("R99.9", "no action or recommendation R99.9"), ("R4.1", "already")],
)
def test_what_cannot_be_put_on_the_agenda_is_said(visit, typed, says):
    answer = visit("programme", "agenda/", {"references": typed})
    assert answer.status_code == 200 and says in text_of(answer)


def test_an_item_is_taken_off_with_a_reason(visit, story, client):
    address = f"/agenda/{story.item.uuid}/take-off/"
    visit("programme")
    assert "Enter why the item is taken off" in text_of(client.post(address, {"version": 1, "reason": ""}))
    client.post(address, {"version": 1, "reason": "For the next meeting"})
    text = text_of(visit("cabinet"))
    assert "Taken off the agenda (1)" in text and "For the next meeting" in text


def test_one_form_takes_the_decision_on_each_item_and_members_questions(visit, story):
    second = item_of(story.people, story.meeting, agreed(story.people))
    third = item_of(story.people, story.meeting, make_recommendation())
    data = {
        **said(story.item, decision="agreed", question="Who pays for it?"),
        **said(second, decision="report", words="On agency staff", **by(date(2008, 7, 14))),
        **said(third, decision="noted", words="Noted"),
    }
    answer = visit("programme", "decisions/", data)
    assert answer.status_code == 302
    assert fresh(story.change).decision == DateChange.Decision.GRANTED
    assert Challenge.objects.get().question == "Who pays for it?"
    kinds = AgendaDecision.objects.values_list("kind", "words")
    assert set(kinds) == {("noted", "Noted"), ("agreed", ""), ("asked", ""), ("report", "On agency staff")}
    text = text_of(visit("cabinet"))
    for words in ("Due date moved to 29 August 2008", "Who pays for it?", "due by 14 July 2008"):
        assert words in text


def test_what_somebody_was_faster_with_is_said_at_its_item_and_the_rest_is_kept(visit, story):
    second = item_of(story.people, story.meeting, agreed(story.people))
    decide_date(by=story.people.programme_2, now=AFTER, change=story.change, grant=False, reason="No")
    data = {**said(story.item, decision="agreed"), **said(second, decision="noted", words="Noted")}
    answer = visit("programme", "decisions/", data)
    assert answer.status_code == 409
    forms = {form.item: form for form in answer.context["formset"]}
    assert forms[story.item].errors["decision"] == ["This extension request has already been decided."]
    assert not forms[second].errors and not forms[second].is_bound
    assert [one.item for one in AgendaDecision.objects.all()] == [second]
    assert fresh(story.change).decision == DateChange.Decision.REFUSED
    assert "There is a problem" in text_of(answer) and "1 decision recorded" in text_of(answer)


def test_of_two_decisions_on_an_item_the_one_that_can_be_done_is_kept(visit, story):
    raise_challenge(by=story.people.cabinet, now=BEFORE, action=story.action, question="Is it green?")
    data = said(story.item, decision="challenged", words="And why?", question="Which team?")
    answer = visit("programme", "decisions/", data)
    [form] = answer.context["formset"]
    assert "challenged already" in form.errors["decision"][0] and "question" not in form.errors
    assert [one.kind for one in AgendaDecision.objects.all()] == ["asked"]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"decision": "refused"}, "Enter why the extension is refused"),
        ({"decision": "challenged"}, "Enter the reason for the challenge"),
        ({"decision": "report"}, "Enter the date the report is due by"),
        ({"words": "Something"}, "Choose the decision that this note"),
        ({"decision": "noted", **by(date(2008, 7, 14))}, "Choose to ask for a report"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_recorded(visit, story, fields, says):
    second = item_of(story.people, story.meeting, agreed(story.people))
    data = {**said(story.item, **fields), **said(second, decision="noted", words="Noted")}
    answer = visit("programme", "decisions/", data)
    assert answer.status_code == 200 and says in text_of(answer)
    assert not AgendaDecision.objects.exists()


def test_the_form_of_a_page_that_was_sent_twice_records_once(visit, story):
    key = "5b2b4b6e-6b5e-4a4e-9a52-0d2a5f7f1c11"
    data = said(story.item, decision="noted", question="Which team?")
    for _ in range(2):
        assert visit("programme", f"decisions/?once={key}", data).status_code == 302
    assert AgendaDecision.objects.count() == 2 and Challenge.objects.count() == 1


def test_nothing_is_decided_before_the_meeting(visit, settings):
    settings.PLAN_TODAY = BEFORE.date()
    answer = visit("programme", "decisions/")
    assert answer.status_code == 409 and "has not been held yet" in text_of(answer)
    assert "Record decisions</a>" not in text_of(visit("programme"))


def test_what_whoever_asked_may_not_decide_is_not_offered(visit, story):
    offered = dict(visit("programme", "decisions/").context["formset"][0].fields["decision"].choices)
    assert list(offered) == ["", "noted", "agreed", "refused", "challenged", "report"]
    DateChange.objects.update(asked_by=story.people.programme)
    offered = dict(visit("programme", "decisions/").context["formset"][0].fields["decision"].choices)
    assert list(offered) == ["", "noted", "challenged", "report"]
    answer = visit("programme", "decisions/", said(story.item, decision="agreed"))
    assert "You requested this extension yourself" in text_of(answer)


def test_the_next_meeting_opens_with_the_matters_arising(visit, story, client):
    decide(story.people, story.item, "report", report_by=date(2008, 7, 14))
    following = agendas.meeting(story.people, agendas.NEXT)
    text = text_of(client.get(f"/meetings/{following.uuid}/")) if visit("cabinet") else ""
    assert "Matters arising" in text and "The report is due by 14 July 2008." in text
