"""The sentence about a round, and how each action stands in it."""

from dataclasses import replace
from datetime import date

import pytest

from jarplan.reporting.document.progress import ContentExtension, ContentReport, ProgressContent
from jarplan.reporting.progress.show import extension, extensions, shown_progress, standing, summary

EXTENSION = ContentExtension(
    "18 July 2008", "1 August 2008", "Staff or skills", "No auditor", date(2008, 7, 16), ""
)
REPORT = ContentReport(
    "R4.1",
    "R4",
    "Audit all cases",
    "Head of Fieldwork Services, Leicester City Council",
    False,
    rating="green",
    rating_label="Green",
    done="All audited",
    reported_on=date(2008, 7, 31),
)
UNREPORTED = ContentReport("R4.2", "R4", "Hire auditors", "", False, extensions=(EXTENSION,))


def content(*reports, missing=()):
    return ProgressContent(
        title="JAR action plan",
        place="Leicester",
        inspection="Joint Area Review",
        plan_version=1,
        month=date(2008, 7, 1),
        closed_on=date(2008, 8, 1),
        as_at=date(2008, 9, 1),
        reports=reports,
        missing=missing,
    )


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (content(REPORT), "1 report: 1 on track."),
        (
            content(REPORT, replace(REPORT, rating="red"), missing=("R4.3",)),
            "2 reports: 1 on track, 1 behind. 1 report that was due was not received.",
        ),
        (
            content(REPORT, UNREPORTED, missing=("R4.2", "R4.3")),
            "1 report: 1 on track. 1 extension was agreed. 2 reports that were due were not received.",
        ),
        (
            content(UNREPORTED, missing=("R4.2",)),
            "No report on an action of the published plan was received in this round. 1 extension was agreed.",
        ),
        (content(), "No report on an action of the published plan was received in this round."),
    ],
)
def test_the_sentence_counts_reports_extensions_and_what_is_missing(held, said):
    assert summary(held) == said


def test_an_action_stands_by_its_report_and_the_rating_before():
    month = date(2008, 6, 1)
    assert standing(REPORT) == "Reported on 31 July 2008"
    same = replace(REPORT, before="green", before_label="Green", before_month=month)
    assert standing(same) == "Reported on 31 July 2008"
    other = replace(same, before="red", before_label="Red", corrected=True)
    assert standing(other) == "Reported on 31 July 2008, corrected since. Rated red in June 2008"
    assert standing(UNREPORTED) == "No report in this round"


def test_an_extension_says_from_when_to_when_and_why():
    said = "agreed on 16 July 2008. Staff or skills: No auditor"
    assert extension(EXTENSION) == f"Due date extended from 18 July 2008 to 1 August 2008, {said}"
    board = replace(EXTENSION, before="", meeting="OSMB, 6 August 2008")
    assert extension(board).startswith(
        "Due date extended to 1 August 2008, agreed on 16 July 2008 by OSMB, 6 August 2008."
    )
    assert extensions(replace(REPORT, extensions=(EXTENSION, board))).count("\n") == 1


def test_a_long_text_stands_below_its_heading_in_full():
    long = replace(REPORT, text="Audit " + "all cases and " * 30)
    [short, one] = shown_progress(content(REPORT, long))["reports"]
    assert short["heading"] == "Audit all cases" and short["cells"][0][0] == "What was done"
    assert one["heading"].endswith("…") and one["cells"][0] == ("Action", long.text)
    [none] = shown_progress(content(UNREPORTED))["reports"]
    assert none["rating"] == "" and len(none["extensions"]) == 1


def test_samples_are_warned_of():
    assert shown_progress(content(REPORT))["warning"] == ""
    assert "Sample plan" in shown_progress(content(replace(REPORT, is_sample=True)))["warning"]
