"""What a page shows as a sheet to download."""

from contextlib import ExitStack
from tempfile import SpooledTemporaryFile

from django.http import FileResponse

from jarplan.archives import MEGABYTE
from jarplan.spreadsheets import writing


def sheet(kind, name, day, headings, rows):
    """A download of rows as "csv" or "xlsx", its name carrying the day they are of. The rows are asked for one by one
    and never all held: a longer sheet is on the disk until it is sent, and then gone."""
    # Made whole before its first byte is sent: what goes wrong is then a page that says so, and not a shorter file
    # that looks like all there is.
    with ExitStack() as unless_done:
        made = unless_done.enter_context(SpooledTemporaryFile(MEGABYTE))
        if kind == "csv":
            writing.write_csv(made, headings, rows)
        else:
            writing.write_xlsx(made, name, headings, rows)
        unless_done.pop_all()  # who sends it closes it
    made.seek(0)
    content_type = writing.CSV if kind == "csv" else writing.XLSX
    filename = f"{name.lower()}-{day.isoformat()}.{kind}"
    return FileResponse(made, as_attachment=True, filename=filename, content_type=content_type)
