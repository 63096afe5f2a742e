"""Every record of ours in the technical admin: the superuser sees it, may export it, and writes nothing."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from actions.models import Action
from jarplan.audit.models import AuditEvent, AuditHead, InForce
from jarplan.people.models import SignInAttempt, User

OURS = {"background", "people", "audit", "files", "recommendations", "actions", "finance", "reporting"}
# How long states stood says nothing that the history does not.
MODELS = [
    model for model in apps.get_models() if model._meta.app_label in OURS and not issubclass(model, InForce)
]

pytestmark = [
    pytest.mark.usefixtures("told"),
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.any_database,
]


@pytest.fixture
def superuser(client, db):
    person = User.objects.create_superuser("root", "a-long-enough-phrase", full_name="Root")
    client.force_login(person)
    return client


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def written():
    """All that the plan holds, as far as a write would show: rows of each table, versions, the chain."""
    rows = {model: list(model._base_manager.order_by("pk").values_list()) for model in MODELS}
    return rows, AuditHead.objects.get().hash


def test_every_record_of_ours_is_there():
    assert {model for model in MODELS if model not in admin.site._registry} == set()


def test_lists_and_records_open(superuser):
    for model in MODELS:
        assert superuser.get(address(model, "changelist")).status_code == 200, model
        if row := model._base_manager.first():
            assert superuser.get(address(model, "change", row.pk)).status_code == 200, model


def test_nothing_posted_is_written(superuser):
    before = written()
    for model in MODELS:
        row = model._base_manager.first()
        data = {field.name: "1" for field in model._meta.concrete_fields}
        answers = [superuser.post(address(model, "add"), data)]
        chosen = {"action": "delete_selected", "_selected_action": row.pk if row else 1, "post": "yes"}
        superuser.post(address(model, "changelist"), chosen)
        if row:
            answers.append(superuser.post(address(model, "change", row.pk), data))
            answers.append(superuser.post(address(model, "delete", row.pk), {"post": "yes"}))
        assert {answer.status_code for answer in answers} == {403}, model
    assert written() == before


def test_there_is_no_import_and_no_setting_of_passwords():
    for model in MODELS:
        for page in ("import", "process_import"):
            with pytest.raises(NoReverseMatch):
                address(model, page)
    with pytest.raises(NoReverseMatch):
        reverse("admin:auth_user_password_change", args=[1])


def test_attempts_to_sign_in_are_shown_and_not_taken_away(superuser):
    attempt = SignInAttempt.objects.create(
        moment=timezone.now(),
        address="192.0.2.7",
        network="192.0.2.7",
        name="counted-by-this",
        outcome="wrong",
    )
    page = superuser.get(address(SignInAttempt, "change", attempt.pk))
    assert page.status_code == 200 and "counted-by-this" not in page.content.decode()
    assert superuser.post(address(SignInAttempt, "delete", attempt.pk), {"post": "yes"}).status_code == 403
    assert SignInAttempt.objects.exists()


def test_actions_are_exported_with_words_and_no_event(superuser):
    events = AuditEvent.objects.count()
    fields = {"actionexport_reference": "on", "actionexport_status": "on", "actionexport_text": "on"}
    answer = superuser.post(address(Action, "export"), {"format": "0", "resource": "", **fields})
    lines = answer.content.decode().splitlines()
    assert lines[0] == "reference,text,status" and len(lines) == 38
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize("username", ["admin", "programme", "officer"])
def test_nobody_else_finds_it(client, username):
    client.force_login(User.objects.get(username=username))
    assert client.get(address(Action, "changelist")).status_code == 404
    assert client.post(address(Action, "add"), {}).status_code == 404
