"""The desk of the programme office: what waits for a decision, and what is missing in the plan."""

from dataclasses import replace
from datetime import date

import pytest

from actions.challenges.verbs import ask_question, raise_challenge
from actions.duedates.verbs import ask_for_date
from actions.models import ImportDraft
from actions.plan.content import content_of
from actions.plan.verbs import edit_action
from actions.rules.dates import PlanDate
from jarplan.reporting.work.queue_kinds import DESK_KINDS
from jarplan.reporting.work.queues import read_queues
from jarplan.reporting.work.scope import Scope
from recommendations.models import Recommendation
from tests import plan
from tests.factories import PostFactory
from tests.reporting.reading import text_of

pytestmark = pytest.mark.django_db
LATER = date(2009, 3, 31)


@pytest.mark.slow
def test_decisions_wait_on_the_desk_each_with_its_verb(people):
    moved = plan.agreed(people, due=LATER)
    ask_for_date(
        by=people.officer_a,
        now=plan.NOON,
        action=moved,
        to=PlanDate.on(date(2009, 12, 1)),
        category="people",
        reason="Vacancies",
    )
    raise_challenge(by=people.cabinet, now=plan.NOON, action=plan.reported(people), question="Is it green?")
    low = {"confidence": "low", "would_help": "Two more auditors"}
    ask_question(by=people.cabinet, now=plan.NOON, action=plan.reported(people, **low), question="Who?")
    plan.signed_once(people)
    plan.proposed(people, due=LATER)
    queues = read_queues(Scope(people.programme, date(2008, 6, 20)), DESK_KINDS)
    found = {queue.title: [task.record.reference for task in queue.tasks] for queue in queues}
    assert found == {
        "Awaiting your sign-off": ["R4.4"],
        "Extensions awaiting your decision": ["R4.1"],
        "Proposed actions to agree": ["R4.5"],
        "Challenges awaiting an answer": ["R4.2"],
        "Questions awaiting an answer": ["R4.3"],
        "Low confidence": ["R4.3"],
    }


def test_a_lead_is_reminded_of_a_single_question_too(people, visit):
    action = plan.reported(people)
    ask_question(by=people.cabinet, now=plan.NOON, action=action, question="Who?")
    page = visit(people.programme, "/programme/").text
    assert "Send reminder to the lead" in page and f"do=remind&amp;action={action.reference}" in page


def test_what_one_requested_oneself_waits_for_somebody_else(people, visit):
    both = people.programme
    both.groups.add(*people.officer_a.groups.all())
    moved, changed = plan.agreed(people, due=LATER), plan.agreed(people, due=LATER)
    said = {"by": both, "now": plan.NOON, "category": "people", "reason": "Vacancies"}
    ask_for_date(action=moved, to=PlanDate.on(date(2009, 12, 1)), **said)
    content = replace(content_of(changed), text="Do something else")
    edit_action(action=changed, version=changed.version, content=content, **said)

    def found(person):
        queues = read_queues(Scope(person, date(2008, 6, 20)), DESK_KINDS)
        return {queue.title: [task.record.reference for task in queue.tasks] for queue in queues}

    # Whoever looks first decides nothing for those who look after them on the same day.
    assert not {title for title in found(people.programme_2) if "you requested" in title}
    assert found(both) == {
        "Extensions that you requested": ["R4.1"],
        "Changes that you requested": ["R4.2"],
    }
    assert "Somebody else in the programme office" in text_of(visit(both, "/programme/"))
    assert found(people.programme_2) == {
        "Extensions awaiting your decision": ["R4.1"],
        "Changes awaiting your decision": ["R4.2"],
    }


def items(visit, person):
    found = visit(person, "/programme/").context["items"]
    return {queue.key: [(one.title, one.about, one.words) for one in queue.items] for queue in found}


@pytest.mark.slow
def test_what_is_missing_in_the_plan_is_on_the_desk(people, visit):
    vacant = PostFactory(title="Head of Nothing", organisation=people.a)
    plan.proposed(people, vacant, due=LATER)
    ImportDraft.objects.create(
        original_name="plan.xlsx",
        sha256="0" * 64,
        size=1,
        uploaded_at=plan.NOON,
        uploaded_by=people.programme,
        kept_until=plan.later(1),
        understood={"questions": [], "counts": {"new": 1, "changed": 0, "rejected": 0}},
    )
    found = items(visit, people.programme)
    assert ("Head of Nothing", people.a.name, "leads 1 action") in found["vacant"]
    assert [one[0] for one in found["imports"]] == ["plan.xlsx"]
    [(title, _timeframe, missing)] = found["unanswered"]
    assert title.startswith("R4 ") and missing == "accountable officer and portfolio holder"
    Recommendation.objects.update(accountable_post=vacant)
    assert items(visit, people.programme)["unanswered"][0][2] == "portfolio holder"


@pytest.mark.slow
def test_an_administrator_names_holders_and_decides_nothing(people, visit):
    vacant = PostFactory(title="Head of Nothing", organisation=people.a)
    plan.proposed(people, vacant, due=LATER)
    page = visit(people.administrator, "/programme/")
    assert page.context["queues"] == [] and set(items(visit, people.administrator)) == {"vacant"}
    assert f"/people/posts/{vacant.uuid}/hold/" in page.text
    assert "An administrator can name a holder" in text_of(visit(people.programme, "/programme/"))


def test_an_empty_desk_says_so(people, visit):
    text = text_of(visit(people.administrator, "/programme/"))
    assert "Nothing else is waiting" in text and "No reporting rounds have been set" in text


@pytest.mark.parametrize("person", ["officer_a", "approver_a", "cabinet", "finance", "superuser"])
def test_the_desk_is_not_there_for_others(people, visit, person):
    visit(getattr(people, person), "/programme/", status=404)


def test_the_desk_is_of_today_only(people, visit):
    visit(people.programme, "/programme/?as_at=2008-07-10", status=400)
