"""The packs of the demonstration: every figure of OSMB's and of Cabinet's draft against tables made by hand."""

from datetime import date

import pytest

from jarplan.people.models import User
from jarplan.reporting.document.schema import from_text, to_text
from jarplan.reporting.models import MeetingPack
from jarplan.reporting.packs import queries
from jarplan.reporting.packs.compose import compose_pack
from jarplan.reporting.packs.content import PackContent
from jarplan.reporting.packs.sections import NONE

pytestmark = pytest.mark.django_db

# By hand, from the script: the last report of each action until the end of July, and until the end of August. R8.2
# was reported green on 31 July, and that report was corrected to amber on 1 August, after OSMB's pack. R4.1 was
# signed off for the board on 27 August. 16 actions have had no report.
REPORTED = """
R1.1 red red       R1.2 green green    R2.1 green green    R2.2 amber amber    R2.3 none green     R3.1 green amber
R4.1 amber blue    R4.2 red red        R5.1 amber amber    R5.2 amber green    R6.1 green green    R7.1 none green
R8.1 green amber   R8.2 green amber    R10.2 none green    R11.1 green green   R12.1 green amber   R13.1 amber amber
R14.1 amber amber  R15.1 green green   R16.1 green green
"""
BY_RATING = """
                Pack 1  Restated  Added  Moved in  Moved out  Left  Now
Red                  2         0      0         0          0     0    2
Amber                6        +1      0         3          2     0    8
Green               10        −1      0         4          3     0   10
Blue                 0         0      0         1          0     0    1
No rating yet       19         0      0         0          3     0   16
All                 37         0      0         0          0     0   37
"""
BY_STATUS = """
                Pack 1            Added  Moved in  Moved out  Left  Now
Proposed             6                0         0          0     0    6
Agreed              13                0         0          3     0   10
In progress         17                0         3          2     0   18
Delivered            1                0         1          0     0    2
Signed off           0                0         1          0     0    1
"""
OVERDUE = """
                Pack 1            Added  Moved in  Moved out  Left  Now
Overdue              0                0         3          0     0    3
"""


def by_hand(text):
    """The rows of a table as it was made by hand: a name, which may be several words, and numbers."""
    lines = [line for line in text.splitlines() if line.strip()][1:]
    return [(line[:16].strip(), *line[16:].split()) for line in lines]


@pytest.fixture(scope="module")
def demonstrated(told):
    """(the content of OSMB's pack, that of Cabinet's draft)"""
    made, draft = MeetingPack.objects.get(number=1), MeetingPack.objects.get(number=None)
    before = queries.before(draft.meeting, draft.inspection)
    by = User.objects.get(username="programme")
    return queries.content_of(made), compose_pack(by=by, pack=draft, day=draft.cut_off, before=before)


def tables(content, slug):
    [section] = [one for one in content.sections if one.slug == slug]
    return {one.caption: one for one in section.tables}


def test_every_figure_of_cabinets_movement_table_is_that_of_the_one_made_by_hand(demonstrated):
    found = tables(demonstrated[1], "summary")
    assert list(found["Movement of actions by rating"].rows) == by_hand(BY_RATING)
    behind = tables(demonstrated[1], "statuses")
    assert list(behind["Movement of actions by status"].rows) == by_hand(BY_STATUS)
    assert list(found["Movement of overdue actions"].rows) == by_hand(OVERDUE)


def test_the_tables_made_by_hand_are_of_the_reports_in_the_script(demonstrated):
    words = REPORTED.split()
    reported = {words[at]: words[at + 1 : at + 3] for at in range(0, len(words), 3)}
    for place, content in enumerate(demonstrated):
        [every] = tables(content, "all").values()
        rated = {row[0].split()[0]: mark for row, mark in zip(every.rows, every.marks, strict=True)}
        assert len(rated) == 37
        # Of the first pack as it was printed, before the correction.
        assert rated == {reference: reported.get(reference, ("none", "none"))[place] for reference in rated}


def test_osmbs_pack_is_the_first_and_counts_from_four_weeks_before(demonstrated):
    content = demonstrated[0]
    found = tables(content, "summary")["Movement of actions by rating"]
    assert found.head[1] == "3 July 2008" and not content.before and not content.restated
    assert [(row[0], row[-1]) for row in found.rows] == [
        *(
            ("Red", "2"),
            ("Amber", "6"),
            ("Green", "10"),
            ("Blue", "0"),
            ("No rating yet", "19"),
            ("All", "37"),
        )
    ]
    assert content.printed["rating:amber"] == 6 and content.total == 37 and content.is_sample
    assert (content.as_at, content.before) == (date(2008, 7, 31), None)


def test_what_is_restated_says_what_was_printed_and_why(demonstrated):
    [amber, green] = demonstrated[1].restated
    assert (amber.what, amber.printed, amber.now) == ("Amber actions", "6", "7")
    assert (green.what, green.printed, green.now) == ("Green actions", "10", "9")
    why = "The report on R8.2 of 31 July 2008 was corrected on 1 August 2008, from green to amber: "
    assert amber.why == green.why == f"{why}Sixteen plans wait for a supervisor."
    assert not demonstrated[1].unexplained
    # It is no movement: nothing of R8.2 changed since but what was known of it.
    moved = tables(demonstrated[1], "moves")
    assert not [row for one in moved.values() for row in one.rows if row[0].startswith("R8.2")]


def test_the_draft_is_read_back_as_it_was_written(demonstrated):
    for content in demonstrated:
        assert from_text(to_text(content), PackContent) == content


def test_what_is_said_against_a_claim_stands_beside_it_with_its_answer(demonstrated):
    found = tables(demonstrated[1], "completed")
    against = {row[0].split()[0]: row[-1] for one in found.values() for row in one.rows}
    assert set(against) == {"R4.1", "R16.1"}
    # R16.1 was claimed without a measurement of one of its criteria.
    assert "Answer: " in against["R16.1"] and against["R4.1"] == "Nothing", against
    [summary] = [one for one in demonstrated[1].sections if one.slug == "summary"]
    assert "1 sign-off checked by sample so far: 1 held." in summary.paragraphs
    assert "checked by sample" not in str(demonstrated[0].sections[0].paragraphs)


def test_it_opens_with_what_became_of_what_the_meeting_before_decided(demonstrated):
    [found] = tables(demonstrated[1], "arising").values()
    asked, on_actions = found.rows[:2], found.rows[2:]
    became = {row[0].split()[0]: (row[1], row[2].split(":")[0], row[3]) for row in on_actions}
    osmb = "6 August 2008"
    assert found.caption == "Decisions of OSMB (6)"
    assert asked[0] == (
        "Pack 1, recommendation 3.1: To note the progress of the action plan.",
        *("6 August 2008", "Agreed", ""),
    )
    assert asked[1][2].startswith("Agreed with changes: The chair writes to the corporate HR board")
    assert became.pop("R12.1")[2].startswith("Answered on 11 August 2008: For the PCT and the police.")
    assert became == {
        "R4.1": (osmb, "Noted", ""),
        "R8.2": (osmb, "Extension agreed", "Due date moved to 19 December 2008."),
        "R9.1": (osmb, "Report asked for", "The report is due by 5 September 2008."),
    }
    # The pack of OSMB itself comes before any decision.
    assert [one.paragraphs for one in demonstrated[0].sections if one.slug == "arising"] == [
        (NONE["arising"],)
    ]
