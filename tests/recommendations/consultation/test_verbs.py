"""Partners are asked, answer and are responded to; what was said is theirs until it is published, and fixed then."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent
from jarplan.audit.reading.history import visible_events
from jarplan.reporting.redaction.removal import redact_text
from recommendations.consultation.queries import consultation_record, partner_states
from recommendations.consultation.verbs import (
    answer_question,
    ask_partners,
    move_answer_by,
    respond,
    withdraw_question,
)
from recommendations.models import Consultation
from recommendations.versions.verbs import approve_version, publish_version, withdraw_version
from recommendations.visibility import answers_seen_by
from tests import papers, plan
from tests.factories import UserFactory
from tests.plan import later, real_problems
from tests.reporting.contents import make_content

pytestmark = pytest.mark.django_db
BY = date(2008, 7, 10)


@pytest.fixture
def people(db):
    return plan.make_people()


def ask(people, made, *partners, by=None, days=2, **more):
    partners = partners or ((people.b, people.b.name),)
    more = {"answer_by": BY, "question": "Do you agree?", **more}
    by = by or people.programme
    return ask_partners(
        by=by, now=later(days), plan_version=made, version=made.version, partners=partners, **more
    )


def asked(people, **more):
    return ask(people, papers.drafted(people.programme, **more))[0]


def answered(people, row=None, by=None, days=5, answer="We agree", **more):
    row = row or asked(people)
    act = {"by": by or people.officer_b, "now": later(days), "consultation": row, "version": row.version}
    return answer_question(**act, answer=answer, **more)


def responded(people, row=None, by=None, days=8, outcome="changed", response="We moved the date", **more):
    row = row or answered(people)
    act = {"by": by or people.programme, "now": later(days), "consultation": row, "version": row.version}
    return respond(**act, outcome=outcome, response=response, **more)


def publish(people, made):
    act = {"by": people.programme, "plan_version": made}
    made.refresh_from_db()
    made = approve_version(**act, now=later(80), version=made.version, meeting=papers.a_meeting())
    return publish_version(**act, now=later(81), version=made.version, findings=[])


# Asking


def test_asking_about_a_draft_puts_it_in_consultation(people):
    made = papers.drafted(people.programme)
    rows = ask(people, made, (people.b, people.b.name), (None, "Children's Society"))
    made.refresh_from_db()
    assert made.state == "in_consultation"
    assert [(row.partner_name, row.asked_on, row.answer_by) for row in rows] == [
        (people.b.name, date(2008, 6, 22), BY),
        ("Children's Society", date(2008, 6, 22), BY),
    ]
    kinds = AuditEvent.objects.filter(at=later(2)).values_list("kind", flat=True)
    assert sorted(kinds) == ["asked", "asked", "consultation opened"] and real_problems() == []


def test_others_are_asked_while_it_is_in_consultation(people):
    made = papers.in_consultation(people.programme)
    ask(people, made)
    ask(people, made, (people.a, people.a.name), days=3)
    assert made.consultations.count() == 2


def test_all_are_asked_or_none(people):
    made = papers.in_consultation(people.programme)
    ask(people, made)
    with pytest.raises(NotNow, match="LEICESTER CITY PCT has already been asked about this version"):
        ask(people, made, (None, "Barnardo's"), (None, "LEICESTER CITY PCT"))
    assert made.consultations.count() == 1


def test_nobody_is_asked_about_a_version_that_is_approved_or_over(people):
    for made in (
        papers.approved(people.programme),
        papers.published(people.programme, content=make_content(4)),
    ):
        with pytest.raises(NotNow, match="a draft or a version in consultation"):
            ask(people, made)
    assert not Consultation.objects.exists()


def test_the_day_for_the_answer_is_today_or_later(people):
    made = papers.drafted(people.programme)
    with pytest.raises(NotNow, match="This date has passed"):
        ask(people, made, answer_by=date(2008, 6, 21))
    made.refresh_from_db()
    assert made.state == "draft"
    ask(people, made, answer_by=date(2008, 6, 22))


def test_a_draft_that_somebody_sent_on_meanwhile_is_stale_for_nobody_and_asked_about(people):
    """Two of the programme office look at the draft; the second one's partners are asked as well."""
    made = papers.drafted(people.programme)
    ask(people, made)
    ask(people, made, (people.a, people.a.name), by=people.programme_2)
    assert made.consultations.count() == 2


def test_the_day_is_moved_with_a_reason(people):
    row = asked(people)
    act = {"by": people.programme, "now": later(4), "consultation": row, "version": row.version}
    for day, reason, says in (
        (date(2008, 7, 20), " ", "Enter why"),
        (BY, "Holidays", "the same as before"),
        (date(2008, 6, 23), "Holidays", "has passed"),
    ):
        with pytest.raises(NotNow, match=says):
            move_answer_by(**act, answer_by=day, reason=reason)
    assert move_answer_by(**act, answer_by=date(2008, 7, 20), reason="Holidays").answer_by.day == 20
    with pytest.raises(NotNow, match="has been answered"):
        row = answered(people, Consultation.objects.get())
        move_answer_by(**{**act, "version": row.version}, answer_by=date(2008, 7, 25), reason="x")


def test_a_question_asked_by_mistake_is_taken_back_and_not_recorded(people):
    row = asked(people)
    act = {"by": people.programme, "now": later(4), "consultation": row, "version": row.version}
    with pytest.raises(NotNow, match="Enter why"):
        withdraw_question(**act, reason="")
    row = withdraw_question(**act, reason="Wrong body")
    with pytest.raises(NotNow, match="has been withdrawn"):
        answered(people, row)
    assert consultation_record(row.version_asked) == []


def test_what_is_answered_is_not_taken_back(people):
    row = answered(people)
    act = {"by": people.programme, "now": later(6), "consultation": row, "version": row.version}
    with pytest.raises(NotNow, match="cannot be withdrawn"):
        withdraw_question(**act, reason="We do not like it")


# Answering


@pytest.mark.slow
@pytest.mark.parametrize("name", ["officer_b", "approver_b"])
def test_the_partners_own_people_answer(people, name):
    row = answered(people, by=getattr(people, name))
    assert (row.answered_on, row.answered_by, row.came_by) == (date(2008, 6, 25), getattr(people, name), "")
    event = AuditEvent.objects.get(kind="answered")
    assert event.role == name.removesuffix("_b") and real_problems() == []


@pytest.mark.parametrize(
    "name", ["officer_a", "approver_a", "cabinet", "finance", "administrator", "superuser"]
)
def test_nobody_else_answers(people, name):
    with pytest.raises(Refused):
        answered(people, by=getattr(people, name))
    assert Consultation.objects.get().answer == ""


def test_nobody_without_an_organisation_answers_for_a_partner_that_is_only_a_name(people):
    [row] = ask(people, papers.drafted(people.programme), (None, "Children's Society"))
    people.officer_b.organisation = None
    with pytest.raises(Refused):
        answered(people, row)


def test_the_programme_office_says_when_and_how_the_answer_came(people):
    row = asked(people)
    for more, says in (
        ({}, "how the answer was received"),
        ({"came_by": "letter", "answered_on": date(2008, 6, 21)}, "cannot be earlier"),
        ({"came_by": "letter", "answered_on": date(2008, 6, 26)}, "must be today or in the past"),
    ):
        with pytest.raises(NotNow, match=says):
            answered(people, row, by=people.programme, **more)
    row = answered(people, row, by=people.programme, came_by="letter", answered_on=date(2008, 6, 24))
    assert (row.answered_on, row.came_by) == (date(2008, 6, 24), "letter")


def test_an_answer_that_is_there_is_corrected_with_a_reason_and_responded_to_anew(people):
    row = responded(people)
    with pytest.raises(NotNow, match="why you are correcting it"):
        answered(people, row, days=9, answer="We do not agree")
    row = answered(people, row, days=9, answer="We do not agree", reason="A word was missing")
    assert (row.answered_on, row.outcome, row.response, row.responded_at) == (
        date(2008, 6, 25),
        "",
        "",
        None,
    )
    assert AuditEvent.objects.filter(kind="answer corrected").count() == 1


def test_two_answers_at_once_are_one_answer_and_one_stale_page(people):
    row = asked(people)
    answered(people, row, answer="Ours")
    row.version -= 1
    with pytest.raises(Stale) as stale:
        answered(people, row, by=people.approver_b, answer="Mine")
    assert stale.value.current.answer == "Ours"


def test_an_answer_after_the_day_is_taken(people):
    row = asked(people)
    [one] = partner_states(row.version_asked, people.cabinet, date(2008, 7, 12))
    assert (one.state, one.days) == ("overdue", 2)
    answered(people, row, days=23)
    [one] = partner_states(row.version_asked, people.cabinet, date(2008, 7, 13))
    assert one.state == "answered"


# Responding


def test_the_programme_office_says_what_became_of_it(people):
    row = responded(people)
    assert (row.outcome, row.responded_by) == ("changed", people.programme)
    with pytest.raises(NotNow, match="why you are correcting it"):
        responded(people, row, days=9, outcome="not_changed", response="No money")
    row = responded(people, row, days=9, outcome="not_changed", response="No money", reason="Misread")
    assert row.response == "No money" and real_problems() == []


def test_what_is_not_answered_is_not_responded_to(people):
    with pytest.raises(NotNow, match="no answer yet"):
        responded(people, asked(people))


@pytest.mark.parametrize("said", [{"outcome": ""}, {"outcome": "perhaps"}, {"response": " "}])
def test_a_response_says_whether_and_what(people, said):
    with pytest.raises(NotNow):
        responded(people, **said)


@pytest.mark.parametrize("name", ["officer_b", "approver_b", "officer_a", "cabinet", "administrator"])
def test_only_the_programme_office_responds_asks_moves_and_takes_back(people, name):
    row, by = answered(people), getattr(people, name)
    act = {"by": by, "now": later(9), "consultation": row, "version": row.version}
    for call in (
        lambda: responded(people, row, by=by),
        lambda: move_answer_by(**act, answer_by=date(2008, 8, 1), reason="x"),
        lambda: withdraw_question(**act, reason="x"),
        lambda: ask(people, row.version_asked, (people.a, people.a.name), by=by),
    ):
        with pytest.raises(Refused):
            call()


def test_whoever_speaks_for_the_partner_does_not_respond_to_it(people):
    both = UserFactory(username="both", organisation=people.b, roles=["approver", "programme"])
    with pytest.raises(Refused, match="somebody else must respond"):
        responded(people, by=both)


# The record, and who reads it before it is published


def test_a_published_record_holds_the_answers_of_all_versions_that_led_to_it_and_is_fixed(people):
    row = responded(people)
    second = papers.drafted(people.programme, content=make_content(4), days=10)
    ask(people, second, days=11)
    made = publish(people, second)
    kept = json.loads(made.record)["consultation"]
    assert [(one["version"], one["partner"], one["answer"], one["outcome"]) for one in kept] == [
        (1, people.b.name, "We agree", "changed"),
        (2, people.b.name, "", ""),
    ]
    with pytest.raises(NotNow, match="Version 2 was published"):
        answered(people, row, days=90, answer="No", reason="Late")
    with pytest.raises(NotNow, match="Version 2 was published"):
        responded(people, row, days=90, response="No", reason="Late")


def test_an_answer_to_a_withdrawn_version_still_counts_for_the_next(people):
    row = asked(people)
    made = plan.fresh(row.version_asked)
    act = {"by": people.programme, "now": later(3), "plan_version": made, "version": made.version}
    withdraw_version(**act, reason="Too early")
    answered(people, row)


READS = {"programme", "programme_2", "cabinet", "officer_b", "approver_b"}


def test_answers_are_read_by_the_partner_the_programme_office_and_cabinet_until_they_are_public(people):
    row = responded(people)
    names = [name for name, one in vars(people).items() if hasattr(one, "username")]

    def readers():
        return {name for name in names if answers_seen_by(getattr(people, name)).exists()}

    def told():
        events = {name: visible_events(getattr(people, name)) for name in names}
        return {name for name in names if events[name].filter(subject_kind="consultation").exists()}

    assert readers() == told() == READS
    publish(people, row.version_asked)
    assert readers() == told() == set(names)


def test_a_name_is_taken_out_of_answer_and_response(people):
    row = responded(people, answered(people, answer="Jay Doe was not asked"), response="Jay Doe was")
    redact_text(by=people.administrator, now=later(12), text="Jay Doe", reason="A child")
    row.refresh_from_db()
    assert (row.answer, row.response) == ("[removed] was not asked", "[removed] was")
    assert real_problems() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"withdrawn_at": later(9), "withdrawn_reason": "x"},
        {"response": ""},
        {"answer": ""},
        {"answer_by": date(2008, 6, 1)},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_the_database_keeps_the_promises(people, wrong):
    row = responded(people)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=row.pk).update(**wrong)
