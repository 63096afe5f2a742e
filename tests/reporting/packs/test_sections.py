"""What the sections of a pack say: those of the demonstration's packs, and of a small plan that has what the
demonstration has not.
"""

from dataclasses import replace
from datetime import date

import pytest

from actions.challenges.verbs import ask_question
from actions.life.verbs import pause_action
from actions.plan.content import content_of
from actions.plan.verbs import agree_action, edit_action, withdraw_action
from actions.signoff.verbs import digest_of
from jarplan.reporting.packs.content import APPENDICES, BEHIND, CHOICES, CHOSEN_WITH, FIXED, HEADINGS, ORDER
from jarplan.reporting.packs.sections import NONE, SECTIONS, said
from tests import packs, plan, releases
from tests.claims import deliver_action, sign_off
from tests.plan import fresh, later

IN_ORDER = ["purpose", "summary", "asks", *CHOICES, *BEHIND, "implications", "all"]


def composed(story, which=packs.CABINET, **more):
    return packs.composed(story.people, packs.draft(story.people, which, **more))


def section(content, slug):
    return next(one for one in content.sections if one.slug == slug)


def rows(content, slug):
    """{caption: its rows} of a section; the action as its reference alone."""
    tables = section(content, slug).tables
    return {one.caption: [(row[0].split()[0], *row[1:]) for row in one.rows] for one in tables}


def test_each_section_has_a_heading_a_place_and_words_for_nothing():
    assert set(ORDER) == set(HEADINGS) == set(FIXED) | set(CHOICES) | set(BEHIND)
    assert set(APPENDICES) < set(ORDER) and set(CHOSEN_WITH.values()) < set(CHOICES)
    assert set(SECTIONS) == set(NONE) == {*CHOICES, *CHOSEN_WITH, "all"}


def test_a_pack_has_the_sections_that_were_chosen_and_always_the_numbers_and_all_actions(reported):
    found = [one.slug for one in composed(reported, sections=["money", "moves"]).sections]
    assert found == ["purpose", "summary", "asks", "moves", "money", "implications", "statuses", "all"]
    every = [one.slug for one in composed(reported, packs.OSMB).sections]
    assert sorted(every) == sorted(IN_ORDER) and every[-1] == "all"


def test_a_section_with_nothing_to_say_says_so(story):
    content = composed(story, packs.OSMB)
    for slug in ("off_track", "amber", "completed", "extensions", "money", "live", "overdue", "questions"):
        assert (section(content, slug).paragraphs, section(content, slug).tables) == ((NONE[slug],), ())


def test_what_nobody_has_written_has_no_heading(reported):
    found = [one.slug for one in composed(reported, purpose="", asks=" \n ", financial="").sections]
    assert not {"purpose", "asks", "advice", "implications"} & set(found)


def test_a_blank_line_parts_paragraphs_and_each_line_is_a_recommendation(reported):
    assert said("One\nline.  \n\n\n Two. \n") == (("One\nline.", "Two."), ())
    content = composed(reported, asks="To note.\n\nTo agree.\n")
    assert section(content, "asks").paragraphs == ("To note.", "To agree.")


def test_red_and_amber_say_why_what_next_and_until_when(reported):
    content = composed(reported)
    assert section(content, "off_track").paragraphs == (
        NONE["off_track"],
        "1 amber action is listed in an appendix.",
    )
    found = rows(content, "amber")
    assert list(found) == ["Amber actions (1)"]
    assert found["Amber actions (1)"][0][1:] == (
        *("Amber", "Two auditors left", "Hire two auditors", "30 September 2008"),
    )


def test_what_is_overdue_begins_with_the_longest(reported):
    later_due = plan.proposed(reported.people, due=date(2008, 7, 10))
    agree_action(by=reported.people.programme, now=later(1), action=later_due)
    found = rows(composed(reported), "overdue")["Overdue actions (3)"]
    assert [row[0] for row in found] == [later_due.reference, "R4.1", "R4.2"]
    assert found[0][2:4] == ("10 July 2008", "52 days")


def test_what_was_paused_and_what_left_the_plan_say_why(reported):
    packs.made(reported.people)
    act, third = {"by": reported.people.programme, "now": later(20)}, plan.agreed(reported.people)
    pause_action(**act, action=reported.first, version=fresh(reported.first).version, reason="No money")
    withdraw_action(**act, action=reported.second, version=reported.second.version, reason="Done elsewhere")
    content = composed(reported)
    assert [(row[0], row[-1]) for row in rows(content, "not_started")["Paused (1)"]] == [("R4.1", "No money")]
    changed = rows(content, "changes")
    assert changed["No longer in the plan (1)"] == [("R4.2", "Withdrawn", "Done elsewhere")]
    assert changed["Added to the plan (1)"][0][:2] == (third.reference, "Added, agreed")
    assert content.total == 2
    by_status = {row[0]: row[1:] for row in section(content, "statuses").tables[0].rows}
    assert by_status["Paused"] == ("0", "0", "1", "0", "0", "1")
    assert by_status["Agreed"] == ("1", "1", "0", "0", "1", "1")


def test_extensions_are_told_with_their_decision_and_counted_by_type_of_reason(reported):
    releases.extend(reported, reported.first, later(5), date(2008, 8, 29))
    releases.extend(reported, reported.second, later(6), date(2008, 10, 31), grant=False)
    found = rows(composed(reported, packs.OSMB), "extensions")
    first, second = found["Extensions (2)"]
    assert first[:3] == ("R4.1", "18 July 2008", "29 August 2008")
    assert first[3] == "Staff or skills: No auditor before 29 August"
    assert first[4] == "Agreed on 25 June 2008\nSo decided" and second[4].startswith(
        "Not agreed on 26 June 2008"
    )
    assert found["Extensions by type of reason"] == [("Staff", "1", "1", "0", "2")]
    # What was decided before the last pack is not told again.
    packs.made(reported.people)
    assert section(composed(reported), "extensions").paragraphs == (NONE["extensions"],)


def test_a_change_of_what_was_agreed_says_what_became_what(reported):
    content, people = content_of(reported.first), reported.people
    edit_action(
        by=people.officer_a,
        now=later(6),
        action=fresh(reported.first),
        version=fresh(reported.first).version,
        content=replace(content, text="Audit half of the cases"),
        category="people",
        reason="Too few auditors",
    )
    [row] = rows(composed(reported, packs.OSMB), "changes")["Changes of what was agreed (1)"]
    assert "from “Audit all cases and reallocate them” to “Audit half of the cases”" in row[1]
    assert row[2:] == ("Staff or skills: Too few auditors", "Waiting since 26 June 2008")


def test_questions_are_told_with_their_answers_or_that_they_wait(reported):
    ask = {"by": reported.people.cabinet, "now": later(7), "action": reported.first}
    ask_question(**ask, question="How many?")
    [row] = rows(composed(reported, packs.OSMB), "questions")["Challenges and questions (1)"]
    assert row[1:] == ("Question of 27 June 2008: How many?", "Not answered yet")


def test_what_was_delivered_and_signed_off_is_completed(reported):
    people, action = reported.people, reported.first
    packs.made(people)
    plan.evidence(people, action)
    deliver_action(by=people.officer_a, now=later(30), action=fresh(action))
    found = rows(composed(reported), "completed")
    assert found["Marked as delivered, waiting for sign-off (1)"][0][:2] == (
        "R4.1",
        "Awaiting the lead organisation",
    )
    for by in (people.approver_a, people.programme):
        sign_off(by=by, now=later(31), action=fresh(action), seen=digest_of(fresh(action)))
    draft = packs.queries.draft_of(packs.a_meeting(*packs.CABINET))
    found = rows(packs.composed(people, draft), "completed")
    assert list(found) == ["Signed off for the board (1)"]
    assert found["Signed off for the board (1)"][0][1] == "Signed off on 21 July 2008"


@pytest.mark.parametrize("number, words", [(0, "None of them is overdue."), (2, "2 of them are overdue.")])
def test_the_summary_counts_in_words(reported, number, words):
    content = composed(reported, packs.CABINET if number else packs.OSMB)
    first = section(content, "summary").paragraphs[0]
    assert first == f"The plan has 2 actions: 1 amber, 1 with no rating yet. {words}"
