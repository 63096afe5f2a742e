"""The main job from end to end in a real Chromium: report, show, claim, sign twice, and a member sees it blue.

Once with the mouse, on what everybody sees and on what somebody forges; once by keyboard alone. Everybody signs in
through the form, and everything is read from the pages as their reader finds it.
"""

import re

import pytest
from django.db import DatabaseError, transaction
from playwright.sync_api import expect

from actions.models import Action, SignOff
from jarplan.audit.models import AuditEvent
from jarplan.people.models import User
from tests.browser.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
MOUSE, KEYBOARD = "R1.2", "R9.2"  # two actions of the council that nobody has signed


def listed(page, query):
    """How many actions the list that an address asks for has."""
    page.goto(f"/actions/?{query}")
    found = page.locator("table caption")
    return int(found.inner_text().split()[0]) if found.count() else 0


def rated_blue(page):
    """How many actions the dashboard shows as blue."""
    page.goto("/")
    table = page.get_by_role("table", name="Ratings by timeframe")
    headings = [heading.split()[-1] for heading in table.locator("thead th").all_inner_texts()]
    column = headings.index("Blue")
    # The number, before how many of them are unproven.
    return int(table.locator("tfoot tr").locator("th, td").nth(column).inner_text().split()[0])


def refusals(reference):
    return AuditEvent.objects.filter(kind="refused", reference=reference).count()


def test_an_action_from_the_report_to_blue(people, tmp_path):
    officer, approver, programme, cabinet = map(people, ("officer", "approver", "programme", "cabinet"))
    blue, awaiting_board = rated_blue(cabinet), listed(cabinet, "awaiting=board")
    reports_shows_and_claims(officer, tmp_path)
    forged_signature_is_refused(officer)

    approver.goto("/my-work/")
    approver.locator("main").get_by_role("link", name=MOUSE, exact=True).first.click()
    approver.get_by_role("link", name="Sign off or return").click()
    expect(approver.get_by_text("All leaflets are printed and delivered")).to_be_visible()
    expect(approver.get_by_role("link", name="proof of delivery.txt")).to_be_visible()
    signs_off(approver)
    expect(approver.get_by_role("status").get_by_text(f"You have signed off {MOUSE}")).to_be_visible()
    assert listed(cabinet, "awaiting=board") == awaiting_board + 1
    assert rated_blue(cabinet) == blue

    programme.goto(f"/actions/{MOUSE}/")
    programme.get_by_role("link", name="Sign off or return").click()
    programme.get_by_label("Meeting").select_option(label="Cabinet, 1 September 2008")
    signs_off(programme)

    assert listed(cabinet, "awaiting=board") == awaiting_board
    assert rated_blue(cabinet) == blue + 1
    expect(cabinet.locator("[aria-labelledby=since-signed]")).to_contain_text(MOUSE)
    cabinet.goto(f"/actions/{MOUSE}/")
    expect(cabinet.locator("main .rating-blue").first).to_be_visible()
    expect(cabinet.get_by_text("at Cabinet, 1 September 2008")).to_be_visible()
    # Nobody has measured what the leaflets were for, and the page says so beside the blue.
    expect(cabinet.get_by_text("Criteria unproven").first).to_be_visible()
    expect(cabinet.get_by_text("The programme office has seen it").first).to_be_visible()
    cabinet.goto(f"/actions/{MOUSE}/?as_at=2008-08-31")
    expect(cabinet.locator("main .rating-blue")).to_have_count(0)


def signs_off(signer):
    """Confirms each criterion, and signs."""
    signer.get_by_label("Sign off: the action").check()
    signer.wait_for_load_state()  # a click waits for the answer's beginning, a list of boxes needs all of it
    for criterion in signer.get_by_role("radio", name="Yes, I confirm what is claimed").all():
        criterion.check()
    for box in signer.locator("main textarea[name^=answer-]").all():
        box.fill("The board has been told")
    signer.get_by_role("button", name="Save decision").click()


def reports_shows_and_claims(officer, folder):
    """The officer's part, in the order in which the page offers it."""
    officer.goto(f"/actions/{MOUSE}/")
    officer.get_by_role("link", name="Report progress").click()
    officer.get_by_role("radio", name="Green").check()
    officer.get_by_role("radio", name="High").check()
    officer.get_by_label("What was done").fill("All leaflets are printed and delivered")
    officer.get_by_role("button", name="Send note").click()
    officer.get_by_role("link", name="Attach evidence").click()
    officer.get_by_label("What the evidence shows").fill("The printer's proof of delivery")
    proof = folder / "proof of delivery.txt"
    proof.write_text("4,000 leaflets, received on 28 August 2008")
    officer.get_by_label("File", exact=True).set_input_files(proof)
    officer.get_by_role("button", name="Attach").click()
    officer.get_by_role("link", name="Mark as delivered").click()
    officer.get_by_role("button", name="Mark as delivered").click()
    expect(officer.get_by_text("There is a problem")).to_be_visible()  # nothing has been declared yet
    officer.wait_for_load_state()
    for criterion in officer.get_by_role("radio", name="Met", exact=True).all():
        criterion.check()
    for box in officer.locator("main textarea").all():
        box.fill("The programme office has seen it")
    officer.get_by_role("button", name="Mark as delivered").click()
    expect(officer.locator("main .tag", has_text="Awaiting the lead organisation")).to_be_visible()


def forged_signature_is_refused(officer):
    """The claimant gets no button; a POST without one is refused and recorded; the database refuses the row."""
    officer.goto(f"/actions/{MOUSE}/")
    expect(officer.get_by_role("link", name=re.compile("sign off", re.IGNORECASE))).to_have_count(0)
    before, token = refusals(MOUSE), officer.locator("[name=csrfmiddlewaretoken]").first.input_value()
    forged = {"csrfmiddlewaretoken": token, "decision": "sign", "seen": "0" * 64}
    assert officer.request.post(f"/actions/{MOUSE}/sign-off/", form=forged).status == 403
    assert refusals(MOUSE) == before + 1
    action, claimant = Action.objects.get(reference=MOUSE), User.objects.get(username="officer")
    with pytest.raises(DatabaseError), transaction.atomic():
        SignOff.objects.create(
            action=action,
            round=SignOff.Round.ORGANISATION,
            for_organisation=claimant.organisation,
            outcome=SignOff.Outcome.SIGNED,
            signed_at=action.delivered_at,
            signed_by=claimant,
            claimed_by=claimant,
            role="approver",
            content="{}",
        )


def test_the_same_by_keyboard_alone(browser, site, tmp_path):
    context = browser.new_context(base_url=site.url)
    person = Keyboard(context.new_page())
    person.sign_in("officer")
    person.open("Plan", KEYBOARD)  # it starts after the round opened, so no report of it is due
    person.press("Report progress")
    person.choose("Green")
    person.choose("High")
    person.type("What was done", "Every secondary school tracks its pupils")
    person.press("Send report")
    person.press("Attach evidence")
    person.type("What the evidence shows", "Minutes of the heads' meeting")
    attach_by_keyboard(person, tmp_path)
    person.press("Attach evidence")
    person.press("Mark as delivered")
    for _criterion in range(2):
        person.choose("Met")
        person.type("Reason", "The heads have seen it")
    person.press("Mark as delivered")
    person.press("Sign out")

    for who, round_said in (
        ("approver", "Lead organisation"),
        ("programme", "Programme office, for the board"),
    ):
        person.sign_in(who)
        person.open("My work", KEYBOARD)
        person.press("Sign off or return")
        person.choose("Sign off: the action")
        for _criterion in range(2):
            person.choose("Yes, I confirm")
        person.press("Save decision")
        expect(person.page.get_by_role("heading", name=f"Signed off: {round_said}")).to_be_visible()
        person.press("Sign out")

    person.sign_in("cabinet")
    person.open("Plan", KEYBOARD)
    expect(person.page.locator("main .rating-blue").first).to_be_visible()
    context.close()


def attach_by_keyboard(person, folder):
    minutes = folder / "minutes.txt"
    minutes.write_text("16 of 16 schools.")
    person.file_chooser("File").set_files(minutes)
