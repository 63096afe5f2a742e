"""The day that a page is asked to look back to (`?as_at=`). Used by every room's pages; knows no record."""

from datetime import datetime

from django.core.exceptions import BadRequest

from jarplan import clock


def as_at(request):
    """The past day that the address asks for, or None for the plan as it is today.

    Reads the clock once for the request and leaves both days on it, for the page's frame. A day to come, or
    something that is no day, is refused (BadRequest).
    """
    request.today = clock.today()
    asked = request.GET.get("as_at", "").strip()
    try:
        day = datetime.strptime(asked, "%Y-%m-%d").date() if asked else request.today
    except ValueError as problem:
        raise BadRequest("as_at is a day, written as 2008-09-01.") from problem
    if day > request.today:
        raise BadRequest("The plan of a day to come is not known yet.")
    request.as_at = day if day < request.today else None
    return request.as_at
