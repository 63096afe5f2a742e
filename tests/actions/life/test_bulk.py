"""Several actions at once: all or none, one event for each, nobody else's, and nothing that was not seen."""

from datetime import date

import pytest

from actions.life.bulk import Changed, agree_selected, move_selected_to_round, remind_selected
from actions.models import Action, ReportingRound
from actions.reports.verbs import report_progress
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.models import AuditEvent
from tests import plan
from tests.changes import edit_action
from tests.reporting.reading import record_what_factories_made

pytestmark = pytest.mark.django_db
ADDRESS = "/actions/together/"


@pytest.fixture
def cast(db):
    return plan.make_people()


def seen(*actions):
    return {action.reference: action.version for action in map(plan.fresh, actions)}


def events(kind):
    return sorted(AuditEvent.objects.filter(kind=kind).values_list("reference", flat=True))


def act(cast, who="programme", days=0):
    return {"by": getattr(cast, who), "now": plan.later(days)}


def july(closes_on=date(2008, 8, 10)):
    return ReportingRound.objects.create(
        month=date(2008, 7, 1), opens_on=date(2008, 8, 1), closes_on=closes_on
    )


def test_agreeing_is_one_event_for_each(cast):
    actions = [plan.proposed(cast) for _ in range(3)]
    agree_selected(**act(cast), seen=seen(*actions))
    assert events("agreed") == ["R4.1", "R4.2", "R4.3"]
    assert {plan.fresh(one).status for one in actions} == {"agreed"}
    assert plan.fresh(actions[0]).original_due == date(2008, 7, 18)
    assert plan.real_problems() == []


def test_one_that_cannot_be_agreed_stops_all_and_every_reason_is_given(cast):
    fine, over = plan.proposed(cast), plan.agreed(cast)
    bare = plan.proposed(cast)
    bare.leads.all().delete()
    with pytest.raises(NotNow) as refusal:
        agree_selected(**act(cast), seen=seen(fine, over, bare))
    assert "R4.2 is agreed" in str(refusal.value) and "R4.3 needs an accountable lead" in str(refusal.value)
    assert plan.fresh(fine).status == "proposed" and events("agreed") == ["R4.2"]


def test_what_somebody_changed_meanwhile_is_named_and_stops_all(cast):
    first, second = plan.proposed(cast), plan.proposed(cast)
    looked_at = seen(first, second)
    edit_action(
        **act(cast),
        action=second,
        version=second.version,
        content=plan.content(cast.post_a, text="Something else"),
    )
    with pytest.raises(Changed, match="changed R4.2"):
        agree_selected(**act(cast), seen=looked_at)
    assert events("agreed") == []


def test_what_is_not_there_counts_as_changed_and_nothing_chosen_is_said(cast):
    with pytest.raises(Changed, match="R9.9"):
        agree_selected(**act(cast), seen={"R9.9": 1})
    with pytest.raises(NotNow, match="Choose at least one"):
        agree_selected(**act(cast), seen={})


@pytest.mark.parametrize("who", ["officer_a", "approver_a", "cabinet", "administrator", "superuser"])
def test_others_are_refused_and_that_is_recorded(cast, who):
    action, there = plan.proposed(cast), july()
    for verb, more in (
        (agree_selected, {}),
        (remind_selected, {}),
        (move_selected_to_round, {"round": there}),
    ):
        with pytest.raises(Refused):
            verb(**act(cast, who), seen=seen(action), **more)
    assert AuditEvent.objects.filter(kind="refused").count() == 3
    assert plan.fresh(action).version == action.version


@pytest.mark.slow
def test_reminding_marks_each_once_a_day(cast):
    agreed, claimed = plan.agreed(cast), plan.delivered(cast)
    remind_selected(**act(cast), seen=seen(agreed, claimed))
    assert events("reminded") == ["R4.1", "R4.2"]
    assert plan.fresh(agreed).reminded_by == cast.programme
    with pytest.raises(NotNow, match="already been sent today"):
        remind_selected(**act(cast), seen=seen(agreed))
    remind_selected(**act(cast, days=1), seen=seen(agreed))
    assert plan.fresh(agreed).reminded_at == plan.later(1)
    assert plan.real_problems() == []


@pytest.mark.slow
def test_nobody_is_reminded_of_what_waits_for_nobody(cast):
    remind = "You can remind people of an action only while it is agreed, in progress or delivered"
    for action, why in (
        (plan.proposed(cast), remind),
        (plan.signed_once(cast), "nobody to remind"),
        (plan.signed_off(cast), remind),
    ):
        with pytest.raises(NotNow, match=why):
            remind_selected(**act(cast), seen=seen(action))


def test_moving_to_a_round_says_from_when_reports_are_asked_for(cast):
    first, second, there = plan.agreed(cast), plan.proposed(cast), july()
    move_selected_to_round(**act(cast), seen=seen(first, second), round=there)
    assert {plan.fresh(one).report_from for one in (first, second)} == {date(2008, 7, 1)}
    third = plan.agreed(cast)
    first_version = plan.fresh(first).version
    moved = move_selected_to_round(**act(cast), seen=seen(first, third), round=there)
    assert [one.reference for one in moved] == ["R4.3"] and plan.fresh(first).version == first_version
    assert events("moved to a round") == ["R4.1", "R4.2", "R4.3"]
    with pytest.raises(NotNow, match="already due to report from July 2008"):
        move_selected_to_round(**act(cast), seen=seen(first, third), round=there)
    assert [one for one in plan.real_problems() if "July 2008 has no history" not in one] == []


def test_a_round_that_is_over_and_an_action_that_is_done_are_refused(cast):
    over, done = july(date(2008, 8, 10)), plan.delivered(cast)
    with pytest.raises(NotNow, match="has closed"):
        move_selected_to_round(**act(cast, days=52), seen=seen(done), round=over)
    with pytest.raises(NotNow, match="R4.1 is delivered"):
        move_selected_to_round(**act(cast), seen=seen(done), round=over)


# Through the pages


@pytest.fixture
def scope(client, cast, settings):
    settings.PLAN_TODAY = date(2008, 8, 2)
    client.force_login(cast.programme, backend="jarplan.people.accounts.backends.PeopleBackend")
    return client


def hidden(*actions):
    return [f"{reference}:{version}" for reference, version in seen(*actions).items()]


def test_the_list_has_boxes_for_the_programme_office_only_and_ticks_a_page(scope, cast, client):
    plan.make_recommendation()
    record_what_factories_made()
    plan.proposed(cast)
    assert 'value="R4.1" form="together"' in scope.get("/actions/").content.decode()
    assert "checked name" not in scope.get("/actions/").content.decode()
    assert "checked name" in scope.get("/actions/?tick=all").content.decode()
    assert "Choose R4.1" not in scope.get("/actions/?as_at=2008-08-01").content.decode()
    client.force_login(cast.officer_a, backend="jarplan.people.accounts.backends.PeopleBackend")
    assert "Choose R4.1" not in client.get("/actions/").content.decode()


def test_the_page_between_does_nothing_and_names_what_cannot_be_done(scope, cast):
    fine, over = plan.proposed(cast), plan.agreed(cast)
    page = scope.get(ADDRESS, {"do": "agree", "action": [fine.reference, over.reference]}).content.decode()
    assert (
        "R4.2 is agreed. You can agree an action only while it is proposed." in page
        and "Agree selected actions</button>" not in page
    )
    assert "?do=agree&amp;action=R4.1" in page, "they can be left out"
    page = scope.get(ADDRESS, {"do": "agree", "action": fine.reference}).content.decode()
    assert "Agree selected actions" in page and hidden(fine)[0] in page
    assert plan.fresh(fine).status == "proposed"


def test_agreeing_through_the_page(scope, cast):
    actions = [plan.proposed(cast), plan.proposed(cast)]
    answer = scope.post(ADDRESS, {"do": "agree", "seen": hidden(*actions)}, follow=True)
    assert "2 actions agreed." in answer.content.decode()
    assert events("agreed") == ["R4.1", "R4.2"]


def test_a_stale_page_says_which_changed_and_shows_them_as_they_are_now(scope, cast):
    first, second = plan.proposed(cast), plan.proposed(cast)
    sent = hidden(first, second)
    edit_action(
        **act(cast), action=second, version=second.version, content=plan.content(cast.post_a, text="New text")
    )
    answer = scope.post(ADDRESS, {"do": "agree", "seen": sent})
    page = answer.content.decode()
    assert answer.status_code == 409 and "changed R4.2" in page and "New text" in page
    assert hidden(second)[0] in page, "what is sent next is what is shown now"
    assert events("agreed") == []


def test_moving_through_the_page_needs_a_round(scope, cast):
    action = plan.agreed(cast)
    page = scope.get(ADDRESS, {"do": "round", "action": "R4.1"}).content.decode()
    assert "There is no open or future reporting round" in page and "Move actions</button>" not in page
    there = july()
    assert "July 2008" in scope.get(ADDRESS, {"do": "round", "action": "R4.1"}).content.decode()
    assert (
        "Choose a reporting round"
        in scope.post(ADDRESS, {"do": "round", "seen": hidden(action)}).content.decode()
    )
    scope.post(ADDRESS, {"do": "round", "seen": hidden(action), "round": there.pk})
    assert Action.objects.get().report_from == date(2008, 7, 1)


def test_reminding_through_the_page(scope, cast):
    action = plan.agreed(cast)
    report_progress(**act(cast, "officer_a"), action=action, rating="green", done="All")
    answer = scope.post(ADDRESS, {"do": "remind", "seen": hidden(action)}, follow=True)
    assert "1 action included in reminders" in answer.content.decode()


@pytest.mark.parametrize("query, status", [({}, 200), ({"do": "delete"}, 400), ({"do": "agree"}, 200)])
def test_odd_addresses_are_answered(scope, query, status):
    assert scope.get(ADDRESS, query).status_code == status


def test_forged_posts_are_answered_and_do_nothing(scope, cast, client):
    action = plan.proposed(cast)
    for forged in (["R4.1"], ["R4.1:x"], ["R4.1:-1"], [":"], ["R4.1:99"], []):
        assert scope.post(ADDRESS, {"do": "agree", "seen": forged}).status_code == 409, forged
    client.force_login(cast.officer_a, backend="jarplan.people.accounts.backends.PeopleBackend")
    assert client.post(ADDRESS, {"do": "agree", "seen": hidden(action)}).status_code == 403
    assert AuditEvent.objects.filter(kind="refused").count() == 1
    assert events("agreed") == []


def test_the_way_back_is_the_list_as_it_was_filtered(scope, cast):
    action = plan.proposed(cast)
    shown = scope.get("/actions/", {"status": "proposed", "q": "audit", "tick": "all"}).content.decode()
    assert 'name="back" value="status=proposed&amp;q=audit&amp;tick=all"' in shown
    back = "status=proposed&q=audit&tick=all"
    page = scope.get(ADDRESS, {"do": "agree", "action": "R4.1", "back": back}).content.decode()
    assert page.count('href="/actions/?status=proposed&amp;q=audit"') == 2
    answer = scope.post(ADDRESS, {"do": "agree", "seen": hidden(action), "back": back})
    assert answer.url == "/actions/?status=proposed&q=audit"


def test_the_way_back_leads_nowhere_else(scope, cast):
    action = plan.proposed(cast)
    answer = scope.post(ADDRESS, {"do": "agree", "seen": hidden(action), "back": "//elsewhere.example/?a=b"})
    assert answer.url.startswith("/actions/?")
