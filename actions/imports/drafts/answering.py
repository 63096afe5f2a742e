"""Taking the answers to a draft's questions: the file is held against the plan again, with what was said."""

from actions.imports.drafts.understanding import held_against, plan_for, understand_draft
from actions.imports.drafts.verbs import change_draft
from jarplan.spreadsheets.layout.table import EACH


def take_answers(*, by, now, draft, version, said, again=()):
    """Keeps answers with a draft, and forgets those to the questions `again`. An answer to a question for many is
    kept for each of them. Returns the draft and {key: sentence} of the answers that could not be taken: their
    questions stay open. NotNow as change_draft().
    """
    members = {one["key"]: one["members"] or [one["key"]] for one in asked_of(draft)}
    forgotten = {key for one in again for key in (one, *members.get(one, ()))}
    given = {
        key: answer
        for one, answer in said.items()
        for key in ([one] if answer["choice"] == EACH else members.get(one, [one]))
    }
    answers = {key: one for key, one in draft.answers.items() if key not in forgotten} | given
    understanding = understand_draft(draft, answers=answers)
    open_now = {one.point.key: one.point.sentence for one in understanding.match.each_question()}
    refused = {key for key in given if key in open_now}
    if refused:
        answers = {key: one for key, one in answers.items() if key not in refused}
        understanding = held_against(understanding.read, plan_for(draft.inspection), answers)
    draft = change_draft(
        by=by, now=now, draft=draft, version=version, understanding=understanding, answers=answers
    )
    # Of a question for many, those that could not be taken are asked one by one.
    wrong = {one: open_now[one] for one in said if one in refused}
    return draft, wrong


def asked_of(draft):
    """The questions of a draft, open and answered."""
    return [*draft.understood["questions"], *draft.understood["answers"]]
