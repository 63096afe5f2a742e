"""The page for children and young people: who writes it, that nobody's text is lost, and that it is plain text."""

import pytest
from django.urls import reverse

from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent
from jarplan.reporting.document.compose import compose
from jarplan.reporting.redaction.removal import redact_text
from recommendations.models import ChildrensPage
from recommendations.versions import childrens_page as versions_childrens_page
from recommendations.versions.childrens_page import childrens_page, write_childrens_page
from tests.plan import later, make_people, real_problems

pytestmark = pytest.mark.django_db
WRITE = "recommendations:childrens-page-write"


@pytest.fixture
def people():
    return make_people()


def written(by, version=0, title="Our plan", text="We will listen.", days=1):
    return write_childrens_page(by=by, now=later(days), version=version, title=title, text=text)


@pytest.mark.parametrize("name", ["officer_a", "officer_b", "both_a", "programme"])
def test_officers_of_any_organisation_and_the_programme_office_write(people, name):
    page = written(getattr(people, name))
    assert page.written_by == getattr(people, name) and page.written_at == later(1)


@pytest.mark.parametrize("name", ["approver_a", "cabinet", "finance", "administrator", "superuser"])
def test_nobody_else_writes(people, name):
    with pytest.raises(Refused):
        written(getattr(people, name))
    assert childrens_page() is None


def test_each_change_is_an_event_and_what_changes_nothing_is_none(people):
    page = written(people.officer_a)
    page = written(people.officer_b, version=page.version, text="We listened.", days=2)
    written(people.officer_a, version=page.version, text="We listened. ", days=3)
    kinds = AuditEvent.objects.filter(subject_kind="childrens_page").order_by("sequence")
    assert list(kinds.values_list("kind", flat=True)) == ["first written", "rewritten"]
    assert childrens_page().written_by == people.officer_b and real_problems() == []


def test_an_empty_page_is_not_written(people):
    for said in ({"title": " "}, {"text": "\n"}):
        with pytest.raises(NotNow, match="a title and text"):
            written(people.officer_a, **said)


def test_a_stale_text_is_not_saved(people):
    page = written(people.officer_a)
    written(people.officer_b, version=page.version, text="Theirs")
    for version in (0, page.version):
        with pytest.raises(Stale):
            written(people.officer_a, version=version, text="Mine")
    assert childrens_page().text == "Theirs"


def test_two_who_write_the_first_page_at_once_make_one(people):
    """The second one has looked before the first one saved."""
    written(people.officer_a)
    with pytest.raises(Stale):
        versions_childrens_page.first_page(
            title="Mine", text="Mine", written_at=later(1), written_by=people.officer_b
        )
    assert ChildrensPage.objects.get().text == "We will listen."


def test_a_version_freezes_it_as_it_stands(people):
    assert compose(day=later(1).date(), now=later(1)).children is None
    written(people.officer_a)
    found = compose(day=later(1).date(), now=later(1)).children
    assert (found.title, found.text) == ("Our plan", "We will listen.")


def test_a_name_is_taken_out_of_it(people):
    written(people.officer_a, text="Jay Doe told us so.")
    redact_text(by=people.administrator, now=later(2), text="Jay Doe", reason="A child")
    assert childrens_page().text == "[removed] told us so."


def typed(**more):
    return {"version": 0, "title": "Our plan", "text": "One.\r\n\r\nTwo <b>bold</b>.", **more}


def test_the_preview_shows_it_as_the_public_will_see_it_and_saves_nothing(client, people):
    client.force_login(people.officer_a)
    answer = client.post(reverse(WRITE), typed(preview="1"))
    assert answer.status_code == 200 and childrens_page() is None
    assert "<p>One.</p>" in answer.text and "Two &lt;b&gt;bold&lt;/b&gt;." in answer.text
    assert "2 sentences" in answer.text


def test_what_is_saved_is_shown_and_whoever_may_not_write_sees_no_button(client, people):
    client.force_login(people.officer_a)
    assert client.post(reverse(WRITE), typed()).status_code == 302
    page = reverse("recommendations:childrens-page")
    assert reverse(WRITE) in client.get(page).text
    client.force_login(people.cabinet)
    answer = client.get(page)
    assert "<p>One.</p>" in answer.text and reverse(WRITE) not in answer.text


def test_both_texts_are_shown_where_somebody_else_saved_first(client, people):
    written(people.officer_b, text="Theirs")
    client.force_login(people.officer_a)
    answer = client.post(reverse(WRITE), typed(text="Mine"))
    assert answer.status_code == 409 and "Theirs" in answer.text and "Mine" in answer.text
    assert client.post(reverse(WRITE), typed(text="Mine", version=1)).status_code == 302
    assert childrens_page().text == "Mine"


@pytest.mark.parametrize("name", ["recommendations:childrens-page", WRITE])
def test_the_frame_of_the_page_stays(client, people, name):
    """The page that is shown must not take the place of the frame's own `page`."""
    written(people.officer_a)
    client.force_login(people.officer_a)
    assert 'href="/my-work/"' in client.get(reverse(name)).text
