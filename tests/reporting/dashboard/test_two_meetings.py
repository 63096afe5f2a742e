"""The members' page as OSMB and as Cabinet see it, number by number against a table that was made by hand."""

from collections import Counter

import pytest

from jarplan.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# By hand, from fixtures/demonstration.toml: what was declared last by the end of 6 August and of 1 September 2008.
# All others of the 37 had no report. R4.1 was signed off for the board on 27 August.
DECLARED = """
R1.1 red red       R1.2 green green    R2.1 green green    R2.2 amber amber    R2.3 none green     R3.1 green amber
R4.1 amber blue    R4.2 red red        R5.1 amber amber    R5.2 amber green    R6.1 green green    R7.1 none green
R8.1 green amber   R8.2 amber amber    R10.2 none green    R11.1 green green   R12.1 green amber   R13.1 amber amber
R14.1 amber amber  R15.1 green green   R16.1 green green
"""
# Of the sample plan: how many actions each recommendation has, and which are led from outside the council.
ACTIONS = {
    1: 2,
    2: 3,
    3: 2,
    4: 2,
    5: 3,
    6: 2,
    7: 2,
    8: 3,
    9: 2,
    10: 2,
    11: 2,
    12: 2,
    13: 2,
    14: 2,
    15: 2,
    16: 4,
}
PARTNERS = {
    "R2.1": "Connexions Leicester Shire",
    "R2.2": "Learning and Skills Council Leicestershire",
    "R8.1": "Leicester Youth Offending Service",
    "R8.2": "Leicester Youth Offending Service",
    "R14.1": "Leicestershire Partnership NHS Trust",
    "R14.2": "Leicestershire Partnership NHS Trust",
} | dict.fromkeys(("R5.1", "R5.2", "R5.3", "R13.1", "R13.2", "R15.1", "R15.2"), "Leicester City PCT")
FRAMES = {
    "For immediate action": range(1, 6),
    "For action over the next six months": range(6, 15),
    "For action in the longer term": (15, 16),
}
# R1.1 was due on 31 July and its later date refused; R2.1, also due then, is delivered and not signed off; R5.1 was
# due on 29 August and the request for a later date is not decided. R4.2 alone is declared red and not overdue.
OVERDUE = {"2008-08-06": {"R1.1", "R2.1"}, "": {"R1.1", "R2.1", "R5.1"}}


def declared(place):
    """{reference: rating} of all 37 actions."""
    words = DECLARED.split()
    known = dict(zip(words[::3], words[1 + place :: 3], strict=True))
    every = (f"R{number}.{one}" for number, last in ACTIONS.items() for one in range(1, last + 1))
    return {reference: known.get(reference, "none") for reference in every}


def number_of(reference):
    return int(reference[1:].split(".")[0])


def summed(ratings, name_of):
    """{name: {rating: how many}}"""
    found = {}
    for reference, rating in ratings.items():
        found.setdefault(name_of(reference), Counter())[rating] += 1
    return {name: dict(counts) for name, counts in found.items()}


def shown(rows):
    """The same, as the page has it."""
    return {
        str(row["label"]): {key: number for key, number in row["counts"].items() if number} for row in rows
    }


@pytest.mark.parametrize(("place", "day"), [(0, "2008-08-06"), (1, "")], ids=["OSMB", "Cabinet"])
def test_ratings_are_those_of_the_table(told, visit, place, day):
    context = visit(User.objects.get(username="cabinet"), f"/?as_at={day}" if day else "/").context
    ratings = declared(place)
    frames = {number: name for name, numbers in FRAMES.items() for number in numbers}
    assert shown(context["timeframes"]) == summed(ratings, lambda one: frames[number_of(one)])
    assert shown(context["recommendations"]) == summed(ratings, lambda one: f"R{number_of(one)}")
    assert shown(context["organisations"]) == summed(
        ratings, lambda one: PARTNERS.get(one, "Leicester City Council")
    )
    counts, late = context["counts"], OVERDUE[day]
    assert (counts.number, counts.overdue, counts.red) == (37, len(late), len(late | {"R4.2"}))


# (number, note) of each figure, (way, number) of what has moved since the meeting before or the four weeks before it,
# and the recommendations that are worst. R4.1 was extended in July, R8.2 by OSMB on its day. For July every report
# came; for August that of R2.3 came before the round.
SEEN = {
    "2008-08-06": (
        [
            (3, "3 more than on 9 July 2008"),
            (2, "2 more than on 9 July 2008"),
            (0, ""),
            (34, "9 September 2008"),
        ],
        [("worse", 4), ("overdue", 2), ("extended", 2)],
    ),
    "": (
        [
            (4, "1 more than on 6 August 2008"),
            (3, "1 more than on 6 August 2008"),
            (1, ""),
            (8, "9 September 2008"),
        ],
        [("better", 1), ("worse", 3), ("overdue", 1), ("signed", 1)],
    ),
}


@pytest.mark.parametrize("day", SEEN, ids=["OSMB", "Cabinet"])
def test_figures_and_what_has_moved_are_those_counted_by_hand(told, visit, day):
    context = visit(User.objects.get(username="cabinet"), f"/?as_at={day}" if day else "/").context
    figures, ways = SEEN[day]
    assert [(one.number, one.note) for one in context["figures"]] == figures
    assert [(one.key, one.number) for one in context["ways"]] == ways
    # R1 and R2 have one red action each, overdue since 31 July.
    assert [name for name, _ in context["worst"]["recommendation"]] == ["R1", "R2"]
    assert [name for name, _ in context["worst"]["organisation"]] == ["Leicester City Council"]


@pytest.mark.parametrize(
    ("day", "mine"),
    [
        ("2008-08-06", {"red": 2, "amber": 3, "green": 4, "none": 6}),
        ("", {"red": 2, "amber": 2, "green": 4, "blue": 1, "none": 6}),
    ],
    ids=["OSMB", "Cabinet"],
)
def test_the_portfolio_of_r1_r3_r4_r5_r15_and_r16_is_counted_by_hand(told, visit, day, mine):
    context = visit(User.objects.get(username="cabinet"), f"/?as_at={day}" if day else "/").context
    assert shown(context["holders"])["Cabinet Lead for Children and Young People"] == mine
