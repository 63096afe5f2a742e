"""The page, the PDF and the Word document of a pack hold the same, in the shape of a committee report: OSMB's pack of
the demonstration.
"""

import io
import re
import subprocess

import pytest
from django.test import Client
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from jarplan.people.models import User
from jarplan.reporting.models import MadeFile, MeetingPack
from jarplan.reporting.packs import outline as outlines
from jarplan.reporting.packs import queries
from jarplan.reporting.packs.content import ContentTable
from jarplan.reporting.packs.outline import outline, table_of
from jarplan.reporting.published.making import make_owed
from tests.libreoffice import PATIENCE, SOFFICE, needs_it
from tests.reporting.conftest import BACKEND
from tests.reporting.published.reading import assert_told_in_order, folded, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KINDS = ("html", "pdf", "docx")


@pytest.fixture(scope="module")
def pack(told):
    return MeetingPack.objects.select_related("meeting", "corrects").get(number=1)


@pytest.fixture(scope="module")
def drawn(pack):
    return outline(pack, queries.content_of(pack))


@pytest.fixture(scope="module")
def bodies(pack):
    """{kind: the bytes} of the page and both files."""
    reader = Client()
    reader.force_login(User.objects.get(username="cabinet"), BACKEND)
    made = {kind: outlines.make(pack, kind) for kind in outlines.FILES}
    return {"html": reader.get("/packs/1/").content, **made}


def told_in(drawn):
    """Every text of the paper, in its order: what stands around it is told by itself."""
    for label, text in drawn["facts"]:
        yield from (label, text)
    for section in drawn["sections"]:
        yield section["heading"]
        yield from (text for _, text in section["paragraphs"])
        for table in section["tables"]:
            yield table["caption"]
            yield from table["head"]
            for row in table["rows"]:
                yield from (cell if isinstance(cell, str) else cell[1] for cell in row)


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_and_each_file_hold_every_row(drawn, bodies, kind):
    cells = [folded(text) for text in told_in(drawn) if text.strip()]
    assert len(cells) > 600
    text = text_of(kind, bodies[kind])
    if kind == "pdf":
        # Lines end within words with a hyphen, and a head is repeated on each page.
        text, cells = without_heads(text, drawn), [squeezed(one) for one in cells if one not in heads(drawn)]
    assert_told_in_order(text, cells)


def squeezed(text):
    return re.sub(r"\s", "", text)


def heads(drawn):
    return {
        folded(head) for section in drawn["sections"] for one in section["tables"] for head in one["head"]
    }


def without_heads(text, drawn):
    text = squeezed(text)
    for section in drawn["sections"]:
        for one in section["tables"]:
            text = text.replace(squeezed("".join(one["head"])), "")
    return text


def test_paragraphs_are_numbered_under_their_heading_and_appendices_have_letters(drawn):
    numbers = [section["number"] for section in drawn["sections"]]
    assert numbers[:4] == ["1", "2", "3", "4"] and numbers[-1].startswith("Appendix ")
    assert [number for number, _ in drawn["sections"][2]["paragraphs"]] == ["3.1", "3.2"]
    assert [one["slug"] for one in drawn["sections"]][:3] == ["purpose", "summary", "asks"]


def test_the_head_of_the_report_names_who_decides_who_leads_and_who_wrote_it(drawn):
    said = dict(drawn["facts"])
    assert said["Decision-maker"] == "OSMB" and said["Wards affected"] == "All"
    assert said["Report of"].startswith("Interim Director") and said["Report author"].startswith("Priya")


def test_implications_are_an_issue_an_implication_and_an_officer(drawn):
    [section] = [one for one in drawn["sections"] if one["slug"] == "implications"]
    [table] = section["tables"]
    assert table["head"] == ["Issue", "Implication", "Officer"]
    assert [row[0] for row in table["rows"]] == ["Financial", "Legal"]
    assert table["rows"][1][2] == "Head of Legal Services"


def test_a_council_has_its_own_headings(pack, settings):
    from jarplan.reporting.packs.sections import heading_of

    settings.PACK_HEADINGS = (("Purpose", "Purpose of Report"),)
    assert heading_of("purpose") == "Purpose of Report" and heading_of("summary") == "Summary"


def test_every_table_is_as_wide_as_a_line(drawn):
    for section in drawn["sections"]:
        for one in section["tables"]:
            assert abs(sum(one["widths"]) - outlines.WIDTH) < 1 and min(one["widths"]) > 15, one["caption"]


def test_a_rating_that_was_taken_out_is_told_as_text():
    made = table_of(ContentTable("Any", ("Action", "Rating"), (("R1.1", "Odd"),), marked=1, marks=("odd",)))
    assert made["rows"] == [["R1.1", "Odd"]]


# ---- the PDF -----------------------------------------------------------------------------------------------


def test_each_page_of_the_pdf_says_which_pack_it_is_and_by_what_it_is_proved(pack, drawn, bodies):
    pages = [folded(page.extract_text()) for page in PdfReader(io.BytesIO(bodies["pdf"])).pages]
    assert len(pages) > 5
    content = queries.content_of(pack)
    for number, page in enumerate(pages, 1):
        assert f"Pack 1. Plan as at 31 July 2008, audit trail entry {content.entry}" in page
        assert f"({content.entry_hash[:12]})" in page and f"Fingerprint {pack.digest[:12]}" in page
        assert f"Page {number} of {len(pages)}" in page and "Sample plan" in page
    text = " ".join(pages)
    for digest in (pack.digest, content.entry_hash, queries.made_event(pack).hash):
        assert digest in text


def test_the_pdf_has_a_language_a_title_bookmarks_and_tags(bodies, drawn):
    reader = PdfReader(io.BytesIO(bodies["pdf"]))
    root = reader.trailer["/Root"]
    assert root["/Lang"].startswith("en") and root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "JAR action plan" and root["/ViewerPreferences"]["/DisplayDocTitle"]
    marks = [folded(one["/Title"]) for one in reader.outline if not isinstance(one, list)]
    assert [re.sub(r"^(Appendix \w:|\d+) ?", "", one) for one in marks] == [
        *[section["heading"] for section in drawn["sections"]],
        drawn["check"],
    ]
    tags = list(tags_of(reader.trailer["/Root"]["/StructTreeRoot"]))
    names = [tag["/S"] for tag in tags if "/S" in tag]
    tables = sum(len(section["tables"]) for section in drawn["sections"])
    rows = sum(len(one["rows"]) + 1 for section in drawn["sections"] for one in section["tables"])
    assert names.count("/Table") == names.count("/Caption") == tables and names.count("/TR") == rows
    heads = [scope_of(tag) for tag in tags if tag.get("/S") == "/TH"]
    assert heads.count("/Row") == rows - tables and heads.count("/Column") == sum(
        len(one["head"]) for section in drawn["sections"] for one in section["tables"]
    )


def tags_of(node):
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from tags_of(one)
    elif isinstance(node, dict):
        yield node
        if "/K" in node:
            yield from tags_of(node["/K"])


def scope_of(tag):
    said = [one.get_object() for one in tag["/A"]] if isinstance(tag.get("/A"), list) else [tag.get("/A", {})]
    return next((one["/Scope"] for one in said if "/Scope" in one), None)


# ---- the Word document -------------------------------------------------------------------------------------


def test_the_word_document_has_real_headings_numbers_and_heads_and_no_layout_table(bodies, drawn):
    book = Document(io.BytesIO(bodies["docx"]))
    headings = [one.text for one in book.paragraphs if one.style.name == "Heading 1"]
    plain = [one["heading"] for one in drawn["sections"] if not one["appendix"]]
    assert headings[: len(plain)] == plain and headings[-1] == drawn["check"]
    numbered = [one.text for one in book.paragraphs if one.style.name == "Report Paragraph"]
    assert (
        numbered[0]
        == "To report on progress with the actions that answer the recommendations of the Joint Area Review."
    )
    for name in ("Heading 1", "Report Paragraph"):
        assert book.styles[name].element.pPr.numPr is not None
    assert len(book.tables) == sum(len(one["tables"]) for one in drawn["sections"])
    for table in book.tables:
        assert table.style.name == "Plan Table" and table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert book.core_properties.title == "JAR action plan" and book.core_properties.language == "en-GB"
    foot = book.sections[0].footer.paragraphs[0].text
    assert "Fingerprint" in foot and "audit trail entry" in foot


@needs_it
def test_libreoffice_opens_it_and_counts_on_after_a_paragraph_that_an_officer_adds(bodies, tmp_path):
    book = Document(io.BytesIO(bodies["docx"]))
    first = next(
        one for one in book.paragraphs if one.style.name == "Report Paragraph" and "To note" in one.text
    )
    first.insert_paragraph_before("To thank everybody.", style="Report Paragraph")
    source = tmp_path / "pack.docx"
    book.save(source)
    own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [SOFFICE, own, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    pages = [folded(page.extract_text()) for page in PdfReader(tmp_path / "pack.pdf").pages]
    text = " ".join(pages)
    assert re.search(r"3 Recommendations 3\.1 To thank everybody\. 3\.2 To note the progress", text)
    assert "1 Purpose 1.1 To report on progress" in text and "Appendix A: Amber actions" in text
    assert all(
        "Sample plan" in page and f"Page {at} of {len(pages)}" in page for at, page in enumerate(pages, 1)
    )


# ---- made once ---------------------------------------------------------------------------------------------


def test_its_files_are_made_by_the_maker_and_served_until_a_correction_makes_them_anew(pack):
    assert make_owed() == (2, []) and make_owed() == (0, [])
    reader = Client()
    reader.force_login(User.objects.get(username="officer"), BACKEND)
    for kind, content_type in (("pdf", "application/pdf"), ("docx", "wordprocessingml")):
        answer = reader.get(f"/packs/1.{kind}")
        assert answer.status_code == 200 and content_type in answer["Content-Type"]
        assert b"".join(answer)[:2] in (b"%P", b"PK")
    stamps = set(MadeFile.objects.filter(pack=pack).values_list("stamp", flat=True))
    assert stamps == {outlines.stamp_of(pack)}
    more = {
        "meeting": pack.meeting,
        "cut_off": pack.cut_off,
        "decision_maker": "OSMB",
        "begun_by": pack.made_by,
    }
    frozen = {"number": 2, "content": pack.content, "digest": pack.digest, "made_by": pack.made_by}
    moments = {"begun_at": pack.made_at, "made_at": pack.made_at}
    MeetingPack.objects.create(corrects=pack, **more, **frozen, **moments)
    assert outlines.stamp_of(pack) not in stamps and reader.get("/packs/1.pdf").status_code == 503
    assert outline(pack, queries.content_of(pack))["mark"] == "Corrected by pack 2, Sample plan"
