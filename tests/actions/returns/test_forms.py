"""What is chosen on the pages of a return."""

from types import SimpleNamespace

import pytest

from actions.returns.forms import ConfirmReturnForm, ReturnFileForm
from tests import plan
from tests.actions.returns.books import upload_of

pytestmark = pytest.mark.django_db


def row(result, number, reference="R4.1"):
    return {
        "result": result,
        "row": number,
        "reference": reference,
        "place": f"Progress!{number}",
        "offers": "Send",
    }


def draft_of(*rows):
    return SimpleNamespace(version=3, understood={"rows": list(rows)})


def confirmed(draft, **said):
    return ConfirmReturnForm({"version": 3, **said}, draft=draft)


def test_only_rows_to_be_decided_ask_something():
    draft = draft_of(row("ready", 2), row("asked", 3), row("refused", 4), row("same", 5), row("empty", 6))
    form = ConfirmReturnForm(draft=draft)
    assert [(row["row"], bool(field)) for row, field in form.to_decide] == [(3, True), (4, True)]
    assert [row["row"] for row in form.others] == [2, 5, 6]
    assert form.all_at_once is None
    assert form.to_send == 2 and form.button == "Send reports"
    assert ConfirmReturnForm(draft=draft_of(row("ready", 2), row("ready", 3))).button == "Send 2 reports"


def test_each_of_them_must_be_decided():
    assert not ConfirmReturnForm(draft=draft_of(row("refused", 4))).places
    draft = draft_of(row("asked", 3), row("refused", 4, "R4.2"))
    form = confirmed(draft)
    assert not form.is_valid() and set(form.errors) == {"row_0", "row_1"}
    assert "Correct R4.2 (row 4) in the file" in form.errors["row_1"][0]
    form = confirmed(draft, row_0="send", row_1="on")
    assert form.is_valid() and form.choices == {"Progress!3": "send", "Progress!4": "leave"}
    assert confirmed(draft, row_0="leave", row_1="on").is_valid()
    assert not confirmed(draft, row_0="something", row_1="on").is_valid()


def test_rows_that_cannot_be_sent_are_left_out_one_by_one_or_all_at_once():
    draft = draft_of(row("asked", 2), *(row("refused", number) for number in range(3, 6)))
    form = confirmed(draft, row_0="send", row_1="on")
    assert not form.is_valid() and set(form.errors) == {"row_2", "row_3"}
    form = confirmed(draft, row_0="send", leave_all="on")
    assert form.is_valid() and [*form.choices.values()] == ["send", "leave", "leave", "leave"]
    # What is asked about is never left out by it.
    assert set(confirmed(draft, leave_all="on").errors) == {"row_0"}
    assert set(confirmed(draft, row_0="send", row_1="on", row_2="on", row_3="on").errors) == set()


def test_many_rows_that_cannot_be_sent_are_one_line_of_the_error_summary():
    draft = draft_of(row("ready", 2), *(row("refused", number) for number in range(3, 10)))
    form = confirmed(draft)
    assert not form.is_valid() and set(form.errors) == {"leave_all"}
    assert "each of the 7" in form.errors["leave_all"][0]


def test_who_filled_it_in_is_asked_of_the_programme_office_alone():
    people = plan.make_people()
    of_b = {"by": people.programme, "organisation": people.b}
    assert set(ReturnFileForm().fields) == {"file"}
    form = ReturnFileForm({}, {"file": upload_of(b"PK")}, **of_b)
    assert not form.is_valid() and "Choose who filled in" in form.errors["name"][0]
    said = {"person": "officer_b", "name": ""}
    form = ReturnFileForm(said, {"file": upload_of(b"PK")}, **of_b)
    form.is_valid()
    assert form.behalf.person == people.officer_b
    form = ReturnFileForm({"person": "officer_a"}, {"file": upload_of(b"PK")}, **of_b)
    assert not form.is_valid() and "person" in form.errors
    form = ReturnFileForm({"name": "Programme"}, {"file": upload_of(b"PK")}, **of_b)
    assert not form.is_valid() and "for yourself" in form.errors["name"][0]
