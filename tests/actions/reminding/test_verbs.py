"""The ladder of reminders as data: who sets it, what it must be, and that nobody's change is lost."""

import pytest

from actions.models import ReminderRules
from actions.reminding.ladder import DEFAULTS, Ladder, read_ladder
from actions.reminding.verbs import set_reminders
from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent
from tests.plan import later, make_people, real_problems

pytestmark = pytest.mark.django_db
SAID = {
    "lead_after": 2,
    "approver_after": 4,
    "accountable_after": None,
    "portfolio_after": 9,
    "papers_before": 6,
}


@pytest.fixture
def people():
    return make_people()


def put(people, version=0, who="programme", **said):
    return set_reminders(by=getattr(people, who), now=later(1), version=version, **SAID | said)


def test_a_plan_begins_with_a_ladder(people):
    assert read_ladder() == Ladder(**DEFAULTS)
    assert read_ladder().reached(10) == ["lead", "approver", "accountable"]


def test_the_office_and_administrators_set_it_and_it_is_kept(people):
    row = put(people)
    assert read_ladder() == Ladder(**SAID, version=1) and read_ladder().reached(8) == ["lead", "approver"]
    put(people, 1, "administrator", approver_after=5)
    kinds = AuditEvent.objects.filter(subject=row.uuid).order_by("sequence").values_list("kind", "role")
    assert list(kinds) == [("set", "programme"), ("changed", "administrator")]
    put(people, 2, approver_after=5)
    assert ReminderRules.objects.get().version == 2 and real_problems() == []


def test_who_saves_over_what_they_did_not_see_is_refused(people):
    put(people)
    for version in (0, 2):
        with pytest.raises(Stale):
            put(people, version, approver_after=5)


@pytest.mark.parametrize("who", ["officer_a", "approver_a", "cabinet", "finance", "superuser"])
def test_nobody_else_sets_it(people, who):
    with pytest.raises(Refused, match="Only the programme office or an administrator"):
        put(people, who=who)


def test_who_is_limited_to_an_inspection_does_not_set_it_for_all(people):
    people.programme_2.limited_to = {"programme": ["JAR-TEST"]}
    with pytest.raises(Refused, match="limited to certain inspections"):
        put(people, who="programme_2")


@pytest.mark.parametrize("said", [{"approver_after": 2}, {"portfolio_after": 3}, {"lead_after": 9}])
def test_each_step_is_later_than_the_one_before(people, said):
    with pytest.raises(NotNow, match="must be told later"):
        put(people, **said)


def test_the_page_takes_it(people, client):
    client.force_login(people.programme, "jarplan.people.accounts.backends.PeopleBackend")
    page = client.get("/reminders/set/")
    assert page.context["form"].initial["lead_after"] == 1
    typed = {"version": 0, "lead_after": "", "approver_after": "3", "papers_before": "8"}
    assert client.post("/reminders/set/", typed).status_code == 302
    assert read_ladder().steps[0][2] is None and read_ladder().papers_before == 8
    text = " ".join(client.get("/reminders/").content.decode().split())
    assert "After 3 working days" in text and "8 working days before each meeting" in text
    for wrong in ({"papers_before": ""}, {"papers_before": "0"}, {"papers_before": "5", "lead_after": "99"}):
        answer = client.post("/reminders/set/", {"version": 1, **wrong})
        assert answer.status_code == 200 and answer.context["form"].errors
