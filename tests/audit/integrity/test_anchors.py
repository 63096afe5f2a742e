"""A head that was kept elsewhere finds out what the owner of the database can otherwise hide."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from jarplan.audit.canonical import digest
from jarplan.audit.head import FIRST_HASH
from jarplan.audit.inforce import rows_of
from jarplan.audit.integrity import anchors, triggers
from jarplan.audit.integrity.verification import problems
from jarplan.audit.ledger import Ledger, hash_of
from jarplan.audit.models import AuditEvent, AuditHead, AuditState
from jarplan.people.models import Organisation
from tests.factories import UserFactory

JUNE = datetime(2008, 6, 3, 9, tzinfo=UTC)
UNKNOWN = "Whoever owns the database could have written all of it anew"


def add(*names):
    ledger = Ledger(by=UserFactory(), now=JUNE)
    for name in names:
        ledger.record(Organisation.objects.create(name=name), "added", role="administrator", reason="named")
    ledger.append()


@pytest.fixture
def history(db):
    """Three organisations were added, and the triggers are down: its owner can do anything to this database."""
    add("LSCB", "PCT", "YOS")
    with triggers.lifted(connection):
        yield anchors.anchor_now(date(2008, 6, 3))


def write_anew(number):
    """Changes what an event says and makes everything after it fit, as somebody would who knows how."""
    body = '{"name":"forged"}'
    AuditState.objects.filter(sequence=number).update(body=body)
    AuditEvent.objects.filter(sequence=number).update(state_digest=digest(body))
    previous = (
        AuditEvent.objects.filter(sequence=number - 1).values_list("hash", flat=True).first() or FIRST_HASH
    )
    for event in AuditEvent.objects.filter(sequence__gte=number).order_by("sequence"):
        event.previous = previous
        event.hash = previous = hash_of(event)
        AuditEvent.objects.filter(pk=event.pk).update(previous=event.previous, hash=event.hash)
    AuditHead.objects.update(hash=previous)


def cut_off_after(number):
    for rows in (AuditEvent.objects, AuditState.objects, rows_of("organisation")):
        rows.filter(sequence__gt=number).delete()
    last = AuditEvent.objects.get(sequence=number)
    AuditHead.objects.update(sequence=number, hash=last.hash)


def told(*kept):
    return [*anchors.problems(kept), *problems(rows=False)]


def test_a_history_written_anew_is_whole_in_itself_and_found_by_an_anchor_from_before(history):
    assert told(history) == []
    write_anew(2)
    assert told() == []
    assert told(history) == [
        "This history does not contain event 3 (noted on 3 June 2008) as it was kept elsewhere: "
        "it was written anew up to there."
    ]


def test_an_anchors_hash_put_back_into_its_event_is_found_by_the_chain(history):
    write_anew(2)
    AuditEvent.objects.filter(sequence=3).update(hash=history.hash)
    AuditHead.objects.update(hash=history.hash)
    assert told(history) == ["Event 3 was changed after it was recorded."]


def test_a_tail_that_was_cut_off_is_found(history):
    cut_off_after(2)
    assert told() == []
    assert told(history) == [
        "The history ends with event 2 and had already come to event 3 (noted on 3 June 2008): "
        "events at the end are missing."
    ]


def test_a_tail_that_grew_again_is_found(history):
    cut_off_after(2)
    add("CAMHS", "Connexions")
    assert told() == []
    assert [
        sentence for sentence in told(history) if sentence.startswith("This history does not contain event 3")
    ]


def test_the_beginning_is_an_anchor_too(history):
    assert told(anchors.Anchor(0, FIRST_HASH)) == []
    assert told(anchors.Anchor(0, "1" * 64)) != []


def verify(*words):
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_audit", "--chain-only", *words, stdout=out, stderr=err)
    except CommandError as problem:
        return f"{err.getvalue()}{problem}"
    return out.getvalue()


@pytest.fixture
def kept(db, tmp_path):
    """A file with the heads after the first and the third event; there is a fourth."""
    path = tmp_path / "heads.txt"
    for names in (["LSCB"], ["PCT", "CAMHS"]):
        add(*names)
        call_command("anchor", append=str(path), stdout=StringIO())
    add("YOS")
    return path


def test_the_command_says_what_it_cannot_know(kept):
    assert UNKNOWN in verify()
    said = verify("--anchor", str(kept))
    assert UNKNOWN not in said
    assert "No event up to event 3 (noted on" in said and "Events after it: 1." in said


def test_the_command_reads_an_anchor_from_its_words(kept):
    head = AuditHead.objects.get()
    said = verify("--anchor", f"{head.sequence}:{head.hash.upper()}")
    assert "No event up to event 4 has been changed" in said and "Whoever owns" not in said
    assert "does not contain event 4 as" in verify("--anchor", f"4:{'0' * 64}")


def test_the_command_fails_for_a_history_written_anew(kept):
    with triggers.lifted(connection):
        write_anew(1)
    assert "The history is whole" in verify()
    said = verify("--anchor", str(kept))
    assert "event 1 (noted" in said and "event 3 (noted" in said and "2 problems" in said


def test_what_is_before_a_checkpoint_is_trusted_and_said_to_be(kept):
    with triggers.lifted(connection):
        AuditEvent.objects.filter(sequence=2).update(role="programme")
    assert "Event 2 was changed" in verify("--anchor", str(kept))
    said = verify("--anchor", str(kept), "--from-anchor")
    assert (
        "The history is whole" in said and "What was up to event 3 (noted on" in said and "on trust" in said
    )
    with triggers.lifted(connection):
        AuditEvent.objects.filter(sequence=4).update(role="programme")
    assert "Event 4 was changed" in verify("--anchor", str(kept), "--from-anchor")


def test_records_that_changed_since_a_checkpoint_are_compared(kept):
    checkpoint = anchors.anchors_in(str(kept))[-1]
    Organisation.objects.filter(name="YOS").update(name="Changed by hand")
    Organisation.objects.filter(name="LSCB").update(name="Too early to be seen")
    found = list(problems(since=checkpoint))
    assert found == ["The organisation Changed by hand differs from its history."]


def test_a_checkpoint_needs_an_anchor(db):
    assert "--from-anchor needs an --anchor" in verify("--from-anchor")


@pytest.mark.parametrize(
    "text", ["", "12", f"x:{'0' * 64}", f"1:{'0' * 63}", f"1:{'0' * 64}x", "# nothing\n\n"]
)
def test_a_file_without_anchors_is_refused(db, tmp_path, text):
    path = tmp_path / "heads"
    path.write_text(text)
    assert "anchor" in verify("--anchor", str(path))
    with pytest.raises(CommandError):
        call_command("anchor", append=str(path)) if text else call_command("anchor", append=str(tmp_path))


def test_nothing_is_added_to_a_file_of_another_history(kept):
    before = kept.read_text()
    with triggers.lifted(connection):
        write_anew(1)
    with pytest.raises(CommandError, match="Nothing was added .* event 1"):
        call_command("anchor", append=str(kept))
    assert kept.read_text() == before


def test_the_head_is_mailed_to_whoever_keeps_it(kept, settings, mailoutbox, capsys):
    with pytest.raises(CommandError, match="ANCHOR_EMAIL"):
        call_command("anchor", mail=True)
    settings.ANCHOR_EMAIL = ["auditor@example.gov.uk"]
    call_command("anchor", mail=True)
    head = AuditHead.objects.get()
    [mail] = mailoutbox
    assert mail.to == ["auditor@example.gov.uk"] and f"--anchor 4:{head.hash}" in mail.body
    assert capsys.readouterr().out.startswith(f"4:{head.hash} ")
