"""What a page shows as a sheet to download."""

from django.http import HttpResponse

from jarplan.spreadsheets import writing


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
