"""An importer at work in a plan that has the facts and no actions, in a real Chromium: the clean sample with the
mouse, and a council's own workbook by keyboard alone, from the file to its undoing.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.auth.hashers import make_password

from actions.models import Action, ImportDraft, PlanImport
from jarplan.audit.models import AuditEvent
from jarplan.people.models import Organisation
from tests import ROOT, kept
from tests.browser.keyboard import PASSWORD, Keyboard
from tests.browser.test_every_page import AXE
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAMPLE = ROOT / "fixtures" / "sample_plan.xlsx"
COUNCILS = ROOT / "tests" / "data" / "c1_text_dates_colours.xlsx"


@pytest.fixture
def window(live_server, browser):
    """A window of an administrator of a council that has its facts and nothing else."""
    kept.facts()
    council = Organisation.objects.get(name="Leicester City Council")
    person = UserFactory(username="ada", organisation=council, roles=["administrator"])
    type(person).objects.filter(pk=person.pk).update(password=make_password(PASSWORD))
    context = browser.new_context(base_url=live_server.url)
    yield context.new_page()
    context.close()


def bring(page):
    """Chooses the sample workbook."""
    page.goto("/import/")
    page.locator("input[type=file]").set_input_files(SAMPLE)
    page.get_by_role("button", name="Preview import").click()


def figures(page):
    """{label: number} of the counts on top of the page."""
    return {
        label: int(number)
        for number, label in (
            item.split(maxsplit=1) for item in page.locator("ul.figures li.figure").all_inner_texts()
        )
    }


def test_37_new_then_confirmed_then_37_unchanged(window):
    Keyboard(window).sign_in("ada")
    bring(window)
    assert figures(window) == {"new": 37, "changed": 0, "unchanged": 0, "rejected": 0}
    assert Action.objects.count() == 0, "a preview writes nothing to the plan"
    window.get_by_role("button", name="Import 37 rows").click()
    assert Action.objects.filter(status="proposed").count() == 37
    window.goto("/actions/")
    assert window.get_by_text("37 actions").first.is_visible()
    written = AuditEvent.objects.count()
    bring(window)
    assert window.get_by_text("37 unchanged, 0 written").is_visible()
    assert AuditEvent.objects.count() == written


class Importer(Keyboard):
    """Somebody who imports by keyboard alone. Every page that they come to is asked of axe."""

    def press(self, name, key="Enter"):
        super().press(name, key)
        self.look()

    def look(self):
        self.page.evaluate(AXE_SCRIPT)
        violations = self.page.evaluate(AXE)["violations"]
        assert not violations, (self.page.url, [one["help"] for one in violations])

    def says(self, text):
        assert self.page.get_by_text(text).first.is_visible(), (self.page.url, text)


def test_council_workbook_from_the_file_to_its_undoing_by_keyboard_alone(window):
    person = Importer(window)
    person.sign_in("ada")
    person.press("Import")
    with window.expect_file_chooser() as chosen:
        person.reach("Plan spreadsheet")
        window.keyboard.press("Space")
    chosen.value.set_files(COUNCILS)
    person.press("Preview import")
    person.says("Questions about this file")
    leave_a_column_out(person)
    answer(person)
    assert not Action.objects.exists()
    person.press("Preview import")
    assert figures(window)["new"] == 32
    person.press("Import or cancel")
    person.choose("I understand that")
    person.press("Import 32 rows")
    person.says("Imported: 32 new and 0 changed.")
    assert Action.objects.filter(status="proposed").count() == 32
    assert not ImportDraft.objects.exists()
    person.press("Undo this import")
    person.press("Undo import")
    person.says("Enter the reason for undoing the import")
    person.type("Reason for undoing the import", "The wrong file")
    person.press("Undo import")
    person.says("32 actions left the plan")
    assert set(Action.objects.values_list("status", flat=True)) == {"withdrawn"}
    assert PlanImport.objects.get().state == "undone"


def leave_a_column_out(person):
    """The colours are not to be imported."""
    person.press("c1_text_dates_colours.xlsx")
    person.press("Check the columns")
    person.reach("What is Column G")
    person.page.keyboard.type("Not i")
    person.press("Read file with these columns")
    person.says("The file has been read again: 32 rows.")
    assert list(ImportDraft.objects.get().mapping.values()) == [""]


def answer(person):
    """Types another date than the one proposed, and takes the proposals of all other questions."""
    first = person.page.locator("input[type=radio]").first
    person.reach(first.evaluate("radio => radio.labels[0].innerText"))
    person.page.keyboard.press("Space")
    person.page.keyboard.press("ArrowDown")
    person.type("The date", "30 September 2008")
    person.press("Accept all suggestions")
    person.says("still unanswered")
    answers = list(ImportDraft.objects.get().answers.values())
    assert {"choice": "other", "text": "30 September 2008"} in answers
    assert {"choice": "yes", "text": ""} in answers
