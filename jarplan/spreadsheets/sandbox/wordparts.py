"""The pieces of a Word document as XML: paragraphs of a style, fields, tables. Written as text, because python-docx
takes five seconds for the tables of 370 actions. Widths are in millimetres.
"""

from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from jarplan.spreadsheets.writing import NOT_IN_XML

TWIPS = 1440 / 25.4  # of a millimetre
# A row longer than this may run over to the next page: LibreOffice shows nothing of what is beyond the page else.
MOST_UNSPLIT = 1000  # characters
TOGETHER = 3  # rows at the beginning and at the end of a table that stay on one page
# A table of no more lines than this stays on one page, and about how many characters a line has.
WHOLE, LINE = 16, 60
# As the strip of each rating is patterned on the pages, of the patterns that Word has.
PATTERNS = {"red": "thinDiagStripe", "amber": "pct25", "green": "thinHorzStripe", "blue": "thinHorzCross"}


def element(xml):
    """The element that a piece of XML stands for; prefix w is declared."""
    at = xml.index(">") if not xml.endswith("/>") or xml.count("<") > 1 else xml.index("/>")
    return parse_xml(f"{xml[:at]} {nsdecls('w')}{xml[at:]}")


def plain(text):
    """The text without the signs that no XML can hold."""
    return NOT_IN_XML.sub("", text)


def run(text, properties=""):
    """Text with its line ends and tabs."""
    said = escape(plain(text)).replace("\n", f"{END}<w:br/>{BEGIN}").replace("\t", f"{END}<w:tab/>{BEGIN}")
    return f"<w:r><w:rPr>{properties}</w:rPr>{BEGIN}{said}{END}</w:r>"


BEGIN, END = '<w:t xml:space="preserve">', "</w:t>"


def bold(text):
    return run(text, '<w:rStyle w:val="Strong"/>')


def paragraph(style, *runs, keep=False):
    """A paragraph; `keep`: on the page of what follows."""
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>{"".join(runs)}</w:p>'


def field(code, shown):
    """What Word works out itself, and what is shown until it does."""
    said = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{mark('begin')}{said}{mark('separate')}{run(shown)}{mark('end')}"


def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def heading(level, text, number=0):
    """A heading, marked by a number where the contents lead to it."""
    name = f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number:08}"/>' if number else ""
    return paragraph(
        f"Heading{level}", name, run(text), f'<w:bookmarkEnd w:id="{number}"/>' if number else ""
    )


def contents(entries):
    """The contents as the field that Word brings up to date, until then with a link to each heading: no page is known
    here. `entries`: (level, text, number of the heading)."""
    begin = f'{mark("begin")}<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
    begin += mark("separate")
    for level, text, number in entries:
        link = f'<w:hyperlink w:anchor="_Toc{number:08}" w:history="1">{run(text)}</w:hyperlink>'
        yield paragraph(f"TOC{level}", begin, link)
        begin = ""
    yield paragraph("TOC1", begin, mark("end"))


def rating(key, look):
    """A rating's mark as text that can be edited: its letter on its colour, and its pattern beside it."""
    edge = '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="1D2733"/>'
    fill, ink = look["fill"].strip("#"), look["ink"].strip("#")
    letter = f'<w:b/><w:color w:val="{ink}"/>{edge}<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    pattern = PATTERNS.get(key, "clear")
    strip = f'{edge}<w:shd w:val="{pattern}" w:color="{ink}" w:fill="{fill}"/>'
    return run(f"\u00a0{look['letter']}\u00a0", letter) + run("\u00a0\u00a0\u00a0", strip) + run(" ")


def table(widths, head, rows, looks, others="PlanCell", bold_first=True):
    """A table of fixed widths in the style that an officer changes once for all. Its head is repeated on each page,
    its first column heads the rows, a row stays whole, and so does a short table. A cell is a text, or [label, text,
    key of a rating]; `others`: the style of those beside the first column; `bold_first`: whether that stands out."""
    total, look, column = sum(widths), "04A0" if bold_first else "0420", int(bold_first)
    about = (
        f'<w:tblPr><w:tblStyle w:val="PlanTable"/><w:tblW w:w="{twips(total)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{column}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
    )
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    # No page ends after its head or begins with its last row alone.
    first = len(rows) + 1 if sum(map(height, rows)) <= WHOLE else TOGETHER
    kept = [at < len(rows) and (at < first or len(rows) - TOGETHER < at) for at in range(len(rows) + 1)]
    lines = "".join(
        line(widths, row, looks, others, keep=keep, is_head=at == 0)
        for at, (row, keep) in enumerate(zip([head, *rows], kept, strict=True))
    )
    return f"<w:tbl>{about}<w:tblGrid>{columns}</w:tblGrid>{lines}</w:tbl>"


def height(row):
    """About how many lines a row takes."""
    return max(sum(1 + len(part) // LINE for part in text_of(cell).split("\n")) for cell in row)


def line(widths, cells, looks, others, *, keep, is_head):
    whole = "<w:cantSplit/>" if all(len(text_of(cell)) < MOST_UNSPLIT for cell in cells) else ""
    repeated = "<w:tblHeader/>" if is_head else ""
    said = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>'
        f"{paragraph(others if at else 'PlanCell', cell_runs(cell, looks, is_head), keep=keep)}</w:tc>"
        for at, (width, cell) in enumerate(zip(widths, cells, strict=True))
    )
    return f"<w:tr><w:trPr>{whole}{repeated}</w:trPr>{said}</w:tr>"


def text_of(cell):
    return cell if isinstance(cell, str) else cell[1]


def cell_runs(cell, looks, is_head):
    if isinstance(cell, str):
        return run(cell)
    _, text, key = cell
    return rating(key, looks[key]) + run(f"\n{text}" if is_head else text)


def twips(millimetres):
    return round(millimetres * TWIPS)
