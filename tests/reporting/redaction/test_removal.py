"""A text that the law wants gone is gone from every table and file, and the chain still verifies."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from actions.evidence.verbs import attach_evidence
from actions.models import ImportDraft, ProgressRelease, ReportDraft
from actions.reports.verbs import report_progress, save_draft
from actions.signoff.verbs import digest_of
from jarplan.audit.canonical import digest
from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent, Blanking
from jarplan.audit.reading.folding import states_at
from jarplan.files.models import StoredFile
from jarplan.people.models import Session
from jarplan.people.signin.kept import KEPT
from jarplan.people.signin.sessions import SessionStore
from jarplan.reporting.document.progress import ProgressContent
from jarplan.reporting.document.schema import from_text
from jarplan.reporting.redaction.removal import places, redact_text
from recommendations.models import PlanVersion
from tests import kept, papers, releases
from tests.actions.imports.books import drafted, plan_file, row
from tests.changes import edit_action
from tests.claims import sign_off
from tests.factories import UserFactory
from tests.plan import NOON, agreed, content, delivered, fresh, later, make_people, real_problems
from tests.reporting.contents import make_content
from tests.reporting.reading import text_of

pytestmark = pytest.mark.django_db
NAME = 'Jane "Jay" Doe'


@pytest.fixture
def people():
    return make_people()


def everything():
    """Every text in every table of the database, in small letters."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            texts += [str(value).lower() for row in cursor.fetchall() for value in row]
    return "\n".join(texts)


def stands_somewhere():
    """Whether the child's name is in the database as a word; a password's salt may hold its letters."""
    return bool(re.search(r"\bjay\b", everything()))


def named(people):
    """A signed action whose report names a child, as does a file, a criterion and a refused return."""
    action = delivered(people)
    attach_evidence(
        by=people.officer_a,
        now=NOON,
        action=action,
        shows=f"Letter about {NAME}",
        upload=SimpleUploadedFile("letter.txt", f"Dear {NAME.upper()}".encode()),
    )
    report_progress(by=people.officer_a, now=NOON, action=action, rating="green", done=f"Met {NAME} twice")
    sign_off(by=people.approver_a, now=NOON, action=action, seen=digest_of(fresh(action)))
    return fresh(action)


@pytest.mark.slow
def test_a_blanked_text_is_gone_from_every_table_and_file(people, django_capture_on_commit_callbacks):
    action = named(people)
    assert stands_somewhere()
    assert {place.label for place in places(NAME)} == {
        "evidence",
        "progress report",
        "sign-off",
        "content of a file",
    }
    stored = StoredFile.objects.get(original_name="letter.txt")
    with django_capture_on_commit_callbacks(execute=True):
        redact_text(by=people.administrator, now=NOON, text=NAME.lower(), reason="Asked by the family")
    assert not stands_somewhere()
    assert not stored.file.storage.exists(stored.file.name)
    assert fresh(action).updates.last().done == "Met [removed] twice"
    signature = fresh(action).sign_offs.get()
    assert signature.digest == digest(signature.content)
    assert real_problems() == []


@pytest.mark.slow
def test_the_event_says_who_why_and_which_fields(people):
    named(people)
    redact_text(by=people.administrator, now=NOON, text=NAME, reason="Asked by the family")
    event = AuditEvent.objects.get(subject_kind="blanking")
    assert event.actor == people.administrator.uuid
    assert {"shows", "done", "content"} <= set(Blanking.objects.get().fields)


def test_a_form_opened_before_cannot_write_the_text_back(people):
    action = agreed(people, text=f"Visit {NAME}")
    opened = fresh(action)
    redact_text(by=people.administrator, now=NOON, text=NAME, reason="Asked by the family")
    with pytest.raises(Stale):
        edit_action(
            by=people.officer_a,
            now=NOON,
            action=opened,
            version=opened.version,
            content=content(people.post_a, text=f"Visit {NAME} soon"),
        )


@pytest.mark.slow
@pytest.mark.parametrize("who", ["officer_a", "approver_a", "programme", "finance", "cabinet", "superuser"])
def test_only_an_administrator_may(people, who):
    named(people)
    with pytest.raises(Refused):
        redact_text(by=getattr(people, who), now=NOON, text=NAME, reason="Because")
    assert stands_somewhere()


@pytest.mark.slow
def test_a_childs_name_that_is_also_a_rating_takes_no_rating_and_no_part_of_a_word(people):
    action = delivered(people)
    off = {"reason": "Amber moved", "next_step": "Ask Green Lane again", "recovers_on": date(2008, 9, 30)}
    report_progress(by=people.officer_a, now=NOON, action=action, rating="amber", done="Amberley", **off)
    redact_text(by=people.administrator, now=NOON, text="amber", reason="Asked by the family")
    redact_text(by=people.administrator, now=NOON, text="Green", reason="Asked by the family")
    report = fresh(action).updates.last()
    assert (report.rating, report.done, report.reason) == ("amber", "Amberley", "[removed] moved")
    assert fresh(action).declared_rating == "amber"
    assert {state["rating"] for state in states_at("update").values()} <= {"green", "amber"}
    assert real_problems() == []


@pytest.mark.slow
@pytest.mark.parametrize("text", ["R4.1", "in_progress", "2008-07-18", "officer"])
def test_what_the_system_goes_by_is_no_text_to_be_removed(people, text):
    named(people)
    with pytest.raises(NotNow, match="not found"):
        redact_text(by=people.administrator, now=NOON, text=text, reason="Asked by the family")
    assert real_problems() == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "reason"), [("ab", "Short"), (NAME, f"About {NAME}"), ("nowhere to be found", "Why not")]
)
def test_what_cannot_be_removed_is_said(people, text, reason):
    named(people)
    with pytest.raises(NotNow):
        redact_text(by=people.administrator, now=NOON, text=text, reason=reason)
    assert not Blanking.objects.exists()


@pytest.mark.slow
def test_the_page_shows_every_place_first_and_removes_on_the_second_asking(client, people):
    named(people)
    client.force_login(people.administrator)
    typed = {"text": NAME, "reason": "Asked by the family"}
    answer = client.post("/history/remove/", typed)
    assert {place.label for place in answer.context["found"]} >= {"progress report", "evidence"}
    assert stands_somewhere()
    answer = client.post("/history/remove/", typed | {"remove": "1"}, follow=True)
    assert answer.redirect_chain[0][0] == "/history/"
    assert not stands_somewhere()


def test_the_page_says_when_nothing_was_found_or_typed(client, people):
    client.force_login(people.administrator)
    answer = client.post("/history/remove/", {"text": "nowhere", "reason": "Asked"})
    assert "was not found" in answer.content.decode()
    answer = client.post("/history/remove/", {"text": "", "reason": ""})
    assert set(answer.context["form"].errors) == {"text", "reason"}


def test_the_page_is_not_there_for_others(client, people):
    for who in (people.programme, people.officer_a, people.superuser):
        client.force_login(who)
        assert client.get("/history/remove/").status_code == 404


@pytest.mark.parametrize("only", ["file", "table"])
def test_draft_of_an_import_that_names_the_child_goes_with_all_that_was_read_of_it(
    only, django_capture_on_commit_callbacks
):
    kept.facts()
    office, by = (UserFactory(roles=[role]) for role in ("programme", "administrator"))
    named, other = (
        drafted(office, plan_file(row(action=text), name=name))
        for text, name in ((f"Visit “{NAME}”\nand Zoë", "a.csv.xlsx"), ("Visit all", "b.xlsx"))
    )
    # Where one of the two is gone, the other still holds the name.
    storage = default_storage
    storage.delete((named.table if only == "file" else named.file).name)
    assert [one.label for one in places(NAME)] == ["import that waits to be confirmed"]
    with django_capture_on_commit_callbacks(execute=True):
        redact_text(by=by, now=NOON, text=NAME, reason="Asked by the family")
    assert list(ImportDraft.objects.all()) == [other]
    assert not storage.exists(named.file.name) and not storage.exists(named.table.name)
    assert storage.exists(other.file.name) and storage.exists(other.table.name)


def test_draft_of_a_report_that_names_the_child_is_found_and_removed(people):
    action = agreed(people)
    for by, text in ((people.officer_a, f"Met {NAME} twice"), (people.both_a, "Met nobody")):
        save_draft(by=by, now=NOON, action=action, typed={"done": text, "rating": "green"})
    (place,) = places(NAME)
    assert (place.label, place.reference) == ("draft of a report that was not sent", action.reference)
    redact_text(by=people.administrator, now=NOON, text=NAME, reason="Asked by the family")
    assert ReportDraft.objects.get().saved_by == people.both_a and not stands_somewhere()


def test_form_that_was_sent_too_late_is_found_and_removed_with_its_session(people):
    for number, text in ((1, f"Met {NAME} twice"), (2, "Met nobody")):
        store = SessionStore()
        store[KEPT] = {"person": number, "path": "/", "typed": [["done", [text]]], "files": False}
        store.save()
    (place,) = places(NAME)
    assert (place.label, place.reference, place.fields) == ("form that was sent too late", "", ("typed",))
    redact_text(by=people.administrator, now=NOON, text=NAME, reason="Asked by the family")
    assert Session.objects.get().get_decoded()[KEPT]["person"] == 2 and places(NAME) == []


def test_a_name_is_taken_out_of_a_published_version_and_its_digest_made_anew(people):
    whole = make_content(1)
    spoken = replace(whole.actions[0], text=f"Visit {NAME} weekly")
    made = papers.published(people.programme, content=replace(whole, actions=(spoken,)))
    (place,) = places(NAME)
    assert (place.label, place.reference) == ("version of the plan", "version 1")
    redact_text(by=people.administrator, now=later(82), text=NAME, reason="Asked by the family")
    now = PlanVersion.objects.get()
    assert from_text(now.content).actions[0].text == "Visit [removed] weekly"
    assert now.digest == digest(now.content) != made.digest and not stands_somewhere()
    assert AuditEvent.objects.filter(subject=made.uuid).latest("sequence").kind == "text removed"
    assert real_problems() == []


def test_a_name_is_taken_out_of_released_progress_and_its_digest_made_anew(people):
    story = releases.told(people)
    said = releases.GREEN | {"done": f"Met {NAME}"}
    first = story.first.updates.get(round=story.june)
    releases.report(story, story.first, None, later(50), **said, corrects=first)
    made = releases.release(story, story.june)
    labels = {place.label: place for place in places(NAME)}
    assert labels["release of progress"].reference == "progress of June 2008"
    redact_text(by=people.administrator, now=later(83), text=NAME, reason="Asked by the family")
    now = ProgressRelease.objects.get()
    assert from_text(now.content, ProgressContent).reports[0].done == "Met [removed]"
    assert now.digest == digest(now.content) != made.digest and not stands_somewhere()
    assert now.words_removed and now.version == made.version + 1
    assert AuditEvent.objects.filter(subject=made.uuid).latest("sequence").kind == "text removed"
    assert "Text shown as [removed] has been redacted" in text_of(Client().get("/published/progress/"))
    assert real_problems() == []
