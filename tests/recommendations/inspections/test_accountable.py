"""The verbs of this room: who may, what they leave behind, and what they refuse."""

from datetime import date

import pytest

from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent
from jarplan.audit.reading.folding import state_at
from jarplan.people.roles import Role
from recommendations.deadlines import policies as deadlines_policies
from recommendations.deadlines import queries
from recommendations.deadlines import verbs as deadlines_verbs
from recommendations.inspections import policies, recommendation_verbs
from recommendations.models import Deadline, Inspection, Recommendation
from recommendations.publication import policies as publication_policies
from tests.factories import UserFactory
from tests.recommendations.conftest import NOON

pytestmark = pytest.mark.django_db
CHECKS = (
    policies.check_set_accountable,
    deadlines_policies.check_adopt_date,
    publication_policies.check_record_step,
    deadlines_policies.check_record_receipt,
    deadlines_policies.check_count,
    deadlines_policies.check_count_again,
    deadlines_policies.check_record_met,
)


def set_accountable(by, recommendation, post, holder=None, **more):
    more.setdefault("version", recommendation.version)
    return recommendation_verbs.set_accountable(
        by=by,
        now=NOON,
        recommendation=recommendation,
        accountable_post=post,
        portfolio_holder=holder,
        **more,
    )


@pytest.fixture
def recommendation(facts):
    return Recommendation.objects.get(reference="R4")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("roles", [[], *([role] for role in Role.values), ["officer", "programme"]], ids=str)
def test_only_the_programme_office_may(check, roles, recommendation):
    person = UserFactory(roles=roles)
    if "programme" in roles:
        assert check(person, recommendation) == Role.PROGRAMME
    else:
        with pytest.raises(Refused, match="Only the programme office"):
            check(person, recommendation)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_superuser_may_nothing_by_being_one(check, recommendation):
    with pytest.raises(Refused):
        check(UserFactory(is_superuser=True), recommendation)


def test_a_date_is_not_adopted_by_the_system(recommendation):
    with pytest.raises(Refused):
        deadlines_policies.check_adopt_date(None, recommendation)


def test_setting_who_answers_leaves_one_event_and_the_whole_state(
    recommendation, programme, director, lead_member
):
    before = AuditEvent.objects.count()
    set_accountable(programme, recommendation, director, lead_member, reason="agreed by the board")
    event = AuditEvent.objects.get(sequence=before + 1)
    assert AuditEvent.objects.count() == before + 1
    assert (event.kind, event.reference, event.role) == ("accountable post set", "R4", "programme")
    state = state_at("recommendation", recommendation.uuid)
    assert state["accountable_post"] == str(director.uuid)
    assert state["portfolio_holder"] == str(lead_member.uuid)
    assert state["version"] == Recommendation.objects.get(reference="R4").version == 2


def test_a_refused_attempt_is_recorded_and_changes_nothing(recommendation, director):
    officer = UserFactory(roles=["officer"])
    with pytest.raises(Refused):
        set_accountable(officer, recommendation, director)
    event = AuditEvent.objects.last()
    assert (event.kind, event.reference, event.actor) == ("refused", "R4", officer.uuid)
    assert Recommendation.objects.get(reference="R4").accountable_post is None


def test_a_stale_save_is_refused_with_what_stands_now(recommendation, programme, director, lead_member):
    set_accountable(programme, recommendation, director)
    with pytest.raises(Stale) as caught:
        set_accountable(programme, recommendation, lead_member, version=1, reason="late")
    assert caught.value.current.accountable_post == director


def test_a_stale_save_is_refused_even_where_it_would_change_nothing(recommendation, programme, director):
    set_accountable(programme, recommendation, director)
    with pytest.raises(Stale):
        set_accountable(programme, recommendation, director, version=1)


def test_replacing_a_post_needs_a_reason(recommendation, programme, director, lead_member):
    current = set_accountable(programme, recommendation, director)
    with pytest.raises(NotNow, match="Enter why"):
        set_accountable(programme, current, lead_member, reason="  ")
    set_accountable(programme, current, lead_member, version=2, reason="the post was divided")
    assert Recommendation.objects.get(reference="R4").accountable_post == lead_member


def test_a_save_that_changes_nothing_is_none(recommendation, programme, director):
    current = set_accountable(programme, recommendation, director)
    events = AuditEvent.objects.count()
    set_accountable(programme, current, director)
    assert AuditEvent.objects.count() == events
    assert Recommendation.objects.get(reference="R4").version == 2


def test_an_adopted_date_stands_beside_the_others(programme):
    deadline = Deadline.objects.get(rule__duty="plan")
    deadlines_verbs.adopt_date(
        by=programme,
        now=NOON,
        deadline=deadline,
        version=1,
        adopted_on=date(2008, 9, 9),
        reason="the earlier date is safe under either reading",
    )
    deadline.refresh_from_db()
    assert (deadline.adopted_on, deadline.adopted_by) == (date(2008, 9, 9), programme)
    assert [wording.day for wording in deadline.wordings.all()] == [date(2008, 9, 9)] * 2


@pytest.mark.parametrize(
    ("adopted_on", "reason", "sentence"),
    [(date(2008, 9, 9), " ", "Enter the reason"), (date(2008, 6, 2), "too early", "cannot be before")],
)
def test_a_date_is_not_adopted(programme, adopted_on, reason, sentence):
    deadline = Deadline.objects.get(rule__duty="plan")
    with pytest.raises(NotNow, match=sentence):
        deadlines_verbs.adopt_date(
            by=programme, now=NOON, deadline=deadline, version=1, adopted_on=adopted_on, reason=reason
        )


def receive(by, day, **more):
    inspection = Inspection.objects.get()
    return deadlines_verbs.record_receipt(
        by=by, now=NOON, inspection=inspection, version=inspection.version, received_on=day, **more
    )


def test_from_the_receipt_on_the_days_are_counted_from_it(programme):
    before = AuditEvent.objects.count()
    receive(programme, date(2008, 6, 2))
    assert AuditEvent.objects.count() == before + 3
    report, plan, *_ = queries.deadlines()
    assert (report.computed, plan.computed) == (date(2008, 7, 14), date(2008, 9, 9))
    assert plan.computed == plan.stated
    assert (plan.counted_from, plan.start_note) == ("received", "")


def test_a_receipt_is_corrected_with_a_reason_and_not_recorded_before_its_day(programme):
    receive(programme, date(2008, 6, 2))
    with pytest.raises(NotNow, match="why you are correcting the date"):
        receive(programme, date(2008, 6, 4))
    receive(programme, date(2008, 6, 4), reason="the letter is stamped 4 June")
    assert queries.deadlines()[1].start == date(2008, 6, 4)
    with pytest.raises(NotNow, match="must be today or in the past"):
        receive(programme, date(2008, 6, 21), reason="x")
    events = AuditEvent.objects.count()
    receive(programme, date(2008, 6, 4))
    assert AuditEvent.objects.count() == events
