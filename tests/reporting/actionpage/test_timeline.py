"""The story of one action: every kind of event in words, narrowed to one kind, on a past day, and as a sheet."""

import csv
import io
from datetime import date

import pytest

from actions.duedates.verbs import ask_for_date, decide_date
from actions.models import Deputy
from actions.plan.content import Criterion
from actions.reports.verbs import report_progress
from actions.rules.dates import PlanDate
from actions.signoff.verbs import digest_of, return_action
from jarplan.audit.errors import Refused
from jarplan.audit.ledger import verb
from jarplan.audit.models import AuditEvent
from jarplan.reporting.actionpage.page import ActionPage
from jarplan.reporting.actionpage.states import action_row
from jarplan.reporting.actionpage.timeline import timeline
from tests import plan
from tests.changes import edit_action

pytestmark = pytest.mark.django_db
TODAY = date(2008, 9, 1)


def entry_of(person, action, kind="all", as_at=None):
    page = ActionPage(action_row(action.reference), person, as_at or TODAY, as_at)
    return timeline(page, kind)


def titles(*asked, **how):
    return [one.title for one in entry_of(*asked, **how).items]


@pytest.fixture
def moved(people):
    """Reported, shown, claimed, signed, returned; and the date moved before."""
    action = plan.agreed(people)
    ask = {"to": PlanDate.on(date(2008, 9, 30)), "category": "money", "reason": "The grant came late"}
    change = ask_for_date(by=people.officer_a, now=plan.later(1), action=action, **ask)
    decide_date(by=people.programme, now=plan.later(2), change=change, grant=True)
    return plan.fresh(action)


def test_what_moved_the_date_is_found_under_dates(people, moved):
    assert titles(people.cabinet, moved, "dates") == [
        "Extension agreed",
        "Extension requested",
        "Action agreed",
    ]
    agreed, asked, fixed = entry_of(people.cabinet, moved, "dates").items
    said = {change.label: (change.before, change.after) for change in agreed.changes}
    assert said["Due"] == ("18 July 2008", "30 September 2008") and asked.text == "The grant came late"
    assert ("Original due date", "18 July 2008") in [(one.label, one.after) for one in fixed.changes]


@pytest.mark.slow
def test_each_event_is_found_under_what_it_is_about(people):
    action = plan.signed_once(people)
    return_action(by=people.programme, now=plan.NOON, action=action, seen=digest_of(action), reason="No list")
    found = {key: count for key, _, count, _ in entry_of(people.officer_a, action).kinds}
    assert found["all"] == len(entry_of(people.officer_a, action).everything) == 7
    assert titles(people.officer_a, action, "sign-off") == [
        "Returned to its lead",
        "Signed off by the lead organisation",
        "Marked as delivered",
    ]
    assert titles(people.officer_a, action, "evidence") == ["Evidence attached"]
    assert titles(people.officer_a, action, "reports") == ["Progress reported"]
    assert titles(people.officer_a, action, "challenges") == []
    assert titles(people.officer_a, action, "text") == ["Action proposed"]
    assert "Action agreed" in titles(people.officer_a, action, "status")


def test_an_edit_of_text_and_date_is_found_under_both(people):
    action = plan.proposed(people)
    content = plan.content(people.post_a, text="Another", due=date(2008, 8, 1), criteria=(Criterion("All"),))
    edit_action(by=people.officer_a, now=plan.NOON, action=action, version=action.version, content=content)
    assert titles(people.cabinet, action, "dates") == ["Action edited"]
    assert titles(people.cabinet, action, "text") == ["Action edited", "Action proposed"]
    assert titles(people.cabinet, action, "status") == ["Action proposed"]


def test_evidence_is_told_to_those_who_may_open_it(people):
    action = plan.delivered(people)
    assert "Evidence attached" in titles(people.officer_a, action)
    assert "Evidence attached" not in titles(people.officer_b, action)


@verb
def name_deputy(*, by, now, ledger, organisation, signer):
    row = Deputy.objects.create(
        for_organisation=organisation, signer=signer, named_at=now, named_by=by, reason="Nobody else"
    )
    ledger.record(row, "named", role="programme", reason="Nobody else")


def test_a_deputy_of_its_lead_organisation_is_part_of_the_story_and_of_no_other(people):
    action = plan.agreed(people)
    names = {"signer": people.approver_b, "by": people.programme, "now": plan.NOON}
    name_deputy(organisation=people.b, **names)
    assert len(entry_of(people.cabinet, action).everything) == 2
    name_deputy(organisation=people.a, **names)
    (deputy,) = entry_of(people.cabinet, action, "sign-off").items
    assert deputy.reference == people.a.name and deputy.text == "Nobody else"


def test_a_past_day_tells_what_had_happened_by_then(people, moved):
    assert titles(people.cabinet, moved, as_at=date(2008, 6, 21))[0] == "Extension requested"
    assert "Extension agreed" not in titles(people.cabinet, moved, as_at=date(2008, 6, 21))


def test_the_page_narrows_by_address_and_marks_what_it_shows(visit, people, moved):
    page = visit(people.cabinet, f"/actions/{moved.reference}/?kind=dates").content.decode()
    html = " ".join(page.split())
    part = html.split('id="story"')[1]
    assert 'kind=dates#story" aria-current="true">Dates (3)</a>' in part and "History: dates" in html
    assert "Extension agreed" in part and "Action proposed" not in part
    assert f'/actions/{moved.reference}/history.csv?kind=dates"' in part


@pytest.mark.parametrize("address", ["", "history.csv"])
def test_a_kind_that_there_is_not_is_refused(visit, people, moved, address):
    visit(people.cabinet, f"/actions/{moved.reference}/{address}?kind=gossip", status=400)


@pytest.mark.slow
def test_the_sheet_says_exactly_what_the_page_shows(visit, people, moved):
    for query, expected in {"kind=dates": 3, "": 4, "as_at=2008-06-21": 3}.items():
        answer = visit(people.cabinet, f"/actions/{moved.reference}/history.csv?{query}")
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        page = visit(people.cabinet, f"/actions/{moved.reference}/?{query}").content.decode()
        numbers = dict.fromkeys(row["Number"] for row in rows)
        assert len(numbers) == expected == page.split('id="story"')[1].count('class="timeline-item"')
    found = [row for row in rows if row["Field"] == "New due date"]
    assert [row["After"] for row in found] == ["30 September 2008"]


def test_an_action_that_was_not_there_yet_has_no_sheet(visit, people, moved):
    visit(people.cabinet, f"/actions/{moved.reference}/history.csv?as_at=2008-06-01", status=404)
    visit(people.cabinet, "/actions/R9.9/history.xlsx", status=404)


@pytest.mark.slow
def test_many_events_are_folded_and_counted(visit, people):
    action = plan.agreed(people)
    for day in range(1, 25):
        plan.report_progress(
            by=people.officer_a, now=plan.later(day), action=plan.fresh(action), rating="green", done="More"
        )
    html = visit(people.cabinet, f"/actions/{action.reference}/").content.decode().split('id="story"')[1]
    assert "6 earlier entries" in html and "The latest 5 of 26 entries" in html


def test_a_refused_click_is_kept_and_is_no_part_of_what_happened_to_the_action(people, visit):
    action = plan.agreed(people)
    with pytest.raises(Refused):
        report_progress(by=people.officer_b, now=plan.NOON, action=action, rating="green", done="All done")
    assert AuditEvent.objects.filter(kind="refused", subject=action.uuid).exists()
    for person in (people.programme, people.administrator, people.officer_b):
        page = visit(person, f"/actions/{action.reference}/")
        assert "efused attempt" not in page.text
        sheet = visit(person, f"/actions/{action.reference}/history.csv").content.decode()
        assert "efused attempt" not in sheet
    assert "Refused attempt" in visit(people.programme, "/history/").text
