"""Taking the answers to a draft's questions: the file is held against the plan again, with what was said."""

from actions.imports.drafts.verbs import change_draft, held_against, plan_for, understand_draft


def take_answers(*, by, now, draft, version, said, again=()):
    """Keeps answers with a draft, and forgets those to the questions `again`. Returns the draft and
    {key: sentence} of the answers that could not be taken: their questions stay open. NotNow as change_draft().
    """
    answers = {key: one for key, one in draft.answers.items() if key not in again} | said
    understanding = understand_draft(draft, answers=answers)
    open_now = {one.point.key: one.point.sentence for one in understanding.match.questions()}
    wrong = {key: open_now[key] for key in said if key in open_now}
    if wrong:
        answers = {key: one for key, one in answers.items() if key not in wrong}
        understanding = held_against(understanding.match.table, plan_for(draft.inspection), answers)
    draft = change_draft(
        by=by, now=now, draft=draft, version=version, understanding=understanding, answers=answers
    )
    return draft, wrong
