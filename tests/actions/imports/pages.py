"""The import's pages in somebody's hands, for their tests."""

import re

from django.urls import reverse

from actions.models import ImportDraft, PlanImport

BACKEND = "django.contrib.auth.backends.ModelBackend"


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
