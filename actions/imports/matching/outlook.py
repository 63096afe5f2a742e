"""What an import would leave behind: actions that the file does not name, recommendations without an action,
organisations and posts that the plan does not know yet.
"""

from actions.imports.finding.texts import folded
from actions.imports.matching.matched import CHANGED, NEW, REJECTED
from actions.rules.lifecycle import LIVE
from jarplan.spreadsheets.layout.plan import Point

MOST = 20


def tell(match, current_plan):
    """Fills in the outlook of a PlanMatch, with its warnings."""
    named = {one.reference for one in match.rows} | {
        point.proposed for one in match.rows for point in one.questions
    }
    named |= _said_by_waiting_rows(match, current_plan)
    match.not_in_file = [
        action.reference
        for action in current_plan.actions
        if action.status in LIVE and action.reference not in named
    ]
    answered = {one.recommendation.pk for one in match.rows if one.recommendation and one.result != REJECTED}
    answered |= {action.recommendation_id for action in current_plan.actions if action.status in LIVE}
    bare = [one for one in current_plan.recommendations if one.pk not in answered]
    match.without_action = [one.reference for one in bare]
    gaps = {gap.recommendation for gap in match.table.gaps}
    for gap in match.table.gaps:
        match.warnings.append(Point("row", gap.sheet, gap.row, gap.cell, gap.raw, gap.sentence))
    others = [one.reference for one in bare if one.order not in gaps]
    if others and match.rows:
        match.warnings.append(_of_file(f"Recommendations without an action: {listed(others)}."))
    if match.not_in_file:
        sentence = f"In the plan but not in the file, and not changed: {listed(match.not_in_file)}."
        match.warnings.append(_of_file(sentence))
    _numbered(match)
    _added(match, current_plan)


def _said_by_waiting_rows(match, current_plan):
    """The references of the actions whose text stands in a row that waits for an answer, or is rejected."""
    waiting = [one for one in match.rows if one.open and not one.action and one.recommendation]
    if not waiting:
        return set()
    said = {
        (action.recommendation_id, folded(action.text)): action.reference for action in current_plan.actions
    }
    return {said.get((one.recommendation.pk, folded(one.row.understood.text))) for one in waiting}


def _numbered(match):
    """Actions whose rows have no reference, or one that is not the plan's, take one: said once."""
    given = [one for one in match.rows if one.result == NEW and not _says_it(one)]
    if not given:
        return
    own = any(one.row.raw("reference") for one in given)
    why = "whose reference is not in the plan" if own else "without a reference"
    taken = given[0].reference if len(given) == 1 else f"the next free references, from {given[0].reference}"
    sentence = f"Rows {why} get new references: {taken}."
    match.warnings.append(_of_file(sentence))


def _says_it(one):
    return one.row.understood.reference.second == int(one.reference.rpartition(".")[2])


def _added(match, current_plan):
    """The organisations and posts that the rows to be written name for the first time."""
    known = {name.casefold() for name in current_plan.organisations}
    posts = {(title.casefold(), body.casefold()) for title, body in current_plan.posts}
    new_bodies, new_posts = {}, {}
    for one in match.rows:
        writes_leads = any(change.field == "lead" for change in one.changes)
        for title, body in one.posts if one.result in (NEW, CHANGED) and writes_leads else ():
            if body.casefold() not in known:
                new_bodies.setdefault(body.casefold(), body)
            if (title.casefold(), body.casefold()) not in posts:
                new_posts.setdefault((title.casefold(), body.casefold()), (title, body))
    match.organisations, match.posts = list(new_bodies.values()), list(new_posts.values())


def _of_file(sentence):
    """A Point about the file as a whole, at no cell."""
    return Point("row", "", 0, "", "", sentence)


def listed(items, most=MOST):
    """R1, R2 and 3 more."""
    words = ", ".join(items[:most])
    return f"{words} and {len(items) - most} more" if len(items) > most else words
