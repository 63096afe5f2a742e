"""A name that is typed into every field of every form, as people write and break it, is gone from everything once it
is redacted: from each table and each file, of which all pages and documents are made.
"""

import re

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction

from jarplan.files.storage import files_in
from jarplan.reporting.redaction.removal import places, redact_text
from tests.permissions.test_odd_values import POSTED, TYPED, Visit, body
from tests.plan import NOON, real_problems

pytestmark = [pytest.mark.nightly, pytest.mark.slow, pytest.mark.django_db]

NAME = "Zebedee Quillfeather"
# As it is typed, shouted, broken over lines, and pasted out of Word.
WRITTEN = (
    "Zebedee Quillfeather",
    "ZEBEDEE QUILLFEATHER",
    "zebedee\r\nquillfeather",
    "Zebedee\u00a0 Quillfeather",
)
PART = re.compile("quillfeather", re.IGNORECASE)
# A user name stays: it is what the history knows somebody by.
STAYS = {"username", "sign_on_name"}


def write_everywhere(world, clients):
    """Types the name into each text of each form, and keeps what is taken; how many were."""
    taken = passed_over = 0
    for row in POSTED:
        try:
            with transaction.atomic():
                visit = Visit(row, world.without_things(), clients)
        except Exception:  # the same meeting, say, twice on a day: what stands of earlier rows is in the way
            passed_over += 1
            continue
        texts = [name for name in visit.names if visit.form.kinds.get(name) in TYPED and name not in STAYS]
        for place, name in enumerate(texts):
            sent = body(visit.pairs(**{name: f"Ask {WRITTEN[place % len(WRITTEN)]} today"}))
            with transaction.atomic():
                answer = visit.client.post(visit.path, sent, "application/x-www-form-urlencoded")
                transaction.set_rollback(answer.status_code >= 400)
            if answer.status_code == 302:
                taken += 1
                break  # what a second time is asked of is often gone by the first
    assert passed_over < len(POSTED) / 3
    return taken


def everything():
    """(where, text) of each value in each table, and of each file."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield from ((table, str(value)) for value in row)
    for name in files_in(default_storage):
        with default_storage.open(name) as content:
            yield name, content.read().decode("latin-1")


def left():
    return sorted({where for where, text in everything() if PART.search(text)})


def test_a_name_in_every_field_of_every_form_is_gone(world, clients, django_capture_on_commit_callbacks):
    taken = write_everywhere(world, clients)
    assert taken > 60, "so many forms take a text"
    assert len(left()) > 30, "so many tables and files hold it"
    before = set(real_problems())  # rows that factories made have no history
    with django_capture_on_commit_callbacks(execute=True):
        redact_text(by=world.actors["administrator"], now=NOON, text=NAME, reason="Asked by the family")
    assert left() == []
    assert places(NAME) == []
    assert set(real_problems()) <= before
