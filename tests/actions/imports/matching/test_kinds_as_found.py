"""The plans that failed once, as they were found: each with the result that is right. More of each kind are drawn in
test_kinds_drawn.py and test_kinds.py.
"""

from datetime import date

import pytest
from openpyxl.styles import PatternFill

from tests.actions.imports.matching.test_kinds import ACTIONS, CLINICS, HR, asked, held, under
from tests.actions.imports.matching.test_kinds_drawn import PLANNER, not_imported
from tests.actions.imports.sheets import new_values

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(scope="module")
def plan(plan_of_facts):
    return plan_of_facts


FILL, AGREE, OPEN, PUBLISH, SURVEY, _TRAIN = ACTIONS
FIELDWORK = "Head of Fieldwork, Leicester City Council"
DEC19, OCT31, DEC3 = date(2008, 12, 19), date(2008, 10, 31), date(2008, 12, 3)
MAR31, JAN30, JUL1, SEP1 = date(2009, 3, 31), date(2009, 1, 30), date(2008, 7, 1), date(2008, 9, 1)


def texts(match):
    return [one.row.understood.text for one in match.rows]


def titles(match):
    return [point.row for point in match.table.others if point.kind == "title"]


def days(match, name):
    return [getattr(one.row.understood, name).latest for one in match.rows]


def test_serials_that_start_again(plan):
    rows = [
        ["Strand", "No", "Action", "Lead", "By when", "Status"],
        ["Workforce", 1, FILL, HR, DEC19, "In progress"],
        ["Workforce", 2, AGREE, HR, OCT31, "Not started"],
        ["Clinics", 1, OPEN, CLINICS, DEC3, "In progress"],
        ["Clinics", 2, PUBLISH, CLINICS, MAR31, "Not started"],
        ["Clinics", 3, SURVEY, CLINICS, JAN30, "Not started"],
    ]
    match = held(plan, {"Plan": rows})
    assert under(match) == [None] * 5
    assert asked(match) == [("recommendation", "theme", 2), ("recommendation", "theme", 3)]


def test_numbering_of_its_own(plan):
    rows = [
        ["ID", "Activity", "Owner", "Start date", "End date", "Comment"],
        [1, "Recruitment and retention"],
        ["1.1", FILL, HR, JUL1, DEC19],
        ["1.2", AGREE, HR, JUL1, OCT31],
        [2, "Clinics"],
        ["2.1", OPEN, CLINICS, JUL1, DEC3],
        ["2.2", PUBLISH, CLINICS, SEP1, MAR31],
    ]
    match = held(plan, {"Plan": rows})
    assert texts(match) == [FILL, AGREE, OPEN, PUBLISH] and titles(match) == [1, 2, 5]
    assert under(match) == [None] * 4 and asked(match) == [("numbers", "recommendation", 4)]
    assert match.count("rejected") == 0


def test_no_recommendation_at_all(plan):
    rows = [
        ["Task", "Owner", "Due", "Status", "Remarks"],
        [FILL, HR, DEC19, "In progress"],
        [OPEN, CLINICS, DEC3, "Not started"],
        [PUBLISH, CLINICS, MAR31, "Not started"],
    ]
    match = held(plan, {"Plan": rows})
    assert match.count("question") == 3 and asked(match) == [("recommendation", "row", 3)]
    values = [value for value, _label in match.questions()[0].point.options]
    assert values[-1] == "each" and "leave" in values and {"R1", "R16"} < set(values)


def test_titles_in_the_column_of_actions(plan):
    head = ["Action", "Responsible Person", "Deadline", "Resources Needed", "Success Criteria"]
    rows = [
        ["Workforce action plans"],
        head,
        [FILL, HR, "19/12/2008", None, "Vacancies below 8%"],
        [AGREE, HR, "31/10/2008", None, "Scheme agreed"],
        ["4. Qualified social workers"],
        [],
        head,
        ["Audit the unallocated cases", FIELDWORK, "29/08/2008", None, "All cases allocated"],
        ["14. CAMHS out-patients"],
        [],
        head,
        [OPEN, CLINICS, "03/12/2008", None, "Capacity up by a quarter"],
        [PUBLISH, CLINICS, "31/03/2009", None, "Published monthly"],
    ]
    match = held(plan, {"Plan": rows})
    assert texts(match) == [FILL, AGREE, "Audit the unallocated cases", OPEN, PUBLISH]
    assert titles(match) == [1, 2, 5, 7, 9, 11] and under(match) == [None] * 5
    assert asked(match) == [("recommendation", "title", 2), ("numbers", "recommendation", 3)]


def test_calendar_to_the_right(plan):
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan"]
    rows = [
        ["Rec", "Task", "Lead", "Start Date", "End Date", *months],
        [4, FILL, HR, JUL1, DEC19],
        [14, OPEN, CLINICS, JUL1, DEC3],
        [14, PUBLISH, CLINICS, SEP1, MAR31],
    ]
    match = held(plan, {"Plan": rows})
    assert under(match) == ["R4", "R14", "R14"] and match.count("new") == 3
    assert (days(match, "start"), days(match, "due")) == ([JUL1, JUL1, SEP1], [DEC19, DEC3, MAR31])
    assert "The 10 columns of the calendar, F to O, are not imported." in [
        one.sentence for one in match.warnings
    ]


def test_category_beside_the_description(plan):
    rows = [
        ["Rec no", "Task category", "Task description", "Owner", "Status", "Target date"],
        [4, "Recruitment", FILL, HR, "In progress", DEC19],
        [14, "Clinics", OPEN, CLINICS, "Complete", DEC3],
        [14, "Clinics", PUBLISH, CLINICS, None, MAR31],
    ]
    match = held(plan, {"Plan": rows})
    assert texts(match) == [FILL, OPEN, PUBLISH] and under(match) == ["R4", "R14", "R14"]


def test_export_of_planner(plan):
    match = held(plan, {"Tasks": [list(PLANNER), *map(list, zip(*PLANNER.values(), strict=True))]})
    assert under(match) == ["R4", "R14", "R14"] and texts(match) == [FILL, OPEN, PUBLISH]
    assert [len(one.row.understood.leads.leads) for one in match.rows] == [1, 2, 1]
    assert (days(match, "start"), days(match, "due")) == ([JUL1, JUL1, SEP1], [DEC19, DEC3, MAR31])
    assert [one.row.understood.status.status for one in match.rows] == [
        "In progress",
        "Not started",
        "Complete",
    ]
    told = {
        point.raw for point in match.warnings if point.sentence.startswith("This column was not recognised")
    }
    assert told == not_imported(match) >= {"Priority", "Created By", "Late", "Completed Date"}


def test_two_dates_in_a_cell(plan):
    rows = [
        ["Rec no", "Action", "Lead", "Dates"],
        [4, FILL, HR, "01/07/2008: start; 19/12/2008: complete"],
        [4, AGREE, HR, "Start: 1 July 2008. End: 31 October 2008"],
        [14, OPEN, CLINICS, "1 July - 3 December 2008"],
        [14, PUBLISH, CLINICS, "Draft by 30/09/2008; final 31/03/2009"],
        [16, "Agree a catch-up scheme", FIELDWORK, "Begin Sept 2008, finish March 2009"],
    ]
    match = held(plan, {"Plan": rows})
    assert len(match.rows) == 5 and not any("No date" in one.point.sentence for one in match.each_question())
    # One question for each pattern: rows 2 and 6 have the same.
    assert [(one.point.kind, one.rows) for one in match.questions()] == [("date", (2, 6)), ("date", (5,))]
    yes = {one.point.key: {"choice": "yes"} for one in match.each_question()}
    done = held(plan, {"Plan": rows}, yes)
    assert days(done, "due") == [DEC19, OCT31, DEC3, MAR31, MAR31]
    starts = [new_values(one).get("start") for one in done.rows]
    assert starts == ["1 July 2008", "1 July 2008", "1 July 2008", None, "1 September 2008"]


def test_repeated_rows(plan):
    rows = [
        ["Rec", "Ref", "Action", "Lead", "Due"],
        [4, "4.1", FILL, HR, DEC19],
        [4, "4.1", FILL, HR, DEC19],
        [14, "14.1", OPEN, CLINICS, DEC3],
        [14, "14.1", PUBLISH, CLINICS, MAR31],
    ]
    match = held(plan, {"Plan": rows})
    assert [one.result for one in match.rows] == ["new", "left out", "new", "question"]
    assert [(one.point.kind, one.rows) for one in match.questions()] == [("same reference", (5,))]


def test_sheet_for_each_priority(plan):
    head = ["Action", "Lead", "By when", "RAG"]
    four = "Priority 4: ensure that all looked after children have qualified social workers allocated to them"
    sheets = {
        "Priority 4": [[four], [], head, [FILL, HR, DEC19], [AGREE, HR, OCT31]],
        "Priority 14": [
            ["Priority 14: increase the capacity of out-patient services in CAMHS."],
            [],
            head,
            [OPEN, CLINICS, DEC3],
        ],
    }

    def as_found(sheet):
        sheet.merge_cells("A1:D1")
        for number in range(4, sheet.max_row + 1):
            sheet.cell(number, 4).fill = PatternFill("solid", "FFC000")

    match = held(plan, sheets, prepare=as_found)
    assert under(match) == ["R4", "R4", "R14"] and match.questions() == []
    assert [one.row.understood.rating.rating for one in match.rows] == ["Amber"] * 3


def test_agency_beside_a_post_with_its_agency(plan):
    rows = [
        ["Rec no", "Action", "Lead agency", "Lead", "Due"],
        [4, FILL, "Rutland Youth Trust", "Chief Executive, Rutland Youth Trust", DEC19],
        [14, OPEN, "Leicester City PCT", CLINICS, DEC3],
    ]
    match = held(plan, {"Plan": rows})
    assert [one.posts for one in match.rows] == [
        (("Chief Executive", "Rutland Youth Trust"),),
        (("Commissioning Manager", "Leicester City PCT"),),
    ]
