"""Questions about what the cells of a row say: asked with their options, answered each way, or left standing."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl.styles import PatternFill

from actions.imports.finding.cells import raw_of, said_by
from actions.imports.finding.current_plan import CurrentPlan
from actions.imports.matching.answers import Answers
from actions.imports.matching.plan_match import match_plan
from actions.models import SupportingPartner
from jarplan.spreadsheets.layout.plan import lay_out
from jarplan.spreadsheets.reading.workbook import read_workbook
from tests import DATA
from tests.actions.imports.sheets import AUDIT, LEAD, answered, matched, new_values, said, sentences
from tests.plan import proposed

C1 = DATA / "c1_text_dates_colours.xlsx"
HEADINGS = ["Rec no", "Action ref", "Action", "Lead officer", "Start", "By when", "Partners", "Status", "RAG"]


def row(**cells):
    """A row under HEADINGS, with some cells given by their heading's first word."""
    names = ("rec", "ref", "action", "lead", "start", "due", "partners", "status", "rag")
    given = {"rec": 4, "ref": "4.1", "action": AUDIT, "lead": LEAD} | cells
    return [given.get(name) for name in names]


def options_of(point):
    return [value for value, _label in point.options]


def asked(*rows, **options):
    """The one open question of a sheet."""
    [one] = matched(*rows, headings=HEADINGS, **options).questions()
    return one.point


def test_open_date_is_asked_with_its_proposal_and_left_out_until_answered(plan):
    match = matched(row(due="mid-October 2008"), headings=HEADINGS)
    [question] = match.questions()
    point = question.point
    assert (point.kind, point.typed, point.cell, question.rows) == ("date", "date", "F2", (2,))
    assert point.options == (
        ("yes", "Yes: 15 October 2008"),
        ("other", "Another date"),
        ("leave", "Leave the date out"),
    )
    assert match.rows[0].result == "new" and "due" not in new_values(match.rows[0])


@pytest.mark.parametrize(
    "choice, text, due, words",
    [
        ("yes", "", "15 October 2008", "15 October 2008"),
        ("other", "3/11/08", "3 November 2008", "3 November 2008"),
        ("other", "Nov 2008", "1 to 30 November 2008", "1 to 30 November 2008"),
        (
            "other",
            "from Nov 2008 & ongoing",
            "from 1 November 2008, with no end",
            "ongoing, from 1 November 2008, with no end",
        ),
        ("leave", "", None, "Leave the date out"),
    ],
)
def test_answered_date_is_written_and_told(plan, choice, text, due, words):
    match = answered(row(due="mid-October 2008"), headings=HEADINGS, choice=choice, text=text)
    assert new_values(match.rows[0]).get("due") == due
    assert match.questions() == [] and said(match) == [f"You said: {words}."]
    assert match.rows[0].unsaid == ({"due"} if choice == "leave" else set())
    assert match.answered()[0].answer.choice == choice


@pytest.mark.parametrize(
    "text, sentence",
    [
        (
            "when it is done",
            "“when it is done” was not understood as a date. Enter a date like 30 September 2009",
        ),
        ("ongoing", "or choose to leave the date out."),
        ("mid-May 2008", "“mid-May 2008” was not understood as a date"),
        ("30 Sept", "“30 Sept” was not understood as a date"),
        ("31/02/2008", "“31/02/2008” was not understood as a date"),
        ("", "No date was entered. Enter a date like 30 September 2009, or choose to leave the date out."),
        ("1" * 5000, "was not understood as a date"),
    ],
)
def test_typed_date_that_is_none_leaves_the_question_and_says_so(plan, text, sentence):
    match = answered(row(due="mid-October 2008"), headings=HEADINGS, choice="other", text=text)
    [question] = match.questions()
    assert sentence in question.point.sentence and "15 October 2008" in question.point.sentence
    assert said(match) == [] and "due" not in new_values(match.rows[0])


def test_missing_year_is_proposed_and_no_date_at_all_must_be_typed(plan):
    point = asked(row(due="30 September"), near=date(2008, 6, 3))
    assert point.options[0] == ("yes", "Yes: 30 September 2008")
    match = answered(row(due="30 September"), headings=HEADINGS, near=date(2008, 6, 3), choice="yes")
    assert new_values(match.rows[0])["due"] == "30 September 2008"
    assert options_of(asked(row(due="when funds allow"))) == ["other", "leave"]


def test_month_and_day_in_doubt_are_both_offered(plan):
    rows = [row(due="06/30/2008"), row(ref="4.2", action="Write to carers", due="05/06/2008")]
    match = matched(*rows, headings=HEADINGS)
    point = match.questions()[1].point
    assert point.options[:2] == (("yes", "Yes: 5 June 2008"), ("no", "No: 6 May 2008"))
    for choice, due in (("yes", "5 June 2008"), ("no", "6 May 2008")):
        match = matched(*rows, headings=HEADINGS, answers={point.key: {"choice": choice}})
        assert new_values(match.rows[1])["due"] == due


def test_financial_year_may_be_the_academic_year(plan):
    match = answered(row(due="2008/09"), headings=HEADINGS, choice="no")
    assert new_values(match.rows[0])["due"] == "1 September 2008 to 31 August 2009"


def test_start_and_due_are_asked_apart_and_their_order_is_looked_at_again(plan):
    rows = [row(start="mid-October 2008", due="mid-May 2008")]
    match = matched(*rows, headings=HEADINGS)
    keys = [one.point.key for one in match.questions()]
    assert len(set(keys)) == 2
    match = matched(*rows, headings=HEADINGS, answers={key: {"choice": "yes"} for key in keys})
    assert match.rows[0].result == "rejected"
    assert "before it starts" in match.rows[0].rejected[0].sentence


def test_leads_parted_by_commas_are_asked_and_answered(plan):
    rows = [row(lead="Head of Youth, Director of Housing, Leicester City Council")]
    point = asked(*rows)
    assert (point.kind, point.typed, options_of(point)) == ("leads", "leads", ["yes", "other", "leave"])
    assert "lead" not in new_values(matched(*rows, headings=HEADINGS).rows[0])
    typed = "Head of Youth, Leicester City PCT\nDirector of Housing, Leicester City Council"
    match = answered(*rows, headings=HEADINGS, choice="other", text=typed)
    assert new_values(match.rows[0])["lead"] == (
        "Head of Youth, Leicester City PCT; Director of Housing, Leicester City Council"
    )
    match = answered(*rows, headings=HEADINGS, choice="leave")
    assert "lead" not in new_values(match.rows[0]) and match.questions() == []
    match = answered(*rows, headings=HEADINGS, choice="yes")
    [next_question] = match.questions()
    assert next_question.point.kind == "lead", "a post without its organisation is asked next"


@pytest.mark.parametrize("text", ["Ann, Bob, Cid", "", "Leicester City Council", "Head of A, Head of B, LCC"])
def test_typed_leads_that_can_be_read_otherwise_leave_the_question(plan, text):
    rows = [row(lead="Head of Youth, Director of Housing, Leicester City Council")]
    match = answered(*rows, headings=HEADINGS, choice="other", text=text)
    assert "on a new line, as post, organisation." in match.questions()[0].point.sentence
    assert match.rows[0].posts == ()


def test_partners_parted_by_commas_are_asked_and_answered(plan):
    rows = [row(partners="Leicester City PCT, Health, Safety and Environment Board")]
    point = asked(*rows)
    assert (point.kind, point.typed) == ("partners", "names")
    assert options_of(point) == ["yes", "no", "other", "leave"]
    wanted = {
        ("no", ""): "Leicester City PCT, Health, Safety and Environment Board",
        ("other", "Leicester City PCT\nPolice"): "Leicester City PCT; Police",
        ("leave", ""): None,
    }
    for (choice, text), partners in wanted.items():
        match = answered(*rows, headings=HEADINGS, choice=choice, text=text)
        assert new_values(match.rows[0]).get("partners") == partners
        assert match.questions() == [] and len(said(match)) == 1
    match = answered(*rows, headings=HEADINGS, choice="yes")
    assert new_values(match.rows[0])["partners"].startswith("Leicester City PCT; Health")
    for text in ("Ann, Bob, Cid", ""):
        match = answered(*rows, headings=HEADINGS, choice="other", text=text)
        assert "each partner on a new line." in match.questions()[0].point.sentence


def test_reference_that_lost_its_nought_is_asked_and_answered(plan):
    rows = [row(ref=f"4.{n}", action=f"Do thing {n}") for n in range(1, 10)] + [row(ref=4.1, action="Tenth")]
    point = asked(*rows)
    assert (point.kind, point.raw) == ("reference", "4.1")
    assert point.options[:2] == (("yes", "It was 4.10"), ("no", "It is 4.1"))
    match = answered(*rows, headings=HEADINGS, choice="yes")
    assert (match.rows[9].reference, match.rows[9].result) == ("R4.10", "new")
    match = answered(*rows, headings=HEADINGS, choice="no")
    assert match.rows[9].questions[0].kind == "same reference", "4.1 stands there twice then"
    match = answered(*rows, headings=HEADINGS, choice="without")
    assert (match.rows[9].reference, match.rows[9].result) == ("R4.10", "new")
    match = answered(*rows, headings=HEADINGS, choice="leave")
    assert sentences(match.rows[9].rejected) == ["Left out, as you chose."]


def test_reference_that_became_a_date_is_asked_and_answered(plan):
    headings = ["Ref", "Action", "Lead officer", "By when"]
    rows = [["4.1", "Meet", LEAD, "May 2009"], [date(2008, 5, 4), "Write to carers", LEAD, "May 2009"]]
    for choice, reference in (("yes", "R4.5"), ("no", "R5.4")):
        answers = {}
        for kind in ("reference", "numbers"):
            match = matched(*rows, headings=headings, answers=answers)
            [point] = [one.point for one in match.questions() if one.point.kind == kind]
            answers[point.key] = {"choice": choice if kind == "reference" else point.options[0][0]}
        match = matched(*rows, headings=headings, answers=answers)
        assert (match.rows[1].reference, match.rows[1].result) == (reference, "new")


@pytest.mark.parametrize(
    "choice, status",
    [("yes", "Not yet completed"), ("Complete", "Complete"), ("leave", None)],
)
def test_status_is_asked_and_answered(plan, choice, status):
    rows = [row(status="Not yet completed")]
    point = asked(*rows) if matched(*rows, headings=HEADINGS).questions() else None
    assert point and point.kind == "status" and "Complete" in options_of(point)
    match = answered(*rows, headings=HEADINGS, choice=choice)
    assert new_values(match.rows[0]).get("status") == status and match.questions() == []


def yellow(sheet):
    sheet["I2"].fill = PatternFill("solid", "FFFF00")


@pytest.mark.parametrize(
    "choice, rating", [("yes", "Amber"), ("Green", "Green"), ("Blue", "Blue"), ("leave", None)]
)
def test_yellow_is_asked_and_answered(plan, choice, rating):
    point = asked(row(), prepare=yellow)
    assert (point.kind, point.cell, point.proposed) == ("rating", "I2", "Amber")
    assert options_of(point) == ["yes", "Blue", "Green", "Red", "leave"]
    match = answered(row(), headings=HEADINGS, prepare=yellow, choice=choice)
    assert new_values(match.rows[0]).get("rag") == rating and len(said(match)) == 1


def hide(sheet):
    sheet.row_dimensions[2].hidden = True


def test_hidden_row_is_asked_and_answered(plan):
    match = matched(row(), headings=HEADINGS, prepare=hide)
    assert (match.rows[0].result, match.rows[0].changes) == ("question", [])
    assert [one.point.kind for one in match.questions()] == ["hidden"]
    assert answered(row(), headings=HEADINGS, prepare=hide, choice="yes").rows[0].result == "new"
    left = answered(row(), headings=HEADINGS, prepare=hide, choice="leave").rows[0]
    assert (left.result, sentences(left.rejected), left.left) == (
        "left out",
        ["Left out, as you chose."],
        True,
    )


def test_row_that_is_left_out_asks_nothing_more_and_takes_no_reference(plan):
    rows = [row(due="mid-October 2008"), row()]
    match = answered(*rows, headings=HEADINGS, prepare=hide, choice="leave", kind="hidden")
    assert [one.result for one in match.rows] == ["left out", "new"]
    assert match.questions() == [] and match.rows[1].reference == "R4.1"


def test_same_action_twice_is_asked_and_answered(plan):
    rows = [row(ref=None), row(ref=None, due="June 2009")]
    [question] = matched(*rows, headings=HEADINGS).questions()
    assert (question.point.kind, options_of(question.point)) == ("repeat", ["new", "leave"])
    match = answered(*rows, headings=HEADINGS, choice="new")
    assert [(one.result, one.reference) for one in match.rows] == [("new", "R4.1"), ("new", "R4.2")]
    match = answered(*rows, headings=HEADINGS, choice="leave")
    assert [one.result for one in match.rows] == ["new", "left out"]


def test_cells_that_say_the_same_are_asked_once_and_dates_each_by_itself(plan):
    said = {
        "status": "Not yet completed",
        "lead": "Head of Youth, Director of Housing, Leicester City Council",
        "partners": "Ann, Bob",
        "due": "mid-May 2009",
    }
    rows = [row(**said), row(ref="4.2", action="Write to carers", **said)]

    def colour(sheet):
        for at, fill in ((2, "FFFF00"), (3, "FFFF00"), (4, "FFFF99")):
            sheet.cell(at, 9).fill = PatternFill("solid", fill)

    found = matched(*rows, row(ref="4.3", action="Meet"), headings=HEADINGS, prepare=colour).questions()
    assert [(one.point.kind, one.rows) for one in found] == [
        ("date", (2,)),
        ("leads", (2, 3)),
        ("partners", (2, 3)),
        ("status", (2, 3)),
        ("rating", (2, 3)),
        ("date", (3,)),
        ("rating", (4,)),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "forged",
    [
        {"choice": "new"},
        {"choice": "R4"},
        {"choice": ["yes"]},
        {"choice": {}},
        {"text": "1 May 2008"},
        {},
        "yes",
        None,
        ["yes"],
    ],
)
def test_answer_that_was_not_offered_counts_as_none(plan, forged):
    rows = [row(due="mid-October 2008")]
    key = asked(*rows).key
    match = matched(*rows, headings=HEADINGS, answers={key: forged})
    assert len(match.questions()) == 1 and said(match) == []
    assert "due" not in new_values(match.rows[0])


def test_answer_to_another_question_changes_nothing(plan):
    rows = [row(due="mid-October 2008")]
    match = matched(*rows, headings=HEADINGS, answers={"q0123456789abcdef": {"choice": "yes"}})
    assert len(match.questions()) == 1


def test_answer_holds_after_the_file_is_read_again(plan):
    rows = [row(due="mid-October 2008", lead="Head of Nothing", status="Not yet completed")]
    first, second = (matched(*rows, headings=HEADINGS).questions() for _time in range(2))
    keys = [one.point.key for one in first]
    assert keys == [one.point.key for one in second] and len(set(keys)) == 3
    moved = matched([None] * 9, *rows, headings=HEADINGS).questions()
    again = {one.point.kind for one in moved if one.point.key in keys}
    assert again == {"lead", "status"}, "a date is asked for each cell, words and posts once"


def test_cell_merged_over_several_rows_is_asked_once(plan):
    rows = [row(due="mid-October 2008"), row(ref="4.2", action="Write to carers")]

    def merge(sheet):
        sheet.merge_cells("F2:F3")

    [question] = matched(*rows, headings=HEADINGS, prepare=merge).questions()
    assert (question.rows, question.point.cell) == ((2, 3), "F2")
    match = answered(*rows, headings=HEADINGS, prepare=merge, choice="yes")
    assert [new_values(one)["due"] for one in match.rows] == ["15 October 2008"] * 2


def test_typed_answer_keeps_no_control_characters(plan):
    point = asked(row(due="mid-October 2008"))
    typed = Answers({point.key: {"choice": "other", "text": "1\x00 May\u202e\u00a02008\x1b"}}).to(point)
    assert typed.text == "1 May 2008"


@pytest.mark.slow
def test_every_question_of_the_sample_takes_its_proposal_or_is_left_out(facts):
    stands = CurrentPlan.read()
    with C1.open("rb") as file:
        sheets = read_workbook(file, C1.name)
    table = lay_out(sheets, known=stands.known, near=stands.published, published=stands.published)
    untouched = [replace(one, questions=list(one.questions)) for one in table.rows]
    answers = {}
    for _round in range(3):
        match = match_plan(table, stands, answers=answers)
        for one in match.questions():
            assert options_of(one.point)[-1] in ("leave", "each") and one.point.kind
            choice = one.point.options[0][0]
            for key in one.members or [one.point.key]:
                answers[key] = {"choice": "leave" if choice == "other" else choice}
    match = match_plan(table, stands, answers=answers)
    assert match.questions() == [] and len(answers) >= 15
    assert {one.result for one in match.rows} == {"new"}
    assert sum(len(one.members) or 1 for one in match.answered()) == len(answers)
    assert table.rows == untouched, "the table itself is not changed by answers"


@pytest.mark.parametrize(
    "choice, references", [("yes", ["4.1", "4.2"]), ("no", ["1.4", "2.4"]), ("without", ["", ""])]
)
def test_references_that_are_all_dates_are_answered_together(plan, choice, references):
    rows = [row(ref=date(2008, month, 4), action=f"{AUDIT} {month}") for month in (1, 2)]
    match = matched(*rows, headings=HEADINGS)
    [question] = match.questions()
    assert question.rows == (2, 3) and question.point.proposed == "4.1, 4.2"
    after = answered(*rows, choice=choice, headings=HEADINGS)
    assert [one.row.understood.reference.text for one in after.rows] == references


def test_organisations_without_an_officer_are_kept_as_partners_of_a_new_action(plan):
    match = matched(row(lead="PCT/LSC", partners="Mencap"), row(ref="4.2", lead="HR"), headings=HEADINGS)
    assert match.questions() == [] and [one.result for one in match.rows] == ["new", "new"]
    assert new_values(match.rows[0])["partners"] == "Mencap; Leicester City PCT; LSC"
    assert "lead" not in new_values(match.rows[0])
    [change] = [change for change in match.rows[1].changes if change.field == "partners"]
    assert (change.new, change.cell) == ("HR", "D3")
    assert raw_of(match.rows[1].row, "partners") == said_by(match.rows[1])["partners"] == "HR"
    assert sentences(match.rows[1].warnings) == [
        "“HR” names an organisation and no officer, so it becomes a supporting partner. "
        "Name a lead before the action is agreed."
    ]
    assert said_by(match.rows[0])["partners"] == "Mencap\nPCT/LSC"


def test_organisation_without_an_officer_joins_the_partners_that_stand(plan):
    action = proposed(plan, plan.post_a)
    SupportingPartner.objects.create(action=action, name="Mencap")
    [one] = matched(row(lead="PCT"), headings=HEADINGS).rows
    assert new_values(one)["partners"] == "Mencap; Leicester City PCT"
    [answered] = [sentence for sentence in sentences(one.warnings) if "no officer" in sentence]
    assert answered.endswith("so it becomes a supporting partner."), "it has a lead"
    [one] = matched(row(lead="LCC"), headings=HEADINGS).rows
    assert (one.result, one.changes) == ("unchanged", []), "its own lead is of that organisation"


def test_organisations_in_doubt_are_kept_when_confirmed(plan):
    rows = [row(lead="Police, Probation")]
    assert "partners" not in new_values(matched(*rows, headings=HEADINGS).rows[0])
    match = answered(*rows, headings=HEADINGS, choice="yes")
    assert new_values(match.rows[0])["partners"] == "Police; Probation" and match.questions() == []
    match = answered(*rows, headings=HEADINGS, choice="leave")
    assert "partners" not in new_values(match.rows[0])


def test_action_whose_row_waits_for_an_answer_is_in_the_file(plan):
    action = proposed(plan)

    def row_of(text):
        return [4, None, None, text, LEAD, "May 2009", None]

    assert matched(row_of(action.text), prepare=hide).not_in_file == []
    assert matched(row_of("Something else altogether"), prepare=hide).not_in_file == [action.reference]


def test_second_organisation_of_a_lead_agency_is_asked_and_kept_with_its_own_cell(plan):
    headings = ["Rec no", "Action", "Lead officer", "Lead agency", "By when"]
    line = [4, AUDIT, "Participation Manager", "Leicester City Council / Leicester City PCT", "May 2009"]
    match = matched(line, headings=headings)
    assert match.rows[0].posts == () and "partners" not in new_values(match.rows[0])
    match = answered(line, headings=headings, choice="yes")
    [one] = match.rows
    assert one.posts == (("Participation Manager", "Leicester City Council"),)
    [partners] = [change for change in one.changes if change.field == "partners"]
    assert (partners.new, partners.cell) == ("Leicester City PCT", "D2")
    assert raw_of(one.row, "partners") == line[3]


def test_field_that_was_read_from_two_columns_names_both_cells(plan):
    headings = ["Rec no", "Action", "Responsible", "Accountable", "By when"]
    line = [4, AUDIT, "Team Manager, Leicester City PCT", LEAD, "May 2009"]
    [one] = matched(line, headings=headings).rows
    cells = {change.field: change.cell for change in one.changes}
    assert (cells["lead"], cells["text"]) == ("D2, C2", "B2")
