"""A link to a draft is for a partner without an account, kept as a digest; it ends by hand, on its day, by rule."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.audit.reading.history import visible_events
from jarplan.people.accounts.calendars import digest_of
from jarplan.people.models import User
from recommendations.consultation.links import (
    end_link,
    link_in_use,
    link_of,
    make_link,
    opened,
    versions_linked,
    why_ended,
)
from recommendations.consultation.verbs import answer_question, open_consultation, withdraw_question
from recommendations.models import DraftLink, PlanVersion
from recommendations.versions.verbs import approve_version, publish_version, withdraw_version
from tests import papers, plan
from tests.plan import fresh, later, real_problems
from tests.recommendations.consultation.test_verbs import ask
from tests.reporting.contents import make_content

pytestmark = pytest.mark.django_db
SCHOOL = (None, "Soar Valley College")
LAST = later(30).date()


@pytest.fixture
def people():
    return plan.make_people()


def a_school(people, **more):
    return ask(people, papers.drafted(people.programme, **more), SCHOOL)[0]


def linked(people, row=None, by=None, days=3, ends_on=LAST):
    """The secret of a link for a school that has no account."""
    row = row or a_school(people)
    return make_link(by=by or people.programme, now=later(days), consultation=row, ends_on=ends_on)


def test_a_link_is_known_by_a_digest_and_its_secret_is_kept_nowhere(people):
    secret = linked(people)
    row = DraftLink.objects.get()
    assert len(secret) >= 43 and row.digest == digest_of(secret) and link_of(secret) == row
    event = AuditEvent.objects.get(subject=row.uuid)
    assert (event.kind, event.role) == ("made", "programme")
    body = AuditState.objects.get(sequence=event.sequence).body
    assert secret not in body and row.digest not in body
    assert json.loads(body)["ends_on"] == LAST.isoformat()
    assert real_problems() == []


def test_a_secret_that_was_not_given_leads_nowhere(people):
    secret = linked(people)
    for guess in ("", "x", secret[:-1], secret.swapcase(), digest_of(secret)):
        assert link_of(guess) is None


def test_only_the_programme_office_makes_and_ends_one(people):
    row = a_school(people)
    for person in (people.officer_a, people.cabinet, people.administrator):
        with pytest.raises(Refused):
            linked(people, row, by=person)
        with pytest.raises(Refused):
            end_link(by=person, now=later(4), consultation=row)
    assert not DraftLink.objects.exists()


def test_whoever_has_an_account_gets_none(people):
    row = ask(people, papers.drafted(people.programme), (people.b, people.b.name))[0]
    with pytest.raises(NotNow, match="has an account"):
        linked(people, row)
    User.objects.filter(organisation=people.b).update(is_active=False)
    assert link_of(linked(people, row)).consultation == row


def test_a_day_that_is_over_is_no_last_day(people):
    with pytest.raises(NotNow, match="This date has passed"):
        linked(people, ends_on=later(2).date())
    assert linked(people, fresh(PlanVersion.objects.get().consultations.get()), ends_on=later(3).date())


def test_a_new_link_ends_the_one_before(people):
    row = a_school(people)
    first, second = linked(people, row), linked(people, row, days=4)
    assert why_ended(link_of(first), later(4).date()) == "This link was ended on 24 June 2008."
    assert why_ended(link_of(second), later(4).date()) == ""
    assert link_in_use(row) == link_of(second)
    with pytest.raises(IntegrityError), transaction.atomic():
        DraftLink.objects.update(ended_at=None, ended_by=None)


def test_a_link_is_ended_by_hand_with_an_event(people):
    secret = linked(people)
    row = link_of(secret)
    end_link(by=people.programme, now=later(5), consultation=row.consultation)
    assert why_ended(link_of(secret), later(5).date()) == "This link was ended on 25 June 2008."
    kinds = AuditEvent.objects.filter(subject=row.uuid).order_by("sequence")
    assert list(kinds.values_list("kind", flat=True)) == ["made", "ended"]
    with pytest.raises(NotNow, match="has no link"):
        end_link(by=people.programme, now=later(6), consultation=row.consultation)
    assert real_problems() == []


def test_a_link_ends_after_its_last_day(people):
    link = link_of(linked(people))
    assert why_ended(link, LAST) == ""
    assert why_ended(link, LAST + timedelta(days=1)) == "This link could be used until 20 July 2008."


def act_on(people, number, days=82):
    row = PlanVersion.objects.get(number=number)
    return {"by": people.programme, "now": later(days), "plan_version": row, "version": row.version}


def why(secret):
    return why_ended(link_of(secret), later(5).date())


def test_publishing_or_withdrawing_the_version_ends_it(people):
    secret = linked(people)
    approve_version(**act_on(people, 1), meeting=papers.a_meeting())
    assert why(secret) == ""
    publish_version(**act_on(people, 1), findings=[])
    assert why(secret) == "This version of the plan has been published."
    withdraw_version(**act_on(people, 1), reason="A mistake")
    assert why(secret) == "This version of the plan has been withdrawn."
    with pytest.raises(NotNow, match="No link can be made. This version of the plan has been withdrawn."):
        linked(people, DraftLink.objects.get().consultation)


def test_a_later_version_that_goes_to_partners_ends_it(people):
    secret = linked(people)
    made = papers.drafted(people.programme, content=make_content(4))
    assert why(secret) == ""
    open_consultation(by=people.programme, now=later(4), plan_version=made, version=made.version)
    assert why(secret) == "A later version of the plan has taken the place of this draft."


def test_a_question_that_is_withdrawn_ends_it(people):
    secret = linked(people)
    row = link_of(secret).consultation
    said = {"by": people.programme, "now": later(5), "consultation": row, "version": row.version}
    withdraw_question(**said, reason="Another school")
    assert why(secret) == "The question about this draft has been withdrawn."


def test_an_answer_does_not_end_it(people):
    secret = linked(people)
    row = link_of(secret).consultation
    said = {"by": people.programme, "now": later(5), "consultation": row, "version": row.version}
    answer_question(**said, answer="We agree", came_by="letter")
    assert why(secret) == ""


def test_openings_are_counted_and_no_part_of_the_history(people):
    link = link_of(linked(people))
    before = AuditEvent.objects.count()
    for minute in (1, 2):
        opened(link, later(4) + timedelta(minutes=minute))
    row = fresh(link)
    assert (row.times_opened, row.last_opened) == (2, later(4) + timedelta(minutes=2))
    assert AuditEvent.objects.count() == before and real_problems() == []


def test_its_history_is_for_those_who_may_read_the_answer(people):
    link = link_of(linked(people))
    for person, sees in ((people.programme, True), (people.cabinet, True), (people.officer_b, False)):
        assert visible_events(person).filter(subject=link.uuid).exists() == sees


def test_papers_are_owed_for_drafts_that_somebody_reads_by_a_link(people):
    secret = linked(people)
    papers.drafted(people.programme, content=make_content(4))
    assert [one.number for one in versions_linked(LAST)] == [1]
    assert list(versions_linked(LAST + timedelta(days=1))) == []
    end_link(by=people.programme, now=later(5), consultation=link_of(secret).consultation)
    assert list(versions_linked(LAST)) == []
