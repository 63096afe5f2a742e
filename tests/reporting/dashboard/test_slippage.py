"""How far dates have slipped: sums by hand, the worst first, the same in the sheets, on a past day and of nothing."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import openpyxl
import pytest

from actions.changes.verbs import decide_change
from actions.duedates.verbs import ask_for_date, decide_date
from actions.models import Action
from actions.plan.content import content_of
from actions.plan.verbs import edit_action
from actions.rules.dates import PlanDate
from actions.rules.slippage import Slippage
from tests import plan
from tests.reporting.reading import record_what_factories_made, text_of

PAGE = "/slippage/"


def move(people, action, day, by=None, at=plan.NOON, grant=True):
    act = {"by": by or people.officer_a, "now": at, "action": action, "category": "people", "reason": "Sick"}
    change = ask_for_date(**act, to=PlanDate.on(day))
    if grant:
        decide_date(by=people.programme, now=at, change=change, grant=True)


@pytest.fixture
def moved(people):
    """R4.1 slips twice, 29 working days in all; R4.2 once, 15; R5.1 of the PCT once, 5; R4.3 not at all. All were
    due on 18 July 2008."""
    first, second, _ = plan.agreed(people), plan.agreed(people), plan.agreed(people)
    plan.make_recommendation(5)
    third = plan.add_action(
        by=people.programme,
        now=plan.NOON,
        recommendation=plan.make_recommendation(5),
        content=plan.content(people.post_b),
    )
    third = plan.agree_action(by=people.programme, now=plan.NOON, action=third)
    plan.proposed(people)
    record_what_factories_made()
    move(people, second, date(2008, 8, 8), at=plan.NOON + timedelta(days=1))
    for day in (date(2008, 8, 8), date(2008, 8, 29)):
        move(people, first, day, at=plan.NOON + timedelta(days=3))
    move(people, third, date(2008, 7, 25), by=people.officer_b, at=plan.NOON + timedelta(days=5))
    move(people, second, date(2008, 8, 15), at=plan.NOON + timedelta(days=6), grant=False)


def groups(response):
    return {
        what: [(group.label, group.moved, group.agreed, group.moves, str(group.slip)) for group, _ in found]
        for what, found in response.context["tables"]
    }


def test_slips_are_summed_by_organisation_recommendation_and_lead_the_worst_first(people, visit, moved):
    response = visit(people.cabinet, PAGE)
    assert groups(response) == {
        "Lead organisation": [
            ("Leicester City Council", 2, 3, 3, "44 working days"),
            ("Leicester City PCT", 1, 1, 1, "5 working days"),
        ],
        "Recommendation": [("R4", 2, 3, 3, "44 working days"), ("R5", 1, 1, 1, "5 working days")],
        "Lead": [
            ("Head of Fieldwork Services", 2, 3, 3, "44 working days"),
            ("Director of Public Health", 1, 1, 1, "5 working days"),
        ],
    }
    plan_, page = response.context["plan"], " ".join(text_of(response).split())
    assert [(one.record.reference, one.slip, one.more) for one in plan_.slipped] == [
        ("R4.1", Slippage(29), None),
        ("R4.2", Slippage(15), Slippage(5)),
        ("R5.1", Slippage(5), None),
    ]
    assert (plan_.moved, plan_.agreed, plan_.moves, plan_.slip) == (3, 4, 4, Slippage(49))
    assert "with slippage of <strong>49 working days</strong>" in page and 'href="/actions/R4.1/"' in page


def test_each_number_leads_to_the_list_of_exactly_those(people, visit, moved):
    response = visit(people.cabinet, PAGE)
    links = [(group.moved, href) for _, found in response.context["tables"] for group, href in found if href]
    links.append((3, response.context["href"]))
    assert len(links) == 7
    for number, href in links:
        assert visit(people.cabinet, href).context["page_obj"].paginator.count == number, href


def test_sheets_hold_exactly_what_the_page_shows(people, visit, moved):
    response = visit(people.cabinet, PAGE + "?as_at=2008-08-01")
    told = list(
        csv.reader(
            io.StringIO(visit(people.cabinet, "/slippage.csv?as_at=2008-08-01").content.decode("utf-8-sig"))
        )
    )
    book = openpyxl.load_workbook(
        io.BytesIO(visit(people.cabinet, "/slippage.xlsx?as_at=2008-08-01").content)
    )
    assert len(list(book.active.values)) == len(told)
    shown = [("Plan", "The whole plan", "3", "4", "49")]
    for what, found in groups(response).items():
        shown += [
            (what, label, str(moved), str(moves), slip.split()[0]) for label, moved, _, moves, slip in found
        ]
    shown.append(("Type of reason", "Staff or skills", "", "4", "49"))
    assert [(row[0], row[1], row[7], row[8], row[9]) for row in told[1:-3]] == shown
    assert [(row[1], row[4], row[5], row[8], row[9], row[10]) for row in told[-3:]] == [
        ("R4.1", "18/07/2008", "29/08/2008", "2", "29", ""),
        ("R4.2", "18/07/2008", "08/08/2008", "1", "15", "5"),
        ("R5.1", "18/07/2008", "25/07/2008", "1", "5", ""),
    ]


def test_a_past_day_knows_only_what_had_moved_by_then(people, visit, moved):
    assert [
        row[:2] for row in groups(visit(people.cabinet, PAGE + "?as_at=2008-06-24"))["Lead organisation"]
    ] == [("Leicester City Council", 2)]
    assert [
        row[4] for row in groups(visit(people.cabinet, PAGE + "?as_at=2008-06-22"))["Recommendation"]
    ] == ["15 working days"]


def test_today_and_as_at_today_say_the_same(people, visit, moved):
    today, folded = visit(people.cabinet, PAGE), visit(people.cabinet, PAGE + "?as_at=2008-09-01")
    assert groups(today) == groups(folded)
    assert today.context["plan"].slipped == folded.context["plan"].slipped


def test_where_nothing_was_moved_the_page_says_so(people, visit):
    plan.agreed(people)
    page = text_of(visit(people.cabinet, PAGE))
    assert "No extensions" in page and "slippage.csv" not in page
    assert visit(people.cabinet, "/slippage.csv").content.decode("utf-8-sig").count("\n") == 1


def test_a_date_that_was_no_day_is_counted_as_moved_and_adds_nothing(people, visit):
    action = plan.proposed(people)
    type(action).objects.filter(pk=action.pk).update(
        due_raw="ongoing", due_precision="ongoing", due_earliest=None, due_latest=None
    )
    action = plan.agree_action(by=people.programme, now=plan.NOON, action=action)
    move(people, action, date(2008, 8, 8))
    response = visit(people.cabinet, PAGE)
    assert (response.context["plan"].moved, response.context["plan"].unknown) == (1, 1)
    assert "No original date" in text_of(response) and "ongoing" in text_of(response)


def test_dashboard_says_it_and_leads_there(people, visit, moved):
    page = " ".join(text_of(visit(people.cabinet, "/")).split())
    assert (
        '<a href="/actions/?due=moved">3 actions</a> have been extended, with slippage of 49 working days in total'
        in page
    )
    assert 'href="/slippage/"' in page


def test_who_is_not_signed_in_sees_nothing(client, db):
    for address in (PAGE, "/slippage.csv", "/slippage.xlsx"):
        assert client.get(address).status_code == 302


def change(people, action, grant=True, wording_only=False, by=None, **said):
    """Asks for a change of what was agreed, and decides on it; or corrects its wording."""
    action = plan.fresh(action)
    told = {"category": "scope", "reason": "More than we thought", "wording_only": wording_only}
    content = replace(content_of(action), **said)
    act = {"by": people.officer_a, "now": plan.NOON, "action": action, "version": action.version}
    edit_action(**act, content=content, **told)
    if not wording_only:
        asked = action.content_changes.get(decision="pending")
        decide_change(by=people.programme, now=plan.later(2), change=asked, grant=grant, reason="So decided")


def test_changes_of_what_was_agreed_are_counted_beside_the_dates_by_type_of_reason(people, visit, moved):
    first, second = Action.objects.get(reference="R4.1"), Action.objects.get(reference="R4.2")
    change(people, first, text="Audit half of the cases")
    change(people, first, text="Audit a third of the cases")
    change(people, second, text="Write to all", grant=False)
    change(people, second, text=f"{second.text}.", wording_only=True)
    for query in ("", "?as_at=2008-08-01"):
        totals = visit(people.cabinet, PAGE + query).context["totals"]
        assert (totals.changes, totals.actions, totals.corrections) == (2, 1, 1)
        told = {one.label: (one.extensions, str(one.slip), one.changes) for one in totals.reasons}
        assert told == {
            "Staff or skills": (4, "49 working days", 0),
            "More work than expected": (0, "0 working days", 2),
        }
    before = visit(people.cabinet, PAGE + "?as_at=2008-06-20").context["totals"]
    assert (before.changes, before.corrections) == (0, 0)
    page = " ".join(text_of(visit(people.cabinet, PAGE)).split())
    assert "has changed twice, in 1 action." in page and "Wording alone was corrected once." in page
