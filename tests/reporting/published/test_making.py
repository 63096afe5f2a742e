"""The files of a published version are made once, by one process, and never by a reader."""

import hashlib
from dataclasses import replace
from functools import partial
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jarplan.files.storage import files_in
from jarplan.reporting.models import MadeFile, made_name
from jarplan.reporting.published import making, views
from jarplan.reporting.published.making import KINDS, make_owed, owed
from jarplan.reporting.redaction.removal import redact_text
from jarplan.spreadsheets.sandbox.process import NotMade
from recommendations.versions.verbs import withdraw_version
from tests import papers, plan
from tests.plan import fresh, later
from tests.reporting.conftest import BACKEND
from tests.reporting.contents import make_action, make_content

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def people(first_september):
    return plan.make_people()


@pytest.fixture
def made(monkeypatch):
    """What was made, (number, kind); a file says what it was made of."""
    found = []

    def maker(kind):
        def make(version, content):
            found.append((version.number, kind))
            return f"{kind} {content.actions[0].text}".encode()

        return KINDS[kind]._replace(make=make)

    monkeypatch.setattr(making, "KINDS", {kind: maker(kind) for kind in KINDS})
    return found


def version_of(people, text="Review all cases", stage=papers.published):
    content = replace(make_content(1), actions=(make_action("R1.1", text=text),))
    return stage(people.programme, content=content)


def get(path, **headers):
    return Client().get(path, headers=headers)


def test_files_are_made_when_a_version_is_public_and_once(people, made):
    papers.drafted(people.programme)
    assert list(owed()) == [] and make_owed() == (0, [])
    version_of(people)
    assert make_owed() == (len(KINDS), []) and sorted(made) == sorted((2, kind) for kind in KINDS)
    assert make_owed() == (0, []) and len(made) == len(KINDS)
    for row in MadeFile.objects.all():
        body = b"".join(get(f"/published.{row.kind}").streaming_content)
        assert (row.size, row.sha256) == (len(body), hashlib.sha256(body).hexdigest())


def test_no_reader_has_a_file_made(people, made, started, django_capture_on_commit_callbacks):
    version_of(people)
    with django_capture_on_commit_callbacks(execute=True):
        answer = get("/published.pdf")
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "60") and "This file is being made" in page
    assert made == started == []
    MadeFile.objects.all().delete()


def test_after_some_minutes_the_page_says_no_time(people, monkeypatch):
    version = version_of(people)
    monkeypatch.setattr("jarplan.clock.now", lambda: version.published_at + 2 * making_time())
    assert "has not been made yet" in get("/published.pdf").content.decode()


def making_time():
    from jarplan.reporting.published.files import READY_WITHIN

    return READY_WITHIN


def test_publishing_and_redaction_start_the_process(
    people, made, started, django_capture_on_commit_callbacks
):
    row = version_of(people, stage=papers.approved)
    client = Client()
    client.force_login(people.programme, BACKEND)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            f"/versions/{row.number}/publish/", {"version": row.version, "published_over": "Known"}
        )
    assert answer.status_code == 302 and started == [("make_files",)]
    with django_capture_on_commit_callbacks(execute=True):
        redact_text(by=people.administrator, now=later(90), text="Review all", reason="A name")
    assert started == [("make_files",)] * 2


def test_a_redaction_takes_the_files_away_and_they_are_made_anew(
    people, made, django_capture_on_commit_callbacks
):
    version_of(people, text="Meet Kim Doe weekly")
    make_owed()
    before = list(files_in(default_storage))
    with django_capture_on_commit_callbacks(execute=True):
        redact_text(by=people.administrator, now=later(90), text="Kim Doe", reason="A name typed by mistake")
    assert not MadeFile.objects.exists() and not set(before) & set(files_in(default_storage))
    assert get("/published.csv").status_code == 503
    assert make_owed() == (len(KINDS), [])
    assert b"Kim Doe" not in b"".join(get("/published.csv").streaming_content)


WRONG = {"level": "error", "rule": "no-action", "where": "R1", "sentence": "Nothing answers it."}


@pytest.mark.parametrize(
    "beside", [{"note": "For Kim Doe"}, {"findings": [WRONG], "published_over": "Kim Doe knows"}]
)
def test_a_redaction_of_what_stands_beside_a_plan_has_its_files_made_anew(
    people, made, django_capture_on_commit_callbacks, beside
):
    row = version_of(people, stage=partial(papers.published, **beside))
    make_owed()
    before = making.stamp_of(row)
    with django_capture_on_commit_callbacks(execute=True):
        redact_text(by=people.administrator, now=later(90), text="Kim Doe", reason="A name typed by mistake")
    # They say on which day it was redacted.
    assert not MadeFile.objects.exists() and making.stamp_of(fresh(row)) != before
    assert make_owed() == (len(KINDS), []) and list(owed()) == []


def test_what_was_made_of_words_that_were_redacted_meanwhile_is_not_kept(people, monkeypatch):
    row = version_of(people, text="Meet Kim Doe weekly")

    def make(version, content):
        redact_text(by=people.administrator, now=later(90), text="Kim Doe", reason="A name typed by mistake")
        return content.actions[0].text.encode()

    monkeypatch.setattr(making, "KINDS", {"csv": KINDS["csv"]._replace(make=make)})
    making.make(row, "csv")
    assert not MadeFile.objects.exists()


def test_a_version_that_was_withdrawn_owes_nothing_and_is_not_sent(people, made):
    row = version_of(people)
    make_owed()
    withdraw_version(
        by=people.programme, now=later(90), plan_version=row, version=row.version, reason="Wrong plan"
    )
    MadeFile.objects.all().delete()
    assert list(owed()) == [] and get("/published/1.csv").status_code == 404


def test_what_a_maker_that_died_had_stored_is_removed(people, made):
    version_of(people)
    make_owed()
    row, whole = MadeFile.objects.get(kind="csv"), set(files_in(default_storage))
    left = default_storage.save(made_name(row, ""), ContentFile(b"Kim Doe"))
    other = default_storage.save("ab/evidence.txt", ContentFile(b"Of somebody else"))
    make_owed()
    assert set(files_in(default_storage)) == whole | {other} and not default_storage.exists(left)


def test_what_cannot_be_made_is_not_tried_until_somebody_asks(people, monkeypatch):
    version_of(people)
    said = []

    def refuse(version, content):
        said.append(1)
        raise NotMade("The PDF could not be made.")

    kinds = {"pdf": KINDS["pdf"]._replace(make=refuse), "csv": KINDS["csv"]}
    monkeypatch.setattr(making, "KINDS", kinds)
    assert make_owed() == (1, ["Version 1: The PDF could not be made."])
    assert make_owed() == (0, []) and len(said) == 1
    with pytest.raises(CommandError, match="could not be made"):
        call_command("make_files", again=True, stdout=StringIO())
    assert len(said) == 2


@pytest.mark.parametrize("path", ["/published.csv", "/published/1.csv"])
def test_a_file_of_what_the_version_was_before_is_not_sent(people, made, path):
    version_of(people, text="Meet Kim Doe weekly")
    make_owed()
    MadeFile.objects.update(stamp="0" * 64)
    assert get(path).status_code == 503
    assert make_owed() == (len(KINDS), []) and get(path).status_code == 200
    redact_text(by=people.administrator, now=later(90), text="Kim Doe", reason="A name typed by mistake")
    make_owed()
    assert get(path).status_code == 200


def test_a_file_that_is_missing_from_the_store_is_said(people, made):
    version_of(people)
    make_owed()
    default_storage.delete(MadeFile.objects.get(kind="csv").file.name)
    assert get("/published.csv").status_code == 503


def test_another_process_waits_for_the_one_that_makes_files(people, monkeypatch):
    """On PostgreSQL the lock is a connection's, and this test has one: tests/races/test_making.py has several."""
    monkeypatch.setattr(making, "WAIT", 0)
    monkeypatch.setattr(making, "PAUSE", 0)
    monkeypatch.setattr(connection, "vendor", "sqlite")
    with making.only_maker(), pytest.raises(TimeoutError), making.only_maker():
        pass
    with making.only_maker():
        pass


def test_the_page_is_drawn_for_its_first_reader_and_told_before_it_is_drawn(people, kept, monkeypatch):
    drawn = []
    whole = views.shown
    monkeypatch.setattr(views, "shown", lambda *args: drawn.append(1) or whole(*args))
    row = version_of(people)
    answer = get("/published/")
    assert get("/published/").content == answer.content and len(drawn) == 1
    views.cache.clear()
    with CaptureQueriesContext(connection) as asked:
        assert get("/published/", **{"If-None-Match": answer["ETag"]}).status_code == 304
    assert len(drawn) == 1 and not any('"content"' in one["sql"] for one in asked.captured_queries)
    withdraw_version(
        by=people.programme, now=later(90), plan_version=row, version=row.version, reason="Wrong plan"
    )
    assert get("/published/", **{"If-None-Match": answer["ETag"]}).status_code == 200
