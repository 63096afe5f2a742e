"""Every kind of entry that can be withdrawn: it leaves the pages, stays in the history, and can be entered anew; what
depends on it is named."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from actions.plan.verbs import add_action, agree_action, withdraw_action
from actions.reports.verbs import report_progress
from actions.rounds.verbs import open_round, withdraw_round
from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.integrity import triggers
from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditEvent
from jarplan.people.models import Organisation
from jarplan.people.persons.verbs import add_person
from jarplan.people.posts import verbs as posts
from jarplan.reporting.document.compose import compose
from jarplan.reporting.document.schema import FORMAT, to_text
from jarplan.reporting.operations.facts import load_law
from recommendations.councilreport.verbs import add_paragraphs, withdraw_report
from recommendations.deadlines.verbs import adopt_date, record_met, withdraw_deadline
from recommendations.inspections import mending, recommendation_verbs
from recommendations.inspections import verbs as inspections
from recommendations.law.kind_verbs import add_kind, correct_kind, withdraw_kind
from recommendations.law.rule_verbs import add_rule, withdraw_rule
from recommendations.meetings.verbs import add_meeting, withdraw_meeting
from recommendations.models import (
    Deadline,
    DeadlineRule,
    Inspection,
    InspectionKind,
    PublicationStep,
    Recipient,
    Recommendation,
)
from recommendations.pasted.numbered import Part
from recommendations.pasted.points import Point
from recommendations.recipients.verbs import add_recipient, withdraw_recipient
from recommendations.versions.verbs import make_version
from tests import kept
from tests.factories import UserFactory
from tests.plan import content, later, make_people

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BACKEND = "jarplan.people.accounts.backends.PeopleBackend"
RULE = {"number": 30, "unit": "working_day", "day_one": "next_day", "counted_from": "received"}
RULE |= {"source": "A regulation", "wording": "Words", "certainty": "secondary"}
WHY = "Entered twice"


@pytest.fixture
def ada(db):
    """Somebody who may enter and withdraw everything."""
    kept.facts()
    roles = ["administrator", "programme"]
    return add_person(by=None, now=later(0), username="ada", full_name="Ada Adamson", roles=roles)


def act(by, day=0):
    return {"by": by, "now": later(day)}


def a_meeting(by):
    return add_meeting(**act(by), body="Health scrutiny", held_on=date(2008, 9, 10), purpose="The plan")


def a_round(by):
    days = {"opens_on": date(2008, 7, 1), "closes_on": date(2008, 7, 31)}
    return open_round(**act(by), month=date(2008, 7, 1), **days)


def a_review(by, kind="childrens_services", **more):
    said = {"kind": kind, "reference": "review", "title": "Review of the tests", "area": "Leicester"}
    said |= {"reference_prefix": "Y", "published_on": date(2008, 6, 19)}
    row = inspections.add_inspection(**act(by), **said | more)
    inspections.add_timeframe(**act(by), inspection=row, version=1, label="Now", months=3, paragraph="2")
    points = [Point("Words of the tests.", timeframe="Now", paragraph="2")]
    recommendation_verbs.add_recommendations(**act(by), inspection=row, version=2, points=points)
    inspections.confirm_inspection(**act(by), inspection=row, version=3)
    row.refresh_from_db()
    return row


def a_recommendation(by):
    return a_review(by).recommendations.get()


def a_deadline(by):
    row = a_review(by, kind="other")
    rule = DeadlineRule.objects.get(slug="si-2005-1973-plan")
    inspections.attach_rule(**act(by), inspection=row, version=row.version, rule=rule)
    return row.deadlines.get()


def a_rule(by):
    return add_rule(**act(by), inspection_kind="other", duty="report", **RULE)


def a_kind(by):
    said = {"name": "review of the tests", "prefix": "ROT", "source": "A framework", "certainty": "secondary"}
    to = Recipient.objects.filter(slug="website")
    return add_kind(**act(by), report_to=to, report_source="A framework", **said)


def a_recipient(by):
    return add_recipient(**act(by), words="readers of the tests", served="each")


def a_report(by):
    inspection = Inspection.objects.filter(reference="review").first() or a_review(by)
    said = {"title": "Paper of the tests", "parts": [Part("paragraph", "Words.", "1.1")]}
    return add_paragraphs(**act(by), inspection=inspection, version=0, **said)


def a_body(by):
    return posts.add_organisation(**act(by), name="Body of the tests")


def a_post(by):
    council = Organisation.objects.get(name="Leicester City Council")
    return posts.add_post(**act(by), title="Clerk of the tests", organisation=council)


def ics():
    return reverse("reporting:public-calendar")


# How each is made, its verb, where it is shown, and the words by which it is seen there.
ENTRIES = {
    "meeting": (a_meeting, withdraw_meeting, ["/meetings/", ics], "Health scrutiny"),
    "round": (a_round, withdraw_round, ["/rounds/"], "July 2008"),
    "inspection": (
        a_review,
        mending.withdraw_inspection,
        ["/inspections/", "/deadlines/", "/publication/", ics],
        "Review of the tests",
    ),
    "recommendation": (
        a_recommendation,
        mending.withdraw_recommendation,
        ["/recommendations/", "/recommendations.csv"],
        "Words of the tests.",
    ),
    "deadline": (a_deadline, withdraw_deadline, ["/deadlines/"], "(Review of the tests)"),
    "rule": (a_rule, withdraw_rule, ["/deadlines/rules/"], "A regulation"),
    "type of inspection": (
        a_kind,
        withdraw_kind,
        ["/inspections/kinds/", "/inspections/add/", "/deadlines/rules/add/"],
        "Review of the tests",
    ),
    "recipient": (
        a_recipient,
        withdraw_recipient,
        ["/inspections/recipients/", "/inspections/kinds/add/"],
        "eaders of the tests",
    ),
    "council's report": (a_report, withdraw_report, ["/inspections/review/paper/"], "Paper of the tests"),
    "organisation": (
        a_body,
        posts.withdraw_organisation,
        ["/people/organisations/", "/people/add-person/"],
        "Body of",
    ),
    "post": (a_post, posts.withdraw_post, ["/people/posts/", "/recommendations/R4/accountable/"], "Clerk of"),
}


@pytest.fixture(params=ENTRIES)
def entry(request, ada):
    """(the row, its verb, the pages that show it, the words that are seen there, how to make it)."""
    make, verb, pages, words = ENTRIES[request.param]
    return make(ada), verb, [page if isinstance(page, str) else page() for page in pages], words, make


def withdraw(by, verb, row, day=5, **more):
    row.refresh_from_db()
    return verb(**act(by, day), **{"entry": row, "version": row.version, "reason": WHY} | more)


def test_a_withdrawn_entry_leaves_every_page_and_stays_in_the_history(ada, entry, client, settings):
    row, verb, pages, words, _ = entry
    settings.PLAN_TODAY = date(2008, 6, 25)
    client.force_login(ada, BACKEND)
    for page in pages:
        assert words in client.get(page).content.decode(), page
    withdraw(ada, verb, row)
    for page in pages:
        assert words not in client.get(page).content.decode(), page
    event = AuditEvent.objects.get(subject=row.uuid, kind="withdrawn")
    assert event.actor == ada.uuid
    history = client.get("/history/").content.decode()
    assert "withdrawn" in history and WHY in history
    settings.PLAN_TODAY = date(2008, 6, 27)
    if pages[0].startswith(("/meetings", "/rounds", "/inspections", "/recommendations", "/deadlines")):
        assert words in client.get(pages[0] + "?as_at=2008-06-24").content.decode()
        assert words not in client.get(pages[0] + "?as_at=2008-06-25").content.decode()


def test_a_withdrawn_entry_is_marked_and_can_be_entered_anew(ada, entry):
    row, verb, *_, make = entry
    withdraw(ada, verb, row)
    model = type(row)
    kept = model._base_manager.get(pk=row.pk)
    assert (kept.withdrawn_by, kept.withdrawn_reason, kept.withdrawn_at) == (ada, WHY, later(5))
    assert not model.objects.filter(pk=row.pk).exists()
    if make in (a_recommendation, a_deadline):
        withdraw(ada, mending.withdraw_inspection, Inspection.objects.get(reference="review"))
    again = make(ada)
    assert again.pk != row.pk and model.objects.get(pk=again.pk)
    assert list(problems()) == [] and triggers.missing(connection) == set()


def test_an_entry_is_withdrawn_once_and_for_a_reason(ada, entry):
    row, verb, *_ = entry
    with pytest.raises(NotNow, match="Enter the reason for withdrawing"):
        withdraw(ada, verb, row, reason=" ")
    with pytest.raises(Stale):
        withdraw(ada, verb, row, version=row.version + 1)
    withdraw(ada, verb, row)
    with pytest.raises(NotNow, match=f"This has been withdrawn: {WHY}"):
        withdraw(ada, verb, row)
    assert AuditEvent.objects.filter(subject=row.uuid, kind="withdrawn").count() == 1


@pytest.mark.parametrize("role", ["officer", "approver", "finance", "cabinet"])
def test_an_entry_is_not_everybodys_to_withdraw(ada, entry, role):
    row, verb, *_ = entry
    with pytest.raises(Refused):
        withdraw(UserFactory(roles=[role]), verb, row)
    assert type(row).objects.filter(pk=row.pk).exists()


def refused(by, verb, row):
    """What is said to depend on an entry."""
    with pytest.raises(NotNow) as caught:
        withdraw(by, verb, row)
    assert type(row).objects.filter(pk=row.pk).exists()
    return caught.value.sentence


def test_what_depends_on_a_meeting_is_named(ada):
    row = a_meeting(ada)
    reporting = open_round(
        **act(ada),
        month=date(2008, 7, 1),
        opens_on=date(2008, 7, 1),
        closes_on=date(2008, 7, 31),
        meeting=row,
    )
    assert refused(ada, withdraw_meeting, row) == "This cannot be withdrawn: 1 reporting round is for it."
    withdraw(ada, withdraw_round, reporting)
    withdraw(ada, withdraw_meeting, row)


def test_what_was_reported_in_a_round_is_named(ada):
    people = make_people()
    found = Recommendation.objects.get(reference="R4")
    action = add_action(**act(ada), recommendation=found, content=content(people.post_a))
    action = agree_action(**act(ada), action=action)
    row = open_round(
        **act(ada), month=date(2008, 6, 1), opens_on=date(2008, 6, 20), closes_on=date(2008, 6, 30)
    )
    report_progress(
        by=people.officer_a, now=later(1), action=action, rating="green", done="All audited", round=row
    )
    assert refused(ada, withdraw_round, row) == "This cannot be withdrawn: 1 report was sent in it."


def test_what_depends_on_a_recommendation_and_its_inspection_is_named(ada):
    row = a_review(ada)
    found = row.recommendations.get()
    post = a_post(ada)
    action = add_action(**act(ada), recommendation=found, content=content(post))
    assert (
        refused(ada, mending.withdraw_recommendation, found)
        == "This cannot be withdrawn: 1 action answers it."
    )
    assert "Y1: 1 action answers it" in refused(ada, mending.withdraw_inspection, row)
    assert refused(ada, posts.withdraw_post, post) == "This cannot be withdrawn: 1 action is led by it."
    # An action that was withdrawn keeps its reference for ever, and with it what it answers.
    withdraw_action(**act(ada), action=action, version=action.version, reason="Not needed")
    assert "1 action answers it" in refused(ada, mending.withdraw_recommendation, found)


def test_a_version_that_prints_an_inspection_keeps_it(ada):
    row = a_review(ada)
    frozen = to_text(compose(day=date(2008, 6, 20), now=later(0)))
    make_version(**act(ada), content=frozen, format=FORMAT, title="Action plan")
    assert "version 1 of the plan prints it" in refused(
        ada, mending.withdraw_recommendation, row.recommendations.get()
    )
    assert "version 1 of the plan prints it" in refused(ada, mending.withdraw_inspection, row)


def test_what_was_decided_about_a_deadline_is_named(ada):
    row = a_deadline(ada)
    adopt_date(**act(ada), deadline=row, version=1, adopted_on=date(2008, 9, 8), reason="A day to spare")
    said = "the council has adopted 8 September 2008 as its date"
    assert said in refused(ada, withdraw_deadline, row)
    assert f"publish the action plan: {said}" in refused(ada, mending.withdraw_inspection, row.inspection)
    record_met(**act(ada), deadline=row, version=2, met_on=date(2008, 6, 20), proof="Mercury, page 4")
    assert "the duty has been recorded as met on 20 June 2008" in refused(ada, withdraw_deadline, row)
    assert "2 deadlines are counted by it" in refused(ada, withdraw_rule, row.rule)


def test_what_belongs_to_an_organisation_is_named(ada):
    body = a_body(ada)
    post = posts.add_post(**act(ada), title="Clerk", organisation=body)
    person = UserFactory(organisation=body)
    said = refused(ada, posts.withdraw_organisation, body)
    assert "1 person belongs to it" in said and "1 post belongs to it" in said
    posts.hold_post(**act(ada), post=post, version=1, person=person)
    assert "1 person holds or has held it" in refused(ada, posts.withdraw_post, post)


def test_an_inspection_is_withdrawn_with_its_recommendations_deadlines_and_steps(ada):
    row = a_review(ada)
    found, deadlines = row.recommendations.get(), row.deadlines.count()
    steps = row.publication_steps.count()
    assert deadlines and steps
    withdraw(ada, mending.withdraw_inspection, row)
    events = AuditEvent.objects.filter(kind="withdrawn")
    kinds = [event.subject_kind for event in events]
    assert kinds.count("deadline") == deadlines and kinds.count("publication_step") == steps
    assert events.filter(subject=found.uuid).exists()
    for model in (Recommendation, Deadline, PublicationStep):
        assert not model.objects.filter(inspection=row).exists()


def test_an_action_cannot_be_added_to_a_recommendation_that_was_withdrawn_meanwhile(ada):
    found = a_recommendation(ada)
    withdraw(ada, mending.withdraw_recommendation, found)
    with pytest.raises(NotNow, match="withdrawn"):
        add_action(**act(ada), recommendation=found, content=content(a_post(ada)))


def test_the_page_names_what_depends_and_shows_no_form(ada, client):
    client.force_login(ada, BACKEND)
    row = a_meeting(ada)
    path = f"/meetings/{row.uuid}/withdraw/"
    assert "Nothing depends on this entry" in client.get(path).content.decode()
    open_round(
        **act(ada),
        month=date(2008, 7, 1),
        opens_on=date(2008, 7, 1),
        closes_on=date(2008, 7, 31),
        meeting=row,
    )
    page = client.get(path).content.decode()
    assert "1 reporting round is for it" in page and "Reason for withdrawing" not in page


def test_what_depends_on_a_type_of_inspection_is_named(ada):
    kind = a_kind(ada)
    rule = add_rule(**act(ada), inspection_kind=kind.slug, duty="report", **RULE)
    row = a_review(ada, kind=kind.slug)
    said = "1 inspection is of this type; 1 statutory rule is for this type"
    assert refused(ada, withdraw_kind, kind) == f"This cannot be withdrawn: {said}."
    withdraw(ada, mending.withdraw_inspection, row)
    withdraw(ada, withdraw_rule, rule)
    withdraw(ada, withdraw_kind, kind)
    with pytest.raises(NotNow, match="no such type of inspection"):
        add_rule(**act(ada, 5), inspection_kind=kind.slug, duty="report", **RULE)


def test_what_depends_on_a_recipient_is_named(ada):
    recipient, kind = a_recipient(ada), a_kind(ada)
    said = {name: getattr(kind, name) for name in ("name", "prefix", "source", "certainty")}
    both = {
        "report_to": [recipient],
        "report_source": "A law",
        "plan_to": [recipient],
        "plan_source": "A law",
    }
    correct_kind(**act(ada), kind=kind, version=kind.version, reason="Left out", **said, **both)
    row = a_review(ada, kind=kind.slug)
    depends = "1 type of inspection names it; 2 publication steps are for it"
    assert refused(ada, withdraw_recipient, recipient) == f"This cannot be withdrawn: {depends}."
    withdraw(ada, mending.withdraw_inspection, row)
    assert "1 type of inspection names it." in refused(ada, withdraw_recipient, recipient)
    withdraw(ada, withdraw_kind, kind)
    withdraw(ada, withdraw_recipient, recipient)
    assert list(problems()) == []


def test_the_law_that_was_withdrawn_here_is_not_loaded_again(ada):
    kind = InspectionKind.objects.get(slug="plan_review")
    withdraw(ada, withdraw_kind, kind)
    assert load_law(by=None, now=later(6))["loaded"] == 0
    assert not InspectionKind.objects.filter(slug="plan_review").exists()
