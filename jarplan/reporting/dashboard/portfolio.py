"""My portfolio: the recommendations that a reader answers for, as portfolio holder or accountable officer, with the
ratings of their actions."""

from actions.reading.counts import Ratings
from actions.rules.filters import EITHER_RED
from jarplan.audit.reading.as_at import day_shown
from jarplan.reporting.dashboard.links import Links, chart_rows
from recommendations.references import in_order

HOLDING = ("portfolio_holder", "accountable_post")
MINE = "portfolio"  # the filter of the same in the list of actions


def portfolio(request, posts, counted):
    """What the page says of the portfolio of a reader who holds these posts today, on the day; nothing where there is
    none. `counted()`: (the plan with its recommendations read, .., its counts)."""
    held = {str(post.uuid) for post in posts}
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
    hrefs = {
        "all": link.actions(mine=MINE),
        "red": link.actions(mine=MINE, rating=EITHER_RED),
        "overdue": link.actions(mine=MINE, due="overdue"),
    }
    rows = chart_rows(theirs, "recommendation", link)
    return {"portfolio_counts": counts, "portfolio_rows": rows, "portfolio_hrefs": hrefs}
