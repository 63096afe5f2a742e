"""A sheet to download: made row by row and whole before its first byte is sent."""

import io
import subprocess
import sys
from datetime import date
from tempfile import SpooledTemporaryFile

import openpyxl
import pytest
from django.conf import settings

from jarplan.spreadsheets import downloads
from jarplan.spreadsheets.downloads import sheet

DAY = date(2008, 9, 1)
MOST = 20  # MB, for what takes 200 where all rows are held
MANY = """
import resource, django
from django.conf import settings
settings.configure(PRODUCT_NAME="JAR plan")
from datetime import date
from jarplan.spreadsheets.downloads import sheet
def high():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
rows = lambda number: ([f"{at} {'x' * 400}", date(2008, 9, 1), at] for at in range(number))
sheet("{kind}", "Plan", date(2008, 9, 1), ["a", "b", "c"], rows(300)).close()
before = high()
answer = sheet("{kind}", "Plan", date(2008, 9, 1), ["a", "b", "c"], rows(100_000))
sent = sum(map(len, answer.streaming_content))
answer.close()
assert sent == int(answer["Content-Length"]) > 1_000_000, sent
print((high() - before) // 1024)
"""


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_name_length_and_content_are_those_of_the_whole_file(kind):
    answer = sheet(kind, "Plan", DAY, ["What", "When"], iter([["Review", DAY]]))
    assert answer["Content-Disposition"] == f'attachment; filename="plan-2008-09-01.{kind}"'
    content = b"".join(answer.streaming_content)
    assert int(answer["Content-Length"]) == len(content)
    if kind == "csv":
        assert content == b"\xef\xbb\xbfWhat,When\r\nReview,01/09/2008\r\n"
    else:
        found = openpyxl.load_workbook(io.BytesIO(content)).active
        assert [cell.value for cell in found[1]] == ["What", "When"] and found.dimensions == "A1:B2"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_goes_wrong_at_the_last_row_sends_nothing(kind, monkeypatch):
    made = []

    class Kept(SpooledTemporaryFile):
        def __init__(self, *size):
            super().__init__(*size)
            made.append(self)

    monkeypatch.setattr(downloads, "SpooledTemporaryFile", Kept)

    def rows():
        yield from (["Review"] for _ in range(5000))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        sheet(kind, "Plan", DAY, ["What"], rows())
    assert made[0].closed


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_long_sheet_is_never_held_whole(kind):
    command = [sys.executable, "-c", MANY.replace("{kind}", kind)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=settings.BASE_DIR, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < MOST
