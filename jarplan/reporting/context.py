"""What every page's frame shows: the day, the navigation, who may see which door. Costs no query itself."""

from functools import cached_property

from django.conf import settings

from jarplan import clock

NAVIGATION = (
    ("Dashboard", "/"),
    ("My work", "/my-work/"),
    ("Recommendations", "/recommendations/"),
    ("Actions", "/actions/"),
    ("Deadlines", "/deadlines/"),
    ("Versions", "/versions/"),
    ("Meetings", "/meetings/"),
    ("Finance", "/finance/"),
    ("History", "/history/"),
)
IMPORT = ("Import", "/import/")
PEOPLE = ("People", "/people/")


class PageFrame:
    """The frame of one page. A view that shows the past sets `request.as_at` to the day before it renders."""

    pinned_day = property(lambda self: settings.PLAN_TODAY)
    title_of_plan = property(lambda self: settings.PLAN_PLACE)

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

    @cached_property
    def roles(self):
        """The roles of who is signed in, as words ("programme"); empty for nobody."""
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            return frozenset()
        return frozenset(str(getattr(role, "value", role)) for role in getattr(user, "roles", ()))

    @property
    def may_import(self):
        return bool(self.roles & {"programme", "administrator"})

    @property
    def may_manage_people(self):
        return "administrator" in self.roles

    @cached_property
    def navigation(self):
        """The doors of this person as dicts of label, path and whether the page lies behind it."""
        doors = [*NAVIGATION]
        doors += [IMPORT] if self.may_import else []
        doors += [PEOPLE] if self.may_manage_people else []
        here = self.request.path
        return [
            {"label": label, "path": path, "current": here == path or (path != "/" and here.startswith(path))}
            for label, path in doors
        ]


def page(request):
    """The context processor: `page` in every template."""
    return {"page": PageFrame(request)}
