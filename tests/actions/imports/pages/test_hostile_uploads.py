"""Files made to hurt, brought through the page: each is answered in a sentence, and the plan stays as it is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.models import Action, PlanImport
from jarplan.audit.models import AuditEvent
from jarplan.people.models import Organisation, Post
from tests.actions.imports.books import answered, confirmed, drafted
from tests.effort import check_effort
from tests.spreadsheets import hostile, hostile_documents
from tests.spreadsheets.layout.test_plan_hostile import longest

# What a file can do is done in the reader, before the database has a part in it.
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.any_database]
FILES = hostile.files()
SOME_FLIPS = 4
CASES = [
    name for at, name in enumerate(FILES) if "bits" not in name or at % (hostile.FLIPS // SOME_FLIPS) == 0
]
# Those of other kinds that a person might really be sent, and those that end their process.
OTHERS = (
    "bomb",
    "entit",
    "macros",
    "links",
    "10,000",
    "inside tables",
    "huge span",
    "nowhere",
    "at 6",
    "corner",
    "memory",
)
DOCUMENTS = hostile_documents.files()
OTHER_CASES = [name for name in DOCUMENTS if any(word in name for word in OTHERS)]
HARMLESS = ("stray cell", "formula with a result")


def everything():
    return [model.objects.count() for model in (Action, PlanImport, Organisation, Post, AuditEvent)]


def test_there_are_sixty_of_them():
    assert len(CASES) >= 60
    assert set(HARMLESS) <= set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_file_is_answered_and_the_plan_stays_as_it_is(client, programme, case):
    name, content, words = FILES[case]
    client.force_login(programme, backend="jarplan.people.accounts.backends.PeopleBackend")
    before = everything()

    def brought():
        return client.post("/import/", {"file": SimpleUploadedFile(name, content)}, follow=True)

    page = check_effort(brought, longest, hostile.TIMES)
    assert page.status_code == 200
    assert everything() == before
    shown = page.content.decode()
    assert "Traceback" not in shown
    if words:
        assert "Error: " in shown or "not" in shown.lower()


@pytest.mark.parametrize("case", OTHER_CASES)
def test_document_is_answered_and_the_plan_stays_as_it_is(client, programme, own_reader, case):
    name, make, words = DOCUMENTS[case]
    client.force_login(programme, backend="jarplan.people.accounts.backends.PeopleBackend")
    before = everything()
    page = client.post("/import/", {"file": SimpleUploadedFile(name, make())}, follow=True)
    assert page.status_code == 200
    assert everything() == before
    assert "Traceback" not in page.content.decode()
    # Macros are found when the file is kept, and not where its cells are read.
    if words or "macros" in case:
        assert "Error: " in page.content.decode()


@pytest.mark.parametrize("case", HARMLESS)
def test_odd_but_harmless_file_is_imported(programme, case):
    name, content, _words = FILES[case]
    draft = drafted(programme, SimpleUploadedFile(name, content))
    answers = {}
    for _round in range(3):
        answers |= {one["key"]: {"choice": one["options"][0][0]} for one in draft.understood["questions"]}
        draft = answered(programme, draft, answers)
    assert draft.understood["counts"]["questions"] == 0
    confirmed(programme, draft, leave_out=False)
    action = Action.objects.get()
    assert (action.reference, action.text) == ("R1.1", "Meet")
