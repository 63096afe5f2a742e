"""What every page's frame shows: the day, the navigation, who may see which door. Costs no query itself."""

from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from jarplan import clock
from jarplan.dates import in_full
from jarplan.people.policies import may_manage_people
from jarplan.reporting.addresses import address_of, site_of
from recommendations.within import EVERYTHING, within

NAVIGATION = (
    ("Dashboard", "reporting:dashboard"),
    ("My work", "reporting:my-work"),
    ("Recommendations", "reporting:recommendations"),
    ("Actions", "reporting:actions"),
    ("Deadlines", "recommendations:deadline-list"),
    ("Versions", "reporting:versions"),
    ("Meetings", "recommendations:meeting-list"),
    ("Finance", "finance:index"),
    ("History", "reporting:history"),
)
DESK = ("Programme office", "reporting:desk")
IMPORT = ("Import", "imports:list")
PEOPLE = ("People", "people:people")


class PageFrame:
    """The frame of one page. A view that shows the past sets `request.as_at` to the day before it renders."""

    pinned_day = property(lambda self: settings.PLAN_TODAY)
    title_of_plan = property(lambda self: settings.PLAN_PLACE)
    product = property(lambda self: settings.PRODUCT_NAME)
    site = property(lambda self: site_of(self.request))

    def __init__(self, request):
        self.request = request

    @cached_property
    def today(self):
        return getattr(self.request, "today", None) or clock.today()

    @cached_property
    def as_at(self):
        """The past day that is being looked at, or None on a live page."""
        return getattr(self.request, "as_at", None)

    @property
    def day(self):
        return self.as_at or self.today

    @property
    def is_known(self):
        """Whether somebody is signed in. On an error page nobody may have been looked up yet."""
        user = getattr(self.request, "user", None)
        return user is not None and user.is_authenticated

    @property
    def foot(self):
        """What each sheet of paper says at its foot: whose plan, and the day that is shown to who may see it."""
        whose = f"{self.product} for {self.title_of_plan}" if self.title_of_plan else self.product
        return f"{whose}, as at {in_full(self.day)}" if self.is_known else whose

    @cached_property
    def within(self):
        """The inspections that pages are about. On an error page, too, which may be about no inspection at all."""
        return within(self.request) if self.is_known else EVERYTHING

    @property
    def prefix(self):
        """What references of the plan begin with, for examples; nothing where there is no plan to take them from."""
        plans = self.within.shown or self.within.offered
        return plans[0].reference_prefix if plans else ""

    @property
    def choosing_at(self):
        """Where the choice of an inspection leads: this very page, or the dashboard from one that was sent."""
        return self.request.path if self.request.method == "GET" else reverse("reporting:dashboard")

    @property
    def kept(self):
        """What a form of filters takes along: the day looked back to, and the inspection."""
        day = {"as_at": self.as_at.isoformat()} if self.as_at else {}
        return {**self.within.query, **day}.items()

    @property
    def as_at_query(self):
        """What an address takes along so that the next page shows the same past day; empty on a live page."""
        return f"?as_at={self.as_at:%Y-%m-%d}" if self.as_at else ""

    @property
    def as_at_also(self):
        """The same for an address that has a query already."""
        return self.as_at_query.replace("?", "&")

    @cached_property
    def roles(self):
        """The roles of who is signed in, as words ("programme"); empty for nobody."""
        if not self.is_known:
            return frozenset()
        return frozenset(
            str(getattr(role, "value", role)) for role in getattr(self.request.user, "roles", ())
        )

    @property
    def may_import(self):
        return bool(self.roles & {"programme", "administrator"})

    has_desk = may_import

    @property
    def may_manage_people(self):
        return "administrator" in self.roles

    @property
    def may_change_people(self):
        return may_manage_people(self.request.user)

    @cached_property
    def navigation(self):
        """The doors of this person as dicts of label, path and whether the page lies behind it."""
        first, others = NAVIGATION[:2], NAVIGATION[2:]
        doors = [*first, *([DESK] if self.has_desk else []), *others]
        doors += [IMPORT] if self.may_import else []
        doors += [PEOPLE] if self.may_manage_people else []
        here = self.request.path
        asked = f"?{urlencode(self.within.query)}" if self.within.query else ""
        paths = [(label, address_of(name)) for label, name in doors]
        return [
            {
                "label": label,
                "path": path,
                "href": f"{path}{asked}",
                "current": here == path or (path != "/" and here.startswith(path)),
            }
            for label, path in paths
        ]


def page(request):
    """The context processor: `page` in every template."""
    return {"page": PageFrame(request)}
