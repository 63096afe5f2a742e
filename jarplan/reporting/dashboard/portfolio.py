"""My portfolio: the recommendations that a reader answers for, as portfolio holder or accountable officer, with the
ratings of their actions."""

from actions.reading.counts import Ratings
from jarplan.audit.reading.as_at import day_shown
from jarplan.people.queries import posts_held_by
from jarplan.reporting.dashboard.links import Links, chart_rows
from recommendations.references import in_order

HOLDING = ("portfolio_holder", "accountable_post")


def portfolio(request, counted):
    """What the page says of the reader's portfolio on the day; nothing where they hold none. Who holds a post today
    answers for it on every day. `counted()`: (the plan with its recommendations read, .., its counts)."""
    held = {str(post.uuid) for post in posts_held_by(request.user)}
    if not held:
        return {}
    _, as_at = day_shown(request)
    plan, *_, counts = counted()
    answered = [
        state["reference"]
        for state in plan.states("recommendation", as_at).values()
        if held & {state[name] for name in HOLDING}
    ]
    counts = counts.of_recommendations(answered)
    found, link = counts.by_recommendation(), Links(as_at, plan)
    theirs = {one: found.get(one, Ratings()) for one in sorted(answered, key=in_order)}
    return {"portfolio_counts": counts, "portfolio_rows": chart_rows(theirs, "recommendation", link)}
