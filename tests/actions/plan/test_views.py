"""The pages of the plan itself. Nothing typed is lost: not to a mistake, a colleague or another criterion."""

import re
from datetime import date

import pytest

from actions.models import Action
from actions.plan.content import Criterion, content_of
from actions.rules.dates import PlanDate
from actions.rules.lifecycle import Precision
from jarplan.audit.models import AuditEvent
from tests.changes import edit_action
from tests.plan import agreed, content, fresh, later, make_recommendation, proposed, signed_once

pytestmark = pytest.mark.django_db
NO_CRITERIA = {"criteria-TOTAL_FORMS": "0", "criteria-INITIAL_FORMS": "0"}
ADD = "/recommendations/R4/add-action/"


def said(response):
    return " ".join(response.content.decode().split())


def refusals():
    return AuditEvent.objects.filter(kind="refused").count()


@pytest.fixture
def adding(client, cast):
    make_recommendation(4)

    def go(who, data=None):
        client.force_login(getattr(cast, who), backend="jarplan.people.accounts.backends.PeopleBackend")
        return client.get(ADD) if data is None else client.post(ADD, data)

    return go


def typed(cast, **more):
    return {"text": "Recruit ten social workers", "accountable": cast.post_a.pk, **NO_CRITERIA, **more}


def sent(action, **more):
    """An action's form as a browser sends it back unchanged, but for `more`."""
    stands = content_of(action)
    data = {
        "version": action.version,
        "text": stands.text,
        "accountable": stands.leads[0].pk,
        "due_day": "18",
        "due_month": "7",
        "due_year": "2008",
        "criteria-TOTAL_FORMS": "1",
        "criteria-INITIAL_FORMS": "1",
        "criteria-0-statement": "100% allocated",
        "criteria-0-unit": "%",
        "criteria-0-target": "100",
    }
    return {**data, **more}


def test_an_officer_proposes_an_action_with_everything(cast, adding):
    assert adding("officer_a").status_code == 200
    response = adding(
        "officer_a",
        typed(
            cast,
            joint_1=cast.post_b.pk,
            partners="Connexions\r\n\r\n  Police \r\nconnexions",
            resources="£20,000",
            due_day="31",
            due_month="December",
            due_year="2008",
            due_words="Autumn term 2008",
            **{
                "criteria-TOTAL_FORMS": "2",
                "criteria-0-statement": "Ten are in post",
                "criteria-0-target": "10",
                "criteria-0-target_on_day": "1",
                "criteria-0-target_on_month": "9",
                "criteria-0-target_on_year": "2008",
            },
        ),
    )
    assert (response.status_code, response.url) == (302, "/actions/R4.1/")
    stands = content_of(Action.objects.get())
    assert stands.leads == (cast.post_a, cast.post_b)
    assert stands.partners == ("Connexions", "Police")
    assert stands.criteria == (Criterion("Ten are in post", target="10", target_on=date(2008, 9, 1)),)
    assert str(stands.due) == "Autumn term 2008" and stands.due.latest == date(2008, 12, 31)


@pytest.mark.parametrize("who", ["approver_a", "finance", "cabinet", "administrator", "superuser"])
def test_proposing_is_for_officers_and_the_programme_office(cast, adding, who):
    assert adding(who).status_code == 403
    assert adding(who, typed(cast)).status_code == 403
    assert refusals() == 2 and not Action.objects.exists()


def test_an_officer_proposes_for_their_own_organisation(cast, adding):
    response = adding("officer_b", typed(cast))
    assert response.status_code == 200
    assert "One of the leads must be a post at Leicester City PCT" in said(response)
    assert adding("programme", typed(cast)).status_code == 302


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": " \r\n"}, "text"),
        ({"text": "x" * 4001}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"text": "a\x07b"}, "text"),
        ({"resources": "x" * 501}, "resources"),
        ({"accountable": "999999"}, "accountable"),
        ({"partners": "y" * 201}, "partners"),
        ({"due_day": "31", "due_month": "6", "due_year": "2008"}, "due_0"),
        (
            {
                "start_day": "1",
                "start_month": "9",
                "start_year": "2008",
                "due_day": "1",
                "due_month": "8",
                "due_year": "2008",
            },
            "due_0",
        ),
        ({"criteria-TOTAL_FORMS": "1", "criteria-0-target": "10"}, "criteria-0-statement"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_said_at_its_field_and_stays(cast, adding, wrong, field):
    response = adding("officer_a", typed(cast, start_words="typed text stays", **wrong))
    assert response.status_code == 200 and f'href="#id_{field}"' in said(response)
    assert 'value="typed text stays"' in said(response) and "<title>Error: " in said(response)
    assert not Action.objects.exists()


def test_a_lead_is_not_named_twice(cast, adding):
    response = adding("officer_a", typed(cast, joint_2=cast.post_a.pk))
    assert "has been chosen twice" in said(response) and "<details open>" in said(response)


def test_another_criterion_judges_nothing_and_keeps_everything(cast, adding):
    half = typed(cast, text="", partners="Police", **{"criteria-TOTAL_FORMS": "1", "criteria-0-unit": "%"})
    page = said(adding("officer_a", {**half, "add_criterion": "1"}))
    assert "There is a problem" not in page and "Police</textarea>" in page
    assert 'name="criteria-0-unit" value="%"' in page and 'name="criteria-1-statement"' in page
    assert 'name="criteria-TOTAL_FORMS" value="2"' in page and "autofocus" in page
    more = {"criteria-TOTAL_FORMS": "2", "criteria-1-statement": "The second"}
    page = said(adding("officer_a", {**half, **more, "remove_criterion": "0"}))
    assert "The second</textarea>" in page and 'name="criteria-1-statement"' not in page
    page = said(adding("officer_a", {**half, "remove_criterion": "9" * 5000}))
    assert 'value="%"' in page, "a number that is none of theirs removes none"


def test_a_second_click_proposes_once(adding, cast):
    once = re.search(r'name="once" value="([0-9a-f-]{36})"', said(adding("officer_a")))[1]
    addresses = {adding("officer_a", typed(cast, once=once)).url for _ in range(2)}
    assert addresses == {"/actions/R4.1/"}
    assert Action.objects.count() == 1


def test_an_unchanged_save_leaves_no_event(cast, at):
    action = proposed(cast)
    page = said(at("officer_a", action, "edit"))
    assert "100% allocated</textarea>" in page and 'value="18"' in page
    before = AuditEvent.objects.count()
    assert at("officer_a", action, "edit", sent(action)).status_code == 302
    assert AuditEvent.objects.count() == before and fresh(action).version == action.version


def test_a_date_in_words_keeps_how_exact_it_was(cast, at):
    term = PlanDate("Summer term 2008", Precision.TERM, date(2008, 4, 7), date(2008, 7, 18))
    action = proposed(cast)
    action = edit_action(
        by=cast.officer_a,
        now=later(1),
        action=action,
        version=action.version,
        content=content(cast.post_a).__class__(**{**vars(content_of(action)), "due": term}),
    )
    at("officer_a", action, "edit", sent(action, due_words="Summer term 2008", text="New text"))
    assert (fresh(action).text, fresh(action).due) == ("New text", term)


def test_a_stale_save_keeps_what_was_typed_and_shows_both(cast, at):
    action = proposed(cast)
    at("programme", action, "edit", sent(action, text="The office's text"))
    response = at("officer_a", action, "edit", sent(action, text="The officer's text"))
    page = said(response)
    assert response.status_code == 409 and "Someone else saved first" in page
    assert "<td>The office&#x27;s text</td> <td>The officer&#x27;s text</td>" in page
    assert "The officer&#x27;s text</textarea>" in page and "Programme changed this" in page
    assert f'name="version" value="{action.version + 1}"' in page
    assert fresh(action).text == "The office's text"
    at("officer_a", action, "edit", sent(fresh(action), text="The officer's text"))
    assert fresh(action).text == "The officer's text"


def test_the_same_text_saved_twice_is_no_conflict(cast, at):
    action = proposed(cast)
    at("programme", action, "edit", sent(action, text="Both say this"))
    assert at("officer_a", action, "edit", sent(action, text="Both say this")).status_code == 302


@pytest.mark.slow
@pytest.mark.parametrize("version", ["", "x", "0", str(10**30)])
def test_a_made_up_version_saves_nothing(cast, at, version):
    action = proposed(cast)
    response = at("officer_a", action, "edit", sent(action, text="Changed", version=version))
    assert response.status_code in (200, 409) and fresh(action).text == action.text


def test_the_due_date_of_an_agreed_action_is_not_edited(cast, at):
    action = agreed(cast)
    page = said(at("officer_a", action, "edit"))
    assert 'name="due_day"' not in page and "was fixed when the action was agreed" in page
    other = {"due_year": "2009", "resources": "Two posts", "reason": "Clearer"}
    at("officer_a", action, "edit", sent(action, **other))
    assert fresh(action).resources == "Two posts" and fresh(action).due_latest == date(2008, 7, 18)


@pytest.mark.slow
def test_editing_what_was_signed_warns_that_signatures_lapse(cast, at):
    action = signed_once(cast)
    assert "This action has been signed off" in said(at("officer_a", action, "edit"))
    at("officer_a", action, "edit", sent(action, text=f"{action.text}.", wording_only="on"))
    assert fresh(action).awaiting == "organisation"
    assert "the text changed" in said(at("officer_a", action, ""))


def test_withdrawing_needs_a_reason_and_what_was_seen(cast, at):
    action = agreed(cast)
    assert at("officer_a", action, "withdraw").status_code == 403
    assert 'href="#id_reason"' in said(at("programme", action, "withdraw", {"version": action.version}))
    old = {"version": action.version - 1, "reason": "Done by another body"}
    response = at("programme", action, "withdraw", old)
    assert response.status_code == 409 and "Done by another body</textarea>" in said(response)
    assert at("programme", action, "withdraw", {**old, "version": action.version}).status_code == 302
    assert fresh(action).status == "withdrawn"
    assert at("programme", action, "edit").status_code == 409


def test_agreeing_shows_what_is_agreed_and_only_that(cast, at):
    action = proposed(cast)
    page = said(at("programme", action, "agree"))
    assert action.text in page and "18 July 2008" in page and "Head of Fieldwork Services" in page
    at("officer_a", action, "edit", sent(action, text="Changed meanwhile"))
    response = at("programme", action, "agree", {"version": action.version})
    assert response.status_code == 409 and "Changed meanwhile" in said(response)
    assert at("programme", action, "agree", {"version": fresh(action).version}).status_code == 302
    assert fresh(action).status == "agreed"


def test_agreeing_needs_a_lead_and_a_date(cast, at, adding):
    adding("programme", {"text": "Somebody does something", **NO_CRITERIA})
    action = Action.objects.get()
    response = at("programme", action, "agree", {"version": action.version})
    assert response.status_code == 200 and "needs an accountable lead and a due date" in said(response)
