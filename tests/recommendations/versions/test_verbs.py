"""A version never changes; only what a meeting approved is published; one is published at a time."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, connection, transaction

from jarplan.audit.canonical import digest
from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.reporting.document.schema import to_text
from recommendations.consultation.verbs import open_consultation
from recommendations.meetings.verbs import add_meeting, correct_meeting
from recommendations.models import PlanVersion
from recommendations.versions import triggers as versions_triggers
from recommendations.versions.queries import published_version, version_in_hand, withdrawn_version
from recommendations.versions.verbs import approve_version, make_version, publish_version, withdraw_version
from tests import kept, papers, plan
from tests.plan import later, real_problems
from tests.reporting.contents import make_content
from tests.severalplans import begun

WRONG = {"level": "error", "rule": "unanswered", "where": "R3", "sentence": "R3 has no action."}


@pytest.fixture
def people(db):
    return plan.make_people()


def test_a_version_is_frozen_with_its_digest_number_and_maker(people):
    made = papers.drafted(people.programme)
    assert (made.number, made.state, made.composed_by) == (1, "draft", people.programme)
    assert made.digest == digest(to_text(make_content())) and made.composed_at == later(1)
    assert papers.drafted(people.programme, content=make_content(4)).number == 2


REPORT = "the report of “Review of the quagga” was published later, on 10 June 2008"
OTHER = "Version 1 of the plan is about “Review of the quagga”, and this meeting is about another"


@pytest.fixture
def plans(db):
    """(the programme office, two confirmed inspections, whose reports were published on 10 June 2008, a version of
    the first one's plan)."""
    kept.facts()
    people = plan.make_people()
    rows = [begun(people, prefix) for prefix in ("P", "S")]
    return people.programme, rows, papers.drafted(people.programme, inspection=rows[0])


def meets(by, held_on, inspection=None):
    said = {"body": "Board", "held_on": held_on, "purpose": "The plan", "inspection": inspection}
    return add_meeting(by=by, now=later(0), **said)


def approve(by, made, meeting, **said):
    act = {"by": by, "now": later(80), "plan_version": made, "version": made.version}
    return approve_version(**act, meeting=meeting, **said)


def test_a_plan_is_not_approved_before_the_report_that_it_answers(plans):
    by, (own, _), made = plans
    earlier = {"minute": "minute 45", "reason": "Approved before it was brought in"}
    with pytest.raises(NotNow, match=REPORT):
        approve(by, made, meets(by, date(2008, 6, 9)), **earlier)
    approve(by, made, meets(by, date(2008, 6, 10), own), **earlier)


def test_a_plan_is_not_approved_at_a_meeting_about_another(plans):
    by, (_, other), made = plans
    with pytest.raises(NotNow, match=OTHER):
        approve(by, made, meets(by, date(2008, 9, 1), other))


def test_a_meeting_that_approved_a_plan_is_not_corrected_into_one_that_could_not(plans):
    by, (own, other), made = plans
    meeting = meets(by, date(2008, 9, 1), own)
    approve(by, made, meeting)
    act = {"by": by, "now": later(80), "entry": meeting, "version": 1, "reason": "Misread"}
    said = {"body": "Board", "held_on": date(2008, 9, 1), "purpose": "The plan", "asked": ""}
    with pytest.raises(NotNow, match=OTHER):
        correct_meeting(**act, **said, inspection=other)
    with pytest.raises(NotNow, match=REPORT):
        correct_meeting(**act, **said | {"held_on": date(2008, 6, 9)})
    correct_meeting(**act, **said, inspection=None)


def test_what_has_not_changed_makes_no_new_version(people):
    papers.drafted(people.programme)
    with pytest.raises(NotNow, match="Nothing has changed since version 1"):
        papers.drafted(people.programme)


def test_a_correction_says_what_it_corrects(people):
    first = papers.published(people.programme)
    with pytest.raises(NotNow, match="what this version corrects"):
        papers.drafted(people.programme, content=make_content(4), corrects=first)
    made = papers.drafted(people.programme, content=make_content(4), corrects=first, note="R4 was missing")
    assert made.corrects == first


@pytest.mark.parametrize(
    "name", ["officer_a", "approver_a", "cabinet", "finance", "administrator", "superuser"]
)
def test_only_the_programme_office_acts_on_versions(people, name):
    by = getattr(people, name)
    with pytest.raises(Refused):
        papers.drafted(by)
    made = papers.approved(people.programme)
    act = {"by": by, "now": later(81), "plan_version": made, "version": made.version}
    for call in (
        lambda: open_consultation(**act),
        lambda: approve_version(**act, meeting=papers.a_meeting()),
        lambda: publish_version(**act, findings=[]),
        lambda: withdraw_version(**act, reason="No"),
    ):
        with pytest.raises(Refused):
            call()
    made.refresh_from_db()
    assert made.state == "approved"


def test_the_system_publishes_nothing(people):
    made = papers.approved(people.programme)
    with pytest.raises(Refused):
        publish_version(by=None, now=later(81), plan_version=made, version=made.version, findings=[])


def test_only_an_approved_version_is_published(people):
    for made in (
        papers.drafted(people.programme),
        papers.in_consultation(people.programme, content=make_content(2)),
    ):
        with pytest.raises(NotNow, match="Only an approved version"):
            publish_version(
                by=people.programme, now=later(81), plan_version=made, version=made.version, findings=[]
            )
    assert published_version() is None


def test_a_meeting_to_come_or_before_the_version_approves_nothing(people):
    made = papers.drafted(people.programme)
    act = {"by": people.programme, "plan_version": made, "version": made.version}
    with pytest.raises(NotNow, match="has not taken place yet"):
        approve_version(**act, now=later(3), meeting=papers.a_meeting())
    with pytest.raises(NotNow, match="before the version was made"):
        approve_version(**act, now=later(3), meeting=papers.a_meeting(date(2008, 6, 19)), minute="45")


def test_a_plan_that_was_approved_before_it_was_brought_in_is_published_at_once_and_marked(people):
    made = papers.drafted(people.programme)
    act = {"by": people.programme, "now": later(3), "plan_version": made}
    said = {"minute": "minute 45", "reason": "Cabinet approved this plan before it was brought in"}
    with pytest.raises(NotNow, match="leave the minute and the reason empty"):
        approve_version(**act, version=made.version, meeting=papers.a_meeting(later(2).date()), **said)
    row = approve_version(**act, version=made.version, meeting=papers.a_meeting(date(2008, 6, 19)), **said)
    assert row.state == "approved" and row.approval_minute == "minute 45"
    event = AuditEvent.objects.get(subject=made.uuid, kind="approved")
    assert AuditState.objects.get(sequence=event.sequence).reason == said["reason"]
    row = publish_version(**act, version=row.version, findings=[])
    assert json.loads(row.record)["approved"] == {"held_on": "2008-06-19", "meeting": "Cabinet", **said}
    with pytest.raises(IntegrityError, match="earlier_approval"), transaction.atomic():
        PlanVersion.objects.filter(pk=row.pk).update(approval_reason="")
    assert real_problems() == []


def test_publishing_replaces_the_one_before_and_keeps_it_readable(people):
    first = papers.published(people.programme)
    second = papers.published(people.programme, content=make_content(4), days=2)
    first.refresh_from_db()
    assert (first.state, second.state) == ("replaced", "published")
    assert published_version() == second and version_in_hand() is None
    assert first.published_on == date(2008, 9, 9)
    assert AuditEvent.objects.filter(subject=first.uuid, kind="replaced").count() == 1


def test_an_earlier_version_is_not_published_over_a_later_one(people):
    first = papers.approved(people.programme)
    papers.published(people.programme, content=make_content(4), days=2)
    with pytest.raises(NotNow, match="Version 2 has already been published"):
        publish_version(
            by=people.programme, now=later(82), plan_version=first, version=first.version, findings=[]
        )


def test_over_an_error_it_is_published_with_a_reason_that_is_kept(people):
    with pytest.raises(NotNow, match="a reason for publishing with errors"):
        papers.published(people.programme, findings=[WRONG])
    made = papers.published(
        people.programme,
        content=make_content(2),
        days=2,
        findings=[WRONG],
        published_over="The day is tomorrow",
    )
    kept = json.loads(made.record)
    assert kept["published_over"] == "The day is tomorrow" and kept["findings"] == [WRONG]
    assert kept["approved"] == {"meeting": "Cabinet", "held_on": "2008-09-01"}
    assert made.record_digest == digest(made.record)


def test_without_an_error_no_reason_is_kept(people):
    made = papers.published(people.programme, findings=[{**WRONG, "level": "warning"}], published_over="x")
    assert made.published_over == "" and json.loads(made.record)["published_over"] == ""


def test_a_stale_page_publishes_nothing(people):
    made = papers.approved(people.programme)
    with pytest.raises(Stale):
        publish_version(
            by=people.programme, now=later(81), plan_version=made, version=made.version - 1, findings=[]
        )


def test_a_withdrawn_version_says_why_and_is_not_public(people):
    made = papers.published(people.programme)
    act = {"by": people.programme, "now": later(82), "plan_version": made, "version": made.version}
    with pytest.raises(NotNow, match="Enter why"):
        withdraw_version(**act, reason=" ")
    withdraw_version(**act, reason="A child was named")
    assert published_version() is None and withdrawn_version() == made
    made.refresh_from_db()
    with pytest.raises(NotNow, match="is withdrawn"):
        withdraw_version(**{**act, "version": made.version}, reason="Again")


@pytest.mark.slow
@pytest.mark.parametrize(
    "changes",
    [
        {"content": "{}"},
        {"digest": "0" * 64},
        {"number": 9},
        {"composed_at": later(5)},
        {"composed_by": None},
        {"record": "{}"},
        {"published_on": date(2008, 9, 8)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_the_database_keeps_a_version_as_it_was(people, changes):
    made = papers.published(people.programme)
    with (
        pytest.raises((IntegrityError, InternalError), match="version of the plan never changes"),
        transaction.atomic(),
    ):
        PlanVersion.objects.filter(pk=made.pk).update(**changes)


@pytest.mark.parametrize(("part", "kept"), [("content", "digest"), ("record", "record_digest")])
def test_words_of_the_law_do_not_open_a_version(people, part, kept):
    """A text is only taken out together with a new digest; and that shows in the history, unless it was recorded."""
    made = papers.published(people.programme)
    forged = getattr(made, part).replace("}", '"[removed]"}', 1)
    rows = PlanVersion.objects.filter(pk=made.pk)
    for changes in ({part: forged}, {kept: digest(forged)}):
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            rows.update(**changes)
    rows.update(**{part: forged, kept: digest(forged)})
    assert real_problems() == ["The version of the plan version 1 differs from its history."]


def test_no_version_is_deleted(people):
    made = papers.drafted(people.programme)
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        PlanVersion.objects.filter(pk=made.pk).delete()


def test_a_text_that_its_digest_does_not_fit_is_told(people):
    """Behind the back of the trigger, as somebody with the database in their hands could."""
    made = papers.published(people.programme)
    versions_triggers.VERSIONS_KEPT.drop(connection)
    PlanVersion.objects.filter(pk=made.pk).update(content="{}", record="[]")
    assert real_problems() == [
        "The content of version 1 was changed after it was frozen: its digest does not fit.",
        "The record of version 1 was changed after it was frozen: its digest does not fit.",
    ]


def test_each_step_is_one_event(people):
    papers.published(people.programme)
    kinds = AuditEvent.objects.filter(subject_kind="plan_version").order_by("sequence")
    assert list(kinds.values_list("kind", flat=True)) == ["made", "approved", "published"]


def test_a_content_without_title_is_refused_before_it_is_written(people):
    with pytest.raises(ValidationError):
        make_version(by=people.programme, now=later(1), content="{}", format=1, title="")
