"""The form of questions: each kind under a heading, few answers as radios and many as a list."""

from actions.imports.finding import asking
from actions.imports.pages.answer_form import HEADINGS, TYPED, AnswersForm, in_order, proposal_of
from actions.models import ImportDraft
from jarplan.spreadsheets.layout import asking as of_cells

CELLS = ("DATE", "LEADS", "PARTNERS", "REFERENCE", "STATUS", "RATING", "HIDDEN", "REPEAT")
PLAN = ("RECOMMENDATION", "ELSEWHERE", "LEAD", "OTHER_TEXT", "SAME_TEXT", "NEAR_TEXT", "LEFT_PLAN", "EARLIER")


def question(kind="date", *options, key="q1", proposed="", typed=""):
    return {
        "key": key,
        "kind": kind,
        "sentence": "Which one?",
        "options": [[one, one] for one in options],
        "proposed": proposed,
        "typed": typed,
    }


def form_of(*questions, data=None):
    return AnswersForm(data, draft=ImportDraft(version=1), questions=list(questions))


def test_every_kind_of_question_has_a_heading():
    kinds = {getattr(of_cells, name) for name in CELLS} | {getattr(asking, name) for name in PLAN}
    assert kinds <= set(HEADINGS)


def test_every_kind_of_box_has_a_label_and_a_hint():
    for kind in ("date", "leads", "names"):
        assert all(TYPED[kind])


def test_few_answers_are_radios_and_many_are_a_list():
    form = form_of(question("lead", *"abcdefgh"), question("lead", *"abcdefghi", key="q2"))
    assert 'type="radio"' in str(form["q1"])
    assert "<select" in str(form["q2"])
    assert "Choose an answer" in str(form["q2"])


def test_questions_stand_by_their_kind_then_in_the_order_of_the_file():
    asked = [question("lead", key="a"), question("date", key="b"), question("leads", key="c")]
    assert [one["key"] for one in in_order(asked)] == ["b", "a", "c"]


def test_proposal_is_the_yes_or_the_option_that_is_proposed():
    assert proposal_of(question("date", "yes", "leave", proposed="30 September 2008")) == "yes"
    assert proposal_of(question("near text", "R4.1", "new", proposed="R4.1")) == "R4.1"
    assert proposal_of(question("repeat", "new", "leave", proposed="no")) == ""


def test_text_beside_another_choice_is_dropped():
    data = {"version": "1", "q1": "leave", "q1-text": "30 September"}
    form = form_of(question("date", "other", "leave", typed="date"), data=data)
    assert form.is_valid()
    assert form.said == {"q1": {"choice": "leave", "text": ""}}
