"""Small plans of the kinds that councils have elsewhere: which rows they have, what they are asked, and that nothing
is attached to a recommendation that no cell, title or person named.
"""

import io
import random
import re
import string
from types import SimpleNamespace
from uuid import uuid4

import openpyxl
import pytest

from actions.imports.drafts.preview import rows_as_json
from actions.imports.finding.current_plan import OUR_HEADINGS
from actions.imports.finding.earlier import Lineage, rows_read
from actions.imports.matching.plan_match import match_plan
from jarplan.spreadsheets.layout.plan import lay_out
from jarplan.spreadsheets.reading.workbook import read_workbook

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(scope="module")
def plan(plan_of_facts):
    return plan_of_facts


HR, CLINICS = "HR Manager, Leicester City Council", "Commissioning Manager, Leicester City PCT"
ACTIONS = (
    "Fill twelve vacant posts",
    "Agree a retention scheme",
    "Open a second clinic",
    "Publish waiting times",
    "Survey the families seen",
    "Train the duty team",
)
DATES = ("19/12/2008", "31/10/2008", "03/12/2008", "31/03/2009", "30/01/2009", "27/02/2009")


def held(plan, sheets, answers=None, prepare=None):
    """The PlanMatch of sheets as {name: rows}; `prepare` may change each worksheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if prepare:
            prepare(sheet)
    out = io.BytesIO()
    book.save(out)
    table = lay_out(
        read_workbook(out, "plan.xlsx"),
        known=plan.known,
        near=plan.published,
        remembered=OUR_HEADINGS,
        titles=[one.text for one in plan.recommendations],
    )
    return match_plan(table, plan, answers=answers)


def asked(match):
    return [(one.point.kind, one.point.field, len(one.rows)) for one in match.questions()]


def answered(plan, sheets, *choices):
    """The match after the first open question was given each of these answers in turn."""
    answers, match = {}, held(plan, sheets)
    for choice in choices:
        one = match.questions()[0]
        value = choice if one.point.label(choice) else one.point.options[0][0]
        for key in [one.point.key] if value == "each" else one.members or [one.point.key]:
            answers[key] = {"choice": value}
        match = held(plan, sheets, answers)
    return match


def under(match):
    return [one.recommendation.reference if one.recommendation else None for one in match.rows]


THEMES = ("Strand", "Theme", "Bucket name", "Workstream", "Category", "Section")
SERIALS = ("No", "Task ID", "Item no", "ID", "Ref", "Action no")


@pytest.mark.parametrize(("theme", "serial"), list(zip(THEMES, SERIALS, strict=True)))
def test_serial_number_is_no_recommendation_and_each_theme_is_asked_once(plan, theme, serial):
    rows = [[theme, serial, "Action", "Lead", "By when"]]
    for at, strand in enumerate(("Workforce", "Workforce", "Clinics", "Clinics", "Clinics")):
        rows.append([strand, [1, 2, 1, 2, 3][at], ACTIONS[at], HR, DATES[at]])
    match = held(plan, {"Plan": rows})
    assert under(match) == [None] * 5
    assert asked(match) == [("recommendation", "theme", 2), ("recommendation", "theme", 3)]
    match = answered(plan, {"Plan": rows}, "R4", "R14")
    assert under(match) == ["R4", "R4", "R14", "R14", "R14"] and match.questions() == []
    assert [one.result for one in match.rows] == ["new"] * 5


@pytest.mark.parametrize("numbers", [("1", "2"), ("4", "14"), ("3", "16")])
@pytest.mark.parametrize("heading", ["ID", "Ref", "No"])
def test_own_numbering_is_asked_once_and_its_parents_are_titles(plan, numbers, heading):
    first, second = numbers
    rows = [
        [heading, "Activity", "Owner", "End date"],
        [int(first), "Recruitment and retention", None, None],
        [f"{first}.1", ACTIONS[0], HR, DATES[0]],
        [f"{first}.2", ACTIONS[1], HR, DATES[1]],
        [int(second), "Clinics", None, None],
        [f"{second}.1", ACTIONS[2], CLINICS, DATES[2]],
        [f"{second}.2", ACTIONS[3], CLINICS, DATES[3]],
    ]
    match = held(plan, {"Plan": rows})
    assert [one.row.row for one in match.rows] == [3, 4, 6, 7]
    assert [point.row for point in match.table.others if point.kind == "title"] == [1, 2, 5]
    assert asked(match) == [("numbers", "recommendation", 4)] and under(match) == [None] * 4
    label = match.questions()[0].point.options[0][1]
    assert label.startswith(f"Yes: {first} “Recruitment and retention” is R{first} “")
    assert f"; {second} “Clinics” is R{second} “" in label
    yes = answered(plan, {"Plan": rows}, "the first")
    assert under(yes) == [f"R{first}"] * 2 + [f"R{second}"] * 2
    no = answered(plan, {"Plan": rows}, "no")
    assert asked(no) == [("recommendation", "title", 2), ("recommendation", "title", 2)]


@pytest.mark.parametrize(
    "headings",
    [
        ("Task", "Owner", "Due"),
        ("Action", "Lead", "By when"),
        ("What will we do", "Who", "Deadline"),
        ("Actions", "Responsible", "Timescale"),
        ("Activity", "Lead officer", "End date"),
    ],
)
def test_plan_that_names_no_recommendation_is_asked_for_all_or_for_each(plan, headings):
    rows = [headings, *[[ACTIONS[at], HR, DATES[at]] for at in range(3)]]
    match = held(plan, {"Plan": rows})
    assert asked(match) == [("recommendation", "row", 3)]
    assert under(answered(plan, {"Plan": rows}, "R4")) == ["R4"] * 3
    each = answered(plan, {"Plan": rows}, "each")
    assert asked(each) == [("recommendation", "row", 1)] * 3
    assert under(answered(plan, {"Plan": rows}, "each", "R4", "R14", "R16")) == ["R4", "R14", "R16"]
    left = answered(plan, {"Plan": rows}, "leave")
    assert [one.result for one in left.rows] == ["left out"] * 3


@pytest.mark.parametrize(
    "title",
    [
        "4. Qualified social workers",
        "4 Social workers",
        "Theme 4",
        "R4 Social workers",
        "Recommendation 4: social workers",
    ],
)
@pytest.mark.parametrize("blank", [True, False])
def test_title_in_the_column_of_actions_is_no_action(plan, title, blank):
    head = ["Action", "Responsible Person", "Deadline", "Resources Needed", "Success Criteria"]
    rows = [
        ["Workforce action plans"],
        head,
        [ACTIONS[0], HR, DATES[0], None, "Vacancies below 8%"],
        [title],
        *([[]] if blank else []),
        head,
        [ACTIONS[1], HR, DATES[1], None, "Scheme agreed"],
    ]
    match = held(plan, {"Plan": rows})
    assert [one.row.understood.text for one in match.rows] == [ACTIONS[0], ACTIONS[1]]
    assert [point.raw for point in match.table.others if point.kind == "title"][0] == "Workforce action plans"
    named = title.startswith(("R4", "Recommendation"))
    assert under(match) == [None, "R4" if named else None]
    assert ("recommendation", "title", 1) in asked(match)


@pytest.mark.parametrize("word", ["Priority", "Recommendation", "Rec", "Theme", "Objective"])
def test_title_above_the_headings_of_each_sheet_names_its_recommendation_by_its_text(plan, word):
    texts = {one.order: one.text for one in plan.recommendations}
    head = ["Action", "Lead", "By when"]
    sheets = {
        f"{word} {number}": [
            [f"{word} {number}: {texts[number]}"],
            [],
            head,
            [ACTIONS[number % 6], HR, DATES[0]],
        ]
        for number in (4, 14)
    }
    match = held(plan, sheets)
    assert under(match) == ["R4", "R14"] and match.questions() == []


@pytest.mark.parametrize("same", [True, False])
@pytest.mark.parametrize("references", [("4.1", "4.1"), ("R4.1", "4.1"), (None, None)])
def test_repeated_row_is_left_out_and_a_repeated_reference_is_asked(plan, same, references):
    first, second = references
    other = ACTIONS[0] if same else ACTIONS[1]
    rows = [["Rec", "Ref", "Action", "Lead", "Due"], [4, first, ACTIONS[0], HR, DATES[0]]]
    rows.append([4, second, other, HR, DATES[0]])
    match = held(plan, {"Plan": rows})
    assert match.rows[0].result == "new"
    if same and first == second:
        assert match.rows[1].result == "left out" and match.questions() == []
    elif first:
        assert asked(match)[0][0] == "same reference"
        assert answered(plan, {"Plan": rows}, "new").rows[1].reference == "R4.2"


def test_numbers_are_asked_about_once_wherever_they_stand(plan):
    head = ["Ref", "Action", "Lead", "By when"]
    rows = [head, ["4.1", ACTIONS[0], HR, DATES[0]], ["4.2", ACTIONS[1], HR, DATES[1]]]
    titled = [["14. Clinics"], head[1:], [ACTIONS[2], CLINICS, DATES[2]], [ACTIONS[3], CLINICS, DATES[3]]]
    match = held(plan, {"One": rows, "Two": titled})
    assert asked(match) == [("numbers", "recommendation", 4)]
    assert under(answered(plan, {"One": rows, "Two": titled}, "the first")) == ["R4", "R4", "R14", "R14"]


def test_rows_of_two_tables_side_by_side_are_asked_about_each_by_itself(plan):
    head = ["Action", "Lead", "By when"]
    rows = [
        ["Workforce", None, None, None, "R14 CAMHS"],
        [*head, None, *head],
        [ACTIONS[0], HR, DATES[0], None, ACTIONS[2], CLINICS, DATES[2]],
        [ACTIONS[1], HR, DATES[1], None, ACTIONS[3], CLINICS, DATES[3]],
    ]
    match = held(plan, {"Plan": rows})
    assert under(match) == [None, None, "R14", "R14"] and asked(match) == [("recommendation", "title", 2)]
    rows[0][4] = "Clinics"
    assert under(answered(plan, {"Plan": rows}, "R4", "R14")) == ["R4", "R4", "R14", "R14"]


@pytest.mark.parametrize(
    "heading", ["Recs answered", "Links to JAR recs", "Rec link", "JAR recs", "Covers recs"]
)
def test_column_of_recs_names_recommendations(plan, heading):
    rows = [["Action", heading, "Lead", "By when"]]
    rows += [[ACTIONS[at], said, HR, DATES[at]] for at, said in enumerate(["4", 14, "R16", "4, 8", None])]
    match = held(plan, {"Plan": rows})
    assert under(match) == ["R4", "R14", "R16", None, None]
    assert [one.point.sentence for one in match.questions()][0].startswith("This may be R4 or R8.")


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!"])
def test_what_an_error_should_be_is_asked_and_one_in_the_recommendation_is_a_question_of_its_row(plan, error):
    rows = [
        ["Rec", "Action", "Lead", "By when"],
        [4, ACTIONS[0], HR, error],
        [error, ACTIONS[1], HR, DATES[1]],
    ]
    match = held(plan, {"Plan": rows})
    assert asked(match) == [("date", "due", 1), ("recommendation", "row", 1)]
    answers = {match.questions()[0].point.key: {"choice": "other", "text": "30 September 2009"}}
    answers[match.questions()[1].point.key] = {"choice": "R14"}
    done = held(plan, {"Plan": rows}, answers)
    assert under(done) == ["R4", "R14"] and done.questions() == []
    assert done.rows[0].row.understood.due.in_words == "30 September 2009"
    assert {change.field for change in done.rows[0].changes} >= {"text", "lead", "due"}


TEXT_ROWS = {
    "alone": lambda one: [one.text],
    "in the second column": lambda one: [None, one.text],
    "in capitals": lambda one: [one.text.upper()],
    "behind its number": lambda one: [f"{one.order}. {one.text}"],
    "behind a label": lambda one: [f"Recommendation: {one.text}"],
    "beside its number": lambda one: [one.order, one.text],
    "beside its reference": lambda one: [one.reference, one.text],
}
TEXT_HEADS = [
    (["Ref", "Action", "Lead", "By when"], lambda at: [None, ACTIONS[at], HR, DATES[at]]),
    (["Action", "Lead", "By when"], lambda at: [ACTIONS[at], HR, DATES[at]]),
    (["Lead", "Action", "By when", "RAG"], lambda at: [HR, ACTIONS[at], DATES[at], "Green"]),
    (["Rec no", "Action", "Lead", "By when"], lambda at: [None, ACTIONS[at], HR, DATES[at]]),
]


@pytest.mark.parametrize("said", TEXT_ROWS)
@pytest.mark.parametrize(("head", "row"), TEXT_HEADS)
@pytest.mark.parametrize("above", [True, False])
def test_text_of_a_recommendation_by_itself_is_a_title_at_any_length(plan, said, head, row, above):
    four, sixteen = plan.recommendations[3], plan.recommendations[15]
    titles = [TEXT_ROWS[said](one) for one in (four, sixteen)]
    rows = [titles[0], head, row(0)] if above else [head, titles[0], row(0)]
    match = held(plan, {"Plan": [*rows, row(1), titles[1], row(2)]})
    assert [one.row.understood.text for one in match.rows] == list(ACTIONS[:3])
    assert under(match) == ["R4", "R4", "R16"] and match.questions() == []


def test_text_of_a_recommendation_with_a_lead_is_an_action(plan):
    rows = [["Rec", "Action", "Lead"], [4, plan.recommendations[3].text, HR], [None, ACTIONS[0], HR]]
    assert under(held(plan, {"Plan": rows})) == ["R4", "R4"]
    rows = [["Lead", "Action", "Rec no"], ["HR Manager", plan.recommendations[3].text], [HR, ACTIONS[0], 4]]
    assert len(held(plan, {"Plan": rows}).rows) == 2


def as_before(plan, sheets, *choices):
    """The EarlierRows of an import of these sheets whose actions are in the plan by now."""
    rows = rows_as_json(answered(plan, sheets, *choices))
    for row in rows:
        row["action"] = str(ACTION)
    return rows_read(rows)


ACTION = uuid4()


@pytest.mark.parametrize("above", ["Clinics", "Workforce"])
def test_answer_of_an_earlier_import_holds_while_the_row_stands_under_the_same_title(plan, above):
    def sheets(title):
        return {"Plan": [[title], ["Action", "Lead", "By when"], [ACTIONS[2], CLINICS, DATES[2]]]}

    earlier = as_before(plan, sheets("Clinics"), "R14")
    recommendation = next(one for one in plan.recommendations if one.reference == "R14")
    action = SimpleNamespace(uuid=ACTION, reference="R14.1", text="", recommendation=recommendation)
    lineage = Lineage(earlier, SimpleNamespace(by_reference={"R14.1": action}))
    [row] = held(plan, sheets(above)).table.rows
    assert lineage.recommendation_of(row) == (recommendation if above == "Clinics" else None)


NUMBERS = re.compile(r"(?<!\d)(\d{1,3})(?!\d)")


def drawn(chance, plan):
    """A plan as anybody may lay it out, as rows of text."""
    heads = {
        "number": ["Rec no", "No", "Priority no", "Ref", "JAR rec", "Serial"],
        "words": ["Recommendation", "Theme", "Area for improvement", "Bucket name", "Issue"],
        "reference": ["Action ref", "ID", "Task ID", "Ref"],
    }
    columns = [name for name in heads if chance.random() < 0.6]
    chance.shuffle(columns)
    rows = [[*(chance.choice(heads[name]) for name in columns), "Action", "Lead", "By when"]]
    recommendations = plan.recommendations
    for at in range(chance.randint(3, 12)):
        about = chance.choice(recommendations)
        if chance.random() < 0.2:
            rows.append(
                [
                    chance.choice(
                        [f"{about.order}. {about.text[:30]}", about.reference, about.text, "Workforce"]
                    )
                ]
            )
        cells = {
            "number": chance.choice([about.order, about.reference, f"Rec {about.order}", None, at + 1]),
            "words": chance.choice(
                [about.text, about.text[:40], about.text.upper(), "Workforce", None, about.reference]
            ),
            "reference": chance.choice([f"{about.order}.{at}", f"{about.reference}.{at + 1}", at + 1, None]),
        }
        text = "".join(chance.choices(string.ascii_lowercase + " ", k=25)).strip().capitalize() or "Meet"
        rows.append([*(cells[name] for name in columns), f"{text} {at}", HR, chance.choice(DATES)])
    return rows


def names(one, plan, heading_of):
    """The references that the cells and titles of a row name, as the rule says; told by plain Python."""
    found = set()
    for field, cells in one.row.cells.items():
        if field in ("text", "lead", "due"):
            continue
        for cell in cells:
            folded = " ".join(cell.text.split()).casefold()
            for about in plan.recommendations:
                said = " ".join(about.text.split()).casefold()
                number = NUMBERS.findall(cell.text)
                if (
                    re.search(rf"(?<![a-z]){about.reference}(?!\d)", cell.text, re.IGNORECASE)
                    or re.search(
                        rf"\brec(?:ommendation)?\b\D{{0,4}}{about.order}(?!\d)", cell.text, re.IGNORECASE
                    )
                    or said in folded
                    or (str(about.order) in number and "rec" in heading_of(field))
                ):
                    found.add(about.reference)
    return found


@pytest.mark.parametrize("seed", range(60))
def test_no_row_carries_a_recommendation_that_nothing_named(plan, seed):
    rows = drawn(random.Random(seed), plan)
    match = held(plan, {"Plan": rows})
    headings = {column.field: column.heading.lower() for column in match.table.columns}
    for one in match.rows:
        if one.recommendation:
            assert one.recommendation.reference in names(one, plan, lambda field: headings.get(field, "")), (
                rows
            )
    # Every filled row is in exactly one place.
    places = [one.row.row for one in match.rows] + [point.row for point in match.table.others]
    assert sorted(places) == [at for at, row in enumerate(rows, start=1) if any(row)] or not match.table.rows
    assert len(match.questions()) <= 20


@pytest.mark.parametrize(
    "above", [[], [["Our plan"], [None]], [["Our plan"], ["Owned by the board"], [None]]]
)
def test_a_tracker_that_repeats_its_head_names_each_group_above_it(plan, above):
    head = ["Name", "Subitems", "Person", "Status", "Due date"]
    rows = [*above, ["Vacancies and retention"], head]
    rows += [[text, None, HR, "Working on it", day] for text, day in zip(ACTIONS[:2], DATES, strict=False)]
    rows += [[None], ["Clinics"], head, [ACTIONS[2], None, CLINICS, "Stuck", DATES[2]]]
    match = held(plan, {"Plan": rows})
    assert [one.row.understood.titles for one in match.rows] == [
        ("Vacancies and retention",),
        ("Vacancies and retention",),
        ("Clinics",),
    ]
    assert asked(match)[0] == ("recommendation", "title", 2)
    assert asked(match)[-1] == ("recommendation", "title", 1)


def test_one_table_takes_the_first_line_above_it_as_its_title(plan):
    rows = [["Workforce"], ["As at June"], ["Action", "Lead", "By when"], [ACTIONS[0], HR, DATES[0]]]
    assert [one.row.understood.titles for one in held(plan, {"Plan": rows}).rows] == [("Workforce",)]
