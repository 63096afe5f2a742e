"""A pack holds what had happened by its moment, and says what of the last one was corrected since."""

from dataclasses import replace
from datetime import date

from actions.plan.content import Criterion, content_of
from actions.plan.verbs import edit_action
from actions.reports.measurements import Taken, withdraw_measurement
from actions.rules.dates import PlanDate
from jarplan.audit.models import AuditEvent
from jarplan.reporting.document.schema import from_text, to_text
from jarplan.reporting.packs import queries
from jarplan.reporting.packs.compose import compose_pack
from jarplan.reporting.packs.content import PackContent
from tests import packs, plan, releases
from tests.plan import fresh, later
from tests.reporting.packs.conftest import AMBER


def tables(content, slug):
    [section] = [one for one in content.sections if one.slug == slug]
    return {one.caption: one for one in section.tables}


def test_a_pack_reads_nothing_that_happened_after_its_event(reported):
    pack = packs.draft(reported.people)
    first = packs.composed(reported.people, pack)
    assert first.printed["rating:amber"] == 1 and first.printed["rating:none"] == 1
    releases.report(reported, reported.second, None, later(11, hour=20), **releases.GREEN)
    plan.agreed(reported.people)
    again = packs.composed(reported.people, pack, entry=first.entry)
    assert to_text(again) == to_text(first)
    now = packs.composed(reported.people, pack)
    assert now.entry > first.entry and now.printed["rating:green"] == 1 and now.total == first.total + 1


def test_it_names_the_last_event_that_it_knows_of(reported):
    content = packs.composed(reported.people, packs.draft(reported.people))
    last = AuditEvent.objects.order_by("-sequence").first()
    assert (content.entry, content.entry_hash) == (last.sequence, last.hash)


def test_what_happened_on_the_very_day_of_the_pack_after_it_is_told_in_the_next(reported):
    packs.made(reported.people)
    releases.report(reported, reported.second, None, later(11, hour=20), **releases.GREEN)
    said = {"why_better": "Two auditors have started", **releases.GREEN}
    releases.report(reported, reported.first, None, later(11, hour=21), **said)
    content = packs.composed(reported.people, packs.draft(reported.people, packs.CABINET))
    found = tables(content, "summary")["Movement of actions by rating"]
    assert found.rows[2] == ("Green", "0", "0", "2", "0", "0", "2") and not content.restated
    better = tables(content, "moves")["Reported better (1)"]
    assert better.rows[0][1:] == ("Amber to green", "Two auditors have started")
    assert content.since.startswith("pack 1 (OSMB, 2 July 2008), as at 1 July 2008")


def corrected(story, now, **said):
    last = story.first.updates.order_by("made_at").last()
    return releases.report(story, story.first, None, now, corrects=last, **said)


def test_a_correction_before_the_pack_restates_nothing(reported):
    corrected(reported, later(4), **releases.RED)
    packs.made(reported.people)
    content = packs.composed(reported.people, packs.draft(reported.people, packs.CABINET))
    assert not content.restated and content.printed["rating:red"] == 1


def test_a_correction_of_a_correction_counts_as_the_last_one_says(reported):
    packs.made(reported.people)
    corrected(reported, later(20), **releases.RED)
    corrected(reported, later(21), why_better="The count was wrong", **releases.GREEN)
    content = packs.composed(reported.people, packs.draft(reported.people, packs.CABINET))
    assert {one.what: (one.printed, one.now) for one in content.restated} == {
        "Amber actions": ("1", "0"),
        "Green actions": ("0", "1"),
    }
    assert "corrected on 11 July 2008, from amber to green: The count was wrong" in content.restated[0].why


def test_a_correction_of_a_report_that_was_no_longer_the_last_restates_nothing(reported):
    releases.report(reported, reported.first, None, later(5), **releases.RED)
    packs.made(reported.people)
    first = reported.first.updates.order_by("made_at").first()
    releases.report(reported, reported.first, None, later(20), corrects=first, **releases.RED)
    assert not packs.composed(reported.people, packs.draft(reported.people, packs.CABINET)).restated


def test_a_report_after_the_pack_that_was_corrected_is_a_movement(reported):
    packs.made(reported.people)
    releases.report(reported, reported.first, None, later(20), **releases.RED)
    corrected(reported, later(21), why_better="The count was wrong", **AMBER)
    content = packs.composed(reported.people, packs.draft(reported.people, packs.CABINET))
    assert not content.restated and content.printed["rating:amber"] == 1


def test_what_the_record_gives_no_reason_for_is_said_to_be_unexplained(reported):
    row = packs.made(reported.people)
    content = queries.content_of(row)
    wrong = to_text(content).replace('"number":1,"slug":"rating:amber"', '"number":3,"slug":"rating:amber"')
    before = (1, "OSMB", from_text(wrong, PackContent))
    pack = packs.draft(reported.people, packs.CABINET)
    content = compose_pack(by=reported.people.programme, pack=pack, day=pack.cut_off, before=before)
    assert content.unexplained == ["Amber actions"] and content.restated[0].printed == "3"


def measured(story, action, days, value, **more):
    taken = Taken(action.criteria.get().uuid, value=value, on=later(3).date(), source="List")
    return releases.report(story, action, None, later(days), **AMBER, readings=[taken], **more)


def restated_in(story):
    content = packs.composed(story.people, packs.draft(story.people, packs.CABINET))
    return {one.what: (one.printed, one.now, one.why) for one in content.restated}


def test_a_measurement_that_was_corrected_or_withdrawn_is_restated_and_a_new_one_is_not(story):
    criteria = (Criterion("Cases allocated", unit="%", baseline="10", target="100"),)
    action = plan.agreed(story.people, criteria=criteria)
    first = measured(story, action, 3, "40")
    packs.made(story.people)
    measured(story, action, 20, "45")
    assert restated_in(story) == {}
    again = measured(story, action, 21, "30", corrects=first)
    what = f"Latest figure of {action.reference} Cases allocated"
    assert restated_in(story)[what] == (
        *("40 on 23 June 2008", "30 on 23 June 2008"),
        "Its report was corrected on 11 July 2008: Two auditors left",
    )
    act = {"by": story.people.officer_a, "now": later(22), "reason": "Counted twice"}
    act |= {"action": fresh(action), "criterion": action.criteria.get().uuid}
    withdraw_measurement(**act, update=again.uuid)
    # The one that it had replaced counts again.
    assert restated_in(story) == {}
    withdraw_measurement(**act | {"action": fresh(action)}, update=first.uuid)
    assert restated_in(story)[what][1:] == (
        "No measurement",
        "It was withdrawn on 12 July 2008: Counted twice",
    )


def test_a_due_date_that_was_edited_is_restated_and_an_extension_is_not(story):
    third = plan.proposed(story.people)
    packs.made(story.people)
    releases.extend(story, story.second, later(15), date(2008, 8, 29))
    content = replace(content_of(third), due=PlanDate.on(date(2008, 10, 1)))
    edit_action(
        by=story.people.programme, now=later(15), action=third, version=third.version, content=content
    )
    assert restated_in(story) == {
        f"Due date of {third.reference}": (
            "18 July 2008",
            "1 October 2008",
            "The action was a proposal then, which may be edited until it is agreed.",
        )
    }
