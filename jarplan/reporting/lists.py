"""A list of records as a page of a hundred and as a sheet with all of them."""

from django.core.paginator import Paginator
from django.http import HttpResponse

from jarplan.spreadsheets import writing

PER_PAGE = 100


def page_of(found, request):
    """The page of a sequence that the address asks for; the last one where there are not so many."""
    return Paginator(found, PER_PAGE).get_page(request.GET.get("page"))


def sheet(kind, name, day, headings, rows):
    """A download of rows as "csv" or "xlsx", its name carrying the day they are of."""
    if kind == "csv":
        content, content_type = writing.to_csv(headings, rows), writing.CSV
    else:
        content, content_type = writing.to_xlsx(name, headings, rows), writing.XLSX
    filename = f"{name.lower()}-{day.isoformat()}.{kind}"
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


def kept_query(request):
    """The address's questions without the page, for the links to a list's exports."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
