"""The sixty days of R4.1 in the demonstration: all that happened is found on its page and in the history as CSV, and
what the public is told of it in the progress of July."""

import csv
import io
from datetime import date, datetime
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.html import strip_tags

from actions.models import Action, DateChange, ReportingRound
from jarplan.clock import LONDON
from jarplan.reporting.demonstration.make import DAY
from recommendations.models import Meeting, PlanVersion
from recommendations.versions.verbs import approve_version, publish_version
from tests.reporting.conftest import BACKEND

pytestmark = [pytest.mark.usefixtures("told"), pytest.mark.django_db, pytest.mark.slow]

# In the order in which it happened: what the story says on the page, the day, who did it, and a word of the reason.
FACTS = [
    ("Action agreed", "12/06/2008", "Priya Programme", ""),
    ("Extension requested", "14/07/2008", "Olive Officer", "agency workers who take over the last cases"),
    ("Extension agreed", "16/07/2008", "Priya Programme", "start dates are confirmed in writing"),
    ("Change requested", "28/07/2008", "Olive Officer", "between two workers for some days"),
    ("Change refused", "28/07/2008", "Priya Programme", "The inspectors ask for every looked after child"),
    ("Extension requested", "30/07/2008", "Olive Officer", "One of the agency workers withdrew"),
    ("Extension agreed", "31/07/2008", "Priya Programme", "for the last time"),
    ("Rating challenged", "05/08/2008", "", "What makes 15 August certain?"),
    ("Challenge answered", "06/08/2008", "Olive Officer", "started on 4 August"),
    ("Evidence attached", "11/08/2008", "Olive Officer", "Result of the audit, team by team"),
    (
        "Marked as delivered",
        "11/08/2008",
        "Olive Officer",
        "No evidence is named for it. Answer: The weekly return",
    ),
    ("Refused attempt", "11/08/2008", "Olive Officer", "You cannot sign off R4.1"),
    ("Returned to its lead", "13/08/2008", "Alan Approver", "the audit shows the position of July"),
    ("Evidence attached", "14/08/2008", "Olive Officer", "Allocation list after the last cases were moved"),
    ("Marked as delivered", "14/08/2008", "Olive Officer", ""),
    ("Signed off by the lead organisation", "20/08/2008", "Alan Approver", ""),
    ("Signed off for the board", "27/08/2008", "Priya Programme", ""),
]


@pytest.fixture
def office(visit):
    person = get_user_model().objects.get(username="programme")
    return lambda path: visit(person, path)


def test_the_action_ends_blue_with_its_first_date_kept():
    action = Action.objects.get(reference="R4.1")
    assert (action.status, action.moves) == ("signed_off", 2)
    assert (str(action.original_due), str(action.due_latest)) == ("2008-07-18", "2008-08-15")
    assert [change.decision for change in action.date_changes.all()] == [DateChange.Decision.GRANTED] * 2
    rounds = [(one.round, one.outcome) for one in action.sign_offs.all()]
    assert rounds == [(1, "returned"), (1, "signed"), (2, "signed")]


def test_every_fact_is_on_its_page(office):
    html = unescape(strip_tags(office("/actions/R4.1/").content.decode()))
    text = " ".join(html.split())
    # What somebody tried and may not is in the history of all, and no part of the action's own story.
    for title, _day, who, words in (fact for fact in FACTS if fact[0] != "Refused attempt"):
        assert title in text and who in text and words in text, (title, words)
    for fact in ("18 July 2008", "1 August 2008", "15 August 2008", "20 working days"):
        assert fact in text, fact


def test_every_fact_is_in_the_csv_in_its_order(office):
    said = office("/history.csv?reference=R4.1").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(said)))[::-1]
    lines = [" ".join(" ".join(row.values()).split()) for row in rows]
    place = 0
    for title, day, who, words in FACTS:
        found = next(
            (
                number
                for number in range(place, len(lines))
                if all(each in lines[number] for each in (title, day, who, words))
            ),
            None,
        )
        assert found is not None, (title, day, words, lines[place:])
        place = found


# What the public learns of it once the plan is published and the progress of July released, and what it does not.
TOLD = [
    "Due date extended from 18 July 2008 to 1 August 2008, agreed on 16 July 2008",
    "The audit is finished, but the agency workers who take over the last cases start a week late.",
    "Due date extended from 1 August 2008 to 15 August 2008, agreed on 31 July 2008",
    "All but a few cases are now with a qualified social worker.",
    "Allocate them in the week of 4 August and check the list again.",
]
NOT_TOLD = [
    "What makes 15 August certain?",
    "between two workers for some days",
    "Olive Officer",
    "Priya Programme",
]


def test_the_public_reads_its_july_once_that_is_released(client, settings):
    settings.PLAN_TODAY = DAY
    office = get_user_model().objects.get(username="programme")
    act = {"by": office, "now": datetime(2008, 9, 1, 16, tzinfo=LONDON)}
    version = PlanVersion.objects.get()
    cabinet = Meeting.objects.get(body="Cabinet", held_on=DAY)
    version = approve_version(**act, plan_version=version, version=version.version, meeting=cabinet)
    publish_version(**act, plan_version=version, version=version.version, findings=[])
    client.force_login(office, BACKEND)
    path = f"/releases/jar-2008/{ReportingRound.objects.get(month=date(2008, 7, 1)).uuid}/"
    form = client.get(path).context["form"]
    client.post(path, {name: form[name].value() for name in form.fields})
    text = unescape(strip_tags(Client().get("/published/progress/").content.decode()))
    text = " ".join(text.split())
    assert "18 reports: 9 on track, 7 at risk, 2 behind. 2 extensions were agreed." in text
    for words in TOLD:
        assert words in text, words
    for words in NOT_TOLD:
        assert words not in text, words
