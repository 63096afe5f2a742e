"""The administrator's pages: lists, forms, and what they do when somebody else saved first."""

import pytest
from django.urls import reverse

from actions.lifecycle import Status
from actions.models import Action
from jarplan.audit.models import AuditEvent
from jarplan.audit.verification import problems
from jarplan.people import posts, services
from jarplan.people.duties import Duty, duties_of
from jarplan.people.models import Organisation, Post, User
from jarplan.people.queries import holders_of
from tests import plan
from tests.factories import PostHoldingFactory, UserFactory
from tests.people.conftest import JUNE


@pytest.fixture
def desk(client, admin):
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


def test_the_list_is_searched_and_filtered_from_the_address(desk, olive, make, pct, head_of_service):
    make("pat", "approver", full_name="Pat Approver", organisation=pct)
    gone = make("gone", "officer", full_name="Gone Officer")
    services.deactivate_person(by=None, now=JUNE, person=gone, version=1)
    posts.hold_post(by=None, now=JUNE, post=head_of_service, version=1, person=olive)

    def shown(query):
        return [
            person.username for person in desk.get(reverse("people:people") + query).context["object_list"]
        ]

    assert shown("") == ["admin", "olive", "pat"]
    assert shown("?q=oliv") == shown("?q=olive@example") == ["olive"]
    assert shown("?role=approver") == shown(f"?organisation={pct.pk}") == ["pat"]
    assert shown("?state=deactivated") == ["gone"]
    assert shown("?state=all") == ["admin", "gone", "olive", "pat"]
    assert shown("?role=emperor&organisation=x") == ["admin", "olive", "pat"]
    assert "Head of Service" in desk.get(reverse("people:people")).content.decode()


def test_the_lists_cost_the_same_with_5_and_with_50_people(desk, council, django_assert_num_queries):
    for size in (5, 45):
        for _ in range(size):
            PostHoldingFactory(user=UserFactory(roles=["officer"]), post__organisation=council)
        with django_assert_num_queries(8):
            desk.get(reverse("people:people"))
        with django_assert_num_queries(7):
            desk.get(reverse("people:posts"))


def test_a_person_is_added_and_changed(desk, council, pct):
    data = {
        "username": "olive",
        "full_name": "Olive",
        "organisation": council.pk,
        "roles": ["officer", "approver"],
    }
    answer = desk.post(reverse("people:add-person"), data, follow=True)
    assert "Olive is added" in answer.content.decode()
    olive = User.objects.get(username="olive")
    assert olive.roles == {"officer", "approver"}
    data = person_data(
        olive, full_name="Olive Ormerod", organisation=pct.pk, roles=["cabinet"], reason="Moved"
    )
    answer = desk.post(reverse("people:change-person", args=["olive"]), data, follow=True)
    assert "Olive Ormerod is saved" in answer.content.decode()
    olive = User.objects.get(username="olive")
    assert (olive.full_name, olive.organisation, olive.roles) == ("Olive Ormerod", pct, {"cabinet"})
    assert list(problems()) == []


def test_what_is_wrong_stands_beside_the_field_and_the_text_stays(desk, olive):
    data = {"username": "olive", "full_name": "Another Olive", "roles": ["officer"]}
    answer = desk.post(reverse("people:add-person"), data)
    assert "An officer or approver acts for an organisation" in str(
        answer.context["form"].errors["organisation"]
    )
    assert "Another Olive" in answer.content.decode()
    answer = desk.post(reverse("people:add-person"), data | {"roles": []})
    assert "Somebody has this user name already." in str(answer.context["form"].errors["username"])


def test_a_stale_edit_shows_both_texts_keeps_what_was_typed_and_can_be_saved_again(desk, admin, olive):
    address = reverse("people:change-person", args=["olive"])
    data = person_data(olive, full_name="Olive Mine", roles=["officer", "finance"])
    desk.post(address, person_data(olive, full_name="Olive Theirs"))
    answer = desk.post(address, data)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Someone else saved first" in text and "Olive Theirs" in text
    assert 'value="Olive Mine"' in text
    rows = {row["label"]: (row["theirs"], row["yours"]) for row in answer.context["form"].differences}
    assert rows == {"Name": ("Olive Theirs", "Olive Mine"), "Roles": ("Officer", "Officer, Finance officer")}
    version = answer.context["form"]["version"].value()
    assert desk.post(address, data | {"version": version}).status_code == 302
    assert User.objects.get(username="olive").full_name == "Olive Mine"


def test_the_last_administrator_is_told_so_on_the_page(desk, admin):
    answer = desk.post(reverse("people:change-person", args=["admin"]), person_data(admin, roles=[]))
    assert "is the only administrator" in answer.content.decode()
    answer = desk.post(reverse("people:deactivate-person", args=["admin"]), {"version": 1})
    assert "is the only administrator" in answer.content.decode()
    assert User.objects.get(username="admin").roles == {"administrator"}


def test_each_question_stands_under_its_post(desk, council, olive):
    for title in ("First post", "Second post"):
        PostHoldingFactory(user=olive, post__title=title, post__organisation=council)
    text = desk.get(reverse("people:deactivate-person", args=["olive"])).content.decode()
    places = [text.index(words) for words in ("<h2>First", "Who is First", "<h2>Second", "Who is Second")]
    assert places == sorted(places)
    assert text.count("Who is First post next?") == 1 and text.count('name="version"') == 1


def test_deactivating_names_the_open_actions_and_hands_them_over(
    desk, olive, make, head_of_service, monkeypatch
):
    ben = make("ben", "officer", full_name="Ben")
    posts.hold_post(by=None, now=JUNE, post=head_of_service, version=1, person=olive)
    duty = Duty("R4.2", "Publish the thresholds for referral", "/actions/R4.2/")
    monkeypatch.setattr("jarplan.people.duties.FINDERS", [lambda found: [(post.pk, duty) for post in found]])
    address = reverse("people:deactivate-person", args=["olive"])
    text = desk.get(address).content.decode()
    assert "R4.2" in text and "Publish the thresholds for referral" in text and "1 open action" in text
    choice = f"post_{head_of_service.uuid}"
    assert text.index("R4.2") < text.index(f'name="{choice}"') < text.index('name="reason"')
    before = AuditEvent.objects.count()
    answer = desk.post(address, {"version": 1, choice: ben.pk, "reason": "Left the council"}, follow=True)
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


def test_a_link_is_shown_once_and_only_in_the_answer(desk, olive):
    address = reverse("people:password-link", args=["olive"])
    assert "/accounts/set-password/" not in desk.get(address).content.decode()
    answer = desk.post(address)
    assert "http://testserver/accounts/set-password/" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    services.deactivate_person(by=None, now=JUNE, person=User.objects.get(pk=olive.pk), version=2)
    assert "Reactivate them first" in desk.post(address).content.decode()
    assert "password-link" not in desk.get(reverse("people:person", args=["olive"])).content.decode()


def test_a_deactivated_person_is_reactivated(desk, olive):
    services.deactivate_person(by=None, now=JUNE, person=olive, version=1)
    address = reverse("people:reactivate-person", args=["olive"])
    assert desk.post(address, {"version": 2}, follow=True).status_code == 200
    assert User.objects.get(username="olive").is_active


def test_organisations_are_added_and_changed(desk, council):
    desk.post(reverse("people:add-organisation"), {"name": "LSCB", "kind": "board"})
    board = Organisation.objects.get(name="LSCB")
    data = {
        "name": "Leicester Safeguarding Children Board",
        "short_name": "LSCB",
        "kind": "board",
        "version": 1,
    }
    desk.post(reverse("people:change-organisation", args=[board.uuid]), data)
    text = desk.get(reverse("people:organisations")).content.decode()
    assert "Leicester Safeguarding Children Board" in text
    answer = desk.post(reverse("people:add-organisation"), {"name": "Leicester City Council"})
    assert "There is an organisation of this name already." in answer.content.decode()
    answer = desk.post(reverse("people:add-organisation"), {"name": "LEICESTER city council"})
    assert "There is an organisation of this name already, in other capitals." in answer.content.decode()
    assert not Organisation.objects.filter(name="LEICESTER city council").exists()


def test_a_stale_save_of_an_organisation_or_a_post_is_a_conflict(desk, council, head_of_service):
    for address, typed in (
        (reverse("people:change-organisation", args=[council.uuid]), {"name": "Another name"}),
        (reverse("people:rename-post", args=[head_of_service.uuid]), {"title": "Another title"}),
    ):
        assert desk.post(address, typed | {"version": 99}).status_code == 409


def test_posts_are_told_apart_where_a_title_holds_a_comma(desk, council, olive):
    for title in ("HR Business Partner, CYPS", "Head of Service"):
        PostHoldingFactory(user=olive, post__title=title, post__organisation=council)
    text = desk.get(reverse("people:people")).content.decode()
    assert "HR Business Partner, CYPS; Head of Service" in text or (
        "Head of Service; HR Business Partner, CYPS" in text
    )


def test_a_post_is_added_given_handed_over_renamed_and_left(desk, council, olive, make):
    ben = make("ben", "officer", full_name="Ben")
    desk.post(reverse("people:add-post"), {"title": "Director", "organisation": council.pk})
    post = Post.objects.get(title="Director")
    desk.post(reverse("people:hold-post", args=[post.uuid]), {"person": olive.pk, "version": 1})
    address = reverse("people:hand-over-post", args=[post.uuid, "olive"])
    desk.post(address, {"successor": ben.pk, "version": 2})
    assert list(holders_of(post)) == [ben]
    assert "does not hold this post" in desk.post(address, {"version": 3}).content.decode()
    desk.post(reverse("people:rename-post", args=[post.uuid]), {"title": "Corporate director", "version": 3})
    desk.post(reverse("people:hand-over-post", args=[post.uuid, "ben"]), {"successor": "", "version": 4})
    text = desk.get(reverse("people:post", args=[post.uuid])).content.decode()
    assert "Corporate director" in text and "Olive Officer" in text and not holders_of(post).exists()
    assert [
        post.title for post in desk.get(reverse("people:posts") + "?vacant=yes").context["object_list"]
    ] == ["Corporate director"]
    found = desk.get(reverse("people:posts") + "?q=ben").context["object_list"]
    assert list(found) == [] and list(problems()) == []


def test_a_post_is_not_given_twice_by_two_administrators(desk, olive, make, head_of_service):
    ben = make("ben", "officer", full_name="Ben")
    address = reverse("people:hold-post", args=[head_of_service.uuid])
    desk.post(address, {"person": olive.pk, "version": 1})
    assert (
        "Somebody else changed this" in desk.post(address, {"person": ben.pk, "version": 1}).content.decode()
    )
    assert list(holders_of(head_of_service)) == [olive]
