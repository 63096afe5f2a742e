"""The look of a Word document, as styles: whoever edits the paper changes each once for all of it."""

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from jarplan.spreadsheets.sandbox.wordparts import element, field, paragraph, run, twips

LANGUAGE = "en-GB"
FONT = "Arial"
INK = RGBColor(0x1D, 0x27, 0x33)
MARGIN, WIDTH = 20, 170  # millimetres of an A4 page, and of a line
# Size in points, whether bold, points above and below, on the page of what follows. Nothing is below 11 points.
LOOKS = {
    "Normal": (11, False, 0, 6, False),
    "Title": (22, True, 0, 6, True),
    "Subtitle": (13, False, 0, 10, False),
    "Heading 1": (16, True, 18, 6, True),
    "Heading 2": (13, True, 16, 4, True),
    "Heading 3": (11, True, 12, 4, True),
    "Caption": (11, True, 10, 4, True),
    "Quote": (11, False, 0, 6, True),
    "TOC Heading": (16, True, 18, 6, True),
    "toc 1": (11, True, 4, 2, False),
    "toc 2": (11, False, 0, 2, False),
    "Header": (11, False, 0, 6, False),
    "Footer": (11, False, 6, 0, False),
    "Plan Cell": (11, False, 2, 2, False),
    "Plan Number": (11, False, 2, 2, False),
    "Plan Warning": (11, True, 12, 16, False),
}
# The order of what a style says of its paragraphs is fixed.
AFTER_TABS = ("w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
RULES = '<w:{} w:val="single" w:sz="{}" w:space="{}" w:color="{}"/>'
FRAME = 6  # points between a warning and the frame around it


def dress(book):
    """Gives a new document its styles, in the language of the plan."""
    language = f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}"/>'
    for name, (size, is_bold, above, below, keeps) in LOOKS.items():
        style = style_of(book, name)
        style.font.name, style.font.size, style.font.italic = FONT, Pt(size), False
        style.font.bold = is_bold or (False if style.font.bold else None)  # or no table makes its head bold
        style.font.color.rgb = INK
        fonts = style.element.rPr.rFonts
        for place in [key for key in fonts.attrib if "Theme" in key]:  # they would win over the name
            del fonts.attrib[place]
        style.element.rPr.remove_all("w:spacing")
        layout = style.paragraph_format
        layout.space_before, layout.space_after, layout.line_spacing = Pt(above), Pt(below), 1.1
        layout.keep_with_next = keeps
    book.styles["Normal"].element.rPr.append(element(language))
    book.styles["Title"].element.pPr.remove_all("w:pBdr")
    book.styles["toc 2"].paragraph_format.left_indent = Mm(5)
    book.styles["Quote"].paragraph_format.left_indent = Mm(5)
    for name, leader in (("toc 1", "dot"), ("toc 2", "dot"), ("Header", "none"), ("Footer", "none")):
        end = f'<w:tab w:val="right" w:leader="{leader}" w:pos="{twips(WIDTH)}"/>'
        layout = book.styles[name].element.get_or_add_pPr()
        layout.remove_all("w:tabs")
        layout.insert_element_before(element(f"<w:tabs>{end}</w:tabs>"), *AFTER_TABS)
    book.styles["Plan Number"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    # Its frame lies outside of its indents.
    warning = book.styles["Plan Warning"].paragraph_format
    warning.left_indent = warning.right_indent = Pt(FRAME)
    sides = "".join(RULES.format(side, 12, FRAME, "1D2733") for side in ("top", "left", "bottom", "right"))
    book.styles["Plan Warning"].element.pPr.insert_element_before(
        element(f"<w:pBdr>{sides}</w:pBdr>"), "w:shd", "w:tabs", *AFTER_TABS
    )
    add_table_style(book)


def style_of(book, name):
    """The style of that name; made where the empty document has none, before anything uses it."""
    if name in [style.name for style in book.styles]:
        return book.styles[name]
    made = book.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc"))
    made.base_style, made.quick_style, made.hidden = book.styles["Normal"], True, False
    made.element.styleId = name.replace("toc", "TOC").replace(" ", "")
    return made


def add_table_style(book):
    sides = RULES.format("top", 8, 0, "1D2733") + RULES.format("bottom", 4, 0, "8A9099")
    sides += RULES.format("insideH", 4, 0, "8A9099")
    book.styles.element.append(
        element(
            '<w:style w:type="table" w:customStyle="1" w:styleId="PlanTable"><w:name w:val="Plan Table"/>'
            '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="1"/><w:qFormat/>'
            f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>"
            '<w:left w:w="0" w:type="dxa"/><w:right w:w="115" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
            '<w:shd w:val="clear" w:color="auto" w:fill="EEF1F4"/></w:tcPr></w:tblStylePr>'
            '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
        )
    )


def frame(book, outline):
    """The page: its size, and what stands at its head and foot, with its number."""
    page = book.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(MARGIN)
    page.top_margin = page.bottom_margin = Mm(25)
    of = run("Page ") + field("PAGE", "1") + run(" of ") + field("NUMPAGES", "1")
    for name, part, left, right in (
        ("Header", page.header, outline["head"], run(outline["mark"], "<w:b/>")),
        ("Footer", page.footer, outline["foot"], of),
    ):
        part.is_linked_to_previous = False
        whole = element(paragraph(name, run(f"{left}\t"), right))
        part._element.replace(part.paragraphs[0]._p, whole)
