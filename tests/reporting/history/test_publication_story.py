"""What the history says of a step of publication and its copies, and what the law lets be taken out of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jarplan.audit.models import AuditEvent
from jarplan.audit.reading.history import event_changes
from jarplan.files.models import StoredFile
from jarplan.reporting.history.story import story
from jarplan.reporting.redaction.removal import places, redact_text
from recommendations.publication.records import step_of
from tests import kept
from tests.factories import UserFactory
from tests.plan import real_problems
from tests.recommendations.conftest import NOON
from tests.recommendations.publishing import fresh, log, name, record, send, step_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(db):
    kept.facts()
    return UserFactory(username="pat.programme", roles=["programme"])


def entry_of():
    """The latest deed, in words."""
    events = AuditEvent.objects.filter(subject_kind="publication_step").order_by("-sequence")[:1]
    [deed] = story(event_changes(events))
    return deed.title, {change.label: (change.before, change.after) for change in deed.changes}


def test_each_copy_is_told_with_what_changed_of_it(programme):
    step = name(programme, step_for("relevant_partners"), "The Trust")
    assert entry_of() == ("Recipients added", {"Copies": ("", "The Trust: not recorded as sent")})
    send(programme, step, 1)
    sent = "The Trust: 18 June 2008, by Post room, Post book, page 4"
    assert entry_of() == ("Copies sent", {"Copies": ("The Trust: not recorded as sent", sent)})
    log(programme, step_for("on_demand"), "A resident", "2.50")
    title, changes = entry_of()
    assert changes["Copies"][1] == "A resident: 20 June 2008, by Reception, £2.50"


def test_a_recorded_step_is_told_with_its_file(programme):
    record(programme, step_for("newspaper"), upload=SimpleUploadedFile("page4.txt", b"Page 4"))
    title, changes = entry_of()
    assert title == "Publication step recorded"
    assert changes["Proof as a file"] == ("", "page4.txt")
    assert changes["Date done"] == ("", "18 June 2008")


@pytest.mark.slow
def test_a_name_typed_into_a_copy_is_removed_by_law_from_rows_states_and_files(
    programme,
    django_capture_on_commit_callbacks,
):
    typed = "Rosalind Quill"
    counter = log(
        programme, step_for("on_demand"), typed, sent_by=f"Clerk for {typed}", proof=f"{typed} signed"
    )
    step = send(programme, name(programme, step_for("board_partners"), typed), 1, proof=f"Letter to {typed}")
    page = SimpleUploadedFile("letter.txt", f"Dear {typed}".encode())
    record(programme, step, done_to=f"To {typed}", proof=f"{typed}'s letter", upload=page)
    assert {"publication step", "content of a file"} == {place.label for place in places(typed)}
    with django_capture_on_commit_callbacks(execute=True):
        by = UserFactory(roles=["administrator"])
        redact_text(by=by, now=NOON, text=typed, reason="Asked for by law")
    assert places(typed) == []
    found = step_of(fresh(step))
    assert (found.owed[0].name, found.owed[0].proof) == ("[removed]", "Letter to [removed]")
    assert (found.done_to, found.proof) == ("To [removed]", "[removed]'s letter")
    assert step_of(fresh(counter)).given[0].sent_by == "Clerk for [removed]"
    assert StoredFile.objects.get().blanked_at
    assert real_problems() == []
