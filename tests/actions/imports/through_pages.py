"""The import's pages in somebody's hands, for their tests."""

import re

from django.urls import reverse

from actions.models import ImportDraft, PlanImport
from tests.actions.imports import books

A1, B1, C1, COSTS = (
    "a1_clean.xlsx",
    "b1_council_layout.xlsx",
    "c1_text_dates_colours.xlsx",
    "e1_tll_costs_values.xlsx",
)
BACKEND = "jarplan.people.accounts.backends.PeopleBackend"


def row(reference="4.1", **changes):
    """A good row with a text of its own, so that no two rows are taken for one."""
    return books.row(reference, **{"action": f"{books.GOOD['Action']} ({reference})"} | changes)


def signed_in(client, person):
    client.force_login(person, backend=BACKEND)
    return client


def at(thing, name="detail"):
    """The address of a page of a draft or an import."""
    return reverse(f"imports:{name}", kwargs={"uuid": thing.uuid})


def text_of(response):
    return " ".join(response.content.decode().split())


def words_of(response):
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).replace("&#x27;", "'").split())


def bring(client, upload):
    """Chooses a file; the page that one comes to."""
    return client.post("/import/", {"file": upload}, follow=True)


def the_draft():
    return ImportDraft.objects.get()


def confirm_page(client, draft, **ticked):
    """Presses the button of the preview."""
    return client.post(at(draft, "confirm"), {"version": draft.version, **ticked}, follow=True)


def take_every_proposal(client, draft):
    return client.post(at(draft, "questions"), {"version": draft.version, "every": "1"}, follow=True)


def newest_import():
    return PlanImport.objects.order_by("-pk").first()
