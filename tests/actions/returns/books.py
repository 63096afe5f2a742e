"""Returns for tests: handed out, filled in as people do, and brought back."""

import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.models import Action
from actions.reading.rounds import read_rounds
from actions.returns.book import return_book
from actions.returns.columns import MEASUREMENTS, PROGRESS, SHEETS
from actions.returns.queries import with_parts
from actions.returns.reading import read_return
from actions.returns.verbs import keep_return, send_return
from jarplan.clock import day_of
from jarplan.spreadsheets.writing import XLSX
from tests.plan import NOON

DONE = {"rating": "Green", "confidence": "High", "done": "All audited"}


def handed_out(*actions, now=NOON):
    """The bytes of the return of these actions for the current round."""
    day = day_of(now)
    rows = with_parts(Action.objects.filter(pk__in=[one.pk for one in actions]))
    return return_book(read_rounds().current(day), "their actions", list(rows), day)


def letter_of(sheet, key):
    """The number of a column of a sheet, by the key of what stands in it."""
    return [one.key for one in SHEETS[sheet]].index(key) + 1


def filled_in(content, *rows, figures=()):
    """The same with the rows of reports filled in, the first first, as openpyxl saves it; {} leaves one
    empty. `figures`: those of measurements."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name, said in ((PROGRESS, rows), (MEASUREMENTS, figures)):
        for number, values in enumerate(said, start=2):
            for key, value in values.items():
                book[name].cell(number, letter_of(name, key)).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload_of(content, name="return for June.xlsx"):
    return SimpleUploadedFile(name, content, XLSX)


def brought(by, content, now=NOON, behalf=None, name="return for June.xlsx"):
    """The draft of a return that somebody uploads."""
    upload = upload_of(content, name)
    rows = read_return(upload, name)
    upload.seek(0)
    return keep_return(by=by, now=now, upload=upload, rows=rows, behalf=behalf)


def sent(by, content, now=NOON, behalf=None, choices=None):
    """What comes of it when it is confirmed: the ProgressReturn, or the draft that is shown again."""
    draft = brought(by, content, now, behalf)
    return send_return(by=by, now=now, draft=draft, version=draft.version, choices=choices)


def results(draft):
    """What each row of a draft would become, in the order of the file."""
    return [row["result"] for row in draft.understood["rows"]]


def place(number, sheet=PROGRESS):
    """What tells a row in the choices."""
    return f"{sheet}!{number}"
