"""The pages of packs: from the list of meetings to the draft, its preview and the pack, as its roles see them."""

from datetime import date

import pytest
from django.test import Client
from django.utils.html import escape

from jarplan.people.models import User
from jarplan.reporting.models import MadeFile, MeetingPack
from jarplan.reporting.packs import queries
from jarplan.reporting.packs.outline import stamp_of
from tests import packs, plan, releases
from tests.plan import fresh, later
from tests.reporting.conftest import BACKEND
from tests.reporting.reading import text_of


@pytest.fixture
def pinned(settings):
    settings.PLAN_TODAY = date(2008, 7, 1)


@pytest.fixture
def office(reported, pinned):
    return signed_in(reported.people.programme)


def signed_in(person):
    client = Client()
    client.force_login(person, BACKEND)
    return client


def typed(page, **changes):
    """What is sent with the form of a page as it was shown."""
    form = page.context["form"]
    found = {}
    for name, bound in ((name, form[name]) for name in form.fields):
        value = bound.value()
        if isinstance(value, date):
            found |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
        else:
            found[name] = "" if value is None else value
    return found | changes


def address(which=packs.OSMB):
    return f"/meetings/{packs.a_meeting(*which).uuid}/pack/"


def test_from_the_list_of_meetings_to_a_pack_in_three_presses(reported, office):
    path = address()
    listed = office.get("/meetings/")
    assert f'href="{path}"' in listed.text and "Prepare pack" in text_of(listed)
    page = office.get(path)
    assert "Nothing is saved yet" in text_of(page) and MeetingPack.objects.count() == 0
    said = typed(page, purpose="To report on progress.", asks="To note it.")
    preview = office.post(path, said, follow=True)
    assert preview.redirect_chain == [(f"{path}preview/", 302)] and "The draft has been saved" in text_of(
        preview
    )
    assert "To report on progress." in text_of(preview) and "Draft. This pack has not been made" in text_of(
        preview
    )
    done = office.post(f"{path}preview/", typed(preview), follow=True)
    assert done.redirect_chain == [("/packs/1/", 302)] and "The pack has been made" in text_of(done)
    assert "1.1" in done.text and "Draft. This pack" not in done.text
    listed = office.get("/meetings/")
    assert 'href="/packs/1/"' in listed.text and "Correct pack" in text_of(listed)


def test_what_was_looked_at_is_what_is_made_whatever_happens_meanwhile(reported, office):
    packs.draft(reported.people)
    preview = office.get(f"{address()}preview/")
    releases.report(reported, reported.second, None, later(11, hour=19), **releases.GREEN)
    done = office.post(f"{address()}preview/", typed(preview), follow=True)
    row = MeetingPack.objects.get()
    assert row.number == 1 and row.digest == preview.context["form"].initial["seen"]
    assert queries.content_of(row).printed["rating:none"] == 1
    assert "The plan has moved on: 1 action has changed" in text_of(done)


def test_a_draft_that_was_saved_meanwhile_is_shown_before_it_is_made(reported, office):
    pack = packs.draft(reported.people)
    preview = office.get(f"{address()}preview/")
    packs.draft(reported.people, version=pack.version, advice="At the last moment.")
    again = office.post(f"{address()}preview/", typed(preview), follow=True)
    assert "Somebody else changed this" in text_of(again) and "At the last moment." in text_of(again)
    assert fresh(pack).number is None
    assert office.post(f"{address()}preview/", typed(again)).url == "/packs/1/"


@pytest.mark.parametrize(
    "changes", [{"seen": "", "entry": ""}, {"entry": "x"}, {"seen": "0" * 64}, {"entry": 1}]
)
def test_what_nobody_was_shown_is_not_made(reported, office, changes):
    pack = packs.draft(reported.people)
    page = office.get(f"{address()}preview/")
    again = office.post(f"{address()}preview/", typed(page) | changes, follow=True)
    assert fresh(pack).number is None and "messages" in again.text


def test_a_stale_save_shows_both_texts_and_keeps_what_was_typed(reported, office):
    pack = packs.draft(reported.people)
    page = office.get(address())
    packs.draft(reported.people, version=pack.version, advice="Spend <more>.", sections=["money"])
    stale = office.post(address(), typed(page, advice="Spend less."))
    assert stale.status_code == 409
    for words in ("Someone else saved first", escape("Spend <more>."), "Spend less.", "Money"):
        assert words in stale.text
    assert fresh(pack).advice == "Spend <more>." and 'name="version" value="2"' in stale.text
    kept = office.post(address(), typed(page, advice="Spend less.", version=2))
    assert kept.status_code == 302 and fresh(pack).advice == "Spend less."


def test_a_draft_that_is_not_whole_says_what_is_missing(reported, office):
    packs.draft(reported.people, purpose="")
    page = office.get(f"{address()}preview/")
    assert "Enter the purpose before you make the pack." in text_of(page)
    assert "Make pack</button>" not in page.text and "Edit draft" in text_of(page)


def test_a_draft_of_a_day_to_come_shows_today(reported, office):
    packs.draft(reported.people, packs.CABINET)
    page = office.get(f"{address(packs.CABINET)}preview/")
    assert "It can be made on that day" in text_of(page) and "<dd>1 July 2008</dd>" in page.text


def test_an_empty_form_says_what_is_needed(reported, office):
    page = office.post(address(), {"version": 0})
    assert "Enter the decision-maker" in text_of(page) and page.status_code == 200


def test_there_is_no_preview_without_a_draft(reported, office):
    assert office.get(f"{address()}preview/").status_code == 404


def test_members_read_a_pack_and_are_offered_nothing(reported, pinned):
    packs.made(reported.people)
    for name in ("cabinet", "officer_b", "finance", "administrator"):
        client = signed_in(User.objects.get(username=name))
        page = client.get("/packs/1/")
        assert page.status_code == 200 and "To note the progress." in text_of(page)
        assert "Correct this pack" not in text_of(page) and "Prepare pack" not in text_of(
            client.get("/meetings/")
        )
        assert client.get(address()).status_code == client.get(f"{address()}preview/").status_code == 403
    assert Client().get("/packs/1/").status_code == 302


def test_a_draft_has_no_page_by_a_number(reported, office):
    packs.draft(reported.people)
    assert office.get("/packs/1/").status_code == office.get("/packs/0/").status_code == 404


def test_a_corrected_pack_stays_and_says_so(reported, office, settings):
    packs.made(reported.people)
    settings.PLAN_TODAY = date(2008, 7, 10)
    page = office.get(address())
    assert "This draft will be a new pack that corrects it" in text_of(page)
    assert "To agree the next step." in page.text
    preview = office.post(address(), typed(page, advice="Mended."), follow=True)
    office.post(f"{address()}preview/", typed(preview))
    first, second = office.get("/packs/1/"), office.get("/packs/2/")
    assert "Corrected by pack 2, made on 10 July 2008" in text_of(first) and 'href="/packs/2/"' in first.text
    assert "Mended." not in first.text and "Correct this pack" not in text_of(first)
    assert "This pack corrects pack 1." in text_of(second) and "Mended." in text_of(second)
    listed = office.get("/meetings/").text
    assert listed.index('href="/packs/1/"') < listed.index('href="/packs/2/"')


def test_the_list_of_an_earlier_day_has_the_packs_of_then(reported, office, settings):
    packs.made(reported.people)
    settings.PLAN_TODAY = date(2008, 7, 10)
    assert 'href="/packs/1/"' in office.get("/meetings/?as_at=2008-07-01").text
    assert "/packs/1/" not in office.get("/meetings/?as_at=2008-06-30").text


def test_each_sheet_of_a_printed_page_says_by_what_the_pack_is_proved(reported, office):
    row = packs.made(reported.people)
    page = office.get("/packs/1/")
    assert '<a href="/meetings/" aria-current="true">' in page.text
    assert 'data-foot="Pack 1. Plan as at 1 July 2008' in page.text and row.digest[:12] in page.text


def test_a_file_that_is_not_there_says_by_when_it_will_be_or_why_not(reported, office, settings):
    row = packs.made(reported.people)
    settings.PLAN_TODAY = None
    late = office.get("/packs/1.pdf")
    assert (
        late.status_code == 503 and "has not been made yet" in text_of(late) and late["Retry-After"] == "60"
    )
    MadeFile.objects.create(
        pack=row, kind="pdf", stamp=stamp_of(row), moment=later(12), problem="It is too long."
    )
    assert "It is too long." in text_of(office.get("/packs/1.pdf"))
    assert office.get("/packs/9.pdf").status_code == 404


def test_a_pack_of_an_inspection_that_is_not_confirmed_is_not_there(reported, pinned):
    inspection, _ = plan.make_inspection()
    theirs = ("Board", date(2008, 7, 3))
    packs.draft(reported.people, theirs, inspection=inspection, now=later(11))
    packs.made(reported.people, theirs, now=later(13))
    type(inspection).objects.filter(pk=inspection.pk).update(confirmed=False)
    reader = signed_in(reported.people.cabinet)
    assert {reader.get(f"/packs/1{end}").status_code for end in ("/", ".pdf", ".docx")} == {404}
