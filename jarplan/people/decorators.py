"""What the views under /people/ share: to all but administrators they are not there, and how they are asked."""

from functools import wraps

from django.http import Http404
from django.views.decorators.http import require_http_methods

from jarplan.people.policies import check_manage_people
from jarplan.people.roles import Role


def for_administrators(view):
    """Answers everybody else as if the page did not exist, before anything is looked up."""

    @wraps(view)
    def door(request, *args, **kwargs):
        if not request.user.has_role(Role.ADMINISTRATOR):
            raise Http404
        return view(request, *args, **kwargs)

    return door


def form_page(view):
    """A page on which something is changed, for `for_administrators`: whoever is limited to some inspections is told
    so before they type."""

    @wraps(view)
    def page(request, *args, **kwargs):
        check_manage_people(request.user)
        return view(request, *args, **kwargs)

    return require_http_methods(["GET", "HEAD", "POST"])(page)
