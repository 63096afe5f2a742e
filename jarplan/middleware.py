"""What every request and every answer have in common: an address that can be looked up, and a page that nobody
keeps a copy of.
"""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404


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
        return super().process_view(request, view_func, view_args, view_kwargs)
