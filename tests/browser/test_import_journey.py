"""An importer at work in a plan that has the facts and no actions, in a real Chromium: the clean sample with the
mouse, and a council's own workbook by keyboard alone, from the file to its undoing.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.auth.hashers import make_password
from playwright.sync_api import expect

from actions.models import Action, ImportDraft, PlanImport
from jarplan.audit.models import AuditEvent
from jarplan.people.models import Organisation
from tests import ROOT, kept
from tests.actions.imports.documents import HEADINGS, as_pasted, plan_row, word_plan
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
    expect(window.get_by_text("37 actions").first).to_be_visible()
    written = AuditEvent.objects.count()
    bring(window)
    expect(window.get_by_text("37 unchanged, 0 written")).to_be_visible()
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
        expect(self.page.get_by_text(text).first, f"{text} on {self.page.url}").to_be_visible()


def test_council_workbook_from_the_file_to_its_undoing_by_keyboard_alone(window):
    person = Importer(window)
    person.sign_in("ada")
    person.press("Administration")
    person.file_chooser("Plan file").set_files(COUNCILS)
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


class Counted(Importer):
    """Somebody whose presses are counted: of buttons, links and boxes, as clicks of a mouse would be."""

    presses = 0

    def press(self, name, key="Enter"):
        self.presses += 1
        super().press(name, key)

    def choose(self, name):
        self.presses += 1
        super().choose(name)


def test_word_plan_from_the_file_to_its_undoing_by_keyboard_in_few_clicks(window):
    person = Counted(window)
    person.sign_in("ada")
    person.press("Administration")
    with window.expect_file_chooser() as chosen:
        person.choose("Plan file")
    content = word_plan("1.1", "1.2", "4.1")
    chosen.value.set_files({"name": "plan.docx", "mimeType": "application/octet-stream", "buffer": content})
    person.press("Preview import")
    assert figures(window)["new"] == 3
    expect(window.get_by_text("Table 2, row 2").locator("visible=true").first).to_be_visible()
    import_and_undo(person, ["R1.1", "R1.2", "R4.1"])


def import_and_undo(person, references):
    """From the preview of these new actions to the undoing of their import."""
    number = len(references)
    person.press("Import or cancel")
    person.press(f"Import {number} rows")
    person.says(f"Imported: {number} new and 0 changed.")
    assert sorted(Action.objects.values_list("reference", flat=True)) == references
    person.press("Undo this import")
    person.type("Reason for undoing the import", "The wrong file")
    person.press("Undo import")
    person.says(f"{number} actions left the plan")
    assert PlanImport.objects.get().state == "undone"
    assert person.presses <= 12


# As Microsoft Planner's own export has it, but for its name.
PLANNER = (
    "Task ID,Task Name,Bucket Name,Progress,Priority,Assigned To,Created By,Created Date,Start date,Due date,Late\n"
    "aX1,Fill twelve vacant posts,R4 Staff,In progress,Important,Head of Fieldwork,Office,01/06/2008,01/07/2008,"
    "19/12/2008,false\n"
    "aX2,Open a second clinic,R14 CAMHS,Not started,Medium,CAMHS Manager;Commissioner,Office,01/06/2008,01/07/2008,"
    "03/12/2008,true\n"
    "aX3,Publish waiting times,R14 CAMHS,Completed,Medium,Commissioner,Office,01/06/2008,01/09/2008,"
    "31/03/2009,false\n"
)


def test_export_of_a_planner_from_the_file_to_its_undoing_by_keyboard_in_few_clicks(window):
    person = Counted(window)
    person.sign_in("ada")
    person.press("Administration")
    with window.expect_file_chooser() as chosen:
        person.choose("Plan file")
    chosen.value.set_files({"name": "planner.csv", "mimeType": "text/csv", "buffer": PLANNER.encode()})
    person.press("Preview import")
    # Three posts without an organisation are one question.
    person.says("1 unanswered, 0 answered.")
    person.says("3 posts have no organisation")
    person.reach("Your answer")
    window.keyboard.type("Yes: all 3 belong to Leicester City Council")
    person.presses += 1
    person.press("Save answers")
    assert figures(window)["new"] == 3
    import_and_undo(person, ["R14.1", "R14.2", "R4.1"])


def test_headings_are_named_by_keyboard_alone(window):
    person = Importer(window)
    person.sign_in("ada")
    person.press("Administration")
    person.reach("Or paste the cells")
    window.keyboard.insert_text("Unser Plan\nWas\tWer\tEmpfehlung\nAudit all cases\tHead of Fieldwork\tR4\n")
    person.press("Preview import")
    person.press("Choose the headings and columns")
    person.look()
    person.type("Row of the headings", "2")
    person.press("Read file with these columns")
    person.says("headings in row 2 (before: no row)")
    for column, field in (("A", "Act"), ("B", "Lead"), ("C", "Recommendation num")):
        person.reach(f"What is Column {column}")
        window.keyboard.type(field)
    person.press("Read file with these columns")
    person.says("Now read as actions: row 3.")


def test_pasted_cells_are_previewed_by_keyboard_alone(window):
    person = Importer(window)
    person.sign_in("ada")
    person.press("Administration")
    person.reach("Or paste the cells")
    # As from the clipboard: a Tab that is typed would leave the box.
    window.keyboard.insert_text(as_pasted(HEADINGS, plan_row()))
    person.press("Preview import")
    assert figures(window)["new"] == 1
