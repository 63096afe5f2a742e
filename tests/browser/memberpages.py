"""The pages on which members see how the plan stands and has moved, as they are looked at in a browser."""

from actions.models import Action
from jarplan import clock
from jarplan.people.models import User
from jarplan.reporting.models import SavedView
from jarplan.reporting.own.verbs import save_view, watch
from recommendations.models import Recommendation

# Lists that can be taken away as a sheet.
SHEETS = (
    "actions",
    "recommendations",
    "history",
    "action-history",
    "slippage",
    "publication",
    "compare",
    "measures",
)


NOT_PAGES = {f"reporting:{name}-{kind}": "is a file" for name in SHEETS for kind in ("csv", "xlsx")}
NOT_PAGES |= dict.fromkeys(
    ("reporting:delete-view", "reporting:watch-action", "reporting:watch-recommendation"), "is only posted to"
)


def by_cabinet():
    return {"by": User.objects.get(username="cabinet"), "now": clock.now()}


def a_view():
    """The cabinet member's view of red actions."""
    if not SavedView.objects.exists():
        save_view(**by_cabinet(), page="actions", name="Red of ours", asked={"rating": ["red"]})
    return {}


def the_view():
    a_view()
    return {"uuid": SavedView.objects.get().uuid}


def two_watched():
    watch(**by_cabinet(), action=Action.objects.get(reference="R4.2"))
    watch(**by_cabinet(), recommendation=Recommendation.objects.get(reference="R12"))
    return {}


def pages(Page, REFUSED):
    return [
        Page("reporting:dashboard", "cabinet"),
        Page("reporting:dashboard", "officer", query="as_at=2008-07-15"),
        Page("reporting:slippage", "cabinet"),
        Page("reporting:slippage", "officer", query="as_at=2008-06-20"),
        Page("reporting:timeline", "cabinet"),
        Page("reporting:trend", "cabinet"),
        Page("reporting:measures", "cabinet"),
        Page("reporting:measures", "programme", query="as_at=2008-07-20&show=none"),
        Page("reporting:trend", "officer", query="as_at=2008-06-20"),
        Page("reporting:timeline", "officer", query="as_at=2008-07-20&organisation=Leicester City PCT"),
        Page("reporting:search", "cabinet"),
        Page("reporting:search", "cabinet", query="q=social workers"),
        Page("reporting:search", "pct.officer", query="q=no such words"),
        Page("reporting:compare", "cabinet"),
        Page("reporting:compare", "officer", query="from=2008-07-01&to=2008-08-06"),
        Page("reporting:compare", "programme", query="from=version-1"),
        Page("reporting:compare", "cabinet", query="from=2008-09-01&to=2008-09-01"),
        Page("reporting:actions", "cabinet", query="change=worse&since=2008-08-06"),
        Page("reporting:actions", "pct.officer", query="rating=red_either&portfolio=none"),
        Page("reporting:actions", "cabinet", query="mine=portfolio&q=young"),
        Page("reporting:saved-views", "officer"),
        Page("reporting:saved-views", "cabinet", a_view),
        Page("reporting:watching", "officer"),
        Page("reporting:watching", "cabinet", two_watched),
        Page("reporting:save-view", "cabinet", query="list=actions&rating=red", empty=REFUSED),
        Page("reporting:rename-view", "cabinet", the_view, empty=REFUSED),
    ]
