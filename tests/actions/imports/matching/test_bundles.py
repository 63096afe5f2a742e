"""Questions of one kind as one: when, with which answers, and never one that some of them do not offer."""

from dataclasses import replace

import pytest

from actions.imports.finding.asking import (
    EARLIER,
    LEAD,
    NEAR_TEXT,
    OTHER_TEXT,
    RECOMMENDATION,
    SAME_TEXT,
    as_offered,
    of_body,
    of_posts,
)
from actions.imports.matching.answers import Answer
from actions.imports.matching.bundles import ALIKE, MOST, Asked, bundled
from jarplan.spreadsheets.layout.asking import DATE, LEADS, RATING, STATUS
from jarplan.spreadsheets.layout.table import EACH, FILE, LEAVE, NO, OTHER, ROW, YES, Point
from jarplan.spreadsheets.understanding.dates.ranges import START_AND_END
from jarplan.spreadsheets.understanding.dates.results import MONTH_FIRST, ONLY_SO

OUT = (LEAVE, "Leave the date out")


def date_of(
    row, *, options=((YES, "Yes"), (OTHER, "Another"), OUT), kind=DATE, answer=None, sentence=None, **about
):
    sentence = sentence or f"This was read as {row} May 2009. Is that right?"
    point = Point(
        "due", "Plan", row, f"F{row}", "x", sentence, f"{row} May", kind=kind, options=options, **about
    )
    return Asked(point, (("Plan", row),), answer)


def values(one):
    return [value for value, _label in one.point.options]


def test_few_of_one_pattern_are_asked_by_themselves():
    found = [date_of(row, kind=LEADS) for row in range(ALIKE - 1)]
    assert bundled(found) == found


def test_dates_that_are_either_way_round_or_labelled_are_asked_as_one_from_two_on():
    turned = [
        ((YES, f"Yes: {day} April 2009"), (NO, f"No: 4 {month} 2009"), OUT)
        for day, month in ((3, "March"), (5, "May"))
    ]
    [one] = bundled([date_of(row, options=options) for row, options in enumerate(turned, start=1)])
    assert one.rows == (1, 2) and dict(one.point.options)[NO] == "All 2: no, 4 March 2009; 4 May 2009"
    labelled = f"{START_AND_END}, 1 May 2009 to 2 June 2009. Is that right?"
    [one] = bundled([date_of(row, sentence=labelled) for row in (1, 2)])
    assert one.rows == (1, 2)
    assert len(bundled([date_of(row) for row in (1, 2)])) == 2


def test_many_of_one_pattern_are_asked_as_one_with_the_answers_that_all_have():
    found = [date_of(row, options=((YES, f"Yes: {row}"), (NO, "No"), OUT)) for row in range(1, 5)]
    found[2] = date_of(3, options=((YES, "Yes: 3"), OUT))
    [one] = bundled(found)
    assert one.rows == (1, 2, 3, 4) and one.members == tuple(each.point.key for each in found)
    assert values(one) == [YES, LEAVE, EACH] and one.point.proposed == ""
    assert (
        one.point.sentence
        == "This was read as 1 May 2009. Is that right? 3 other cells have the same question."
    )
    assert dict(one.point.options)[YES] == "All 4: yes, as suggested: 1 May; 2 May; 3 May and 1 more"
    assert dict(one.point.options)[LEAVE] == "All 4: leave the date out"


def test_what_is_typed_is_never_an_answer_for_many():
    [one] = bundled([date_of(row) for row in range(1, 9)])
    assert one.point.typed == "" and OTHER not in values(one)


def test_what_was_to_be_asked_one_by_one_is():
    found = [date_of(row) for row in range(1, 9)]
    [one] = bundled(found)
    assert bundled(found, apart={one.point.key}) == found


def test_statuses_and_themes_are_asked_by_themselves_up_to_the_most():
    found = [date_of(n, kind=STATUS, sentence=f"“{n}” is no status.") for n in range(MOST)]
    assert bundled(found) == found
    [one] = bundled([*found, date_of(99, kind=STATUS, sentence="“99” is no status.")])
    assert len(one.members) == MOST + 1
    assert one.point.sentence.startswith(f"There are {MOST + 1} questions about statuses.")


def test_rows_that_say_nothing_are_one_question_from_the_second_on():
    options = (("R4", "It is R4"), (LEAVE, "Leave this row out"))
    rows = [date_of(n, kind=RECOMMENDATION, options=options, sentence="Which one is it?") for n in (1, 2)]
    [one] = bundled(rows)
    assert dict(one.point.options)["R4"] == "All 2: It is R4"
    themes = [date_of(n, kind=RECOMMENDATION, options=options, about=f"theme {n}") for n in range(5)]
    assert bundled(themes) == themes


def test_answers_are_told_as_one_where_they_are_the_same():
    found = [date_of(row, answer=Answer(YES if row < 6 else LEAVE)) for row in range(1, 8)]
    one, *others = bundled(found)
    assert (one.rows, one.answer.choice) == ((1, 2, 3, 4, 5), YES)
    assert [each.rows for each in others] == [(6,), (7,)]


@pytest.mark.parametrize("many", [30, 200])
def test_a_file_asks_no_more_than_the_most_whatever_its_kinds(many):
    kinds = (DATE, STATUS, RECOMMENDATION, "lead", "leads", "partners")
    found = [
        date_of(n, kind=kind, sentence=f"{'abcdefghij'[n % 10]} {n}?", about=f"{kind} {n}")
        for kind in kinds
        for n in range(many)
    ]
    assert len(bundled(found)) <= MOST


LCC, PCT, YOS = "Leicester City Council", "Leicester City PCT", "Youth Offending Service"


def post_of(title, suggested=LCC, bodies=(LCC, PCT, YOS)):
    """The question about a post without its organisation, as it is asked of a file."""
    posts = {of_body(body): (title, body) for body in bodies}
    proposed = f"{title}, {suggested}"
    options = of_posts(proposed, posts)
    sentence = f"“{title}” has no organisation. Which one does this post belong to?"
    asked = {"kind": LEAD, "options": options, "about": title, "per": FILE}
    point = Point("lead", "Plan", 2, "B2", title, sentence, proposed, **asked)
    return Asked(point, (("Plan", 2),))


def test_posts_without_an_organisation_are_asked_for_once_with_a_choice_of_organisations():
    [one] = bundled([post_of("Head of Youth"), post_of("Team Manager")])
    assert one.point.sentence == (
        "2 posts have no organisation: Head of Youth; Team Manager. Which one do they belong to?"
    )
    assert one.point.options == (
        (YES, f"Yes: all 2 belong to {LCC}"),
        (of_body(PCT), f"All 2 belong to {PCT}"),
        (of_body(YOS), f"All 2 belong to {YOS}"),
        (LEAVE, "All 2: leave this lead out"),
        (EACH, "Ask me about each one"),
    )


def test_posts_of_different_suggestions_can_still_all_belong_to_one():
    [one] = bundled([post_of("Head of Youth"), post_of("Nurse", suggested=PCT, bodies=(LCC, PCT))])
    assert dict(one.point.options)[YES] == f"All 2: yes, as suggested: Head of Youth, {LCC}; Nurse, {PCT}"
    # The first may be of a third body, but not the second.
    assert values(one) == [YES, of_body(LCC), of_body(PCT), LEAVE, EACH]
    first, second = bundled(
        [post_of("Head of Youth"), post_of("Nurse", suggested=PCT)], apart={one.point.key}
    )
    assert as_offered(first.point, of_body(PCT)) == of_body(PCT)
    assert as_offered(second.point, of_body(PCT)) == YES and as_offered(second.point, "of Nobody") == ""


@pytest.mark.parametrize("each", [2, 3])
def test_many_kinds_of_a_few_questions_are_no_more_than_the_most(each):
    kinds = [f"kind {number}" for number in range(18)]
    found = [
        date_of(n, kind=kind, sentence=f"{'abc'[n]} of {kind}?", about=f"{kind} {n}")
        for kind in kinds
        for n in range(each)
    ]
    assert len(bundled(found)) == len(kinds) <= MOST


def rating_of(row, proposed=""):
    options = ((YES, f"Yes: {proposed}"),) if proposed else ()
    options += tuple((word, word) for word in ("Blue", "Green", "Amber", "Red") if word != proposed)
    options += ((LEAVE, "No rating: leave it out"),)
    asked = {"kind": RATING, "options": options, "per": FILE, "about": str(row)}
    return Asked(
        Point("rag", "Plan", row, f"F{row}", "x", f"“{row}” is odd.", proposed, **asked), (("Plan", row),)
    )


PROPOSED = [
    ["Amber", "", "", ""],
    ["Amber", "Red", "", ""],
    ["", "Green", "Amber", "Red"],
    ["Blue", "Green", "Amber", "Red"],
    ["Amber", "Amber", "Amber", ""],
]


@pytest.mark.parametrize("proposed", PROPOSED)
def test_every_rating_can_be_the_answer_to_all_whatever_is_proposed_of_some(proposed):
    found = [rating_of(row, proposed[row % 4]) for row in range(MOST + 2)]
    [one] = bundled(found)
    whole = (YES,) if all(proposed) else ()
    assert values(one) == [*whole, "Blue", "Green", "Amber", "Red", LEAVE, EACH]
    assert dict(one.point.options)["Amber"] == f"All {MOST + 2}: Amber"
    chosen = {as_offered(each.point, "Amber") for each in found}
    assert chosen == ({"Amber", YES} if "Amber" in proposed else {"Amber"})


def test_rating_that_all_propose_is_a_yes_to_all():
    [one] = bundled([rating_of(row, "Amber") for row in range(MOST + 1)])
    assert values(one) == [YES, "Blue", "Green", "Red", LEAVE, EACH]


def action_of(row, kind, text, number, *, sentence="Which one is right?", more=()):
    """A question between what a text and what a number says; or with one of them."""
    options = tuple((one, f"It is {one}") for one in (text, number) if one) + more + (OUT,)
    asked = {"kind": kind, "options": options, "per": ROW}
    return Asked(Point("reference", "Plan", row, f"A{row}", "x", sentence, text, **asked), (("Plan", row),))


NUMBER = "The number is R4, but the text is that of R5. Which one is right?"
NEW_ONE = (("new", "A new action"),)
EACH_OF = [
    (OTHER_TEXT, True, "Which?", (), ["suggested", "by number"], "the one of its text"),
    (NEAR_TEXT, False, "Same?", NEW_ONE, ["suggested", "new"], "the same action"),
    (EARLIER, False, "Still?", NEW_ONE, ["suggested", "new"], "the same action"),
    (SAME_TEXT, False, "Same?", NEW_ONE, ["suggested", "new"], "the same action"),
]


@pytest.mark.parametrize(("kind", "by_number", "sentence", "more", "offered", "label"), EACH_OF)
def test_many_can_each_be_what_is_suggested(kind, by_number, sentence, more, offered, label):
    found = [
        action_of(at, kind, f"R5.{at}", f"R4.{at}" if by_number else "", sentence=sentence, more=more)
        for at in range(5)
    ]
    [one] = bundled(found)
    assert values(one) == [*offered, LEAVE, EACH]
    assert one.point.options[0][1] == f"All 5: each {label}: R5.0; R5.1; R5.2 and 2 more"
    assert [as_offered(each.point, "suggested") for each in found] == [f"R5.{at}" for at in range(5)]
    by = [as_offered(each.point, "by number") for each in found]
    assert by == [f"R4.{at}" for at in range(5)] if by_number else not any(by)


def test_many_recommendations_can_each_be_that_of_the_text_or_of_the_number():
    found = [action_of(at, RECOMMENDATION, f"R{at}", f"R{at + 1}", sentence=NUMBER) for at in range(MOST + 1)]
    [one] = bundled(found)
    labels = dict(one.point.options)
    assert labels["suggested"].startswith("All 21: each the one of its text: R0; R1; R2 and ")
    assert labels["by number"].startswith("All 21: each the one of its number: R1; R2; R3 and ")
    assert as_offered(found[3].point, "by number") == "R4"


def test_what_all_suggest_alike_is_offered_as_that():
    found = [action_of(at, NEAR_TEXT, "R5.1", "", more=NEW_ONE) for at in range(5)]
    assert values(bundled(found)[0]) == ["R5.1", "new", LEAVE, EACH]


def test_answers_that_were_given_to_many_are_told_as_one():
    asked = [action_of(at, NEAR_TEXT, f"R5.{at}", "", more=NEW_ONE) for at in range(5)]
    found = [replace(one, answer=Answer(one.point.proposed, given="suggested")) for one in asked]
    [one] = bundled(found)
    assert one.answer.choice == "suggested" and one.point.label(one.answer.choice)


@pytest.mark.parametrize(
    "fields", [("start", "due"), ("due", "start", "due"), ("revised", "due"), ("due", "due")]
)
@pytest.mark.parametrize("is_open", [True, False])
def test_which_way_round_dates_are_is_one_question_for_all_columns(fields, is_open):
    options = ((YES, "Yes: 3 April 2009"), *([(NO, "No: 4 March 2009")] if is_open else []), OUT)
    sentence = f"{MONTH_FIRST} Is 3 April 2009 meant, and not 4 March 2009?"
    sentence = sentence if is_open else f"{ONLY_SO}: 30 June 2009. Is that right?"
    found = [date_of(row, options=options, sentence=sentence) for row in range(len(fields))]
    found = [
        replace(one, point=replace(one.point, field=field)) for one, field in zip(found, fields, strict=True)
    ]
    [one] = bundled(found)
    assert len(one.members) == len(fields) and values(one) == [*(value for value, _ in options), EACH]


@pytest.mark.parametrize(
    ("places", "rows"),
    [
        ([("One", 2), ("Two", 2)], (2, 2)),
        ([("One", 2), ("One", 2), ("Two", 3)], (2, 3)),
        ([("One", 2), ("One", 3)], (2, 3)),
        ([("One", 2), ("Two", 2), ("Three", 2), ("Two", 2)], (2, 2, 2)),
        ([("", 5), ("Plan", 5)], (5, 5)),
    ],
)
def test_rows_of_several_sheets_are_counted_each(places, rows):
    options = ((YES, "Yes"), (NO, "No"), OUT)
    found = [date_of(at, options=options) for at in range(len(places))]
    found = [replace(one, places=(place,)) for one, place in zip(found, places, strict=True)]
    [one] = bundled(found)
    assert one.rows == rows
