"""The council's own workbooks through the pages, from the file to the plan and back: the second time nothing is
written, with or without a column of references."""

import pytest

from actions.models import Action, ImportDraft
from jarplan.audit.models import AuditEvent
from tests.actions.imports.books import sample
from tests.actions.imports.through_pages import (
    A1,
    B1,
    C1,
    at,
    bring,
    confirm_page,
    newest_import,
    signed_in,
    words_of,
)
from tests.plan import fresh, real_problems

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("own_reader"),
    pytest.mark.slow,
    pytest.mark.any_database,
]


def answered(client, draft):
    """The draft after each question got its proposal, or was left out where it proposes nothing."""
    for _turn in range(5):
        keys = [one["key"] for one in draft.understood["questions"]]
        if not keys:
            return draft
        client.post(at(draft, "questions"), {"version": draft.version, "every": "1"})
        draft = fresh(draft)
        left = [one["key"] for one in draft.understood["questions"]]
        for at_once in range(0, len(left), 20):
            some = left[at_once : at_once + 20]
            data = {"version": draft.version, "asked": some, **dict.fromkeys(some, "leave")}
            client.post(at(draft, "questions"), data)
            draft = fresh(draft)
    return draft


def through(client, name):
    """The words of the page that one comes to with a file, and of that after its import where there is one."""
    page = bring(client, sample(name))
    draft = ImportDraft.objects.first()
    if draft is None:
        return words_of(page), ""
    draft = answered(client, draft)
    counts = draft.understood["counts"]
    if not (counts["new"] or counts["changed"]):
        return words_of(client.get(at(draft))), ""
    return words_of(page), words_of(confirm_page(client, draft, leave_out="on"))


@pytest.mark.parametrize(("name", "actions"), [(A1, 37), (B1, 35), (C1, 32)])
def test_sample_is_written_once(client, administrator, name, actions):
    signed_in(client, administrator)
    _page, done = through(client, name)
    assert f"Imported: {actions} new and 0 changed." in done
    assert Action.objects.filter(status="proposed").count() == actions
    before, events = list(Action.objects.values().order_by("pk")), AuditEvent.objects.count()
    page, done = through(client, name)
    assert "0 written" in page or "Nothing to import yet" in page
    assert done == ""
    assert list(Action.objects.values().order_by("pk")) == before
    assert AuditEvent.objects.count() == events
    assert not real_problems()


@pytest.mark.parametrize("name", [A1, C1])
def test_sample_is_undone_through_the_pages(client, administrator, name):
    signed_in(client, administrator)
    through(client, name)
    plan_import = newest_import()
    data = {"version": plan_import.version, "reason": "The wrong file"}
    page = words_of(client.post(at(plan_import, "undo"), data, follow=True))
    assert "The import has been undone" in page
    assert not Action.objects.exclude(status="withdrawn").exists()
    assert not real_problems()
