"""Every field of every form survives every value: what nobody would type is answered with a sentence at the field or
taken, never with a fault of ours, and what was typed is still there.
"""

from html import escape
from urllib.parse import quote
from zlib import crc32

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from tests.permissions.rows import ROWS
from tests.permissions.test_matrix import address_of
from tests.permissions.words import NOT_HERE
from tools.bench.forms import Form

# What the rules of a database and those of Python differ about: asked on PostgreSQL, by the searches.
pytestmark = [pytest.mark.nightly, pytest.mark.slow]

VALUES = {
    "5,000 digits": "9" * 5_000,
    "24 digits": "9" * 24,
    "NUL": "before\0after",
    "half a pair": "before\ud800after",
    "70,000 letters": "Long words " * 6_364,
    "negative": "-1",
    "decimals": "1.5",
    "other digits": "٣٤",
    "a small number": "34",
    "a sign that is a digit and no number": "²",
    "turns the direction": "\u202eabc\u202c",
    "a list": '["a", {"b": 1}]',
    "a key of nobody": "00000000-0000-0000-0000-000000000000",
    "nothing but space": " \u2003 ",
    "not a number": "NaN",
    "endless": "1e999",
}
TYPED = ("text", "textarea", "search", "number", "email", "url")
URLENCODED = "application/x-www-form-urlencoded"
# It asks again before it removes anything: shown again, it has nothing to complain of.
ASKS_AGAIN = {"reporting:remove-text"}
POSTED = [row for row in ROWS if row.post]


def body(pairs):
    """These pairs as a browser would send them that knows no rules."""
    said = (f"{part(name)}={part(value)}" for name, value in pairs)
    return "&".join(said).encode()


def part(value):
    return quote(str(value).encode("utf-8", "surrogatepass"))


class Visit:
    """Somebody who may, at one of the addresses, with what the form there is filled with."""

    def __init__(self, row, world, clients):
        self.name, (self.actor, self.whose) = row.name, min(row.post)
        self.client = clients[self.actor]
        self.path = address_of(row, world, self.actor, self.whose)
        organisation = world.organisation_of(self.actor, self.whose)
        given = row.data(world, organisation) if callable(row.data) else row.data
        page = self.client.get(self.path) if row.get is not NOT_HERE else None
        self.form = Form(page.text.partition("<main")[2] if page and page.status_code == 200 else "")
        self.base = {name: value for name, value in given.items() if not hasattr(value, "read")}
        self.base |= {name: value for name, value in self.form.data.items() if value}
        self.base["csrfmiddlewaretoken"] = self.client.token
        self.names = sorted((set(self.form.kinds) | set(given)) - {"csrfmiddlewaretoken"})

    def pairs(self, **instead):
        """What is sent, with these values instead."""
        for name, value in (self.base | instead).items():
            yield from ((name, one) for one in value) if isinstance(value, list) else [(name, value)]

    def send(self, data, content_type=URLENCODED):
        with transaction.atomic():
            answer = self.client.post(self.path, data, content_type)
            transaction.set_rollback(True)
        return answer

    def send_files(self):
        """A file in the place of each text."""
        files = {name: SimpleUploadedFile("text.txt", b"A text") for name in self.names}
        with transaction.atomic():
            answer = self.client.post(self.path, files | {"csrfmiddlewaretoken": self.client.token})
            transaction.set_rollback(True)
        return answer

    def wrongs(self):
        """A sentence for each answer that is a fault of ours, or says nothing."""
        for what, value in VALUES.items():
            every = self.send(body(self.pairs(**dict.fromkeys(self.names, value))))
            yield from self.wrong(f"every field: {what}", every)
        for name in self.names:
            # One of the values in each field alone, so that what stands beside it is looked at as well.
            what, value = list(VALUES.items())[crc32(f"{self.name} {name}".encode()) % len(VALUES)]
            answer = self.send(body(self.pairs(**{name: value})))
            yield from self.wrong(f"{name}: {what}", answer)
            yield from self.silent(name, what, value, answer)
        yield from self.wrong("each field twice", self.send(body([*self.pairs(), *self.pairs()])))
        yield from self.wrong("no field", self.send(body([("csrfmiddlewaretoken", self.client.token)])))
        yield from self.wrong("files for texts", self.send_files())

    def wrong(self, what, answer):
        if answer.status_code >= 500:
            yield f"{self.path} {what}: {answer.status_code}"

    def silent(self, name, what, value, answer):
        """The page is shown again: it says why, and what was typed still stands there."""
        if answer.status_code != 200 or self.form.kinds.get(name) not in TYPED:
            return
        if "error-summary" not in answer.text and self.name not in ASKS_AGAIN:
            yield f"{self.path} {name}: {what} comes back without a sentence"
        if "\0" not in value and "\ud800" not in value and escape(value.strip()) not in answer.text:
            yield f"{self.path} {name}: {what} is no longer there"


@pytest.mark.parametrize("row", POSTED, ids=lambda row: row.name)
def test_every_field_survives_every_value(row, world, clients):
    found = list(Visit(row, world, clients).wrongs())
    assert not found, "\n" + "\n".join(found)


def test_ten_thousand_fields_are_a_plain_400(world, clients):
    row = next(row for row in POSTED if row.name == "actions:update")
    visit = Visit(row, world, clients)
    pairs = [
        ("csrfmiddlewaretoken", visit.client.token),
        *((f"field{number}", "1") for number in range(10_000)),
    ]
    assert visit.send(body(pairs)).status_code == 400
