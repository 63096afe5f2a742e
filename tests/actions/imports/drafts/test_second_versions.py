"""Second versions of a file that was imported: what is only spelt otherwise is unchanged, what says something else is
a change, and another recommendation is a question.
"""

import pytest

from actions.models import Action
from tests.actions.imports.books import answered, confirmed, drafted, imported, plan_file, results, row

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
R5 = "improve the take-up of health assessments by looked after children and young people"


def second(by, first, **changes):
    """The draft of a second version of a file, once the first was imported."""
    imported(by, plan_file(row(**first)))
    return drafted(by, plan_file(row(**first | changes)))


@pytest.mark.parametrize(
    ("field", "before", "now"),
    [
        ("rag", "Green", "G"),
        ("rag", "G", "green"),
        ("rag", "Amber", "A"),
        ("rag", "GREEN", "Green"),
        ("status", "Complete", "Completed"),
        ("status", "In progress", "in  progress"),
        ("status", "Not started", "not yet started"),
        ("lead_agency", "Leicester City Council", "LEICESTER CITY COUNCIL"),
        ("partners", "Leicester City PCT; Trades unions", "leicester city PCT\nTrades Unions"),
        ("target_date", "18/07/2008", "18 July 2008"),
        ("target_date", "July 2008", "31/07/2008"),
        ("action", "Audit  all cases", "Audit all cases"),
    ],
)
def test_mere_spelling_is_unchanged(programme, field, before, now):
    assert results(second(programme, {field: before}, **{field: now})) == {"unchanged": 1}


@pytest.mark.parametrize(
    ("field", "before", "now"),
    [
        ("rag", "Green", "A"),
        ("rag", "Green", "Green, but the last clinic is still to open"),
        ("status", "20% complete", "60% complete"),
        ("status", "In progress", "Complete"),
        ("status", "In progress", "In progress, waiting for money"),
        ("notes", "Not yet", "Done"),
        ("target_date", "July 2008", "August 2008"),
    ],
)
def test_what_says_something_else_is_a_change(programme, field, before, now):
    draft = second(programme, {field: before}, **{field: now})
    assert results(draft) == {"changed": 1}
    assert len(draft.rows[0]["changes"]) == 1


@pytest.mark.parametrize("turned", [False, True])
def test_lead_is_the_same_under_the_short_name_that_was_answered(programme, turned):
    """The first version names no organisation and is answered; the second spells it out, or the other way round."""
    short, full = {"lead_agency": None}, {"lead_agency": "Leicester City Council"}
    first, then = (full, short) if turned else (short, full)
    draft = drafted(programme, plan_file(row(**first)))
    draft = answered(
        programme, draft, {one["key"]: {"choice": "yes"} for one in draft.understood["questions"]}
    )
    confirmed(programme, draft)
    assert Action.objects.get().leads.get().post.organisation.name == "Leicester City Council"
    draft = drafted(programme, plan_file(row(**then)))
    assert results(draft) == {"unchanged": 1} and draft.understood["questions"] == []


def test_changed_recommendation_of_a_row_is_asked(programme):
    draft = second(programme, {}, rec_no=5, jar_recommendation=R5)
    assert results(draft) == {"question": 1}
    [question] = draft.understood["questions"]
    assert "R4" in question["sentence"] + str(question["options"])
    assert confirmed_nothing(draft)


def test_changed_recommendation_without_a_reference_is_asked_as_well(programme):
    def book(**changes):
        return plan_file(row(None, **changes), row("4.9", action="Meet every week"))

    imported(programme, book())
    draft = drafted(programme, book(rec_no=5, jar_recommendation=R5))
    assert results(draft) == {"question": 1, "unchanged": 1}
    [question] = draft.understood["questions"]
    assert question["rows"] == [2]


def confirmed_nothing(draft):
    return not any(one["changes"] and one["result"] in ("new", "changed") for one in draft.rows)
