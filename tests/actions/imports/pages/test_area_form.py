"""Rows of headings as people type them, and where a plan stands on the columns page."""

import pytest
from django import forms

from actions.imports.drafts.understanding import understand_draft
from actions.imports.pages.area_form import listed_rows, rows_in, rows_in_words, said_of, wrong_with
from actions.imports.pages.differences import state_of, what_changed
from actions.models import Action
from tests.actions.imports.books import drafted
from tests.actions.imports.documents import as_pasted, word_plan
from tests.actions.imports.through_pages import (
    at,
    bring,
    confirm_page,
    signed_in,
    text_of,
    the_draft,
    words_of,
)
from tests.plan import fresh

SHEET = {"name": "Plan", "heads": [[2, 2]], "last_row": 40}
CSV = "JAR plan,,\nWas,Wer,Empfehlung\nAudit all cases,HR Manager,R4\nTrain all staff,HR Manager,R5\nKontakt,Ann,x\n"


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("5", [[5, 5]]),
        ("row 5", [[5, 5]]),
        ("5-6", [[5, 6]]),
        ("5 to 6", [[5, 6]]),
        ("40, 5", [[5, 5], [40, 40]]),
        ("5 and 40", [[5, 5], [40, 40]]),
        ("none", []),
        ("No headings", []),
        ("0", []),
    ],
)
def test_rows_of_headings_are_read_as_they_are_typed(typed, rows):
    assert rows_in(typed) == rows
    assert not rows or rows_in(rows_in_words(rows)) == rows


@pytest.mark.parametrize("typed", ["five", "5-", "6-5", "-5", "1-9", "5,,6", "0-3", "5.5"])
def test_rows_of_headings_that_cannot_be_are_refused(typed):
    with pytest.raises(forms.ValidationError, match="Enter the row"):
        rows_in(typed)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"headings": [[5, 5]], "first": 6, "last": 40}, []),
        ({"headings": [[41, 41]]}, ["headings"]),
        ({"first": 41}, ["first"]),
        ({"first": 9, "last": 8}, ["last"]),
        ({"headings": [[5, 5]], "last": 5}, ["last"]),
        ({"headings": [], "last": 99}, []),
        ({"actions": [[3, 41]]}, ["actions"]),
        ({"actions": [[3, 5]], "titles": [[5, 9]]}, ["titles"]),
        ({"actions": [[3, 5]], "titles": [[6, 9]]}, []),
    ],
)
def test_area_that_cannot_be_is_refused_at_its_box(typed, wrong):
    assert [name for name, _sentence in wrong_with(SHEET, typed)] == wrong


@pytest.mark.parametrize(
    ("before", "typed", "kept"),
    [
        ({}, {"headings": [[2, 2]]}, {}),
        ({}, {"headings": [[3, 3]]}, {"headings": [[3, 3]]}),
        ({"headings": [[3, 3]]}, {"headings": [[3, 3]]}, {"headings": [[3, 3]]}),
        # Named again as it would be found: that is a choice as well.
        ({"headings": [[3, 3]]}, {"headings": [[2, 2]]}, {"headings": [[2, 2]]}),
        ({"headings": [[3, 3]]}, {"headings": None}, {}),
        ({}, {"headings": [], "first": 4, "last": 9, "leave": True}, None),
        ({"first": 4}, {"headings": [[2, 2]], "first": None}, {}),
    ],
)
def test_what_was_found_is_no_choice_until_somebody_makes_it_one(before, typed, kept):
    whole = {"headings": [], "first": 4, "last": 9, "leave": True}
    assert said_of(SHEET, before, typed) == (whole if kept is None else kept)


def test_that_there_are_no_headings_is_a_choice_where_none_were_found():
    none = SHEET | {"heads": []}
    assert (
        said_of(none, {}, {"headings": []}) == {"headings": []}
        and said_of(none, {}, {"headings": None}) == {}
    )


@pytest.fixture
def office(client, programme):
    return signed_in(client, programme)


def choose(office, draft, **said):
    """Sends the columns' form with every column as it was taken, but for what is said; the page that comes."""
    columns = {
        f"column-{number}": said.pop(column["letter"], column["field"])
        for number, column in enumerate(draft.understood["columns"])
    }
    return office.post(at(draft, "columns"), {"version": draft.version, **columns, **said}, follow=True)


@pytest.mark.django_db
def test_named_headings_and_last_row_are_obeyed_kept_and_written(office):
    bring(office, as_file("plan.csv", CSV.encode()))
    draft = the_draft()
    page = text_of(office.get(at(draft, "columns")))
    assert "<td>Was | Wer | Empfehlung</td>" in page and "<details open>" in page
    page = choose(office, draft, **{"headings-0": "2", "last-0": "4"})
    assert "Sheet “plan.csv”: headings in row 2 (before: no row)." in words_of(page)
    draft = fresh(draft)
    assert draft.areas == {"plan.csv": {"headings": [[2, 2]], "last": 4}}
    chosen = {"headings-0": "2", "last-0": "4", "A": "text", "B": "lead", "C": "recommendation"}
    page = words_of(choose(office, draft, **chosen))
    assert "Now read as actions: row 3, row 4." in page
    assert "Column A is “Action” (before: not imported)" in page
    draft = fresh(draft)
    # What was chosen is in the boxes again, and what each row was read as beside it.
    again = text_of(office.get(at(draft, "columns")))
    assert 'value="2"' in again and "<td>Kontakt | Ann | x</td> <td>Left out</td>" in again
    assert "This row is outside the rows that you chose." in str(draft.understood["outlook"]["others"])
    confirm_page(office, draft, leave_out="on")
    assert sorted(Action.objects.values_list("text", flat=True)) == ["Audit all cases", "Train all staff"]


@pytest.mark.django_db
def test_choice_makes_the_kept_table_another_and_no_choice_leaves_it(programme):
    draft = drafted(programme, as_file("plan.csv", b"Rec,Action,Lead\n4,Audit,HR\n5,Train,HR\n"))
    same = understand_draft(draft)
    assert same.read.seal == draft.seal
    other = understand_draft(draft, areas={"": {"last": 2}})
    assert other.read.seal != draft.seal and len(other.match.rows) == 1


def as_file(name, content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content)


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["word", "pasted"])
def test_rows_of_word_tables_and_of_pasted_cells_are_chosen_alike(office, way):
    if way == "word":
        bring(office, as_file("plan.docx", word_plan("1.1", "1.2", "4.1")))
    else:
        rows = [["Rec", "Action", "Lead"], ["R1", "Audit", "HR"], ["R1", "Train", "HR"], ["R4", "Meet", "HR"]]
        office.post("/import/", {"cells": as_pasted(*rows)}, follow=True)
    draft = the_draft()
    [sheet] = [one for one in draft.understood["sheets"] if one["seen"]]
    last = [number for number, _sheet, row, _text in sheet["seen"] if row][-2]
    page = words_of(office.get(at(draft, "columns")))
    assert way == "pasted" or "Table 2, row 2" in page
    page = words_of(choose(office, draft, **{"last-0": str(last)}))
    assert "No longer read as actions" in page
    assert len(fresh(draft).rows) < len(draft.rows)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"headings-0": "the third"}, "Enter the row of the headings as a number"),
        ({"headings-0": "9"}, "The last filled row is row 3"),
        ({"first-0": "x"}, "Enter the first row as a number"),
        ({"last-0": "0"}, "Rows are counted from 1"),
    ],
)
def test_area_that_cannot_be_is_said_at_its_box_and_changes_nothing(office, programme, typed, words):
    draft = drafted(programme, as_file("plan.csv", b"Rec,Action,Lead\n4,Audit,HR\n5,Train,HR\n"))
    page = choose(office, draft, **typed)
    assert words in words_of(page) and "<title>Error: " in text_of(page)
    assert f'href="#id_{next(iter(typed))}"' in text_of(page)
    assert (fresh(draft).mapping, fresh(draft).version) == ({}, 1)


@pytest.mark.django_db
def test_sheet_may_be_left_out_and_taken_back(office, programme):
    draft = drafted(programme, as_file("plan.csv", b"Rec,Action,Lead\n4,Audit,HR\n5,Train,HR\n"))
    page = words_of(choose(office, draft, **{"leave-0": "on", "headings-0": "1"}))
    assert "The file has been read again. No action was found." in page
    page = words_of(choose(office, fresh(draft), **{"headings-0": ""}))
    assert "The file has been read again: 2 rows." in page


@pytest.mark.django_db
def test_guess_under_headings_that_were_changed_is_not_taken_as_confirmed(office, programme):
    draft = drafted(
        programme, as_file("plan.csv", b"Rec,Action,Who does it\n4,Audit,HR\nRec,Action,Who\n5,Train,HR\n")
    )
    assert any(column["field"] and not column["sure"] for column in draft.understood["columns"])
    choose(office, draft, **{"headings-0": "3"})
    assert fresh(draft).chosen == {}
    choose(office, fresh(draft), **{"headings-0": ""})
    choose(office, fresh(draft))
    assert fresh(draft).mapping == {"plan.csv!C": "lead"}


@pytest.mark.django_db
def test_lone_action_that_was_read_as_a_title_is_made_one_and_back(office, programme):
    text = b"Action,Lead,By when\nTrain all staff,HR,May 2009\nRecruit,,\nMeet,HR,May 2009\n"
    draft = drafted(programme, as_file("plan.csv", text))
    page = text_of(office.get(at(draft)))
    assert f'If one of them is an action, enter its row under <a href="{at(draft, "columns")}">' in page
    page = words_of(choose(office, draft, **{"actions-0": "3"}))
    assert "Now read as actions: row 3." in page
    assert fresh(draft).areas == {"plan.csv": {"actions": [[3, 3]]}}
    assert 'value="3"' in text_of(office.get(at(draft, "columns")))
    page = words_of(choose(office, fresh(draft), **{"actions-0": "", "titles-0": "row 3, 4"}))
    assert "No longer read as actions: row 3, row 4." in page


@pytest.mark.parametrize(
    ("typed", "rows"),
    [("", []), ("5", [[5, 5]]), ("9, 5-7", [[5, 7], [9, 9]]), ("rows 5 to 60 and 70", [[5, 60], [70, 70]])],
)
def test_rows_are_read_as_they_are_typed(typed, rows):
    assert listed_rows(typed) == rows


@pytest.mark.parametrize("typed", ["five", "5-", "6-5", "0", "5,,6", "none"])
def test_rows_that_cannot_be_are_refused(typed):
    with pytest.raises(forms.ValidationError, match="Enter the rows as numbers"):
        listed_rows(typed)


@pytest.mark.django_db
def test_nothing_is_said_to_have_changed_where_nothing_has(programme):
    draft = drafted(programme, as_file("plan.csv", b"Rec,Action,Lead\n4,Audit,HR\n"))
    assert what_changed(state_of(draft), state_of(draft)) == []
