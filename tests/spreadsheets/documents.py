"""Word documents and OpenDocument spreadsheets made of their own XML: for what no library writes."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
ODF = "urn:oasis:names:tc:opendocument:xmlns"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()


def links(*parts):
    made = (
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{to}"/>'
        for at, (kind, to) in enumerate(parts)
    )
    return f'<Relationships xmlns="{PACKAGE}">{"".join(made)}</Relationships>'


def document(body, styles="", numbering="", before="", namespace=W, **parts):
    """The bytes of a .docx with this body; `before` stands before its root, as a document type would."""
    spaces = f'xmlns:w="{namespace}" xmlns:mc="{COMPATIBILITY}"'
    made = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": links(("officeDocument", "word/document.xml")),
        "word/document.xml": f"{before}<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": links(("styles", "styles.xml"), ("numbering", "numbering.xml")),
        "word/styles.xml": f"<w:styles {spaces}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {spaces}>{numbering}</w:numbering>",
    }
    return packed(made | {name.replace("__", "/"): text for name, text in parts.items()})


def run(text, looks=""):
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs, looks=""):
    return f"<w:p><w:pPr>{looks}</w:pPr>{''.join(one if one.startswith('<') else run(one) for one in runs)}</w:p>"


def cell(*paragraphs, looks=""):
    """A cell of texts, or of paragraphs as XML."""
    made = [one if one.startswith("<") else paragraph(one) for one in paragraphs] or [paragraph()]
    return f"<w:tc><w:tcPr>{looks}</w:tcPr>{''.join(made)}</w:tc>"


def row(*cells, looks=""):
    made = [one if one.startswith(("<w:tc", "<w:sdt")) else cell(one) for one in cells]
    return f"<w:tr><w:trPr>{looks}</w:trPr>{''.join(made)}</w:tr>"


def table(*rows, widths=()):
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def heading(text, level=1):
    return paragraph(text, looks=f'<w:outlineLvl w:val="{level - 1}"/>')


def spreadsheet(body, before="", **parts):
    """The bytes of an .ods with this body."""
    spaces = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"{before}<office:document-content {spaces}><office:body><office:spreadsheet>{body}</office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    made = {
        "mimetype": SPREADSHEET,
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{ODF}:manifest:1.0"/>',
        "content.xml": content,
    }
    return packed(made | {name.replace("__", "/"): text for name, text in parts.items()})


def open_table(*rows, name="Plan"):
    """A sheet of an .ods of rows of texts."""
    made = []
    for values in rows:
        cells = []
        for value in values:
            lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
            filled = f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
            cells.append(filled if value not in ("", None) else "<table:table-cell/>")
        made.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return f"<table:table table:name={quoteattr(name)}>{''.join(made)}</table:table>"
