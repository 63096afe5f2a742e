"""Writing the draft of a pack and making it: who may, when, what stays for good, and what a redaction takes out."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from jarplan.audit.canonical import digest
from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.integrity.triggers import lifted
from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.audit.reading.history import visible_events
from jarplan.people.models import User
from jarplan.reporting.document.schema import from_text, to_text
from jarplan.reporting.models import MeetingPack
from jarplan.reporting.packs import queries
from jarplan.reporting.packs.compose import plan_for
from jarplan.reporting.packs.content import CHOICES, PackContent
from jarplan.reporting.packs.verbs import make_pack, write_pack
from jarplan.reporting.redaction.removal import places, redact_text
from recommendations.meetings.verbs import cancel_meeting, correct_meeting, withdraw_meeting
from tests import packs, releases
from tests.plan import NOON, fresh, later, make_inspection, real_problems


def kinds_of(pack):
    events = AuditEvent.objects.filter(subject_kind="meeting_pack", subject=pack.uuid)
    return list(events.order_by("sequence").values_list("kind", flat=True))


def test_a_draft_is_begun_saved_and_made(reported, started):
    people = reported.people
    pack = packs.draft(people)
    pack = packs.draft(people, version=pack.version, advice="Do it now.")
    assert packs.draft(people, version=pack.version, advice="Do it now.").version == 2, "nothing was changed"
    row = packs.made(people)
    assert (row.pk, row.number, row.made_by) == (pack.pk, 1, people.programme)
    assert kinds_of(row) == ["draft begun", "draft saved", "made"] and real_problems() == []
    assert digest(row.content) == row.digest and queries.draft_of(row.meeting) is None


def test_what_it_asks_is_on_the_agenda_once_it_is_made_and_not_before(reported, started):
    pack = packs.draft(reported.people)
    assert not pack.meeting.agenda_items.exists()
    packs.made(reported.people)
    found = pack.meeting.agenda_items.values_list("pack", "number", "asked")
    assert list(found) == [(1, "3.1", "To note the progress."), (1, "3.2", "To agree the next step.")]


def test_only_the_programme_office_writes_and_makes(reported):
    people = reported.people
    for by in (people.officer_a, people.cabinet, people.administrator):
        with pytest.raises(Refused, match="Only the programme office may prepare a pack"):
            packs.draft(people, by=by)
    packs.draft(people)
    with pytest.raises(Refused):
        packs.made(people, by=people.cabinet)
    with pytest.raises(Refused):
        write_pack(by=None, now=later(1), meeting=packs.a_meeting(*packs.CABINET), version=0, **packs.SAID)


def test_a_limited_office_prepares_packs_of_its_inspections_alone(reported):
    people, inspection = reported.people, make_inspection()[0]
    User.objects.filter(pk=people.programme_2.pk).update(limited_to={"programme": [inspection.reference]})
    limited = fresh(people.programme_2)
    with pytest.raises(Refused, match="limited to certain inspections"):
        packs.draft(people, by=limited)  # the meeting is about all of them
    theirs = ("Board", date(2008, 7, 3))
    packs.draft(people, theirs, by=limited, inspection=inspection)
    row = packs.made(people, theirs, by=limited)
    assert row.inspection == inspection and row.made_by == limited


def test_a_stale_save_loses_nothing(reported):
    people = reported.people
    first = packs.draft(people)
    packs.draft(people, version=first.version, purpose="To ask for money.")
    with pytest.raises(Stale) as stale:
        packs.draft(people, version=first.version, purpose="To thank everybody.")
    assert stale.value.current.purpose == "To ask for money."
    # Whoever began a draft that somebody else has begun meanwhile is told so too.
    with pytest.raises(Stale):
        packs.draft(people)
    assert MeetingPack.objects.count() == 1


def test_a_draft_that_was_never_there_is_begun_whatever_its_form_says(reported):
    assert packs.draft(reported.people, version=7).version == 1


@pytest.mark.parametrize(
    "missing, said", [("purpose", "the purpose"), ("asks", "at least one recommendation")]
)
def test_a_pack_without_what_a_report_needs_is_not_made(reported, missing, said):
    packs.draft(reported.people, **{missing: " "})
    with pytest.raises(NotNow, match=f"Enter {said} before you make the pack"):
        packs.made(reported.people)


def test_a_pack_is_not_made_before_its_day(reported):
    packs.draft(reported.people)
    with pytest.raises(NotNow, match="as at 1 July 2008. It can be made on that day"):
        packs.made(reported.people, now=later(10))


def test_what_was_not_looked_at_is_not_made(reported):
    people, pack = reported.people, packs.draft(reported.people)
    said = packs.looked_at(people, pack)
    with pytest.raises(NotNow, match="The plan has changed since you looked"):
        make_pack(by=people.programme, now=later(12), pack=pack, **{**said, "content": said["content"] + " "})
    packs.draft(people, version=pack.version, advice="Do it now.")
    with pytest.raises(Stale):
        make_pack(by=people.programme, now=later(12), pack=pack, **said)


def test_a_made_pack_cannot_be_made_or_written_again(reported):
    people, row = reported.people, packs.made(reported.people)
    said = packs.looked_at(people, row)
    with pytest.raises(NotNow, match="Pack 1 has been made"):
        make_pack(by=people.programme, now=later(13), pack=row, **said)
    with pytest.raises(NotNow, match="This draft has been made into pack 1"):
        packs.draft(people, version=row.version)


def test_a_pack_is_corrected_by_a_new_one_which_begins_with_what_it_said(reported):
    people, first = reported.people, packs.made(reported.people)
    begun = queries.begins_with(first.meeting, later(20).date())
    assert begun["asks"] == packs.SAID["asks"] and begun["cut_off"] == first.cut_off
    second = packs.made(people, now=later(20))
    assert second.corrects == first and second.number == 2 and queries.corrected_by(first) == second
    assert second.meeting == first.meeting and real_problems() == []
    # Both count on from the pack before, and not from one another.
    assert queries.content_of(second).before is None
    third = packs.made(people, packs.CABINET)
    assert queries.content_of(third).before.number == 2


def test_the_next_pack_begins_with_the_choices_and_paragraphs_of_the_last(reported):
    packs.made(reported.people, sections=["money"], advice="Do it now.")
    meeting = packs.a_meeting(*packs.CABINET)
    begun = queries.begins_with(meeting, later(30).date())
    assert (begun["sections"], begun["advice"], begun["financial_from"]) == (
        ["money"],
        "Do it now.",
        "Head of Finance",
    )
    assert (begun["decision_maker"], begun["cut_off"]) == ("Cabinet", later(30).date())
    assert queries.begins_with(meeting, date(2009, 1, 1))["cut_off"] == date(2008, 8, 31)


def test_the_first_pack_begins_with_every_section_and_what_the_meeting_is_asked(reported):
    meeting = packs.a_meeting(*packs.CABINET)
    meeting.asked = "To note the plan."
    begun = queries.begins_with(meeting, later(1).date())
    assert begun["sections"] == list(CHOICES) and begun["asks"] == "To note the plan."


def test_a_figure_that_nobody_can_explain_is_explained_by_the_office(reported):
    people, first = reported.people, packs.made(reported.people)
    content = queries.content_of(first)
    wrong = to_text(content).replace('"number":1,"slug":"rating:amber"', '"number":3,"slug":"rating:amber"')
    said = {"content": wrong, "format": 1, "seen": digest(wrong)}
    odd = packs.draft(people, ("Board", date(2008, 7, 10)), now=later(21))
    make_pack(by=people.programme, now=later(22), pack=odd, version=odd.version, **said)
    packs.draft(people, packs.CABINET)
    with pytest.raises(NotNow, match="Enter why these figures are restated: Amber actions"):
        packs.made(people, packs.CABINET)
    draft = queries.draft_of(packs.a_meeting(*packs.CABINET))
    packs.draft(people, packs.CABINET, version=draft.version, explained="Two were counted twice.")
    assert "Two were counted twice." in packs.made(people, packs.CABINET).content


def test_the_draft_goes_with_its_meeting_to_another_inspection(reported):
    people, pack = reported.people, packs.draft(reported.people)
    meeting, inspection = pack.meeting, make_inspection()[0]
    values = {"body": meeting.body, "held_on": meeting.held_on, "purpose": meeting.purpose, "asked": ""}
    values |= {"inspection": inspection, "reason": "It is about one"}
    correct_meeting(by=people.programme, now=later(11), entry=meeting, version=meeting.version, **values)
    with pytest.raises(NotNow, match="about another inspection now"):
        packs.made(people)
    assert packs.draft(people, version=pack.version).inspection == inspection
    assert packs.made(people).inspection == inspection


def test_a_meeting_with_a_pack_is_not_withdrawn(reported):
    row = packs.made(reported.people)
    with pytest.raises(NotNow, match="1 meeting pack"):
        withdraw_meeting(
            by=reported.people.programme,
            now=later(13),
            entry=row.meeting,
            version=row.meeting.version,
            reason="Entered twice",
        )


@pytest.mark.parametrize(
    "change", [{"content": "{}"}, {"number": 7}, {"made_at": later(50)}, {"cut_off": date(2008, 1, 1)}]
)
def test_the_database_keeps_a_made_pack(reported, change):
    row = packs.made(reported.people)
    with pytest.raises(DatabaseError, match="a meeting pack never changes"), transaction.atomic():
        MeetingPack.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(DatabaseError, match="a meeting pack never changes"), transaction.atomic():
        MeetingPack.objects.filter(pk=row.pk).delete()


def test_a_content_that_was_changed_behind_the_database_is_found(reported):
    row = packs.made(reported.people)
    with lifted(connection):
        MeetingPack.objects.filter(pk=row.pk).update(content=row.content.replace("Amber", "Green"))
    assert any("its digest does not fit" in problem for problem in problems())


@pytest.mark.slow
def test_a_pack_is_byte_for_byte_what_it_was_after_500_further_edits(reported):
    row = packs.made(reported.people)
    content = row.content
    event = queries.made_event(row)
    for number in range(250):
        act = {"now": later(20 + number % 30), **releases.GREEN, "why_better": "More people"}
        for action in (reported.first, reported.second):
            releases.report(reported, action, None, **act)
    assert AuditEvent.objects.count() > 500
    kept = fresh(row)
    assert kept.content == content and digest(kept.content) == row.digest == kept.digest
    assert queries.made_event(kept).hash == event.hash and real_problems() == []
    read = queries.content_of(kept)
    assert to_text(read) == content and AuditEvent.objects.get(sequence=read.entry).hash == read.entry_hash
    assert queries.moved_on(read, plan_for(kept)) == 2


def test_a_redaction_reaches_a_made_pack_and_a_draft(reported):
    people = reported.people
    row = packs.made(people, advice="Ask Wilma Quagga about it.")
    draft = packs.draft(people, packs.CABINET, advice="Wilma Quagga knows.")
    assert {place.label for place in places("Wilma Quagga")} == {"meeting pack"}
    administrator = people.administrator
    redact_text(by=administrator, now=later(60), text="Wilma Quagga", reason="The law")
    row, draft = fresh(row), fresh(draft)
    assert "Quagga" not in row.content and "[removed]" in row.content and digest(row.content) == row.digest
    assert (
        row.words_removed and draft.advice == "[removed] knows." and row.advice == "Ask [removed] about it."
    )
    assert not AuditState.objects.filter(body__contains="Quagga") and real_problems() == []
    read = from_text(row.content, PackContent)
    assert read.printed["rating:amber"] == 1, "what the next pack counts on from is as it was"


def test_a_redaction_of_a_colour_leaves_the_marks_and_the_figures(reported):
    row = packs.made(reported.people, advice="Amber Smith said so.")
    redact_text(by=reported.people.administrator, now=later(60), text="Amber", reason="The law")
    read = queries.content_of(fresh(row))
    assert read.printed["rating:amber"] == 1
    [movement] = [one for one in read.sections if one.slug == "summary"]
    assert movement.tables[0].marks[1] == "amber"


def test_drafts_are_in_the_history_of_the_office_alone(reported):
    people, row = reported.people, packs.made(reported.people)

    def read(by):
        return sorted(visible_events(by).filter(subject=row.uuid).values_list("kind", flat=True))

    assert read(people.programme) == ["draft begun", "made"]
    assert read(people.cabinet) == read(people.officer_b) == read(people.administrator) == ["made"]


def test_no_pack_is_made_for_a_meeting_that_was_cancelled(reported):
    pack = packs.draft(reported.people)
    meeting = fresh(pack.meeting)
    said = {"version": meeting.version, "reason": "Not enough members can come"}
    cancel_meeting(by=reported.people.programme, now=NOON, meeting=meeting, **said)
    with pytest.raises(NotNow, match="has been cancelled: Not enough members"):
        packs.made(reported.people)
