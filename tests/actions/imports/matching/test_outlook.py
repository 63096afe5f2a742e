"""What an import would leave behind: what the file does not name, what has no action, what is new."""

from types import SimpleNamespace

from actions.imports.matching.changes import Change
from actions.imports.matching.matched import (
    CHANGED,
    NEW,
    QUESTION,
    REJECTED,
    UNCHANGED,
    MatchedRow,
    PlanMatch,
)
from actions.imports.matching.outlook import listed, tell
from actions.rules.lifecycle import Status
from jarplan.spreadsheets.layout.table import Gap, PlanTable, Understood
from jarplan.spreadsheets.understanding.references import read_reference
from tests.spreadsheets.sheets import plan_row

R4, R5, R6 = (SimpleNamespace(pk=number, order=number, reference=f"R{number}") for number in (4, 5, 6))
LEAD = (Change("lead", "", "Head, LCC"),)


def action(reference, status=Status.AGREED, text="Meet"):
    under = int(reference[1])
    return SimpleNamespace(reference=reference, status=status, recommendation_id=under, text=text)


def plan(*actions, organisations=(), posts=()):
    names = dict.fromkeys(organisations, "")
    return SimpleNamespace(actions=actions, recommendations=[R4, R5, R6], organisations=names, posts=posts)


def row(result=NEW, reference="", under=R4, written="", text="Meet", **about):
    made = plan_row(reference=written, text=text)
    made.understood = Understood(reference=read_reference(written), text=text)
    return MatchedRow(made, result, recommendation=under, reference=reference, **about)


def told(current, *rows, gaps=()):
    match = PlanMatch(PlanTable(gaps=list(gaps)), list(rows))
    tell(match, current)
    return match


def sentences(match):
    return [point.sentence for point in match.warnings]


def test_action_that_no_row_names_is_listed_unless_it_has_left_the_plan():
    current = plan(action("R4.1"), action("R4.2"), action("R4.3", Status.WITHDRAWN))
    match = told(current, row(UNCHANGED, "R4.1"))
    assert match.not_in_file == ["R4.2"]
    assert "In the plan but not in the file, and not changed: R4.2." in sentences(match)


def test_action_that_an_open_question_proposes_or_that_a_waiting_row_says_is_in_the_file():
    asked = row(QUESTION)
    asked.questions.append(asked.row.point("text", "Is it?", "R4.1"))
    rejected = row(REJECTED, text="  AUDIT all ")
    rejected.rejected.append(rejected.row.point("due", "No"))
    current = plan(action("R4.1"), action("R4.2", text="Audit all"), action("R5.1", text="Audit all"))
    assert told(current, asked, rejected).not_in_file == ["R5.1"]


def test_recommendation_without_an_action_in_plan_or_file_is_told_once():
    gap = Gap("Plan", 7, "C7", "TBC", 6, "")
    match = told(plan(action("R4.1")), row(REJECTED, under=R5), gaps=[gap])
    assert match.without_action == ["R5", "R6"]
    assert "Recommendations without an action: R5." in sentences(match)
    assert sentences(match)[0] == gap.sentence  # R6 is told at its own cell
    assert told(
        plan(action("R4.1"), action("R6.1", Status.SUPERSEDED)), row(under=R5, reference="R5.1")
    ).without_action == ["R6"]


def test_file_without_rows_is_not_told_of_recommendations():
    assert not [one for one in sentences(told(plan())) if "without an action" in one]


def test_new_references_are_told_where_rows_have_none_or_another():
    none = told(plan(), row(reference="R4.1"), row(reference="R4.2"))
    other = told(plan(), row(reference="R4.1", written="17"))
    own = told(plan(), row(reference="R4.1", written="4.1"))
    assert "Rows without a reference get new references: the next free references, from R4.1." in sentences(
        none
    )
    assert "Rows whose reference is not in the plan get new references: R4.1." in sentences(other)
    assert not [one for one in sentences(own) if "new references" in one]


def test_organisations_and_posts_that_will_be_written_are_new_once_whatever_their_case():
    posts = [("Head", "LCC"), ("head", "lcc"), ("Director", "PCT")]
    rows = [
        row(reference="R4.1", posts=posts, changes=list(LEAD)),
        row(CHANGED, "R4.2", posts=[("Nurse", "Trust")], changes=list(LEAD)),
    ]
    match = told(plan(organisations=["Pct"], posts=[("DIRECTOR", "PCT")]), *rows)
    assert match.organisations == ["LCC", "Trust"] and match.posts == [("Head", "LCC"), ("Nurse", "Trust")]


def test_leads_that_are_not_written_add_nothing():
    rows = [
        row(UNCHANGED, "R4.1", posts=[("Head", "LCC")], changes=list(LEAD)),
        row(CHANGED, "R4.2", posts=[("Head", "LCC")]),
    ]
    match = told(plan(), *rows)
    assert match.organisations == match.posts == []


def test_long_list_is_counted():
    assert listed(["a", "b"], 2) == "a, b" and listed(["a", "b", "c"], 2) == "a, b and 1 more"
