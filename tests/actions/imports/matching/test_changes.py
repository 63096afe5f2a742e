"""What a row says beside what stands in the plan, field by field: what is the same in other words, what is
said in silence, and what cannot be kept.
"""

from datetime import date
from types import SimpleNamespace

import pytest

from actions.imports.matching.changes import (
    LONGEST,
    changes_of,
    lapsing,
    others_stay,
    out_of_order,
    own_words,
    too_long,
    values_of_row,
)
from actions.imports.matching.matched import MatchedRow
from actions.rules.dates import PlanDate
from actions.rules.fields import TEXTS
from actions.rules.lifecycle import Status
from jarplan.spreadsheets.layout.table import Understood
from jarplan.spreadsheets.understanding.dates.results import DAY, MONTH, UNKNOWN, Reading, single
from jarplan.spreadsheets.understanding.leads import Lead, Leads, Partners
from jarplan.spreadsheets.understanding.ratings import Rated
from jarplan.spreadsheets.understanding.statuses import Stated
from tests.spreadsheets.sheets import plan_row

JULY, AUGUST = date(2008, 7, 18), date(2008, 8, 29)
HEAD, DIRECTOR = ("Head", "LCC"), ("Director", "PCT")


def all_of(items):
    return SimpleNamespace(all=lambda: items)


def action(*, leads=(HEAD,), partners=(), criteria=(), due=JULY, status=Status.AGREED, **about):
    rows = [
        SimpleNamespace(post=SimpleNamespace(title=title, organisation=SimpleNamespace(name=body)))
        for title, body in leads
    ]
    stands = {
        "pk": 1,
        "text": "Audit all cases",
        "leads": all_of(rows),
        "partners": all_of([SimpleNamespace(name=name) for name in partners]),
        "criteria": all_of([SimpleNamespace(statement=words) for words in criteria]),
        "start": PlanDate(),
        "due": PlanDate.on(due) if due else PlanDate(),
        "due_latest": due,
        "status": status,
        "declared_rating": "",
        "sheet_said": {},
        **{one.key: "" for one in TEXTS},
    }
    return SimpleNamespace(**{**stands, **about})


def row(posts=(), partners=(), cells=None, **understood):
    made = plan_row(**(cells or {}))
    made.understood = Understood(**understood)
    return MatchedRow(made, posts=posts, partners=partners)


def changed(one, stands, asked=()):
    """{field: (old, new)} in words."""
    found = changes_of(one, stands, set(asked), lambda name: "A4")
    return {change.field: (change.old, change.new) for change in found}


def test_new_action_has_all_that_its_row_says_and_nothing_that_it_does_not():
    one = row([HEAD], text="Meet", due=single(JULY))
    assert changed(one, None) == {
        "text": ("", "Meet"),
        "lead": ("", "Head, LCC"),
        "due": ("", "18 July 2008"),
    }


def test_empty_cells_change_nothing():
    assert changed(row(), action(partners=["PCT"], criteria=["Met"])) == {}


@pytest.mark.parametrize(
    "one",
    [
        row(text="Audit  all\ncases"),
        row([("HEAD", "lcc")]),
        row(partners=("pct", "LSC")),  # in any order
        row(criteria=("All  met", "Known")),
        row(due=single(JULY)),
    ],
    ids=["spaces", "case of a lead", "order of partners", "spaces of a criterion", "day"],
)
def test_same_thing_in_other_words_is_no_change(one):
    assert changed(one, action(partners=["LSC", "PCT"], criteria=["All met", "Known"])) == {}


def test_order_of_criteria_and_of_leads_is_a_change():
    stands = action(leads=(HEAD, DIRECTOR), criteria=["All met", "Known"])
    assert changed(row([DIRECTOR, HEAD], criteria=("Known", "All met")), stands) == {
        "lead": ("Head, LCC; Director, PCT", "Director, PCT; Head, LCC"),
        "criteria": ("All met; Known", "Known; All met"),
    }


def test_field_with_an_open_question_is_not_changed():
    assert changed(row(text="Meet", due=single(AUGUST)), action(), asked={"due"}).keys() == {"text"}


def test_accountable_lead_alone_leaves_the_others():
    stands = action(leads=(HEAD, DIRECTOR))
    assert changed(row([HEAD]), stands) == {} and others_stay(stands, [HEAD]) == "Director, PCT"
    assert "lead" in changed(row([DIRECTOR]), stands) and others_stay(stands, [DIRECTOR]) == ""
    assert others_stay(action(), [HEAD]) == ""


@pytest.mark.parametrize(
    ("reading", "status", "changes"),
    [
        (Reading(date(2008, 7, 31), date(2008, 7, 31), DAY), Status.PROPOSED, False),  # its last day
        (Reading(date(2008, 7, 1), date(2008, 7, 31), MONTH), Status.PROPOSED, False),
        (Reading(date(2008, 7, 21), date(2008, 7, 31), MONTH), Status.PROPOSED, True),
        (Reading(date(2008, 7, 21), date(2008, 7, 31), MONTH), Status.AGREED, False),
        (single(JULY), Status.AGREED, True),
    ],
)
def test_due_date_moves_by_its_last_day(reading, status, changes):
    month = PlanDate("July 2008", MONTH, date(2008, 7, 1), date(2008, 7, 31))
    stands = action(due=date(2008, 7, 31), status=status)
    stands.due = month
    found = changes_of(row(due=reading), stands, set(), lambda name: "")
    assert bool(found) == changes
    assert all(change.later_date == (status == Status.AGREED) for change in found)


def test_date_that_is_not_known_is_nothing_said():
    assert values_of_row(plan_row(), (), ()) == {}
    one = row(due=Reading(precision=UNKNOWN, raw="to follow"))
    assert changed(one, None) == {}


def test_sheet_that_repeats_the_plans_own_status_and_rating_says_nothing_new():
    stands = action(status=Status.SIGNED_OFF, declared_rating="red")
    assert own_words(stands) == {"status": ("Signed off",), "rag": ("Blue",)}
    own = row(status=Stated("Signed off", "Signed off"), rating=Rated("Blue", "Blue"))
    assert changed(own, stands) == {}
    other = row(status=Stated("Complete", "Complete"), rating=Rated("Red", "R"))
    assert changed(other, stands) == {"status": ("", "Complete"), "rag": ("", "R")}


def test_rating_by_colour_is_named_and_one_that_is_not_given_is_nothing():
    assert changed(row(rating=Rated("Red")), None) == {"rag": ("", "Red")}
    assert changed(row(rating=Rated(raw="TBC", note="No rating is given.")), None) == {}


def test_signature_ends_by_the_first_material_change_while_it_stands():
    signed = action(status=Status.SIGNED_OFF)
    changes = changes_of(row(text="Meet", notes="Well"), signed, set(), lambda name: "")
    note = [change for change in changes if change.field == "notes"]
    assert lapsing(changes, signed, {1}) == "text"
    assert [lapsing(note, signed, {1}), lapsing(changes, signed, {2}), lapsing(changes, None, {1})] == [
        "",
        "",
        "",
    ]
    assert lapsing(changes, action(status=Status.IN_PROGRESS), {1}) == ""


def told(one):
    return dict(too_long(one.row))


def test_text_as_long_as_may_be_is_taken_and_one_more_is_not():
    most = LONGEST["text"]
    assert told(row(text="x" * most)) == {}
    assert told(row(text="x" * (most + 1))) == {
        "text": f"The text has {most + 1:,} characters. It must have {most:,} or fewer."
    }


def test_each_entry_of_a_list_has_its_limit():
    long = "x" * (LONGEST["criteria"] + 1)
    assert told(row(criteria=("short", long))).keys() == {"criteria"}
    assert told(row(criteria=("x" * LONGEST["criteria"],) * 3)) == {}
    body = "x" * (LONGEST["lead"] + 1)
    assert told(row(leads=Leads((Lead("Head", body, "Head"),)))).keys() == {"lead"}


def test_organisation_without_an_officer_is_as_long_as_a_partner_may_be():
    long = "x" * (LONGEST["partners"] + 1)
    made = row()
    for read in (Understood(partners=Partners((long,))), Understood(leads=Leads(organisations=(long,)))):
        made.row.understood = read
        assert told(made).keys() == {"partners"}


@pytest.mark.parametrize(
    ("start", "due", "wrong"),
    [
        (single(AUGUST), single(JULY), True),
        (single(JULY), single(JULY), False),
        (single(AUGUST).asked(), single(JULY), False),  # its answer may mend it
        (single(AUGUST), single(JULY).asked(), False),
        (Reading(), single(JULY), False),
        (Reading(JULY, AUGUST, MONTH), single(JULY), False),  # the first day counts
    ],
)
def test_due_before_the_start(start, due, wrong):
    sentence = out_of_order(row(start=start, due=due).row)
    assert sentence == (
        "The action would be due on 18 July 2008, before it starts on 29 August 2008." if wrong else ""
    )
