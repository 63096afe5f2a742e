"""What every request and every answer have in common: an address that can be looked up, and a page that nobody
keeps a copy of.
"""

import re

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect

from jarplan.formfields.dates import BOXES, DateBoxesField
from jarplan.people.secondstep.policies import MARK, must_take
from jarplan.people.signin import kept

ASKED = ("as_at", "since", "until", "from", "to")  # the days that addresses of pages ask for
BOX = re.compile(rf"({'|'.join(ASKED)})_({'|'.join(BOXES)})")


# What a browser could let a page have of the machine, and ours never ask for.
POWERS = (
    *(
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "clipboard-read",
        "display-capture",
        "fullscreen",
    ),
    *("geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "screen-wake-lock"),
    *("serial", "usb", "xr-spatial-tracking"),
)
NO_POWERS = ", ".join(f"{power}=()" for power in POWERS)


class NoPowersMiddleware:
    """Every answer says that its page uses nothing of the machine that it is shown on, and nothing within it may."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = NO_POWERS
        return response


class FrontDoorMiddleware:
    """PostgreSQL cannot be asked for a text with a NUL in it: such an address is that of no page. And what is
    shown to one person stays neither in a proxy nor in the browser of a shared computer after they signed
    out, unless the view has said how it may be kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path:
            raise Http404
        response = self.get_response(request)
        # setdefault: the published pages say for themselves how they may be kept.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page but those marked as open asks for signing in. Django looks up who is signed in before it looks at
    the mark, so that even a page for everybody would differ by cookie, and no cache could keep it."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        return answer or self.second_step(request)

    def second_step(self, request):
        """Whose role asks for a second step does nothing without it but set it up. Costs no query."""
        user = request.user
        if not user.is_authenticated or not must_take(user) or request.session.get(MARK):
            return None
        return None if request.resolver_match.app_name == "accounts" else redirect("accounts:add-second-step")

    def handle_no_permission(self, request, view_func):
        """What was sent after the session had ended comes back once the same person has signed in again."""
        kept.keep(request)
        return super().handle_no_permission(request, view_func)


class DayBoxesMiddleware:
    """A day that a page asks for in its address is typed into three boxes and has one address all the same:
    ?as_at_day=1&as_at_month=9&as_at_year=2008 leads to ?as_at=2008-09-01, and empty boxes to what else was asked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        names = [found for name in request.GET if (found := BOX.fullmatch(name))]
        typed = {found[1]: None for found in names}
        if not typed:
            return self.get_response(request)
        query = request.GET.copy()
        for name in typed:
            boxes = [query.pop(f"{name}_{box}", [""])[-1] for box in BOXES]
            try:
                day = DateBoxesField(required=False, label="Date").clean(boxes)
            except ValidationError as problem:
                raise BadRequest(" ".join(problem.messages)) from None
            if day:
                query[name] = day.isoformat()
        asked = query.urlencode()
        return HttpResponseRedirect(f"{request.path}?{asked}" if asked else request.path)
