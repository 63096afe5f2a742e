"""typst has no word for the headers of rows: they are said in the tags afterwards, and read back here."""

import io

import pytest
import typst
from pypdf import PdfReader

from jarplan.spreadsheets.sandbox.tagging import with_row_headers
from tests.reporting.published.test_files import tables_of

pytestmark = pytest.mark.slow
START = '#set document(title: "x")\n#set text(lang: "en")\n'
PAIRS = START + "#table(columns: 4, [A], [1], [B], [2], [C], table.cell(colspan: 3)[3])"
HEADED = START + "#table(columns: 3, table.header[What][A][B], [One], [1], [2], [Two], [3], [4])"
FACTS = [["/Row", "", "/Row", ""], ["/Row", ""]]
COUNTS = [["/Column"] * 3, ["/Row", "", ""], ["/Row", "", ""]]


def made(text):
    return typst.compile(text.encode(), format="pdf", pdf_standards=["ua-1"])


@pytest.mark.parametrize(("text", "wanted"), [(PAIRS, FACTS), (HEADED, COUNTS)])
def test_what_labels_others_is_a_header_of_its_row(text, wanted):
    before = made(text)
    after = with_row_headers(before)
    assert tables_of(PdfReader(io.BytesIO(after), strict=True)) == [wanted]
    assert len(after) == len(before)


def test_nothing_else_is_touched():
    text = made(START + "= A heading\nNo table, /S/TD /Headers[] and all.")
    assert with_row_headers(text) == text
