"""The story of a record in words: who did what, old and new values with their labels, names for UUIDs."""

from datetime import date

import pytest

from actions.duedates.verbs import ask_for_date, decide_date
from actions.plan.content import Criterion
from actions.reports.verbs import report_progress
from actions.rules.dates import PlanDate
from actions.signoff.deputies import name_deputy
from actions.signoff.verbs import digest_of
from jarplan.audit.reading.history import event_changes, visible_events
from jarplan.reporting.history.entries import entries_html
from jarplan.reporting.history.story import in_words, story
from tests import plan
from tests.changes import edit_action
from tests.claims import sign_off
from tests.factories import OrganisationFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return plan.make_people()


def entry_of(user, **conditions):
    return story(event_changes(visible_events(user).filter(**conditions).order_by("sequence")))


def as_pairs(item):
    return {change.label: (change.before, change.after) for change in item.changes}


def test_proposal_names_posts_and_criteria(people):
    action = plan.proposed(people)
    (item,) = entry_of(people.cabinet, subject=action.uuid)
    assert (item.title, item.reference, item.who) == ("Action proposed", "R4.1", "Programme")
    assert (item.role, item.organisation) == ("Programme office", "Leicester City Council")
    said = as_pairs(item)
    assert said["Led by"] == ("", "Head of Fieldwork Services, Leicester City Council (accountable)")
    assert said["Success criteria"] == ("", "100% allocated (unit %, target 100)")
    assert said["Due"] == ("", "18 July 2008")
    assert said["Status"] == ("", "Proposed")
    assert "Version" not in said and "Uuid" not in said
    assert item.href == "/actions/R4.1/"


def test_edit_tells_old_and_new(people):
    action = plan.agreed(people)
    content = plan.content(people.post_a, text="Another text", criteria=(Criterion("80% allocated"),))
    edit_action(
        by=people.programme,
        now=plan.NOON,
        action=action,
        version=action.version,
        content=content,
        reason="Ofsted",
    )
    item = entry_of(people.cabinet, subject=action.uuid)[-1]
    assert item.title == "Action edited"
    assert item.text == "Ofsted"
    assert as_pairs(item)["What will be done"] == ("Audit all cases and reallocate them", "Another text")


def test_report_and_its_effect_on_the_action_are_one_deed(people):
    action = plan.agreed(people)
    report_progress(
        by=people.officer_a,
        now=plan.NOON,
        action=action,
        rating="amber",
        done="Half done",
        reason="Vacancies",
        next_step="Recruit",
        recovers_on=date(2008, 7, 1),
    )
    items = entry_of(people.cabinet, reference="R4.1")
    assert [item.title for item in items] == ["Action proposed", "Action agreed", "Progress reported"]
    last = items[-1]
    assert (last.rating, last.text) == ("amber", "Half done")
    said = as_pairs(last)
    assert said["Status"] == ("Agreed", "In progress")
    assert said["Why the action is not on track"] == ("", "Vacancies")
    assert said["Expected back on track"] == ("", "1 July 2008")


def test_later_date_is_told_with_decision(people):
    action = plan.agreed(people)
    change = ask_for_date(
        by=people.officer_a,
        now=plan.NOON,
        action=action,
        to=PlanDate.on(date(2008, 9, 1)),
        category="people",
        reason="Two vacancies",
    )
    decide_date(by=people.programme, now=plan.later(1), change=change, grant=True)
    asked, decided = entry_of(people.cabinet, reference="R4.1")[-2:]
    assert (asked.title, asked.text) == ("Extension requested", "Two vacancies")
    assert as_pairs(asked)["Type of reason"] == ("", "Staff or skills")
    assert decided.title == "Extension agreed"
    assert as_pairs(decided)["Decision"] == ("Waiting for a decision", "Agreed")
    assert as_pairs(decided)["Due"] == ("18 July 2008", "1 September 2008")


def test_signatures_are_told_by_what_they_did(people):
    action = plan.signed_off(people)
    titles = [item.title for item in entry_of(people.programme, reference=action.reference)]
    assert titles[-3:] == [
        "Marked as delivered",
        "Signed off by the lead organisation",
        "Signed off for the board",
    ]
    content = plan.content(people.post_a, text="Another text")
    edit_action(by=people.programme, now=plan.NOON, action=action, version=action.version, content=content)
    last = entry_of(people.programme, reference=action.reference)[-1]
    assert last.title == "Action edited"
    assert "The text changed after it was signed." in last.text
    assert as_pairs(last)["Status"] == ("Signed off", "Delivered")


def test_refused_attempt_says_what_was_tried(people):
    from actions.plan.verbs import agree_action
    from jarplan.audit.errors import Refused

    action = plan.proposed(people)
    with pytest.raises(Refused):
        agree_action(by=people.officer_b, now=plan.NOON, action=action)
    last = entry_of(people.programme, subject=action.uuid)[-1]
    assert (last.title, last.is_refused, last.changes) == ("Refused attempt", True, [])
    assert last.text == "You cannot agree R4.1: only the programme office can."
    assert not any(item.is_refused for item in entry_of(people.officer_a, subject=action.uuid))


@pytest.mark.slow
def test_names_are_looked_up_together(people, django_assert_num_queries):
    action = plan.signed_off(people)
    found = event_changes(visible_events(people.programme).filter(reference=action.reference))
    with django_assert_num_queries(1):
        story(found)
    again = plan.signed_off(people)
    found = event_changes(
        visible_events(people.programme).filter(reference__in=[action.reference, again.reference])
    )
    with django_assert_num_queries(1):
        story(found)


def test_component_shows_old_and_new_escaped(people):
    action = plan.proposed(people)
    content = plan.content(people.post_a, text="<script>alert(1)</script>")
    edit_action(by=people.programme, now=plan.NOON, action=action, version=action.version, content=content)
    html = entries_html(entry_of(people.cabinet, subject=action.uuid))
    assert "&lt;script&gt;" in html and "<script>" not in html
    assert "<del>Audit all cases" in html


def test_a_signature_that_is_no_longer_awaited_is_said_in_words(people):
    action = plan.signed_off(people)
    said = [as_pairs(item).get("Sign-off") for item in entry_of(people.cabinet, reference=action.reference)]
    assert [pair for pair in said if pair] == [
        ("", "Awaiting the lead organisation"),
        ("Awaiting the lead organisation", "Awaiting the board"),
        ("Awaiting the board", "No longer awaited"),
    ]


def test_what_the_spreadsheet_said_is_told_with_its_labels():
    said = {"file": "draft.xlsx", "sheet": "Plan", "rag": {"text": "Amber", "cell": "N2"}}
    assert in_words(said, {}) == "Rating (RAG): Amber (cell N2 of draft.xlsx)"
    later = {"text": "Complete", "cell": "M3", "sheet": "Plan", "file": "august.xlsx"}
    assert in_words(said | {"status": later}, {}).splitlines() == [
        "Rating (RAG): Amber (cell N2 of draft.xlsx)",
        "Status: Complete (cell M3 of august.xlsx)",
    ]


def test_a_signature_in_anothers_place_names_who_signed(people):
    connexions = OrganisationFactory(name="Connexions")
    officer = UserFactory(organisation=connexions, roles=["officer"])
    post = PostFactory(organisation=connexions)
    action = plan.delivered(people, post, by=officer)
    act = {"by": people.programme, "now": plan.NOON, "reason": "It has no approver"}
    name_deputy(**act, organisation=connexions, signer=people.approver_b)
    signed = sign_off(by=people.approver_b, now=plan.NOON, action=action, seen=digest_of(action))
    (item,) = entry_of(people.cabinet, subject=signed.uuid)
    assert as_pairs(item)["Signed off as deputy"] == ("", people.approver_b.full_name)
