"""What rows of a return are found to be, held against the plan: about whom they are, what else was
reported meanwhile, and that they are judged by the form of a report.
"""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from actions.life.verbs import pause_action
from actions.plan.content import Criterion, content_of
from actions.plan.verbs import edit_action
from actions.reports.verbs import report_progress
from actions.returns.shown import as_shown, counts_of
from actions.rounds.verbs import open_round
from tests import plan
from tests.actions.returns.books import DONE, brought, filled_in, handed_out, results
from tests.plan import NOON, fresh, later

pytestmark = pytest.mark.django_db
FIGURE = {"value": 5, "on": date(2008, 6, 19), "source": "Audit"}


@pytest.fixture
def people():
    people = plan.make_people()
    days = {"month": date(2008, 6, 1), "opens_on": date(2008, 6, 18), "closes_on": date(2008, 6, 30)}
    people.june = open_round(by=people.programme, now=NOON, **days)
    return people


def rows_of(by, content, now=NOON, **more):
    return brought(by, content, now, **more).understood["rows"]


def problem(row):
    assert row["result"] == "refused"
    return " ".join(words for _cell, words in row["problems"])


def test_the_same_action_twice_is_refused_the_second_time(people):
    action = plan.agreed(people)
    content = handed_out(action)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Progress"]
    sheet.append([cell.value for cell in sheet[2]])
    out = io.BytesIO()
    book.save(out)
    first, second = rows_of(people.officer_a, filled_in(out.getvalue(), DONE, DONE))
    assert first["result"] == "ready" and "another row on R4.1 above, in row 2" in problem(second)


def test_action_that_can_take_no_report_now_says_why(people):
    action = plan.agreed(people)
    content = filled_in(handed_out(action), DONE)
    act = {"by": people.programme, "now": NOON, "action": action, "version": fresh(action).version}
    pause_action(**act, reason="Two posts are empty")
    assert problem(rows_of(people.officer_a, content)[0])


def test_change_of_the_action_since_is_noted_and_hinders_nothing(people):
    action = plan.agreed(people)
    content = filled_in(handed_out(action), DONE)
    said = replace(content_of(action), resources="Two posts")
    edit_action(by=people.programme, now=NOON, action=action, version=fresh(action).version, content=said)
    [row] = rows_of(people.officer_a, content)
    assert row["result"] == "ready" and "has changed since" in row["note"]


def test_criterion_that_is_gone_holds_its_report_up(people):
    action = plan.agreed(people, criteria=(Criterion("All are seen"),))
    content = filled_in(
        handed_out(action), DONE, figures=[{"met": "Met", "on": date(2008, 6, 19), "source": "A"}]
    )
    action.criteria.update(is_dropped=True)
    assert "no longer one of R4.1" in problem(rows_of(people.officer_a, content)[0])


def test_plain_criterion_takes_no_figure_and_a_measured_one_no_met(people):
    action = plan.agreed(people, criteria=(Criterion("All are seen"),))
    assert "has no figure" in problem(
        rows_of(people.officer_a, filled_in(handed_out(action), DONE, figures=[FIGURE]))[0]
    )
    measured = Criterion("All are allocated", baseline="40", target="100", target_on=date(2008, 7, 18))
    action = plan.agreed(people, criteria=(measured,))
    said = {"met": "Met", "on": date(2008, 6, 19), "source": "A"}
    found = problem(rows_of(people.officer_a, filled_in(handed_out(action), DONE, figures=[said]))[0])
    assert "measured by a figure" in found


def test_figure_lacks_its_date_or_source(people):
    content = filled_in(handed_out(plan.agreed(people)), DONE, figures=[{"value": 5}])
    found = problem(rows_of(people.officer_a, content)[0])
    assert "date of the figure" in found and "source of the figure" in found


def test_report_of_a_later_correction_is_the_one_that_is_asked_about(people):
    action = plan.agreed(people)
    content = filled_in(handed_out(action), DONE)
    said = {"by": people.officer_a, "now": NOON, "rating": "green"}
    first = report_progress(**said, action=fresh(action), done="Half of them", round=people.june)
    newest = report_progress(
        **{**said, "now": later(1)}, action=fresh(action), done="A third", corrects=first
    )
    [row] = rows_of(people.officer_a, content, later(2))
    assert row["result"] == "asked" and "A third" in row["asks"][0]
    assert "of 21 June 2008" in row["offers"] and newest.corrects == first


def test_what_a_correction_says_already_is_sent_no_second_time(people):
    action = plan.agreed(people)
    content = filled_in(handed_out(action), DONE | {"confidence": "High"}, figures=[FIGURE])
    said = {"by": people.officer_a, "now": NOON, "rating": "green", "confidence": "high"}
    report_progress(**said, action=fresh(action), done=DONE["done"], round=people.june)
    # The words are the same, and the figure is new.
    assert results(brought(people.officer_a, content, later(1))) == ["asked"]
    assert results(brought(people.officer_a, filled_in(handed_out(action), DONE), later(1))) == ["same"]


def test_what_was_filled_in_before_says_nothing_by_itself_and_is_kept_with_the_rest(people):
    action = plan.agreed(people)
    low = {"confidence": "low", "would_help": "One more auditor\nfrom May"}
    said = {"by": people.officer_a, "now": NOON, "rating": "green", "done": "Half"}
    report_progress(**said, action=fresh(action), **low)
    content = handed_out(action)
    assert results(brought(people.officer_a, content, later(1))) == ["empty"]
    done = {name: said for name, said in DONE.items() if name != "confidence"}
    [row] = rows_of(people.officer_a, filled_in(content, done))
    assert row["result"] == "ready"
    assert ["Confidence", "Low", "G2"] in row["said"]
    [row] = rows_of(people.officer_a, filled_in(content, DONE | {"confidence": None}))
    assert "Choose high, medium or low confidence" in str(row["problems"])
    # Who changes nothing but that has still said something, and is not passed over.
    [row] = rows_of(people.officer_a, filled_in(content, {"confidence": "High"}))
    assert row["result"] == "refused" and "Choose green, amber or red" in str(row["problems"])


def test_row_that_says_nothing_is_counted_and_nothing_else(people):
    draft = brought(people.officer_a, handed_out(plan.agreed(people), plan.agreed(people)))
    assert draft.understood["counts"] == counts_of(as_shown([])) | {"empty": 2}


def test_preview_says_each_cell_in_words(people):
    said = {"rating": "Red", "done": "x", "reason": "y", "next_step": "z", "recovers_on": date(2008, 9, 30)}
    said["confidence"] = "High"
    content = filled_in(handed_out(plan.agreed(people)), said, figures=[FIGURE])
    [row] = rows_of(people.officer_a, content)
    assert ["Expected back on track", "30 9 2008", "N2"] in row["said"]
    assert row["said"][-1][0] == "100% allocated" and row["said"][-1][2] == "Measurements E2"
    assert row["rating"] == "red"
