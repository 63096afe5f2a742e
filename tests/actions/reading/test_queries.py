"""The one reader: rows, records and folded history give the same actions, in the same order, counted alike."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from actions.models import Action, Challenge, DateChange, Lead, ReportingRound
from actions.reading.counts import Counts, count_actions
from actions.reading.queries import live_rows, rated, read_actions
from actions.reading.rounds import read_rounds
from actions.rules.filters import (
    AWAITING,
    COMPUTED,
    CONFIDENCE,
    DUE,
    RATINGS,
    SORTS,
    STATUSES,
    Filters,
    named_frame,
)
from actions.rules.lifecycle import Awaiting, Brag, Status
from actions.rules.rating import PUBLISHED, computed, rule_of
from actions.rules.records import in_plan
from jarplan import clock
from jarplan.audit.ledger import Ledger
from recommendations.models import Recommendation, Timeframe
from tests import plan
from tests.actions.asked import accepts, ordered
from tests.drawing import examples
from tests.factories import OrganisationFactory, PostFactory, UserFactory

TODAY = date(2008, 9, 1)
WORDS = ["audit", "AUDIT", "École", "école", "100%", "_", "r4.1", "(", "\\", "Fieldwork", "PCT", "no such"]


def make_plan(user):
    """Sixty actions of every status, rating, date and lead, with the events that a verb would have left."""
    recommendations = [plan.make_recommendation(number) for number in (4, 5)]
    later = Timeframe.objects.create(
        inspection=recommendations[0].inspection, slug="next-six-months", label="Within six months", order=2
    )
    Recommendation.objects.filter(pk=recommendations[1].pk).update(timeframe=later)
    recommendations[1].refresh_from_db()
    council, pct = OrganisationFactory(name="Leicester City Council"), OrganisationFactory(name="Élan PCT")
    posts = [
        PostFactory(title="Head of Fieldwork", organisation=council),
        PostFactory(title="école liaison", organisation=pct),
        None,
    ]
    texts = ["Audit all cases", "École (100%_done) \\", "Recruit\nand keep staff"]
    ledger = Ledger(by=user, now=datetime(2008, 6, 20, 11, tzinfo=UTC))
    for month, opens, closes in ((7, date(2008, 7, 25), date(2008, 8, 1)), (8, TODAY, date(2008, 9, 12))):
        one = ReportingRound.objects.create(month=date(2008, month, 1), opens_on=opens, closes_on=closes)
        ledger.record(one, "opened", role="programme")
    seen, action = set(), None
    for number in range(60):
        status = list(Status)[number % len(Status)]
        recommendation = recommendations[number % 2]
        due = None if number % 7 == 0 else TODAY + timedelta(days=(-40, -1, 0, 30, 31)[number % 5])
        reported = (
            None
            if number % 4 == 0
            else datetime(2008, 8, 1, 22, 59, 59, tzinfo=UTC) + timedelta(seconds=number)
        )
        action = Action.objects.create(
            reference=f"{recommendation.reference}.{number}",
            plan_order=100 - number,
            recommendation=recommendation,
            text=texts[number % 3],
            status=status,
            status_reason="because",
            superseded_by=action if status == Status.SUPERSEDED else None,
            awaiting=[Awaiting.ORGANISATION, Awaiting.BOARD][number // 10 % 2]
            if status == "delivered"
            else "",
            declared_rating=["red", "amber", "green", ""][number % 4],
            confidence=["low", "medium", "high", "", "low"][number % 5],
            due_raw=str(due or "ongoing"),
            due_earliest=due,
            due_latest=due,
            reported_at=reported,
            reported_month=date(2008, 8 - number % 3, 1) if number % 4 else None,
            report_from=date(2008, 6 + number % 3, 1) if number % 5 == 2 else None,
            off_path_from=TODAY - timedelta(days=number if number > 40 else number - 30)
            if number % 3 == 0
            else None,
            original_due=TODAY - timedelta(days=60),
            moves=number % 11 == 3,
            agreed_at=datetime(2008, 8, 1, 22, 59, 30, tzinfo=UTC) + timedelta(seconds=number),
            agreed_by=user,
            delivered_at=plan.NOON,
            delivered_by=user,
            rating_before=["red", "amber", "none", "green"][number // 10 % 4],
            late_due=TODAY - timedelta(days=70) if number % 9 == 5 else None,
            late_on=TODAY - timedelta(days=65) if number % 9 == 5 else None,
            is_sample=number % 2 == 0,
        )
        if post := posts[number % 3]:
            Lead.objects.create(action=action, post=post, accountable=True)
            Lead.objects.create(action=action, post=posts[1 - number % 3], accountable=False)
        if number % 6 == 1:
            for decision in ("refused", "pending"):
                change = DateChange.objects.create(
                    action=action,
                    asked_at=plan.NOON,
                    asked_by=user,
                    to_raw="later",
                    to_earliest=TODAY,
                    to_latest=TODAY,
                    category="people",
                    reason="because",
                    decision=decision,
                    decided_at=plan.NOON if decision == "refused" else None,
                    decided_by=UserFactory() if decision == "refused" else None,
                )
                ledger.record(change, "asked for", role="officer")
        # The oldest that waits counts, and several make no more rows.
        for place in range(3 if number % 7 == 2 else 0):
            question = Challenge.objects.create(
                action=action,
                doubts=False,
                lodged_at=plan.NOON + timedelta(days=place),
                lodged_by=user,
                role="cabinet",
                question="when?",
                answered_at=None if place else plan.NOON,
                answered_by=None if place else UserFactory(),
                answer="" if place else "soon",
            )
            ledger.record(question, "asked", role="cabinet")
        if number % 8 == 3:
            for answered in (True, False):
                doubt = Challenge.objects.create(
                    action=action,
                    lodged_at=plan.NOON,
                    lodged_by=user,
                    role="cabinet",
                    question="why?",
                    answered_at=plan.NOON if answered else None,
                    answered_by=UserFactory() if answered else None,
                    answer="so" if answered else "",
                )
                ledger.record(doubt, "lodged", role="cabinet")
        ledger.record(action, "proposed", role="officer")
        for row in (recommendation, recommendation.inspection, post, post and post.organisation):
            if row and row.uuid not in seen:
                seen.add(row.uuid)
                ledger.record(row, "added", role="")
    with transaction.atomic():
        ledger.append()


def one_of(choices):
    return st.sampled_from(["", "", *choices])


asked = st.builds(
    Filters,
    q=st.one_of(st.just(""), st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join)),
    recommendation=one_of(["R4", "R5", "R9"]),
    timeframe=one_of(["For immediate action", "Within six months"]),
    organisation=one_of(["Leicester City Council", "Élan PCT", "Nobody"]),
    rating=one_of(RATINGS),
    computed=one_of(COMPUTED),
    status=one_of(STATUSES),
    due=one_of(DUE),
    awaiting=one_of(AWAITING),
    confidence=one_of(CONFIDENCE),
    sort=st.sampled_from([*SORTS, *(f"-{name}" for name in SORTS)]),
)
days = st.sampled_from([TODAY + timedelta(days=step) for step in (-41, -31, -30, -1, 0, 1, 30)])


class TestReader(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.user = UserFactory()
        make_plan(cls.user)
        cls.past = list(read_actions(cls.user, Filters(status="all"), TODAY, clock.today()))
        cls.rounds = read_rounds()

    @pytest.mark.slow
    @examples(60)
    @given(filters=asked, today=days)
    def test_rows_and_history_give_the_same_actions_in_the_same_order(self, filters, today):
        live = list(read_actions(self.user, filters, today))
        wanted = ordered(filters, [one for one in self.past if accepts(filters, one, today, self.rounds)])
        then = read_actions(self.user, filters, today, clock.today())
        assert live == wanted == list(then)
        assert len(read_actions(self.user, filters, today)) == len(wanted) == len(then)
        assert then[3:9] == wanted[3:9]

    @pytest.mark.slow
    def test_page_of_a_past_day_takes_three_queries_however_many_it_shows(self):
        for most in (1, 40):
            found = read_actions(self.user, Filters(), TODAY, clock.today(), self.rounds)
            # The last event of the day, the page, and the states of its actions.
            with self.assertNumQueries(3):
                assert len(found[:most]) == most

    @pytest.mark.slow
    def test_folded_list_is_read_by_the_same_filters(self):
        filters = Filters(q="audit", sort="-due")
        folded = read_actions(self.user, filters, TODAY, clock.today())
        assert list(folded) == list(read_actions(self.user, filters, TODAY)) and len(folded)

    @pytest.mark.slow
    @examples(10)
    @given(today=days)
    def test_rows_and_history_are_counted_alike(self, today):
        live = count_actions(self.user, today)
        folded = count_actions(self.user, today, clock.today())
        for name, value in vars(live).items():
            if name not in ("kinds", "all_kinds"):
                assert value == getattr(folded, name), name
        for view in ("by_timeframe", "by_organisation", "by_recommendation"):
            assert getattr(live, view)() == getattr(folded, view)()

    @pytest.mark.slow
    @examples(10)
    @given(today=days)
    def test_every_number_is_the_length_of_the_list_behind_it(self, today):
        counts = count_actions(self.user, today)

        def shown(**filters):
            return len(read_actions(self.user, Filters(**filters), today))

        assert counts.number == shown()
        assert counts.overdue == shown(due="overdue")
        assert counts.low_confidence == shown(confidence="low", status="open") > 0
        assert shown(awaiting="question") > 0
        for awaiting in ("organisation", "board", "date", "challenge"):
            assert shown(awaiting=awaiting) > 0
        assert counts.too_good == shown(computed="disagrees") >= (today == TODAY)
        assert all(counts.computed(key) == shown(computed=key) for key in Brag)
        assert counts.unreported == shown(awaiting="report")
        for (prefix, _, label), ratings in counts.by_timeframe().items():
            for brag, number in ratings.items():
                assert number == shown(timeframe=label, rating=brag)
                assert number == shown(timeframe=named_frame(prefix, label), rating=brag)
        for name, ratings in counts.by_organisation().items():
            if name:
                assert sum(ratings.values()) == shown(organisation=name)

    @pytest.mark.slow
    @examples(20)
    @given(today=days)
    def test_rule_gives_rows_and_records_the_same_rating(self, today):
        by_record = {one.reference: rule_of(one, today, self.rounds).key for one in self.past}
        by_row = rated(live_rows(self.user), today, self.rounds).values_list("reference", "computed")
        assert dict(by_row) == by_record
        for record in self.past:
            found = computed(record, today, self.rounds)
            assert found.key == by_record[record.reference] and dict(found.inputs)["Status"]

    @pytest.mark.slow
    def test_plan_of_the_test_meets_every_row_of_the_rule(self):
        met = {
            rule_of(record, day, self.rounds).name
            for record in self.past
            for day in (TODAY - timedelta(days=30), TODAY, TODAY + timedelta(days=1))
        }
        assert met == {rule.name for rule in PUBLISHED}

    @pytest.mark.slow
    def test_plan_is_counted_without_what_left_it(self):
        assert count_actions(self.user, TODAY).number == sum(map(in_plan, self.past)) < len(self.past)


def test_nobody_counts_nothing():
    assert Counts([]).number == 0 and Counts([]).by_timeframe() == {}


@pytest.mark.django_db
def test_list_reads_rows_in_one_query(django_assert_num_queries):
    people = plan.make_people()
    plan.proposed(people)
    with django_assert_num_queries(1):
        rounds = read_rounds()
    with django_assert_num_queries(1):
        assert [record.lead for record in read_actions(people.cabinet, Filters(), TODAY, rounds=rounds)] == [
            "Head of Fieldwork Services"
        ]
