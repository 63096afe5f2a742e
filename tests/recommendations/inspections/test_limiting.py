"""The page on which an administrator limits roles to inspections."""

import pytest
from django.urls import reverse

from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.audit.reading.folding import state_at
from jarplan.audit.subjects import SUBJECTS
from jarplan.people.models import User
from jarplan.people.persons.verbs import (
    add_person,
    change_person,
    deactivate_person,
    issue_password_link,
    limit_roles,
)
from jarplan.people.posts.verbs import change_organisation
from tests import kept, plan
from tests.factories import UserFactory
from tests.plan import later
from tests.severalplans import begun

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def people():
    kept.facts()
    return plan.make_people()


@pytest.fixture
def scope(client, people):
    client.force_login(people.administrator)
    return client


def address(person):
    return reverse("recommendations:limit-roles", args=[person.username])


def limit(people, person, **more):
    act = {"by": people.administrator, "now": later(1), "person": person, "version": person.version}
    return limit_roles(**act | {"limited_to": {"officer": ["review-p"]}, "reason": "One plan only"} | more)


def test_a_role_is_limited_with_a_reason_and_one_event(people):
    person = limit(people, people.both_a)
    event = AuditEvent.objects.latest("sequence")
    assert (event.kind, event.reference) == ("role limited", person.username)
    assert AuditState.objects.get(pk=event.pk).reason == "One plan only"
    assert state_at("user", person.uuid)["limited_to"] == {"officer": ["review-p"]}
    assert person.role_labels == ["Officer (only review-p)", "Approver"]


def test_a_role_that_is_not_named_keeps_its_limit_and_an_empty_list_lifts_it(people):
    person = limit(people, people.both_a)
    person = limit(people, person, limited_to={"approver": ["review-s", "review-p"]})
    assert person.limited_to == {"officer": ["review-p"], "approver": ["review-p", "review-s"]}
    person = limit(people, person, limited_to={"officer": []})
    assert person.limited_to == {"approver": ["review-p", "review-s"]}


def test_a_limit_stays_while_the_role_is_taken_away(people):
    person = limit(people, people.both_a)
    values = {"full_name": person.full_name, "email": person.email, "organisation": person.organisation}
    for roles in (["approver"], ["approver", "officer"]):
        act = {"by": people.administrator, "now": later(2), "person": person, "version": person.version}
        person = change_person(**act, **values, roles=roles)
    assert person.limited_to == {"officer": ["review-p"]}


def test_a_limit_needs_a_reason_an_administrator_and_the_person_as_they_are(people):
    with pytest.raises(NotNow, match="Enter the reason"):
        limit(people, people.both_a, reason=" ")
    with pytest.raises(Refused):
        limit(people, people.both_a, by=people.programme)
    limit(people, plan.fresh(people.both_a))
    with pytest.raises(Stale):
        limit(people, people.both_a)
    before = AuditEvent.objects.count()
    limit(people, plan.fresh(people.both_a))
    assert AuditEvent.objects.count() == before


def test_a_state_from_before_there_were_limits_is_read_as_having_none():
    """As format 2 wrote it."""
    state = {"username": "olive", "full_name": "Olive", "email": "", "organisation": None}
    state |= {"mail_every": "day", "is_active": True, "is_staff": False, "is_superuser": False}
    state |= {"roles": ["officer"], "version": 1}
    assert SUBJECTS["user"].upcast(dict(state), 2) == state | {"limited_to": {}}


def test_the_page_offers_every_inspection_for_each_role_that_is_held(scope, people):
    begun(people, "P")
    begun(people, "S", confirmed=False)
    form = scope.get(address(people.both_a)).context["form"]
    assert list(form.fields) == ["officer", "approver", "reason", "version"]
    for role in form.roles:
        assert ("review-p", "Review of the quagga") in form.fields[role].choices
        assert dict(form.fields[role].choices)["review-s"] == "Review of the bandicoot (not confirmed yet)"


@pytest.mark.slow
def test_the_page_limits_and_the_persons_page_says_so(scope, people):
    for prefix in "PS":
        begun(people, prefix)
    page = reverse("people:person", args=[people.both_a.username])
    assert address(people.both_a) in scope.get(page).content.decode()
    typed = {"officer": ["review-s"], "version": people.both_a.version, "reason": "One plan only"}
    answer = scope.post(address(people.both_a), typed, follow=True)
    assert answer.redirect_chain == [(page, 302)]
    assert "Officer (only review-s), Approver" in answer.content.decode()
    again = scope.post(address(people.both_a), typed | {"officer": ["review-p"]})
    assert again.status_code == 409
    assert "Review of the bandicoot" in again.content.decode()
    assert User.objects.get(pk=people.both_a.pk).limited_to == {"officer": ["review-s"]}


def test_the_page_refuses_what_is_no_inspection_and_asks_for_a_reason(scope, people):
    begun(people, "P")
    answer = scope.post(address(people.both_a), {"officer": ["review-x"], "version": people.both_a.version})
    text = answer.content.decode()
    assert answer.status_code == 200 and "Enter the reason" in text and "review-x" in text
    assert User.objects.get(pk=people.both_a.pk).limited_to == {}


def test_with_one_inspection_the_page_is_not_offered_unless_a_limit_stands(scope, people):
    page = reverse("people:person", args=[people.both_a.username])
    assert address(people.both_a) not in scope.get(page).content.decode()
    limit(people, people.both_a)
    assert address(people.both_a) in scope.get(page).content.decode()


def test_the_page_is_there_for_administrators_only(client, people):
    client.force_login(people.programme)
    assert client.get(address(people.both_a)).status_code == 404
    client.force_login(people.administrator)
    assert client.get(reverse("recommendations:limit-roles", args=["nobody"])).status_code == 404


def second_administrator():
    return UserFactory(username="ann", full_name="Ann", roles=["administrator"])


def test_nobody_limits_themselves_or_lifts_their_own_limit(people, scope):
    begun(people, "P")
    begun(people, "S")
    ann = second_administrator()
    with pytest.raises(Refused, match="your own roles"):
        limit(people, people.administrator, limited_to={"administrator": ["review-p"]})
    assert scope.get(address(people.administrator)).status_code == 403
    ann = limit(people, ann, limited_to={"administrator": ["review-p"]})
    scope.force_login(ann)
    page = scope.get(reverse("people:person", args=["ann"]))
    assert page.status_code == 200 and "Limit" not in page.content.decode()
    assert scope.post(address(ann), {"version": ann.version, "reason": "Mine"}).status_code == 403
    assert User.objects.get(pk=ann.pk).limited_to == {"administrator": ["review-p"]}


def test_a_limited_administrator_changes_nobody_and_reads_everybody(people, scope):
    ann = limit(people, second_administrator(), limited_to={"administrator": ["review-p"]})
    other = people.both_a
    act = {"by": ann, "now": later(2), "person": other, "version": other.version}
    values = {"full_name": other.full_name, "email": "", "organisation": other.organisation}
    attempts = [
        lambda: change_person(**act, **values, roles=["administrator"]),
        lambda: add_person(by=ann, now=later(2), username="eve", full_name="Eve", roles=["administrator"]),
        lambda: limit_roles(**act, limited_to={}, reason="R"),
        lambda: deactivate_person(**act),
        lambda: issue_password_link(by=ann, now=later(2), person=other),
        lambda: change_organisation(
            by=ann, now=later(2), organisation=other.organisation, version=1, name="X", short_name="", kind=""
        ),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="is limited to certain inspections"):
            attempt()
    scope.force_login(ann)
    for name in ("people", "posts", "organisations"):
        page = scope.get(reverse(f"people:{name}"))
        assert page.status_code == 200 and ">Add a" not in page.content.decode()


def test_an_administrator_for_all_inspections_remains(people):
    ann = second_administrator()
    limit(people, ann, limited_to={"administrator": ["review-p"]})
    ada = people.administrator
    values = {"full_name": ada.full_name, "email": "", "organisation": ada.organisation, "roles": []}
    with pytest.raises(NotNow, match="the only administrator"):
        change_person(by=ada, now=later(2), person=ada, version=ada.version, **values)
    with pytest.raises(NotNow, match="the only administrator"):
        limit_roles(
            by=None,
            now=later(2),
            person=ada,
            version=ada.version,
            limited_to={"administrator": ["review-p"]},
            reason="R",
        )
