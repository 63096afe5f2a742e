"""The kinds of plans that failed once, drawn at random: in other words, another order, another layout. Each says what
a right reading is.
"""

import random

import pytest
from openpyxl.styles import PatternFill

from actions.imports.drafts.preview import columns_as_json
from tests.actions.imports.matching.test_kinds import ACTIONS, CLINICS, HR, asked, held, under
from tests.actions.imports.sheets import new_values

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(scope="module")
def plan(plan_of_facts):
    return plan_of_facts


SEEDS = range(6)
MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan")
REC = ("Rec", "Rec no", "Recommendation", "JAR recommendation", "Recommendation number")
ACTION = ("Action", "Task", "Agreed action", "What we are doing", "Actions to be taken", "Activity")
LEAD = ("Lead", "Owner", "Assigned to", "Responsible officer", "Lead officer", "Who")
DUE = ("By when", "Due", "End date", "Target date", "Deadline", "Completion date")
START = ("Start date", "Start", "Begin date")
NUMBERS = (4, 14, 14)
LEADS, DUES = (HR, CLINICS, CLINICS), ("19/12/2008", "03/12/2008", "31/03/2009")
STARTS = ("01/07/2008", "01/07/2008", "01/09/2008")
TEXTS = (ACTIONS[0], ACTIONS[2], ACTIONS[3])


def laid(chance, *columns, tail=()):
    """The rows of a sheet with these (headings to choose from, values), in any order, the `tail` at the right; with a
    title and blank rows above, or none."""
    columns = [
        (chance.choice(heads) if isinstance(heads, tuple) else heads, values) for heads, values in columns
    ]
    chance.shuffle(columns)
    columns += tail
    above = chance.choice([[], [["Action plan 2008"]], [["Action plan 2008"], []], [[]]])
    values = zip(*(values for _head, values in columns), strict=True)
    return [*above, [head for head, _values in columns], *map(list, values)]


def dates(match, name):
    return [str(getattr(one.row.understood, name).latest) for one in match.rows]


def not_imported(match):
    return {one["heading"] for one in columns_as_json(match.table) if not one["field"]}


DUE_DAYS = ["2008-12-19", "2008-12-03", "2009-03-31"]
START_DAYS = ["2008-07-01", "2008-07-01", "2008-09-01"]


@pytest.mark.parametrize("seed", SEEDS)
def test_calendar_to_the_right_sinks_no_plan_and_is_told_as_one(plan, seed):
    chance = random.Random(seed)
    months = chance.choice([MONTHS, [f"Wk {n}" for n in range(1, 11)], [f"{one} 08" for one in MONTHS]])
    rows = laid(
        chance, (REC, NUMBERS), (ACTION, TEXTS), (LEAD, LEADS), (START, STARTS), (DUE, DUES),
        tail=[(month, chance.choice([(None,) * 3, ("x", None, "x")])) for month in months],
    )  # fmt: skip
    match = held(plan, {"Plan": rows})
    assert under(match) == ["R4", "R14", "R14"] and match.questions() == []
    assert (dates(match, "start"), dates(match, "due")) == (START_DAYS, DUE_DAYS)
    assert [one.row.understood.text for one in match.rows] == list(TEXTS)
    told = [point.sentence for point in match.warnings if "calendar" in point.sentence]
    assert len(told) == 1 and "10 columns" in told[0] and not_imported(match) >= set(months)


@pytest.mark.parametrize("seed", SEEDS)
def test_description_of_a_task_is_its_text_and_never_its_category(plan, seed):
    chance = random.Random(seed)
    words = chance.choice(["Task", "Action", "Activity"])
    kind = chance.choice(["category", "type", "group"])
    rows = laid(
        chance, (REC, NUMBERS), (f"{words} {kind}", ("Recruitment", "Clinics", "Clinics")),
        (f"{words} {chance.choice(['description', 'details'])}", TEXTS), (LEAD, LEADS), (DUE, DUES),
        (("Status",), ("In progress", "Complete", None)),
    )  # fmt: skip
    match = held(plan, {"Plan": rows})
    assert [one.row.understood.text for one in match.rows] == list(TEXTS)
    assert under(match) == ["R4", "R14", "R14"]


PLANNER = {
    "Task ID": ("aX1", "aX2", "aX3"),
    "Task Name": TEXTS,
    "Bucket Name": ("R4 Social workers", "R14 CAMHS", "R14 CAMHS"),
    "Progress": ("In progress", "Not started", "Completed"),
    "Priority": ("Important", "Medium", "Medium"),
    "Assigned To": ("Head of Fieldwork", "CAMHS Manager;Commissioning Manager", "Commissioning Manager"),
    "Created By": ("Programme Office",) * 3,
    "Created Date": ("01/06/2008",) * 3,
    "Start date": STARTS,
    "Due date": DUES,
    "Late": ("false", "true", "false"),
    "Completed Date": (None, None, "20/08/2008"),
    "Checklist Items": ("advert;interviews", None, None),
    "Labels": (None,) * 3,
    "Description": ("Vacancies below 8%", None, None),
}


@pytest.mark.parametrize("seed", SEEDS)
def test_export_of_a_planner_is_a_plan(plan, seed):
    chance, columns = random.Random(seed), dict(PLANNER)
    if seed:  # the first is as it was found
        columns["Bucket Name"] = chance.choice([("R4", "R14", "R14"), ("Rec 4: staff", "Rec 14", "Rec 14")])
        for name in chance.sample(["Late", "Labels", "Created By", "Checklist Items", "Completed Date"], 2):
            del columns[name]
        columns = dict(chance.sample(list(columns.items()), len(columns)))
    match = held(plan, {"Tasks": [list(columns), *map(list, zip(*columns.values(), strict=True))]})
    assert under(match) == ["R4", "R14", "R14"]
    assert [one.row.understood.text for one in match.rows] == list(TEXTS)
    assert (dates(match, "start"), dates(match, "due")) == (START_DAYS, DUE_DAYS)
    leads = [[lead.post for lead in one.row.understood.leads.leads] for one in match.rows]
    assert leads == [
        ["Head of Fieldwork"],
        ["CAMHS Manager", "Commissioning Manager"],
        ["Commissioning Manager"],
    ]
    assert [one.row.understood.status.status for one in match.rows] == [
        "In progress",
        "Not started",
        "Complete",
    ]
    # All three posts are asked about once; their task ids are references of nothing.
    assert asked(match) == [("lead", "lead", 3)]
    assert not_imported(match) >= {"Created Date", "Priority"}


LABELLED = (
    "01/07/2008: start; 19/12/2008: complete",
    "Start: 1 July 2008. End: 19 December 2008",
    "1 July - 19 December 2008",
    "Start 1 July 2008, finish 19 December 2008",
    "Begin 1 July 2008, complete by 19 December 2008",
    "End: 19/12/2008; start: 01/07/2008",
    "From 1 July 2008; due 19 December 2008",
)


@pytest.mark.parametrize("said", LABELLED)
@pytest.mark.parametrize("heading", ["Dates", "Timescale", "By when"])
def test_two_dates_in_a_cell_are_start_and_due(plan, said, heading):
    rows = [["Rec no", "Action", "Lead", heading], [4, ACTIONS[0], HR, said], [4, ACTIONS[1], HR, said]]
    match = held(plan, {"Plan": rows})
    # One question for all cells of the pattern, or none.
    assert [kind for kind, *_rest in asked(match)] in ([], ["date"])
    answers = {key: {"choice": "yes"} for one in match.questions() for key in one.members or [one.point.key]}
    for one in held(plan, {"Plan": rows}, answers).rows:
        assert new_values(one)["start"] == "1 July 2008"
        assert new_values(one)["due"].endswith("19 December 2008")
        assert one.row.address("start") == one.row.address("due")
    if match.questions():
        assert "start" not in new_values(match.rows[0]) and "due" not in new_values(match.rows[0])


@pytest.mark.parametrize(
    "said",
    [
        "Draft by 30/09/2008; final 31/03/2009",
        "Draft 30 September 2008, final 31 March 2009",
        "30/09/2008 (draft), 31/03/2009 (final)",
        "Consult by 30 Sept 2008 then publish 31 March 2009",
        "Phase 1: 30/09/2008; phase 2: 31/03/2009",
    ],
)
def test_last_of_two_milestones_is_proposed_as_due(plan, said):
    sheets = {"Plan": [["Rec no", "Action", "Lead", "By when"], [4, ACTIONS[0], HR, said]]}
    [one] = held(plan, sheets).questions()
    assert "No date" not in one.point.sentence and "31 March 2009" in one.point.proposed
    done = held(plan, sheets, {one.point.key: {"choice": "yes"}})
    assert "31 March 2009" in new_values(done.rows[0])["due"]


@pytest.mark.parametrize("seed", SEEDS)
def test_sheet_for_each_priority_has_its_recommendation_and_its_colour(plan, seed):
    chance = random.Random(seed)
    texts = {one.order: one.text for one in plan.recommendations}
    word = chance.choice(["Priority", "Recommendation", "Area", "Theme", "Priority action"])
    amber = chance.choice(["FFC000", "FFBF00"])
    head = [
        chance.choice(ACTION),
        chance.choice(LEAD),
        chance.choice(DUE),
        chance.choice(["RAG", "Rating", "BRAG"]),
    ]
    sheets = {
        f"{word} {number}": [[f"{word} {number}: {texts[number]}"], [], head, *rows]
        for number, rows in (
            (4, [[ACTIONS[0], HR, DUES[0], None], [ACTIONS[1], HR, DUES[1], None]]),
            (14, [[ACTIONS[2], CLINICS, DUES[2], None]]),
        )
    }

    def colour(sheet):
        sheet.merge_cells("A1:D1")
        for number in range(4, sheet.max_row + 1):
            sheet.cell(number, 4).fill = PatternFill("solid", amber)

    match = held(plan, sheets, prepare=colour)
    assert under(match) == ["R4", "R4", "R14"]
    assert [one.row.understood.rating.rating for one in match.rows] == ["Amber"] * 3


@pytest.mark.parametrize("seed", SEEDS)
def test_agency_beside_a_post_that_names_it_is_said_once(plan, seed):
    chance = random.Random(seed)
    between = chance.choice([", ", " - ", " ("])
    end = ")" if between == " (" else ""
    bodies = ("Rutland Youth Trust", "Leicester City PCT", "Leicester City PCT")
    posts = ("Chief Executive", "Commissioning Manager", "Head of Nursing")
    said = [f"{post}{between}{body}{end}" for post, body in zip(posts, bodies, strict=True)]
    rows = laid(
        chance, (REC, NUMBERS), (ACTION, TEXTS), (("Lead agency", "Agency", "Lead organisation"), bodies),
        (("Lead", "Lead officer", "Responsible officer"), said), (DUE, DUES),
    )  # fmt: skip
    match = held(plan, {"Plan": rows})
    leads = [(lead.post, lead.organisation) for one in match.rows for lead in one.row.understood.leads.leads]
    assert leads == list(zip(posts, bodies, strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("kept_of", [5000])
def test_five_thousand_actions_under_one_heading_are_all_read(plan, kept_of):
    rows = [["Rec", "Action", "Lead", "Due"]]
    rows += [[number % 16 + 1, f"Do thing {number}", HR, "19/12/2008"] for number in range(kept_of)]
    match = held(plan, {"Plan": rows})
    assert len(match.rows) == kept_of and match.count("new") == kept_of
    assert not any("far outside" in point.sentence for point in match.warnings)


@pytest.mark.parametrize("many", [17, 60, 61, 257, 400])
def test_no_row_is_lost_however_many_stand_under_one_heading(plan, many):
    rows = [["Rec", "Action", "Lead", "Due"]]
    rows += [[number % 16 + 1, f"Do thing {number}", HR, "19/12/2008"] for number in range(many)]
    match = held(plan, {"Plan": rows})
    assert match.count("new") == len(match.rows) == many and match.questions() == []
