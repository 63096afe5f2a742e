"""What every page's frame shows: the day, the navigation, who may see which door. Costs no query itself."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from jarplan import clock
from jarplan.dates import in_full
from jarplan.people.policies import may_manage_people
from jarplan.reporting.addresses import address_of, site_of
from recommendations.within import EVERYTHING, within

# What the programme office and administrators have more than others.
IMPORTERS = {"reporting:desk", "imports:list", "actions:rounds", "recommendations:inspection-list"}
# The groups of doors, each led to by its first one: a group of one door is that door.
NAVIGATION = (
    ("Dashboard", (("Dashboard", "reporting:dashboard"),)),
    (
        "Plan",
        (
            ("Actions", "reporting:actions"),
            ("Recommendations", "reporting:recommendations"),
            ("Timeline", "reporting:timeline"),
            ("Trend", "reporting:trend"),
            ("Measures", "reporting:measures"),
            ("Compare", "reporting:compare"),
            ("Slippage", "reporting:slippage"),
        ),
    ),
    (
        "My work",
        (
            ("My work", "reporting:my-work"),
            ("Watched", "reporting:watching"),
            ("Saved views", "reporting:saved-views"),
        ),
    ),
    ("Programme office", (("Programme office", "reporting:desk"),)),
    (
        "Deadlines and publication",
        (
            ("Deadlines", "recommendations:deadline-list"),
            ("Publication", "recommendations:publication"),
            ("Versions", "reporting:versions"),
            ("Released progress", "reporting:released"),
        ),
    ),
    ("Meetings", (("Meetings", "recommendations:meeting-list"),)),
    ("Money", (("Money", "finance:index"),)),
    ("History", (("History", "reporting:history"),)),
    (
        "Administration",
        (
            ("Import", "imports:list"),
            ("Reporting rounds", "actions:rounds"),
            ("Inspections", "recommendations:inspection-list"),
            ("People", "people:people"),
        ),
    ),
)


PACKS = "/packs/"  # they are made for meetings and have addresses of their own


@dataclass(frozen=True)
class Door:
    """A link of the navigation. `current`: "page" where it leads to this very page, "true" where this page lies
    behind it, "" elsewhere."""

    label: str
    path: str
    href: str
    current: str


@dataclass(frozen=True)
class Group:
    """Doors that belong together; they are shown where one of them is `current`."""

    label: str
    doors: tuple

    @property
    def current(self):
        """“page” or “true” where this page is behind one of its doors, else nothing."""
        found = [door.current for door in self.doors if door.current]
        return found[0] if len(self.doors) == 1 and found else "true" if found else ""


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
        """What each sheet of paper says at its foot: whose plan, and the day that is shown to who may see it; of a
        document that was made, what it says itself (`request.foot`)."""
        if hasattr(self.request, "foot"):
            return self.request.foot
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
        """The Groups of doors of this person."""
        opened = [(label, [one for one in doors if self.may_open(one[1])]) for label, doors in NAVIGATION]
        return [Group(label, tuple(self.door(*one) for one in doors)) for label, doors in opened if doors]

    def may_open(self, name):
        """Whether a door is this person's."""
        if name in IMPORTERS:
            return self.may_import
        return self.may_manage_people if name == "people:people" else True

    def door(self, label, name):
        path, asked = address_of(name), urlencode(self.within.query)
        current = "page" if self.request.path == path else "true" if path == self.nearest else ""
        return Door(label, path, f"{path}?{asked}" if asked else path, current)

    @cached_property
    def nearest(self):
        """The path of the door that this page lies behind, the longest of those that its own begins with."""
        paths = [address_of(name) for _label, doors in NAVIGATION for _door, name in doors]
        behind = [one for one in paths if one != "/" and self.request.path.startswith(one)]
        if self.request.path.startswith(PACKS):
            return address_of("recommendations:meeting-list")
        return max(behind, key=len, default="")

    @cached_property
    def group(self):
        """The Group of several doors that this page belongs to, or None."""
        return next((one for one in self.navigation if one.current and len(one.doors) > 1), None)


def page(request):
    """The context processor: `page` in every template."""
    return {"page": PageFrame(request)}
