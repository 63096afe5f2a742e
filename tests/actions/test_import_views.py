"""The import's pages in an importer's hands; to everybody else they are not there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actions.models import Action, PlanImport
from jarplan.audit.models import AuditEvent
from tests.actions.sheets import imported, kept, plan_file, row, sample
from tests.factories import UserFactory
from tests.plan import fresh

pytestmark = pytest.mark.django_db


def signed_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def office(client, programme):
    return signed_in(client, programme)


def at(plan_import, name="detail"):
    return reverse(f"imports:{name}", kwargs={"uuid": plan_import.uuid})


def text_of(response):
    return " ".join(response.content.decode().split())


def test_administrator_imports_the_sample_and_then_again(client, administrator):
    signed_in(client, administrator)
    page = client.post("/import/", {"file": sample()}, follow=True)
    assert '37</span> <span class="figure-label">new' in text_of(page)
    assert "Confirm the import" in text_of(page)
    plan_import = PlanImport.objects.get()
    page = client.post(at(plan_import, "confirm"), {"version": plan_import.version}, follow=True)
    assert "Imported: 37 new and 0 changed." in text_of(page)
    events = AuditEvent.objects.count()
    page = client.post("/import/", {"file": sample()}, follow=True)
    assert "37 unchanged, 0 written" in text_of(page)
    assert AuditEvent.objects.count() == events
    assert PlanImport.objects.count() == 1


def test_preview_shows_old_and_new_and_who_is_unknown(office, programme):
    imported(programme, plan_file(row()))
    rows = row(text="<b>Audit every case</b>"), row("4.2", lead="Chief Nurse", agency="The Trust")
    page = text_of(office.post("/import/", {"file": plan_file(*rows)}, follow=True))
    assert "Audit all looked after children&#x27;s cases" in page
    assert "&lt;b&gt;Audit every case&lt;/b&gt;" in page
    assert "<li>The Trust</li>" in page
    assert "<li>Chief Nurse, The Trust</li>" in page
    assert Action.objects.count() == 1


def test_rejected_rows_are_shown_with_cell_and_reason_and_cannot_be_confirmed(office):
    page = text_of(office.post("/import/", {"file": plan_file(row(), row("4.2", due="soon"))}, follow=True))
    assert "J3 says “soon”, which is not a date such as 31/07/2008." in page
    assert "Confirm the import" not in page
    plan_import = PlanImport.objects.get()
    office.post(at(plan_import, "confirm"), {"version": plan_import.version})
    assert not Action.objects.exists()


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        (None, "Choose the spreadsheet"),
        (("plan.xlsx", b""), "empty"),
        (("plan.pdf", b"%PDF-1.4\n%%EOF"), "is a PDF"),
        (("plan.xlsx", b"PK\x03\x04 damaged"), "damaged"),
        (("plan.csv", b"a,b\r\n1,2\r\n"), "No plan was found"),
    ],
)
def test_bad_file_is_refused_beside_its_box(office, upload, message):
    data = {"file": SimpleUploadedFile(*upload)} if upload else {}
    response = office.post("/import/", data)
    assert response.status_code == 200
    assert message in text_of(response)
    assert "Error: " in text_of(response)
    assert not PlanImport.objects.exists()


def test_rows_that_changed_meanwhile_are_shown_again(office, programme):
    imported(programme, plan_file(row()))
    waiting = kept(programme, plan_file(row(text="From the sheet")))
    imported(programme, plan_file(row(text="Typed meanwhile")))
    page = text_of(office.post(at(waiting, "confirm"), {"version": waiting.version}, follow=True))
    assert "Nothing was imported: the plan has changed" in page
    assert "changed since you looked" in page
    assert "Typed meanwhile" in page
    assert Action.objects.get().text == "Typed meanwhile"


def test_import_is_called_off(office, programme):
    waiting = kept(programme, plan_file(row()))
    page = text_of(office.post(at(waiting, "call-off"), {"version": waiting.version}, follow=True))
    assert "called off" in page
    assert "Confirm the import" not in page


def test_confirming_twice_says_so(office, programme):
    done = imported(programme, plan_file(row()))
    page = text_of(office.post(at(done, "confirm"), {"version": done.version}, follow=True))
    assert "no longer waiting" in page


def test_agreeing_one_then_all(office, programme):
    plan_import = imported(programme, plan_file(row(), row("4.2"), row("4.3")))
    page = text_of(office.post(at(plan_import, "agree"), {"references": ["R4.2"]}, follow=True))
    assert "Agreed: 1 action." in page
    assert "Agree all 2" in page
    page = text_of(office.post(at(plan_import, "agree"), {"every": "1"}, follow=True))
    assert "Agreed: 2 actions." in page
    assert "Agree the actions" not in page
    assert Action.objects.filter(status="agreed").count() == 3


def test_ticking_nothing_or_a_foreign_action_agrees_nothing(office, programme):
    plan_import = imported(programme, plan_file(row()))
    imported(programme, plan_file(row("4.2")))
    for references in ([], ["R4.2"]):
        office.post(at(plan_import, "agree"), {"references": references})
    assert not Action.objects.filter(status="agreed").exists()


def test_administrator_is_not_offered_to_agree(client, administrator):
    plan_import = imported(administrator, plan_file(row()))
    assert "Agree all" not in text_of(signed_in(client, administrator).get(at(plan_import)))


def test_file_comes_back_as_a_download(office, programme):
    plan_import = kept(programme, plan_file(row(), name="The plan.xlsx"))
    response = office.get(at(plan_import, "file"))
    assert response["Content-Disposition"] == 'attachment; filename="The plan.xlsx"'
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("roles", [[], ["officer"], ["approver"], ["finance"], ["cabinet"]])
def test_to_others_no_page_of_it_is_there(client, programme, roles):
    waiting = kept(programme, plan_file(row()))
    signed_in(client, UserFactory(roles=roles))
    assert client.get("/import/").status_code == 404
    assert client.get(at(waiting)).status_code == 404
    assert client.get(at(waiting, "file")).status_code == 404
    for name in ("confirm", "call-off", "agree"):
        assert client.post(at(waiting, name), {"version": waiting.version}).status_code == 404
    assert fresh(waiting).state == "previewed"


@pytest.mark.parametrize("name", ["confirm", "call-off", "agree"])
def test_verbs_are_posted(office, programme, name):
    assert office.get(at(kept(programme, plan_file(row())), name)).status_code == 405


def test_nothing_inline_on_the_pages(office, programme):
    plan_import = imported(programme, sample())
    for address in ("/import/", at(plan_import)):
        page = text_of(office.get(address))
        assert " style=" not in page
        assert "<script" not in page


def test_queries_of_the_page_do_not_grow_with_the_rows(office, programme, django_assert_max_num_queries):
    plan_import = imported(programme, sample())
    with django_assert_max_num_queries(10):
        office.get(at(plan_import))
