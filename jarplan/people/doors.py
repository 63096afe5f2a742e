"""Who gets to the pages under /people/: to all but administrators they are not there."""

from functools import wraps

from django.http import Http404

from jarplan.people.policies import may_manage_people


def for_administrators(view):
    """Answers everybody else as if the page did not exist, before anything is looked up."""

    @wraps(view)
    def door(request, *args, **kwargs):
        if not may_manage_people(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return door
