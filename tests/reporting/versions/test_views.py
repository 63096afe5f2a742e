"""The pages of versions: the programme office takes each step, everybody reads, what changed is told in words."""

from dataclasses import replace
from datetime import date

import pytest

from actions.plan.content import content_of
from jarplan.reporting.document.schema import from_text
from jarplan.reporting.redaction.removal import redact_text
from recommendations.models import PlanVersion
from tests import papers, plan
from tests.changes import edit_action
from tests.reporting.conftest import BACKEND
from tests.reporting.contents import make_content
from tests.reporting.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return plan.make_people()


@pytest.fixture
def at(people, client, first_september):
    def go(who, path, data=None):
        client.force_login(getattr(people, who), BACKEND)
        return client.get(path) if data is None else client.post(path, data)

    return go


@pytest.mark.slow
def test_the_plan_goes_from_rows_to_the_public(people, at):
    papers.a_meeting()
    plan.agreed(people)
    plan.make_recommendation(5)  # nobody answers it: an error
    made = at("programme", "/versions/make/", {"title": "JAR action plan"})
    assert made.status_code == 302 and made.url == "/versions/1/"
    assert "Draft" in text_of(at("cabinet", "/versions/"))
    for step, typed in (("consult", {}), ("approve", {"meeting": papers.a_meeting().pk})):
        row = PlanVersion.objects.get()
        assert at("programme", f"/versions/1/{step}/", {"version": row.version, **typed}).status_code == 302
    row = PlanVersion.objects.get()
    page = at("programme", "/versions/1/publish/", {"version": row.version})
    assert page.status_code == 200 and "Reason for publishing with errors" in text_of(page)
    typed = {"version": row.version, "published_over": "The law's day is near"}
    assert at("programme", "/versions/1/publish/", typed).status_code == 302
    row.refresh_from_db()
    assert row.state == "published" and row.published_on == date(2008, 9, 1)
    assert from_text(row.content).actions[0].reference == "R4.1"


def test_an_edit_after_publishing_is_named_and_does_not_reach_the_version(people, at):
    action = plan.agreed(people)
    at("programme", "/versions/make/", {"title": "JAR action plan"})
    action = plan.fresh(action)
    edit_action(
        by=people.officer_a,
        now=plan.later(2),
        action=action,
        version=action.version,
        content=replace(content_of(action), text="Audit half of the cases"),
    )
    told = text_of(at("cabinet", "/versions/1/changes/?with=now"))
    assert "Action R4.1" in told and "Audit half of the cases" in told
    assert "Audit all cases and reallocate them" in told
    assert "Audit half" not in text_of(at("cabinet", "/versions/1/"))


def test_whoever_makes_the_next_version_is_told_how_much_is_new(people, at):
    plan.agreed(people)
    at("programme", "/versions/make/", {"title": "JAR action plan"})
    assert "Nothing has changed since version 1." in text_of(at("programme", "/versions/make/"))
    plan.make_recommendation(5)
    assert "1 change since version 1" in text_of(at("programme", "/versions/make/"))


def test_words_that_the_law_took_out_are_told_of(people, at):
    whole = make_content(1)
    spoken = replace(whole.actions[0], text="Visit Jane Doe weekly")
    first = papers.published(people.programme, content=replace(whole, actions=(spoken,))).digest
    for path in ("/versions/1/", "/published/"):
        assert "edacted" not in text_of(at("cabinet", path))
    redact_text(by=people.administrator, now=plan.later(82), text="Jane Doe", reason="Asked by the family")
    for path in ("/versions/1/", "/published/"):
        page = text_of(at("cabinet", path))
        assert "Redacted on 10 September 2008" in page and "Visit [removed] weekly" in page
        assert first in page and PlanVersion.objects.get().digest in page


def test_a_step_that_cannot_be_taken_says_so(people, at):
    papers.drafted(people.programme)
    page = at("programme", "/versions/1/publish/")
    assert "This version is draft" in text_of(page) and "Publish version 1" not in text_of(page)


def test_a_stale_page_is_refused_and_keeps_what_was_typed(people, at):
    row = papers.drafted(people.programme)
    page = at("programme", "/versions/1/withdraw/", {"version": row.version + 1, "reason": "Too early"})
    assert page.status_code == 409 and "Too early" in page.content.decode()


def test_no_version_yet(people, at):
    page = text_of(at("cabinet", "/versions/"))
    assert "There are no versions yet" in page and "Make the next version" not in page
