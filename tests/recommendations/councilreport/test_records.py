"""The report put together with what other records hold of it, and drawn section by section."""

from recommendations.councilreport.records import (
    ParagraphRecord,
    blocks,
    report_record,
    sections,
    summary_of,
    whole,
)


def part(kind, text, number="", within=None, order=1):
    return ParagraphRecord(kind, text, number, order=order, within=number if within is None else within)


OWN = (
    part("paragraph", "Front page"),
    part("heading", "Main findings", within=""),
    part("paragraph", "The findings", "4.9"),
    part("heading", "Next steps", within="4.9"),
    part("paragraph", "The steps", "4.11"),
)
ELSEWHERE = (
    part("heading", "For action", "4.10.1"),
    part("point", "act", within="4.10.1"),
    part("heading", "Safeguarding", "4.9.1"),
)


def test_what_is_held_elsewhere_has_its_place_by_number():
    assert [one.text for one in whole(OWN, ELSEWHERE)] == [
        *(
            "Front page",
            "Main findings",
            "The findings",
            "Safeguarding",
            "For action",
            "act",
            "Next steps",
            "The steps",
        )
    ]
    assert [one.text for one in whole(OWN[:1], ELSEWHERE)][-1] == "act"


def test_a_paragraph_without_a_number_is_within_the_one_before():
    rows = [("", "heading"), ("2.1", "paragraph"), ("", "paragraph")]
    said = [{"order": 1, "number": number, "kind": kind, "text": "T", "note": ""} for number, kind in rows]
    state = {"inspection": "", "title": "T", "confirmed": False, "version": 1, "paragraphs": said}
    assert [one.within for one in report_record("", state).paragraphs] == ["", "2.1", "2.1"]


def test_addresses_on_the_page():
    assert part("paragraph", "T", "4.10.1").anchor == "p4-10-1"
    assert part("footnote", "¹² T").anchor == "footnote-12"
    assert part("heading", "T", order=7).anchor == "s7"
    assert part("point", "T").anchor == "" and part("footnote", "T").anchor == ""


def test_names_in_a_sentence():
    assert part("paragraph", "T", within="4.8").named == "paragraph 4.8"
    assert part("footnote", "¹ T").named == "footnote 1" and part("paragraph", "T").named == "the first page"


def test_a_section_begins_at_each_heading_and_lists_and_tables_hold_together():
    found = sections(whole(OWN, ELSEWHERE))
    assert [heading and heading.text for heading, _ in found] == [
        *(None, "Main findings", "Safeguarding", "For action", "Next steps")
    ]
    parts = [
        part("paragraph", "T"),
        part("point", "a"),
        part("point", "b"),
        part("row", "c\td"),
        part("row", "e"),
    ]
    assert [(kind, len(inside)) for kind, inside in blocks(parts)] == [
        ("paragraph", 1),
        ("point", 2),
        ("row", 2),
    ]


def test_the_summary_of_findings_is_found_before_the_main_ones():
    summary = [part("heading", "Summary of JAR findings"), part("paragraph", "In summary")]
    assert summary_of([*OWN, *summary])[1] == summary[1:]
    assert summary_of(OWN)[0].text == "Main findings"
    assert summary_of([part("heading", "Summary"), part("paragraph", "Short")]) is None
