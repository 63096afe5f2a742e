"""A second council in a real Chromium: from the law alone to a published plan, then another inspection beside it, of
which nothing shows in the first one's plan, neither before it is confirmed nor after."""

from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from playwright.sync_api import expect

from actions.models import Action
from jarplan.people.models import Post
from recommendations.models import Inspection
from tests.actions.imports import books
from tests.browser.keyboard import PASSWORD
from tests.browser.test_every_page import TOO_WIDE
from tests.factories import OrganisationFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ILACS = "Inspection of Midshire children’s services"
SEND = "Area SEND inspection of Midshire by Ofsted and the Care Quality Commission, for the local area partnership"
PASTED = """What needs to improve

\u2022 The timeliness of initial health assess-
ments for children who come into care.
\u2022 The quality and impact of supervision,
so that plans progress.
Inspection of Midshire children’s services
3
1. The response to children who are miss-
ing from care.
2. Pathway plans for care leavers.
\u2022 Oversight of private fostering.
\u2022 The recording of why decisions were taken.
"""
SIX = [
    "The timeliness of initial health assessments for children who come into care.",
    "The quality and impact of supervision, so that plans progress.",
    "The response to children who are missing from care.",
    "Pathway plans for care leavers.",
    "Oversight of private fostering.",
    "The recording of why decisions were taken.",
]
PROMISE = "Book each assessment on the day a child comes into care"


@pytest.fixture
def window(live_server, browser, settings):
    """window("ada") is that person's signed-in page in Midshire, which has the law and nothing else."""
    settings.PLAN_TODAY = date(2026, 4, 1)
    settings.PLAN_PLACE, settings.PRODUCT_NAME = "Midshire", "Promise Keeper"
    call_command("load_law", verbosity=0)
    council = OrganisationFactory(name="Midshire Council", kind="council")
    Post.objects.create(title="Head of Fieldwork Services", organisation=council)
    for name, roles in (("ada", ["administrator", "programme"]), ("olga", ["officer"])):
        person = UserFactory(username=name, organisation=council, roles=roles)
        type(person).objects.filter(pk=person.pk).update(password=make_password(PASSWORD))
    contexts = []

    def opened(who=""):
        contexts.append(browser.new_context(base_url=live_server.url))
        page = contexts[-1].new_page()
        if who:
            page.goto("/accounts/login/")
            page.get_by_label("User name").fill(who)
            page.get_by_label("Password", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url("**/")
        return page

    yield opened
    for context in contexts:
        context.close()


def test_from_the_law_alone_to_a_published_plan_and_a_second_inspection(window, tmp_path):
    ada, olga, visitor = window("ada"), window("olga"), window()
    add_inspection(ada, ILACS, "ilacs-2026", "childrens_services", day=2)
    prefix = paste(ada, PASTED, SIX)
    confirm(ada)
    bring_in_the_plan(ada, tmp_path, f"{prefix}1")
    agree(ada, f"{prefix}1.1")
    set_a_round(ada)
    report(olga, f"{prefix}1.1")
    publish(ada)
    assert PROMISE in words(visitor, "/published/") and "Promise Keeper" in ada.title()

    add_inspection(ada, SEND, "send-2026", "send_area", day=9)
    other = paste(ada, "\u2022 Waiting times for speech therapy.\n\u2022 Transitions at 16.", None)
    assert other != prefix
    for page, addresses in ((olga, SIGNED_IN), (visitor, PUBLIC)):
        for address in addresses:
            said = words(page, address)
            assert "SEND" not in said and "speech therapy" not in said, address
    expect(olga.locator("#inspection"), "one confirmed inspection is no choice").to_have_count(0)

    ada.goto(f"/inspections/{Inspection.objects.get(reference='send-2026').uuid}/")
    confirm(ada)
    olga.goto("/")
    olga.locator("#inspection").select_option(label=ILACS)
    press(olga, "Show")
    for address in SIGNED_IN:
        said = words(olga, address)
        assert "speech therapy" not in said and SEND not in said, address
    olga.goto("/recommendations/")
    olga.locator("#inspection").select_option(label=SEND)
    press(olga, "Show")
    said = olga.locator("main").inner_text()
    assert "speech therapy" in said and SIX[0] not in said
    assert ILACS in words(visitor, "/published/") and SEND in words(visitor, "/published/")
    check_width(olga)
    assert PROMISE in words(visitor, "/published/ilacs-2026/")
    assert PROMISE not in words(visitor, "/published/send-2026/")


SIGNED_IN = ("/", "/my-work/", "/recommendations/", "/actions/", "/deadlines/", "/publication/", "/versions/")
SIGNED_IN += ("/meetings/", "/history/", "/inspections/", "/versions/checks/", "/rounds/")
PUBLIC = ("/published/", "/published/children/")


def check_width(page):
    """With the choice of an inspection in its head, no page is wider than a telephone."""
    page.set_viewport_size({"width": 320, "height": 900})
    wide = {}
    for address in SIGNED_IN:
        page.goto(address)
        expect(page.locator("select#inspection")).to_be_visible()
        wide[address] = page.evaluate(TOO_WIDE)
    assert not any(wide.values()), wide


def press(page, name, role="button"):
    """Presses a button or link; the next page is there when this returns."""
    with page.expect_navigation():
        page.get_by_role(role, name=name).first.click()


def words(page, address):
    page.goto(address)
    return page.locator("main").inner_text()


def fill_day(page, group, day, month):
    boxes = page.get_by_role("group", name=group)
    for label, number in (("Day", day), ("Month", month), ("Year", 2026)):
        boxes.get_by_label(label, exact=True).fill(str(number))


def add_inspection(page, title, reference, kind, day):
    page.goto("/inspections/add/")
    page.get_by_label("Type of inspection").select_option(kind)
    page.get_by_label("Reference", exact=True).fill(reference)
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("Area", exact=True).fill("Midshire")
    fill_day(page, "Published on", day, 3)
    press(page, "Add inspection")
    said = page.get_by_role("status").get_by_text("The inspection and its deadlines have been added")
    expect(said).to_be_visible()


def paste(page, text, expected):
    """Pastes recommendations, looks at each and adds them; the prefix of their references."""
    press(page, "Add recommendations", "link")
    page.get_by_label("Text, as printed").fill(text)
    press(page, "Continue")
    expect(page.get_by_text("Nothing has been saved yet")).to_be_visible()
    pieces = [box.input_value() for box in page.locator("fieldset.formset-part textarea").all()]
    assert expected in (None, pieces)
    press(page, "Add 6 recommendations" if expected else "Add 2 recommendations")
    found = Inspection.objects.latest("pk")
    assert [one.text for one in found.recommendations.order_by("order")] == pieces
    return found.reference_prefix


def confirm(page):
    press(page, "Confirm the inspectors’ words", "link")
    press(page, "Confirm inspection")
    expect(page.get_by_role("status").get_by_text("The inspection has been confirmed")).to_be_visible()


def bring_in_the_plan(page, folder, reference):
    changes = {"rec_no": reference, "jar_recommendation": SIX[0], "action": PROMISE, "partners": ""}
    changes |= {"start_date": date(2026, 3, 16), "target_date": date(2026, 6, 30)}
    upload = books.plan_file(books.row("", lead_agency="Midshire Council", **changes))
    (folder / "plan.xlsx").write_bytes(upload.read())
    page.goto("/import/")
    page.locator("input[type=file]").set_input_files(folder / "plan.xlsx")
    press(page, "Preview import")
    press(page, "Import 1 row")
    assert Action.objects.get().text == PROMISE


def agree(page, reference):
    page.goto(f"/actions/{reference}/agree/")
    press(page, "Agree action")
    assert Action.objects.get(reference=reference).status == "agreed"


def set_a_round(page):
    page.goto("/rounds/")
    press(page, "Set reporting round", "link")
    page.get_by_label("Month to report on").select_option(label="March 2026")
    fill_day(page, "First day", 1, 4)
    fill_day(page, "Last day", 8, 4)
    press(page, "Set reporting round")
    expect(page.get_by_role("status").get_by_text("has been set")).to_be_visible()


def report(page, reference):
    page.goto("/my-work/")
    press(page, "Report progress", "link")
    page.get_by_role("radio", name="Green").check()
    page.get_by_role("radio", name="High").check()
    page.get_by_label("What was done").fill("Every assessment of March was booked in time")
    press(page, "Send report")
    assert Action.objects.get(reference=reference).declared_rating == "green"


def publish(page):
    """The plan was approved before it was brought in; its version is published at once and says so."""
    page.goto("/meetings/add/")
    page.get_by_label("Meeting body").fill("Cabinet")
    fill_day(page, "Date of the meeting", 20, 3)
    page.get_by_label("Agenda item").fill("The action plan")
    press(page, "Add meeting")
    page.goto("/versions/make/")
    press(page, "Make version")
    press(page, "Record approval", "link")
    page.get_by_label("Which meeting approved it?").select_option(label="Cabinet, 20 March 2026")
    press(page, "Record approval")
    expect(page.get_by_text("enter the minute that records the approval").first).to_be_visible()
    page.get_by_label("Minute of an earlier approval").fill("minute 45")
    page.get_by_label("Why does the earlier approval count?").fill("It was approved before it was brought in")
    press(page, "Record approval")
    expect(page.get_by_text("Approved before this version was made (minute 45)")).to_be_visible()
    press(page, "Publish version", "link")
    if page.get_by_label("Reason for publishing with errors").count():
        page.get_by_label("Reason for publishing with errors").fill(
            "Five recommendations are answered in May"
        )
    press(page, "Publish version 1")
    expect(page.get_by_role("status").get_by_text("Version 1 has been published")).to_be_visible()
