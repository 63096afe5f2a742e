"""Files made to hurt, brought through the page: each is answered in a sentence, and the plan stays as it is."""

import resource

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.models import Action, PlanImport
from jarplan.audit.models import AuditEvent
from jarplan.people.models import Organisation, Post
from tests.actions.imports.books import answered, confirmed, drafted
from tests.spreadsheets import hostile

pytestmark = pytest.mark.django_db
FILES = hostile.files()
SOME_FLIPS = 4
CASES = [
    name for at, name in enumerate(FILES) if "bits" not in name or at % (hostile.FLIPS // SOME_FLIPS) == 0
]
SECONDS = 5
HARMLESS = ("stray cell", "formula with a result")


def everything():
    return [model.objects.count() for model in (Action, PlanImport, Organisation, Post, AuditEvent)]


def seconds_of_children():
    """The processor time of the processes that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_there_are_sixty_of_them():
    assert len(CASES) >= 60
    assert set(HARMLESS) <= set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_file_is_answered_and_the_plan_stays_as_it_is(client, programme, case):
    name, content, words = FILES[case]
    client.force_login(programme, backend="django.contrib.auth.backends.ModelBackend")
    before, used = everything(), seconds_of_children()
    page = client.post("/import/", {"file": SimpleUploadedFile(name, content)}, follow=True)
    assert page.status_code == 200
    assert seconds_of_children() - used < SECONDS
    assert everything() == before
    shown = page.content.decode()
    assert "Traceback" not in shown
    if words:
        assert "Error: " in shown or "not" in shown.lower()


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
