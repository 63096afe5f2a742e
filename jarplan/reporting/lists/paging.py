"""A list of records as a page of a hundred; jarplan/spreadsheets/downloads.py has the sheet with all of them."""

from django.core.paginator import Paginator

from actions.reading.queries import Records
from recommendations.within import within

PER_PAGE = 100


def page_of(found, request):
    """The page of a sequence that the address asks for; the last one where there are not so many."""
    asked = request.GET.get("page", "1")
    if asked == "1" and isinstance(found, Records):
        found.read_first(PER_PAGE)
    return Paginator(found, PER_PAGE).get_page(asked)


def kept_query(request, without=()):
    """The address's questions without the page and those named, for the links to a list's exports."""
    query = request.GET.copy()
    for name, value in within(request).query.items():
        query.setdefault(name, value)
    for name in ("page", *without):
        query.pop(name, None)
    return query.urlencode()
