"""The administrator's pages: lists, forms, and what they do when somebody else saved first."""

import pytest
from django.urls import reverse

from actions.models import Action
from actions.rules.lifecycle import Status
from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditEvent
from jarplan.people.models import Organisation, Post, User
from jarplan.people.persons import verbs
from jarplan.people.posts import verbs as posts_verbs
from jarplan.people.posts.duties import Duty, duties_of
from jarplan.people.queries import holders_of
from tests import plan
from tests.factories import PostHoldingFactory, UserFactory
from tests.people.conftest import JUNE


@pytest.fixture
def scope(client, admin):
    """The administrator's browser."""
    client.force_login(admin)
    return client


def person_data(person, **values):
    known = {
        "full_name": person.full_name,
        "email": person.email,
        "organisation": person.organisation_id or "",
        "roles": sorted(person.roles),
        "version": person.version,
    }
    return known | values


def test_the_list_is_searched_and_filtered_from_the_address(scope, olive, make, pct, head_of_service):
    make("pat", "approver", full_name="Pat Approver", organisation=pct)
    gone = make("gone", "officer", full_name="Gone Officer")
    verbs.deactivate_person(by=None, now=JUNE, person=gone, version=1)
    posts_verbs.hold_post(by=None, now=JUNE, post=head_of_service, version=1, person=olive)

    def shown(query):
        return [
            person.username for person in scope.get(reverse("people:people") + query).context["object_list"]
        ]

    assert shown("") == ["admin", "olive", "pat"]
    assert shown("?q=oliv") == shown("?q=olive@example") == ["olive"]
    assert shown("?role=approver") == shown(f"?organisation={pct.pk}") == ["pat"]
    assert shown("?state=deactivated") == ["gone"]
    assert shown("?state=all") == ["admin", "gone", "olive", "pat"]
    assert shown("?role=emperor&organisation=x") == ["admin", "olive", "pat"]
    assert "Head of Service" in scope.get(reverse("people:people")).content.decode()


@pytest.mark.slow
def test_the_lists_cost_the_same_with_5_and_with_50_people(scope, council, django_assert_num_queries):
    for size in (5, 45):
        for _ in range(size):
            PostHoldingFactory(user=UserFactory(roles=["officer"]), post__organisation=council)
        # One of them reads the inspections for the choice of a plan, once a page.
        with django_assert_num_queries(8):
            scope.get(reverse("people:people"))
        with django_assert_num_queries(7):
            scope.get(reverse("people:posts"))


def test_a_person_is_added_and_changed(scope, council, pct):
    data = {
        "username": "olive",
        "full_name": "Olive",
        "organisation": council.pk,
        "roles": ["officer", "approver"],
    }
    answer = scope.post(reverse("people:add-person"), data, follow=True)
    assert "Olive has been added" in answer.content.decode()
    olive = User.objects.get(username="olive")
    assert olive.roles == {"officer", "approver"}
    data = person_data(
        olive, full_name="Olive Ormerod", organisation=pct.pk, roles=["cabinet"], reason="Moved"
    )
    answer = scope.post(reverse("people:change-person", args=["olive"]), data, follow=True)
    assert "Olive Ormerod has been saved" in answer.content.decode()
    olive = User.objects.get(username="olive")
    assert (olive.full_name, olive.organisation, olive.roles) == ("Olive Ormerod", pct, {"cabinet"})
    assert list(problems()) == []


def test_what_is_wrong_stands_beside_the_field_and_the_text_stays(scope, olive):
    data = {"username": "olive", "full_name": "Another Olive", "roles": ["officer"]}
    answer = scope.post(reverse("people:add-person"), data)
    assert "Officers and approvers must have an organisation" in str(
        answer.context["form"].errors["organisation"]
    )
    assert "Another Olive" in answer.content.decode()
    answer = scope.post(reverse("people:add-person"), data | {"roles": []})
    assert "Somebody already has this user name." in str(answer.context["form"].errors["username"])


def test_a_stale_edit_shows_both_texts_keeps_what_was_typed_and_can_be_saved_again(scope, admin, olive):
    address = reverse("people:change-person", args=["olive"])
    data = person_data(olive, full_name="Olive Mine", roles=["officer", "finance"])
    scope.post(address, person_data(olive, full_name="Olive Theirs"))
    answer = scope.post(address, data)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Someone else saved first" in text and "Olive Theirs" in text
    assert 'value="Olive Mine"' in text
    rows = {row["label"]: (row["theirs"], row["yours"]) for row in answer.context["form"].differences}
    assert rows == {"Name": ("Olive Theirs", "Olive Mine"), "Roles": ("Officer", "Officer, Finance officer")}
    version = answer.context["form"]["version"].value()
    assert scope.post(address, data | {"version": version}).status_code == 302
    assert User.objects.get(username="olive").full_name == "Olive Mine"


def test_the_last_administrator_is_told_so_on_the_page(scope, admin):
    answer = scope.post(reverse("people:change-person", args=["admin"]), person_data(admin, roles=[]))
    assert "is the only administrator" in answer.content.decode()
    answer = scope.post(reverse("people:deactivate-person", args=["admin"]), {"version": 1})
    assert "is the only administrator" in answer.content.decode()
    assert User.objects.get(username="admin").roles == {"administrator"}


def test_each_question_stands_under_its_post(scope, council, olive):
    for title in ("First post", "Second post"):
        PostHoldingFactory(user=olive, post__title=title, post__organisation=council)
    text = scope.get(reverse("people:deactivate-person", args=["olive"])).content.decode()
    places = [
        text.index(words) for words in ("<h2>First", "Who will be First", "<h2>Second", "Who will be Second")
    ]
    assert places == sorted(places)
    assert text.count("Who will be First post next?") == 1 and text.count('name="version"') == 1


def test_deactivating_names_the_open_actions_and_hands_them_over(
    scope, olive, make, head_of_service, monkeypatch
):
    ben = make("ben", "officer", full_name="Ben")
    posts_verbs.hold_post(by=None, now=JUNE, post=head_of_service, version=1, person=olive)
    duty = Duty("R4.2", "Publish the thresholds for referral", "/actions/R4.2/")
    monkeypatch.setattr(
        "jarplan.people.posts.duties.FINDERS", [lambda found: [(post.pk, duty) for post in found]]
    )
    address = reverse("people:deactivate-person", args=["olive"])
    text = scope.get(address).content.decode()
    assert "R4.2" in text and "Publish the thresholds for referral" in text and "1 open action" in text
    choice = f"post_{head_of_service.uuid}"
    assert text.index("R4.2") < text.index(f'name="{choice}"') < text.index('name="reason"')
    before = AuditEvent.objects.count()
    answer = scope.post(address, {"version": 1, choice: ben.pk, "reason": "Left the council"}, follow=True)
    assert "can no longer sign in" in answer.content.decode()
    assert list(holders_of(head_of_service)) == [ben]
    assert AuditEvent.objects.count() == before + 2 and list(problems()) == []


def test_open_actions_of_a_post_are_found_in_the_plan(db):
    """The actions room tells this one which open actions hang on a post; those signed off do not."""
    people = plan.make_people()
    proposed, done, claimed = plan.proposed(people), plan.delivered(people), plan.delivered(people)
    plan.proposed(people, people.post_b)
    Action.objects.filter(pk=done.pk).update(status=Status.SIGNED_OFF, awaiting="")
    found = duties_of([people.post_a])[people.post_a.pk]
    assert [duty.reference for duty in found] == [proposed.reference, claimed.reference]
    assert found[0].path == f"/actions/{proposed.reference}/"


def test_a_link_is_shown_once_and_only_in_the_answer(scope, olive):
    address = reverse("people:password-link", args=["olive"])
    assert "/accounts/set-password/" not in scope.get(address).content.decode()
    answer = scope.post(address)
    assert "http://testserver/accounts/set-password/" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    verbs.deactivate_person(by=None, now=JUNE, person=User.objects.get(pk=olive.pk), version=2)
    assert "Reactivate them first" in scope.post(address).content.decode()
    assert "password-link" not in scope.get(reverse("people:person", args=["olive"])).content.decode()


def test_a_deactivated_person_is_reactivated(scope, olive):
    verbs.deactivate_person(by=None, now=JUNE, person=olive, version=1)
    address = reverse("people:reactivate-person", args=["olive"])
    assert scope.post(address, {"version": 2}, follow=True).status_code == 200
    assert User.objects.get(username="olive").is_active


def test_organisations_are_added_and_changed(scope, council):
    scope.post(reverse("people:add-organisation"), {"name": "LSCB", "kind": "board"})
    board = Organisation.objects.get(name="LSCB")
    data = {
        "name": "Leicester Safeguarding Children Board",
        "short_name": "LSCB",
        "kind": "board",
        "version": 1,
        "reason": "Its full name",
    }
    scope.post(reverse("people:change-organisation", args=[board.uuid]), data)
    text = scope.get(reverse("people:organisations")).content.decode()
    assert "Leicester Safeguarding Children Board" in text
    answer = scope.post(reverse("people:add-organisation"), {"name": "Leicester City Council"})
    assert "There is already an organisation with this name." in answer.content.decode()
    answer = scope.post(reverse("people:add-organisation"), {"name": "LEICESTER city council"})
    assert (
        "There is already an organisation with this name, with different capital letters."
        in answer.content.decode()
    )
    assert not Organisation.objects.filter(name="LEICESTER city council").exists()


def test_a_stale_save_of_an_organisation_or_a_post_is_a_conflict(scope, council, head_of_service):
    for address, typed in (
        (reverse("people:change-organisation", args=[council.uuid]), {"name": "Another name"}),
        (reverse("people:rename-post", args=[head_of_service.uuid]), {"title": "Another title"}),
    ):
        assert scope.post(address, typed | {"version": 99}).status_code == 409


def test_posts_are_told_apart_where_a_title_holds_a_comma(scope, council, olive):
    for title in ("HR Business Partner, CYPS", "Head of Service"):
        PostHoldingFactory(user=olive, post__title=title, post__organisation=council)
    text = " ".join(scope.get(reverse("people:people")).content.decode().split())
    assert "HR Business Partner, CYPS; Head of Service" in text or (
        "Head of Service; HR Business Partner, CYPS" in text
    )


@pytest.mark.slow
def test_a_post_is_added_given_handed_over_renamed_and_left(scope, council, olive, make):
    ben = make("ben", "officer", full_name="Ben")
    scope.post(reverse("people:add-post"), {"title": "Director", "organisation": council.pk})
    post = Post.objects.get(title="Director")
    scope.post(reverse("people:hold-post", args=[post.uuid]), {"person": olive.pk, "version": 1})
    address = reverse("people:hand-over-post", args=[post.uuid, "olive"])
    scope.post(address, {"successor": ben.pk, "version": 2})
    assert list(holders_of(post)) == [ben]
    assert "does not hold this post" in scope.post(address, {"version": 3}).content.decode()
    said = {"title": "Corporate director", "version": 3, "reason": "New"}
    scope.post(reverse("people:rename-post", args=[post.uuid]), said)
    scope.post(reverse("people:hand-over-post", args=[post.uuid, "ben"]), {"successor": "", "version": 4})
    text = scope.get(reverse("people:post", args=[post.uuid])).content.decode()
    assert "Corporate director" in text and "Olive Officer" in text and not holders_of(post).exists()
    assert [
        post.title for post in scope.get(reverse("people:posts") + "?vacant=yes").context["object_list"]
    ] == ["Corporate director"]
    found = scope.get(reverse("people:posts") + "?q=ben").context["object_list"]
    assert list(found) == [] and list(problems()) == []


def test_a_post_is_not_given_twice_by_two_administrators(scope, olive, make, head_of_service):
    ben = make("ben", "officer", full_name="Ben")
    address = reverse("people:hold-post", args=[head_of_service.uuid])
    scope.post(address, {"person": olive.pk, "version": 1})
    assert (
        "Somebody else changed this" in scope.post(address, {"person": ben.pk, "version": 1}).content.decode()
    )
    assert list(holders_of(head_of_service)) == [olive]
