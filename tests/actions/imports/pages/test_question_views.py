"""The page of a draft's questions."""

import pytest

from actions.models import Action
from tests.actions.imports.books import drafted, plan_file, sample
from tests.actions.imports.through_pages import C1, at, row, signed_in, take_every_proposal, text_of, words_of
from tests.plan import fresh

pytestmark = pytest.mark.django_db
OPEN = "03/04/08 or later"


@pytest.fixture
def office(client, programme):
    return signed_in(client, programme)


@pytest.fixture
def asked(programme):
    """A draft with two questions: one with a box to type in."""
    return drafted(
        programme, plan_file(row(target_date=OPEN), row("4.2", target_date="after Easter, perhaps"))
    )


def keys_of(draft):
    return [one["key"] for one in draft.understood["questions"]]


def answer(client, draft, choice, text="", key=None, **more):
    key = key or keys_of(draft)[0]
    data = {"version": draft.version, "asked": keys_of(draft), key: choice, f"{key}-text": text, **more}
    return client.post(at(draft, "questions"), data, follow=True)


def test_question_shows_its_cell_what_it_says_and_the_answers(office, asked):
    page = words_of(office.get(at(asked, "questions")))
    assert f"JAR action plan, cell I2, which says “{OPEN}”" in page
    for _value, label in asked.understood["questions"][0]["options"]:
        assert label in page
    assert 'type="radio"' in text_of(office.get(at(asked, "questions")))
    assert "checked" not in text_of(office.get(at(asked, "questions")))


def test_some_answers_are_kept_while_others_stay_open(office, asked):
    assert len(keys_of(asked)) == 2
    page = answer(office, asked, "leave")
    assert "1 answer saved. 1 question is still unanswered." in words_of(page)
    draft = fresh(asked)
    assert draft.answers == {keys_of(asked)[0]: {"choice": "leave", "text": ""}}
    assert len(keys_of(draft)) == 1


def test_last_answer_leads_to_the_preview(office, asked):
    answer(office, asked, "leave")
    page = answer(office, fresh(asked), "leave")
    assert page.redirect_chain[-1][0] == at(asked)
    assert "All questions are answered." in words_of(page)


def test_typed_answer_is_understood_and_written(office, asked):
    answer(office, asked, "other", "30 September 2008")
    draft = fresh(asked)
    assert "30 September 2008" in str(draft.rows[0]["changes"])
    office.post(at(draft, "confirm"), {"version": draft.version, "leave_out": "on"})
    assert Action.objects.get(reference="R4.1").due_latest.isoformat() == "2008-09-30"


def test_typed_answer_that_is_no_date_is_refused_beside_its_box(office, asked):
    page = answer(office, asked, "other", "when we can")
    assert "“when we can” was not understood as a date" in words_of(page)
    assert "<title>Error: " in text_of(page)
    assert 'value="when we can"' in text_of(page)
    assert f'href="#id_{keys_of(asked)[0]}-text"' in text_of(page)
    assert 'name="version" value="2"' in text_of(page)
    assert fresh(asked).answers == {}


def test_good_answers_are_kept_beside_one_that_is_refused(office, asked):
    first, second = keys_of(asked)
    answer(office, asked, "other", "when we can", **{second: "leave"})
    assert fresh(asked).answers == {second: {"choice": "leave", "text": ""}}


def test_what_was_typed_without_a_choice_is_taken(office, asked):
    answer(office, asked, "", "30 September 2008")
    assert fresh(asked).answers[keys_of(asked)[0]] == {"choice": "other", "text": "30 September 2008"}


@pytest.mark.parametrize("choice", ["R4.1", "delete", "yes\x00", "x" * 5000])
def test_forged_answer_is_refused(office, asked, choice):
    page = answer(office, asked, choice)
    assert "Choose one of the answers in the list." in words_of(page)
    assert fresh(asked).answers == {}


def test_forged_question_is_passed_over(office, asked):
    data = {"version": 1, "asked": ["q0", "answers"], "q0": "yes", "answers": "yes"}
    assert office.post(at(asked, "questions"), data, follow=True).status_code == 200
    assert fresh(asked).answers == {}


@pytest.mark.parametrize("text", ["x" * 1001, "30\u202eSeptember"])
def test_typed_text_that_cannot_be_kept_is_refused(office, asked, text):
    page = answer(office, asked, "other", text)
    assert "<title>Error: " in text_of(page)
    assert fresh(asked).answers == {}


def test_every_proposal_is_taken_and_what_was_chosen_wins(office, programme):
    draft = drafted(programme, sample(C1))
    asked = [one for one in draft.understood["questions"] if not one["members"]]
    proposals = [one["key"] for one in asked if one["proposed"]]
    page = text_of(office.get(at(draft, "questions")))
    assert "Accept all suggestions (" in page
    first = proposals[0]
    data = {"version": 1, "every": "1", "asked": [first], first: "leave"}
    office.post(at(draft, "questions"), data, follow=True)
    draft = fresh(draft)
    assert draft.answers[first]["choice"] == "leave"
    assert len(draft.answers) > 5
    assert not [one for one in draft.understood["questions"] if one["key"] in proposals]


def test_answers_are_looked_at_and_changed(office, asked):
    answer(office, asked, "leave")
    draft, key = fresh(asked), keys_of(asked)[0]
    page = text_of(office.get(at(draft, "questions") + "?show=answered"))
    assert "checked" in page
    data = {"version": 2, "asked": [key], key: "other", f"{key}-text": "30 September 2008"}
    office.post(at(draft, "questions") + "?show=answered", data)
    assert fresh(asked).answers[key]["text"] == "30 September 2008"


def test_question_is_asked_again(office, asked):
    answer(office, asked, "leave")
    key = keys_of(asked)[0]
    data = {"version": 2, "asked": [key], key: "leave", "again": key}
    page = office.post(at(asked, "questions"), data, follow=True)
    assert "You can now change the answer." in words_of(page)
    assert keys_of(fresh(asked)) == keys_of(asked)


def test_answers_given_in_another_window_are_not_lost(office, asked):
    first, second = keys_of(asked)
    answer(office, asked, "leave")
    page = answer(office, asked, "other", "1 October 2008", key=second)
    assert "has changed since you opened the page" in words_of(page)
    assert "1 October 2008" in text_of(page)
    assert 'name="version" value="2"' in text_of(page)
    assert list(fresh(asked).answers) == [first]


def test_twenty_questions_are_on_a_page_and_one_is_found_by_its_key(office, programme):
    draft = drafted(programme, plan_file(*[row(f"4.{n}", target_date=f"perhaps {n}") for n in range(1, 31)]))
    [for_all] = keys_of(draft)
    office.post(at(draft, "questions"), {"version": 1, "asked": [for_all], for_all: "each"})
    draft = fresh(draft)
    page = text_of(office.get(at(draft, "questions")))
    assert page.count("<legend") == 20
    last = keys_of(draft)[-1]
    assert f'id="{last}"' not in page
    assert f'id="{last}"' in text_of(office.get(at(draft, "questions") + f"?ask={last}"))
    assert f'?ask={last}#{last}"' in text_of(office.get(at(draft)))


def test_no_questions_say_so(office, programme):
    draft = drafted(programme, plan_file(row()))
    assert "All questions are answered" in words_of(office.get(at(draft, "questions")))
    assert "Answer at least one question." in words_of(take_every_proposal(office, draft))


def test_wrong_method_is_refused(office, asked):
    assert office.put(at(asked, "questions")).status_code == 405


def test_row_leads_to_the_question_that_is_asked_for_many(office, programme):
    draft = drafted(programme, plan_file(*[row(f"4.{n}", target_date=f"perhaps {n}") for n in range(1, 31)]))
    [for_all] = keys_of(draft)
    page = text_of(office.get(at(draft)))
    assert page.count(f'?ask={for_all}#{for_all}"') == 30
    assert f'id="{for_all}"' in text_of(office.get(at(draft, "questions") + f"?ask={for_all}"))
