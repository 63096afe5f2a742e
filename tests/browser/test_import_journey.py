"""An administrator imports the sample workbook into a plan that has the facts and no actions, in a real Chromium."""

from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password

from actions.models import Action
from jarplan.audit.models import AuditEvent
from jarplan.people.models import Organisation
from jarplan.reporting.facts import BASELINE, load_facts
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAMPLE = Path(__file__).resolve().parent.parent.parent / "fixtures" / "sample_plan.xlsx"


@pytest.fixture
def admin_page(live_server, browser):
    """The signed-in window of an administrator of a council that has its facts and nothing else."""
    load_facts(by=None, now=BASELINE)
    council = Organisation.objects.get(name="Leicester City Council")
    person = UserFactory(username="ada", organisation=council, roles=["administrator"])
    type(person).objects.filter(pk=person.pk).update(password=make_password("leicester-demo-2008"))
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_label("User name").fill("ada")
    page.get_by_label("Password", exact=True).fill("leicester-demo-2008")
    page.get_by_role("button", name="Sign in").click()
    yield page
    context.close()


def bring(page):
    """Chooses the sample workbook."""
    page.goto("/import/")
    page.locator("input[type=file]").set_input_files(SAMPLE)
    page.locator("main form button[type=submit]").first.click()


def figures(page):
    """{label: number} of the counts on top of the page."""
    return {
        label: int(number)
        for number, label in (
            item.split(maxsplit=1) for item in page.locator("ul.figures li.figure").all_inner_texts()
        )
    }


def test_37_new_then_confirmed_then_37_unchanged(admin_page):
    bring(admin_page)
    assert figures(admin_page) == {"new": 37, "changed": 0, "unchanged": 0, "rejected": 0}
    assert Action.objects.count() == 0, "a preview writes nothing to the plan"
    admin_page.get_by_role("button", name="Confirm the import").click()
    assert Action.objects.filter(status="proposed").count() == 37
    admin_page.goto("/actions/")
    assert admin_page.get_by_text("37 actions").first.is_visible()
    written = AuditEvent.objects.count()
    bring(admin_page)
    assert figures(admin_page) == {"new": 0, "changed": 0, "unchanged": 37, "rejected": 0}
    assert admin_page.get_by_text("37 unchanged, 0 written").is_visible()
    assert AuditEvent.objects.count() == written
