"""The status that a sheet states, in one of our words; what only may be one is asked."""

import pytest

from jarplan.spreadsheets.understanding.statuses import read_status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Complete", "Complete"),
        ("Completed - evidence to follow", "Complete"),
        ("In progress", "In progress"),
        ("Work under way", "In progress"),
        ("Not started", "Not started"),
        ("Not yet started", "Not started"),
        ("On-going", "Ongoing"),
        ("Overdue", "Overdue"),
        ("On hold", "On hold"),
        ("Cancelled", "Superseded"),
        ("TBC", ""),
        (None, ""),
    ],
)
def test_status(text, status):
    assert read_status(text).status == status and not read_status(text).question


@pytest.mark.parametrize("text", ["Not complete", "Draft sent to the board", "Purple"])
def test_doubtful_status_is_asked(text):
    assert read_status(text).question and read_status(text).status != "Complete"


def test_status_is_told_by_its_beginning_or_by_the_end_of_a_short_text():
    assert read_status("Training plan: done").status == "Complete"
    assert read_status("Status: on hold").status == "On hold"
    long = "The training plan was written by the new team and its first half is now done"
    assert read_status(long).status == "" and read_status(long).question
    assert read_status("Completeness check to come").status != "Complete"


def test_words_of_two_statuses_are_asked():
    found = read_status("Started, now on hold")
    assert found.status == "In progress" and "In progress" in found.question


def test_what_is_not_done_is_proposed_as_in_progress():
    found = read_status("Training not yet achieved")
    assert found.status == "In progress" and "was read as In progress" in found.question
