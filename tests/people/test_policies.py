"""Who may do what to people and posts: every verb with every role, and with no role at all."""

import pytest

from jarplan.audit.errors import Refused
from jarplan.audit.models import AuditEvent
from jarplan.people import policies
from jarplan.people.accounts import verbs as accounts_verbs
from jarplan.people.models import User
from jarplan.people.persons import verbs as persons_verbs
from jarplan.people.posts import verbs as posts_verbs
from jarplan.people.roles import Role
from tests.people.conftest import JUNE

ADMINISTRATOR = {"administrator"}
IMPORTERS = {"administrator", "programme"}
NAMES = {"full_name": "Zoe", "email": "", "organisation": None, "roles": ()}
# verb, its arguments (told by what they are about), who may
VERBS = [
    (persons_verbs.add_person, {"username": "new", "full_name": "New"}, ADMINISTRATOR),
    (persons_verbs.change_person, {"person": 1, **NAMES}, ADMINISTRATOR),
    (persons_verbs.deactivate_person, {"person": 1}, ADMINISTRATOR),
    (persons_verbs.reactivate_person, {"person": "gone"}, ADMINISTRATOR),
    (persons_verbs.issue_password_link, {"person": 1, "version": None}, ADMINISTRATOR),
    (accounts_verbs.change_password, {"person": 1, "version": None, "password": "a-long-phrase-2"}, set()),
    (posts_verbs.add_organisation, {"name": "New body"}, IMPORTERS),
    (posts_verbs.change_organisation, {"organisation": 1, "name": "Renamed", "reason": "Why"}, ADMINISTRATOR),
    (posts_verbs.add_post, {"title": "New post", "organisation": 1, "version": None}, IMPORTERS),
    (posts_verbs.rename_post, {"post": "vacant", "title": "Renamed", "reason": "Why"}, ADMINISTRATOR),
    (posts_verbs.hold_post, {"post": "vacant", "person": 1}, ADMINISTRATOR),
    (posts_verbs.hand_over_post, {"post": "held", "person": "holder", "successor": 1}, ADMINISTRATOR),
]


@pytest.fixture
def world(admin, olive, make, council, head_of_service):
    gone, holder = make("gone", "officer"), make("holder", "officer")
    persons_verbs.deactivate_person(by=None, now=JUNE, person=gone, version=1)
    held = posts_verbs.add_post(by=None, now=JUNE, title="Director", organisation=council)
    posts_verbs.hold_post(by=None, now=JUNE, post=held, version=1, person=holder)
    return {
        "person": {1: olive, "gone": gone, "holder": holder},
        "successor": {1: olive},
        "organisation": {1: council},
        "post": {"vacant": head_of_service, "held": held},
    }


def arguments(world, values):
    found = {
        name: world.get(name, {}).get(value, value) for name, value in values.items() if name != "version"
    }
    about = found.get("post") or found.get("person") or found.get("organisation")
    if about is not None and "version" not in values:
        found["version"] = about.version
    return found


@pytest.mark.slow
@pytest.mark.parametrize("role", [*Role.values, None, "superuser"])
@pytest.mark.parametrize(("verb", "values", "allowed"), VERBS, ids=lambda item: getattr(item, "__name__", ""))
def test_every_verb_with_every_role(world, make, verb, values, allowed, role):
    if role == "superuser":
        by = User.objects.create_superuser("root", "a-long-phrase", full_name="Root")
    else:
        by = make("actor", *filter(None, [role]))
    before = AuditEvent.objects.exclude(kind="refused").count()
    if role in allowed:
        verb(by=by, now=JUNE, **arguments(world, values))
        assert AuditEvent.objects.count() == before + 1
        return
    with pytest.raises(Refused) as refused:
        verb(by=by, now=JUNE, **arguments(world, values))
    assert str(refused.value).endswith(".")
    assert AuditEvent.objects.exclude(kind="refused").count() == before
    assert AuditEvent.objects.filter(kind="refused", actor=by.uuid).count() == 1


def test_a_check_says_the_role_and_its_twin_yes_or_no(admin, olive):
    assert policies.check_manage_people(admin) == Role.ADMINISTRATOR
    assert policies.check_manage_people(None) is None
    assert policies.may_manage_people(admin) and not policies.may_manage_people(olive)
