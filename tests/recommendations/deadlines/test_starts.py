"""Where a deadline is counted from: the day that the law names, another deadline, or publication, saying why."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditEvent
from recommendations.deadlines import queries, verbs
from recommendations.inspections.forms import InspectionForm
from recommendations.inspections.mending import change_inspection
from recommendations.inspections.queries import moved_by
from recommendations.inspections.verbs import add_inspection, attach_rule
from recommendations.models import Deadline, DeadlineRule, Inspection
from tests.factories import UserFactory
from tests.recommendations.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BACKEND = "jarplan.people.accounts.backends.PeopleBackend"
PUBLISHED = date(2008, 6, 5)


def rule(slug, duty, number, counted_from, after_duty="", **more):
    said = {"unit": "month", "day_one": "next_day", "source": "A framework", "wording": "Words."}
    said |= {"inspection_kind": "other", "certainty": "secondary", "after_duty": after_duty}
    return DeadlineRule.objects.create(
        slug=slug, duty=duty, number=number, counted_from=counted_from, **said | more
    )


@pytest.fixture
def chain(facts):
    """A progress review six months after the plan is published, an annual review six months after that one."""
    rule("a-plan", "plan", 2, "published")
    rule("b-review", "progress_review", 6, "met", "plan")
    rule("c-year", "annual_review", 6, "met", "progress_review")


def entered(by, **more):
    said = {"kind": "other", "reference": "one", "title": "A review", "area": "Leicester"}
    return add_inspection(by=by, now=NOON, published_on=PUBLISHED, **said | more)


def starts():
    rows = Deadline.objects.filter(inspection__reference="one").order_by("rule__slug")
    return {row.rule.slug: (row.start, row.computed_on) for row in rows}


def deadline(slug):
    return Deadline.objects.get(rule__slug=slug)


def record(slug):
    row = deadline(slug)
    return next(one for one in queries.deadlines() if one.uuid == str(row.uuid))


def met(by, slug, on, **more):
    row = deadline(slug)
    act = {"deadline": row, "version": row.version, "met_on": on, "proof": "The minutes"}
    return verbs.record_met(by=by, now=NOON, **act | more)


def test_until_the_other_duty_is_met_its_deadline_in_force_counts_and_the_page_says_so(programme, chain):
    entered(programme)
    assert starts() == {
        "a-plan": (PUBLISHED, date(2008, 8, 5)),
        "b-review": (date(2008, 8, 5), date(2009, 2, 5)),
        "c-year": (date(2009, 2, 5), date(2009, 8, 5)),
    }
    shown = record("b-review")
    assert shown.counted_from_label == "the duty to publish the action plan is due"
    assert "has not been met yet" in shown.start_note


def test_the_day_it_is_met_takes_its_place_all_along_the_chain(programme, chain):
    entered(programme)
    met(programme, "a-plan", date(2008, 6, 10))
    assert starts()["b-review"] == (date(2008, 6, 10), date(2008, 12, 10))
    assert starts()["c-year"] == (date(2008, 12, 10), date(2009, 6, 10))
    shown = record("b-review")
    assert (shown.counted_from_label, shown.start_note) == (
        "the duty to publish the action plan was met",
        "",
    )
    kinds = AuditEvent.objects.filter(subject=deadline("c-year").uuid).values_list("kind", flat=True)
    assert "counted from another duty" in set(kinds)
    assert not [problem for problem in problems() if "differs" in problem]


def test_a_correction_and_an_adopted_date_of_the_other_duty_are_followed(programme, chain):
    entered(programme)
    row = deadline("a-plan")
    verbs.adopt_date(
        by=programme,
        now=NOON,
        deadline=row,
        version=row.version,
        adopted_on=date(2008, 8, 1),
        reason="The board meets then",
    )
    assert starts()["b-review"][0] == date(2008, 8, 1)
    met(programme, "a-plan", date(2008, 6, 10))
    met(programme, "a-plan", date(2008, 6, 11), reason="The minutes were misread")
    assert starts()["b-review"][0] == date(2008, 6, 11)


def test_what_was_counted_from_a_record_is_counted_again_once_that_is_taken_back(programme, chain):
    entered(programme)
    before = starts()
    row = met(programme, "a-plan", date(2008, 6, 10))
    act = {"by": programme, "now": NOON, "reason": "The wrong deadline"}
    row = verbs.take_back_met(**act, entry=row, version=row.version)
    assert starts() == before
    said = {"adopted_on": date(2008, 8, 1), "reason": "The board meets then"}
    row = verbs.adopt_date(**act | {"deadline": row, "version": row.version} | said)
    assert starts()["b-review"][0] == date(2008, 8, 1)
    verbs.take_back_adopted(**act, entry=row, version=row.version)
    assert starts() == before


def test_an_adopted_date_of_its_own_stays(programme, chain):
    entered(programme)
    row = deadline("b-review")
    act = {"deadline": row, "version": row.version, "adopted_on": date(2009, 1, 31), "reason": "The board"}
    verbs.adopt_date(by=programme, now=NOON, **act)
    met(programme, "a-plan", date(2008, 6, 10))
    assert record("b-review").in_force == date(2009, 1, 31)


def test_without_the_other_duty_it_is_counted_from_publication_until_there_is_one(programme, facts):
    late = rule("late", "annual_review", 1, "met", "plan")
    row = entered(programme)
    assert starts() == {"late": (PUBLISHED, date(2008, 7, 5))}
    assert deadline("late").start_note.startswith("This inspection has no deadline for the duty to publish")
    act = {"by": programme, "now": NOON, "inspection": row, "version": row.version}
    attach_rule(**act, rule=rule("plan-too", "plan", 2, "published", inspection_kind="none"))
    assert starts()["late"] == (date(2008, 8, 5), date(2008, 9, 5))
    assert late.duty_in_words == "hold the annual review"


def test_two_duties_that_wait_for_one_another_are_each_counted_once(programme, facts):
    rule("egg", "plan", 1, "met", "annual_review")
    rule("hen", "annual_review", 1, "met", "plan")
    entered(programme)
    assert starts() == {
        "egg": (date(2008, 8, 5), date(2008, 9, 5)),
        "hen": (date(2008, 9, 5), date(2008, 10, 5)),
    }


def test_the_end_of_the_visit_is_counted_from_once_it_is_recorded(programme, facts):
    rule("visit", "report", 3, "visited")
    row = entered(programme)
    assert starts()["visit"][0] == PUBLISHED
    assert "The date the inspectors' visit ended is not recorded" in deadline("visit").start_note
    verbs.record_visit(by=programme, now=NOON, inspection=row, version=1, visited_on=date(2008, 5, 16))
    assert starts()["visit"] == (date(2008, 5, 16), date(2008, 8, 16))
    row.refresh_from_db()
    act = {"by": programme, "now": NOON, "inspection": row, "version": row.version}
    with pytest.raises(NotNow, match="why you are correcting the date"):
        verbs.record_visit(**act, visited_on=date(2008, 5, 15))
    with pytest.raises(NotNow, match="once it is over"):
        verbs.record_visit(**act, visited_on=date(2008, 6, 21))


def test_a_visit_that_is_known_at_once_is_counted_from_at_once(programme, facts):
    rule("visit", "report", 3, "visited")
    entered(programme, visited_on=date(2008, 5, 16))
    assert (starts()["visit"][0], deadline("visit").start_note) == (date(2008, 5, 16), "")


@pytest.mark.parametrize("role", ["officer", "administrator", "cabinet"])
def test_only_the_programme_office_records_a_visit(facts, role):
    by = UserFactory(roles=[role])
    with pytest.raises(Refused):
        verbs.record_visit(
            by=by, now=NOON, inspection=Inspection.objects.get(), version=1, visited_on=date(2008, 2, 1)
        )


def test_the_page_shows_what_a_visit_changes_before_it_is_recorded(programme, facts, client, settings):
    settings.PLAN_TODAY = NOON.date()
    rule("visit", "report", 3, "visited")
    row = entered(programme)
    client.force_login(programme, BACKEND)
    boxes = {"visited_on_day": 16, "visited_on_month": 5, "visited_on_year": 2008, "version": row.version}
    address = f"/inspections/{row.uuid}/visit/"
    page = client.post(address, boxes | {"look": "1"}).content.decode()
    assert "16 August 2008" in page and "Nothing has been saved yet" in page
    assert starts()["visit"][0] == PUBLISHED
    assert client.post(address, boxes).status_code == 302
    assert starts()["visit"][0] == date(2008, 5, 16)
    none = client.post(address, boxes | {"look": "1", "visited_on_year": 2009}).content.decode()
    assert "must be today or in the past" in none


def test_what_is_counted_from_a_deadline_that_changes_is_shown_with_it(programme, facts):
    rule("visit", "report", 3, "visited")
    rule("after", "annual_review", 6, "met", "report")
    rule("later", "progress_review", 6, "met", "annual_review")
    rule("apart", "plan", 2, "published")
    row = entered(programme)
    day = date(2008, 5, 16)
    shown = queries.effects_of_day(row, DeadlineRule.CountedFrom.VISITED, day)
    foreseen = {one.computed: then.computed for one, then in shown}
    assert foreseen == {
        date(2008, 9, 5): date(2008, 8, 16),
        date(2009, 3, 5): date(2009, 2, 16),
        date(2009, 9, 5): date(2009, 8, 16),
    }
    verbs.record_visit(by=programme, now=NOON, inspection=row, version=1, visited_on=day)
    assert {computed for slug, (_, computed) in starts().items() if slug != "apart"} == set(foreseen.values())


def test_a_chain_of_new_rules_is_shown_and_counted_in_its_own_order(programme, facts):
    """Entered the other way round: what comes last waits for what was entered after it."""
    rule("c-year", "annual_review", 6, "met", "progress_review")
    rule("b-review", "progress_review", 6, "met", "plan")
    rule("a-plan", "plan", 2, "published")
    row = entered(programme, kind="plan_review")
    corrected = {
        "kind": "other",
        "published_on": PUBLISHED,
        "received_on": None,
        "sent_on": None,
        "visited_on": None,
    }
    foreseen = {what: then for what, _, then in moved_by(row, **corrected)}
    assert foreseen == {
        "Publish the action plan (new)": date(2008, 8, 5),
        "Review progress (new)": date(2009, 2, 5),
        "Hold the annual review (new)": date(2009, 8, 5),
    }
    act = {"by": programme, "now": NOON, "inspection": row, "version": row.version}
    change_inspection(**act, reason="The wrong type", **corrected)
    assert {computed for _, computed in starts().values()} == set(foreseen.values())


def test_a_new_rule_is_shown_counted_from_a_deadline_that_moves_with_it(programme, facts):
    rule("a-plan", "plan", 2, "published")
    rule("b-review", "progress_review", 6, "met", "plan", in_force_until=date(2008, 6, 4))
    row = entered(programme)
    assert starts().keys() == {"a-plan"}
    earlier = {
        "kind": "other",
        "published_on": date(2008, 6, 3),
        "received_on": None,
        "sent_on": None,
        "visited_on": None,
    }
    foreseen = {what: then for what, _, then in moved_by(row, **earlier)}
    assert foreseen["Review progress (new)"] == date(2009, 2, 3)
    act = {"by": programme, "now": NOON, "inspection": row, "version": row.version}
    change_inspection(**act, reason="Misread", **earlier)
    assert starts()["b-review"] == (date(2008, 8, 3), date(2009, 2, 3))


def test_a_rule_of_another_type_that_would_wait_for_itself_is_not_applied(programme, facts):
    rule("a-plan", "plan", 2, "met", "annual_review")
    row = entered(programme)
    other = rule("b-year", "annual_review", 6, "met", "plan", inspection_kind="none")
    with pytest.raises(ValidationError, match="would wait for itself"):
        attach_rule(by=programme, now=NOON, inspection=row, version=row.version, rule=other)


def test_the_day_the_report_was_sent_is_counted_from_once_it_is_recorded(programme, facts, client, settings):
    settings.PLAN_TODAY = NOON.date()
    rule("sent", "report", 3, "sent")
    row = entered(programme)
    assert starts()["sent"][0] == PUBLISHED
    assert deadline("sent").start_note.startswith("The date the report was sent is not recorded")
    client.force_login(programme, BACKEND)
    address = f"/inspections/{row.uuid}/sent/"
    boxes = {"sent_on_day": 30, "sent_on_month": 5, "sent_on_year": 2008, "version": row.version}
    page = client.post(address, boxes | {"look": "1"}).content.decode()
    assert "30 August 2008" in page and starts()["sent"][0] == PUBLISHED
    assert client.post(address, boxes).status_code == 302
    assert starts()["sent"] == (date(2008, 5, 30), date(2008, 8, 30)) and not deadline("sent").start_note
    assert "<dt>Sent</dt><dd>30 May 2008</dd>" in client.get(f"/inspections/{row.uuid}/").content.decode()
    row.refresh_from_db()
    act = {"by": programme, "now": NOON, "inspection": row, "version": row.version}
    with pytest.raises(NotNow, match="why you are correcting the date"):
        verbs.record_sent(**act, sent_on=date(2008, 5, 29))
    verbs.record_sent(**act, sent_on=date(2008, 5, 29), reason="The postmark")
    assert AuditEvent.objects.filter(subject=row.uuid, kind="sending recorded").count() == 2
    assert not [problem for problem in problems() if "differs" in problem]


def test_nobody_is_asked_when_the_report_was_sent_where_no_rule_counts_from_there(facts):
    said = {"kind": "other", "published_on": PUBLISHED}
    assert "sent_on" not in InspectionForm(initial=said).fields
    assert "sent_on" in InspectionForm(initial=said | {"sent_on": PUBLISHED}).fields, "it can be corrected"
    rule("sent", "report", 3, "sent")
    assert "sent_on" in InspectionForm(initial=said).fields


def test_the_day_of_sending_is_offered_where_a_rule_counts_from_it(programme, facts, client):
    client.force_login(programme, BACKEND)
    row = Inspection.objects.get()
    address = f'href="/inspections/{row.uuid}/sent/"'
    assert address not in client.get("/deadlines/").content.decode()
    act = {"by": programme, "now": NOON, "inspection": row, "version": row.version}
    attach_rule(**act, rule=rule("sent", "report", 3, "sent", inspection_kind="none"))
    assert client.get("/deadlines/").content.decode().count(address) == 1
