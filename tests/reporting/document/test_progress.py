"""What a release of progress holds: the reports and extensions of a round on published actions, and no more."""

from datetime import date

import pytest

from jarplan.reporting.document.progress import ProgressContent
from jarplan.reporting.document.schema import from_text, to_text
from tests import plan, releases
from tests.plan import NOON, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return releases.told(plan.make_people())


def test_a_round_holds_the_report_with_its_extension_and_reason(story):
    content, left_out = releases.composed(story, story.june, later(82))
    [one] = content.reports
    assert (one.reference, one.rating, one.done) == ("R4.1", "red", "Half of the cases are audited")
    assert (one.effect, one.reason) == ("Thirty children have a worker", "Two auditors left")
    assert one.next_step == "Hire two auditors" and one.recovers_on.isoformat() == "2008-09-30"
    assert one.lead == "Head of Fieldwork Services, Leicester City Council"
    [extension] = one.extensions
    assert (extension.before, extension.after) == ("18 July 2008", "29 August 2008")
    assert extension.reason == "No auditor before 29 August" and extension.category == "Staff or skills"
    assert left_out == [] and content.missing == ("R4.2",)


def test_confidence_names_and_internal_words_are_not_in_it(story):
    text = to_text(releases.composed(story, story.june, later(82))[0])
    people = story.people
    names = (people.officer_a.full_name, people.programme.full_name, people.officer_a.username)
    for words in ("A second team", "confidence", "So decided", *names):
        assert words not in text


def test_each_round_has_the_extensions_agreed_since_the_one_before(story):
    releases.extend(story, story.second, later(38), date(2008, 9, 30))
    releases.extend(story, story.first, later(39), date(2008, 10, 31), grant=False)
    releases.extend(story, story.second, later(42), date(2008, 11, 30))
    june, july = (releases.composed(story, round, later(82))[0] for round in (story.june, story.july))
    assert [len(one.extensions) for one in june.reports] == [1]
    assert [[one.after for one in report.extensions] for report in july.reports] == [
        [],
        ["30 September 2008"],
    ]


def test_an_extension_without_a_report_is_in_it(story):
    releases.extend(story, story.second, later(4), date(2008, 9, 30))
    content, _ = releases.composed(story, story.june, later(82))
    second = content.reports[1]
    assert (second.reference, second.rating, second.reported_on) == ("R4.2", "", None)
    assert len(second.extensions) == 1 and content.missing == ("R4.2",)


def test_the_last_correction_of_a_report_is_what_it_says(story):
    first = story.first.updates.get(round=story.june)
    releases.report(story, story.first, None, later(50), **releases.GREEN | {"done": "More"}, corrects=first)
    [one] = releases.composed(story, story.june, later(82))[0].reports
    assert (one.rating, one.done, one.corrected, one.reason) == ("green", "More", True, "")


def test_of_what_is_on_track_no_next_step_is_told(story):
    """As in the published plan: a reason and a next step are those of red and amber."""
    first = story.first.updates.get(round=story.july)
    said = releases.GREEN | {"next_step": "Go on", "reason": "None"}
    releases.report(story, story.first, None, later(50), **said, corrects=first)
    one = releases.composed(story, story.july, later(82))[0].reports[0]
    assert (one.rating, one.next_step, one.reason) == ("green", "", "")


def test_the_rating_before_is_that_of_the_release_before_or_none(story):
    """What was not released is not told by comparing."""
    content, _ = releases.composed(story, story.july, later(82))
    assert [one.before for one in content.reports] == ["", ""]
    releases.release(story, story.june)
    content, _ = releases.composed(story, story.july, later(82))
    assert [(one.rating, one.before) for one in content.reports] == [("green", "red"), ("green", "")]
    assert content.reports[0].before_month == story.june.month


def test_an_action_that_the_published_version_does_not_have_is_left_out(story):
    new = plan.agreed(story.people)
    releases.report(story, new, story.july, later(35), **releases.GREEN)
    content, left_out = releases.composed(story, story.july, later(82))
    assert left_out == [new.reference]
    assert new.reference not in to_text(content)


def test_an_email_address_is_left_out():
    story = releases.told(plan.make_people(), published=False)
    releases.publish(story)
    first = story.first.updates.get(round=story.june)
    said = releases.GREEN | {"done": "Ask jo@example.org"}
    releases.report(story, story.first, None, later(50), **said, corrects=first)
    [one] = releases.composed(story, story.june, later(82))[0].reports
    assert one.done == "Ask (email address left out)"


def test_it_is_written_down_and_read_back(story):
    content, _ = releases.composed(story, story.june, NOON)
    assert from_text(to_text(content), ProgressContent) == content
