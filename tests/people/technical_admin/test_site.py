"""The technical admin: closed to all but a superuser, and never a way to write around the services."""

import pytest
from django.contrib import admin
from django.urls import reverse

from jarplan.people.models import User

OURS = {"people", "audit", "files", "recommendations", "actions", "finance", "auth"}


@pytest.fixture
def root(db):
    return User.objects.create_superuser("root", "a-long-enough-phrase", full_name="Root")


def registered():
    return [model for model in admin.site._registry if model._meta.app_label in OURS]


def test_nothing_of_ours_can_be_written(rf, root):
    request = rf.get("/admin/")
    request.user = root
    for model in registered():
        shown = admin.site._registry[model]
        assert shown.has_view_permission(request)
        assert not shown.has_add_permission(request), model
        assert not shown.has_change_permission(request), model
        assert not shown.has_delete_permission(request), model
        assert not shown.get_actions(request), model


@pytest.mark.slow
def test_a_superuser_sees_every_list_and_every_record(client, root, olive, head_of_service):
    client.force_login(root)
    assert client.get("/admin/").status_code == 200
    for model in registered():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert client.get(reverse(f"{name}_changelist")).status_code == 200, model
        if first := model._default_manager.first():
            page = client.get(reverse(f"{name}_change", args=[first.pk]))
            assert page.status_code == 200, model
            assert olive.password not in page.content.decode()
        assert client.get(reverse(f"{name}_add")).status_code == 403, model


def test_the_export_of_people_holds_no_password(client, root, olive):
    client.force_login(root)
    data = {"format": "0", "resource": "", "userresource_username": "on", "userresource_full_name": "on"}
    answer = client.post(reverse("admin:people_user_export"), data)
    assert answer.status_code == 200
    assert olive.password not in answer.content.decode()
    assert "userresource_password" not in client.get(reverse("admin:people_user_export")).content.decode()


@pytest.mark.parametrize("flags", [{"is_staff": True}, {"is_superuser": True}, {}])
def test_others_do_not_find_it(client, olive, flags):
    User.objects.filter(pk=olive.pk).update(**flags)
    client.force_login(User.objects.get(pk=olive.pk))
    for page in ("/admin/", "/admin/login/", "/admin/people/user/", "/admin/nothing/"):
        assert client.get(page).status_code == 404, page


def test_it_has_no_door_of_its_own(client, root):
    assert client.get("/admin/").url == "/admin/login/?next=/admin/"
    assert (
        client.get("/admin/login/?next=/admin/people/user/").url
        == "/accounts/login/?next=/admin/people/user/"
    )
    assert (
        client.post("/admin/login/", {"username": "root", "password": "a-long-enough-phrase"}).status_code
        == 302
    )
    assert "_auth_user_id" not in client.session
    client.force_login(root)
    assert client.get("/admin/password_change/").url == "/accounts/password/"
