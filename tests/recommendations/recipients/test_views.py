"""The pages of recipients: one is added, put in order and withdrawn without a developer, and asked for by a type."""

from datetime import date

import pytest

from jarplan.audit.models import AuditEvent
from recommendations.inspections.verbs import add_inspection
from recommendations.models import PublicationStep, Recipient
from tests.factories import UserFactory
from tests.recommendations.conftest import NOON
from tests.recommendations.law.test_kinds import WORDS as KIND

pytestmark = pytest.mark.django_db
BACKEND = "jarplan.people.accounts.backends.PeopleBackend"
LIST = "/inspections/recipients/"
READERS = {"words": "readers of the report", "served": "one"}


@pytest.fixture
def desk(facts, client):
    client.force_login(UserFactory(username="ada", roles=["administrator"]), BACKEND)
    return client


def readers():
    return Recipient.objects.get(words=READERS["words"])


def test_a_recipient_that_is_added_is_asked_for_by_a_type_and_reached_after_an_inspection(desk):
    assert desk.post(LIST + "add/", READERS).status_code == 302
    row = readers()
    assert (row.slug, row.order) == ("readers_of_the_repor", Recipient.objects.count())
    assert AuditEvent.objects.get(subject=row.uuid).kind == "added"
    typed = KIND | {"report_to": [row.pk], "report_source": "A law"}
    assert desk.post("/inspections/kinds/add/", typed).status_code == 302
    page = desk.get(LIST).content.decode()
    assert "Readers of the report" in page and "Inspection of fostering" in page
    said = {"reference": "one", "title": "One", "area": "Leicester", "published_on": date(2008, 6, 5)}
    by = UserFactory(roles=["administrator"])
    inspection = add_inspection(by=by, now=NOON, kind="inspection_of_fostering", **said)
    step = PublicationStep.objects.get(inspection=inspection)
    assert (step.words, step.served) == (row.words, row.served)


def test_a_recipient_is_corrected_and_moved_for_a_reason_and_steps_keep_their_words(desk):
    row = Recipient.objects.get(slug="newspaper")
    path = f"{LIST}{row.uuid}/correct/"
    typed = {"version": 1, "words": "a newspaper", "served": row.served, "order": 1}
    page = desk.post(path, typed).content.decode()
    assert "Enter the reason for the correction" in page
    assert desk.post(path, typed | {"reason": "Shorter"}).status_code == 302
    row.refresh_from_db()
    assert (row.words, row.order) == ("a newspaper", 1)
    step = PublicationStep.objects.filter(recipient="newspaper").first()
    assert step.words == "at least one newspaper of the area"


def test_the_same_words_are_one_recipient(desk):
    desk.post(LIST + "add/", READERS)
    page = desk.post(LIST + "add/", READERS | {"words": "Readers of the REPORT"}).content.decode()
    assert "There is already a recipient with these words" in page
    assert Recipient.objects.filter(words__iexact=READERS["words"]).count() == 1


def test_what_depends_on_a_recipient_is_shown_in_place_of_the_form(desk):
    page = desk.get(f"{LIST}{Recipient.objects.get(slug='newspaper').uuid}/withdraw/").content.decode()
    assert "types of inspection name it" in page and "publication steps are for it" in page
    assert "Reason for withdrawing" not in page
    desk.post(LIST + "add/", READERS)
    path = f"{LIST}{readers().uuid}/withdraw/"
    assert desk.post(path, {"version": 1, "reason": "Twice"}).status_code == 302
    assert "Readers of the report" not in desk.get(LIST).content.decode()


def test_a_type_that_was_added_by_mistake_is_withdrawn_on_its_page(desk):
    desk.post("/inspections/kinds/add/", KIND)
    kinds = desk.get("/inspections/kinds/").content.decode()
    address = kinds[: kinds.index("Inspection of fostering")].rpartition('href="')[2].partition('"')[0]
    assert f'href="{address}withdraw/"' in desk.get(address).content.decode()
    page = desk.post(f"{address}withdraw/", {"version": 1, "reason": "Twice"}, follow=True).content.decode()
    assert "The type of inspection has been withdrawn." in page and "Inspection of fostering" not in page


def test_a_reader_sees_the_recipients_and_no_button(facts, client):
    client.force_login(UserFactory(roles=["cabinet"]), BACKEND)
    page = client.get(LIST).content.decode()
    assert (
        "A copy to each relevant partner" in page and "Add recipient" not in page and "/withdraw/" not in page
    )
