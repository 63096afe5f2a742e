"""Readings: taken with a report, withdrawn with a reason, covered by signatures."""

import json
from datetime import date
from uuid import uuid4

import pytest

from actions.evidence.verbs import withdraw_evidence
from actions.models import Reading
from actions.plan.content import Criterion
from actions.reading.signatures import covers, live_sign_offs
from actions.reports.measurements import Taken, withdraw_measurement
from actions.reports.verbs import report_progress
from actions.rules.lifecycle import Status
from actions.signoff.verbs import Changed, digest_of
from jarplan.audit.errors import NotNow, Refused
from tests.claims import deliver_action, sign_off
from tests.plan import NOON, agreed, evidence, fresh, later, make_people, real_problems
from tests.reading_of import read

pytestmark = pytest.mark.django_db
SHARE, PLAIN = Criterion("Allocated", "%", "60", "88"), Criterion("All know")
TODAY = date(2008, 6, 30)


@pytest.fixture
def people():
    return make_people()


def taken_back(people, update, by=None, criterion=None, reason="It was counted twice"):
    return withdraw_measurement(
        by=by or people.officer_a,
        now=later(3),
        action=update.action,
        update=update.uuid,
        criterion=criterion or update.readings.get().criterion.uuid,
        reason=reason,
    )


def signed(people, action):
    evidence(people, action)
    deliver_action(by=people.officer_a, now=NOON, action=action)
    sign_off(by=people.approver_a, now=later(1), action=action, seen=digest_of(fresh(action)))
    sign_off(by=people.programme, now=later(1), action=action, seen=digest_of(fresh(action)))


@pytest.mark.parametrize(
    ("taken", "says"),
    [
        ({"value": "about 70"}, "as a number"),
        ({"value": ""}, "Enter the figure"),
        ({"value": "70", "on": date(2008, 6, 21)}, "today or in the past"),
        ({"value": "70", "on": None}, "today or in the past"),
        ({"value": "70", "criterion": uuid4()}, "have changed"),
    ],
)
def test_reading_that_says_nothing_sure_is_not_taken(people, taken, says):
    action = agreed(people, criteria=(SHARE,))
    one = {"criterion": action.criteria.get().uuid, "on": NOON.date(), "source": "Audit", **taken}
    with pytest.raises(NotNow, match=says):
        report_progress(
            by=people.officer_a, now=NOON, action=action, rating="green", done="x", readings=[Taken(**one)]
        )
    assert not Reading.objects.exists()
    assert fresh(action).version == action.version


def test_criterion_of_another_action_is_not_read(people):
    other, action = agreed(people, criteria=(PLAIN,)), agreed(people, criteria=(SHARE,))
    with pytest.raises(NotNow, match="have changed"):
        report_progress(
            by=people.officer_a,
            now=NOON,
            action=action,
            rating="green",
            done="x",
            readings=[Taken(other.criteria.get().uuid, met=True, on=NOON.date())],
        )


@pytest.mark.slow
def test_signature_covers_the_readings_that_stand_and_only_those(people):
    action = agreed(people, criteria=(SHARE,))
    gone, stands = read(people, action, value="61"), read(people, action, value="70")
    taken_back(people, gone)
    signed(people, action)
    for signature in live_sign_offs(action):
        (criterion,) = json.loads(signature.content)["criteria"]
        assert [one["value"] for one in criterion["readings"]] == ["70"]
        assert signature.format == 4
        assert covers(signature.content, stands.uuid, criterion["uuid"])
        assert not covers(signature.content, gone.uuid, criterion["uuid"])


def test_reading_taken_while_a_signer_reads_is_not_signed_unseen(people):
    action = agreed(people, criteria=(SHARE,))
    update = read(people, action, value="70")
    evidence(people, action)
    deliver_action(by=people.officer_a, now=NOON, action=action)
    seen = digest_of(fresh(action))
    taken_back(people, update)
    with pytest.raises(Changed):
        sign_off(by=people.approver_a, now=later(4), action=action, seen=seen)


@pytest.mark.slow
def test_withdrawal_of_a_signed_reading_lapses_its_signatures(people):
    action = agreed(people, criteria=(SHARE,))
    update = read(people, action, value="88")
    signed(people, action)
    taken_back(people, update)
    action = fresh(action)
    assert (action.status, action.awaiting) == (Status.DELIVERED, "organisation")
    assert {one.lapsed_because for one in action.sign_offs.all()} == {"readings"}
    assert real_problems() == []


@pytest.mark.slow
def test_withdrawal_of_a_later_reading_lapses_nothing(people):
    action = agreed(people, criteria=(SHARE,))
    signed(people, action)
    taken_back(people, read(people, action, value="88", now=later(2)))
    assert fresh(action).status == Status.SIGNED_OFF
    assert live_sign_offs(action).count() == 2
    assert real_problems() == []


@pytest.mark.parametrize("content", ["[removed]", '{"criteria": [{"statement": "All know", "current": ""}]}'])
def test_content_of_format_1_or_removed_by_law_covers_no_reading(content):
    assert not covers(content, uuid4(), uuid4())


def test_withdrawn_once_and_with_a_reason_by_its_lead(people):
    action = agreed(people, criteria=(SHARE,))
    update = read(people, action, value="70")
    for stranger in (people.officer_b, people.programme, people.approver_a, people.cabinet):
        with pytest.raises(Refused):
            taken_back(people, update, by=stranger)
    with pytest.raises(NotNow, match="Enter the reason"):
        taken_back(people, update, reason=" ")
    with pytest.raises(Refused, match="another action"):
        taken_back(people, update, criterion=uuid4())
    reading = taken_back(people, update)
    assert fresh(reading).withdrawn_by == people.officer_a
    with pytest.raises(NotNow, match="already"):
        taken_back(people, update)


@pytest.mark.slow
def test_page_of_the_action_shows_the_reading_and_the_way_to_withdraw_it(client, people):
    action = agreed(people, criteria=(SHARE,))
    update = read(people, action, value="61", source="The June audit")
    address = f"/actions/{action.reference}/readings/{update.uuid}/{action.criteria.get().uuid}/withdraw/"
    client.force_login(people.officer_a, backend="jarplan.people.accounts.backends.PeopleBackend")
    page = client.get(f"/actions/{action.reference}/").content.decode()
    assert "The June audit" in page and address in page and "<svg" in page
    assert client.post(address, {"reason": ""}).status_code == 200
    assert client.post(address, {"reason": "Counted twice"}).status_code == 302
    page = client.get(f"/actions/{action.reference}/").content.decode()
    assert "<del>61</del>" in page and "Withdrawn: Counted twice" in page and address not in page


@pytest.mark.slow
def test_correction_takes_the_place_of_the_reading_that_it_corrects(people):
    action = agreed(people, criteria=(SHARE,))
    first = read(people, action, value="610")
    second = read(people, action, value="71", corrects=first)
    assert fresh(action).criteria.get().current == "71"
    third = read(people, action, value="61", on=date(2008, 6, 10), corrects=second)
    assert fresh(action).criteria.get().current == "61"
    taken_back(people, third)
    assert fresh(action).criteria.get().current == "71"
    assert real_problems() == []


def open_as(client, user, address):
    client.force_login(user, backend="jarplan.people.accounts.backends.PeopleBackend")
    return " ".join(client.get(address).content.decode().split())


def test_reading_names_a_piece_of_the_evidence_that_stands(people):
    action = agreed(people, criteria=(PLAIN,))
    shows = evidence(people, action)
    read(people, action, met=True, source="", evidence=shows.uuid)
    (row,) = Reading.objects.all()
    assert row.evidence == shows
    assert real_problems() == []


@pytest.mark.slow
@pytest.mark.parametrize("whose", ["another action's", "withdrawn", "nobody's"])
def test_reading_names_no_evidence_that_does_not_stand_here(people, whose):
    action, other = agreed(people, criteria=(PLAIN,)), agreed(people)
    named = uuid4()
    if whose != "nobody's":
        named = (shows := evidence(people, action if whose == "withdrawn" else other)).uuid
    if whose == "withdrawn":
        withdraw_evidence(by=people.officer_a, now=NOON, action=action, evidence=shows, reason="Old")
    with pytest.raises(NotNow, match="no longer counts for this action"):
        read(people, action, met=True, evidence=named)
    assert not Reading.objects.exists()


def test_met_is_not_taken_on_its_word_alone(people):
    action = agreed(people, criteria=(PLAIN,))
    with pytest.raises(NotNow, match="Choose evidence that “All know” is met, or enter the source"):
        read(people, action, met=True, source=" ")
    assert not Reading.objects.exists()


@pytest.mark.slow
def test_evidence_of_a_reading_is_a_link_to_those_only_who_may_open_it(client, people):
    action = agreed(people, criteria=(PLAIN,))
    shows = evidence(people, action)
    read(people, action, met=True, source="", evidence=shows.uuid)
    address, file = f"/actions/{action.reference}/", f"/evidence/{shows.uuid}/"
    own, other = (open_as(client, user, address) for user in (people.officer_a, people.officer_b))
    assert f'{file}">{shows.shows}</a>' in own.split('id="criteria"')[1]
    assert "Evidence attached" in other and shows.shows not in other and file not in other
    withdraw_evidence(by=people.officer_a, now=later(2), action=action, evidence=shows, reason="Secret: old")
    for user in (people.officer_a, people.officer_b):
        page = open_as(client, user, address).split('id="criteria"')[1].split("<h2")[0]
        assert "The evidence was withdrawn on 22 June 2008" in page and "<del>Met</del>" not in page
    assert shows.shows not in page and "Secret" not in page


def test_signature_covers_the_evidence_of_a_reading(people):
    action = agreed(people, criteria=(PLAIN,))
    shows = evidence(people, action)
    read(people, action, met=True, source="", evidence=shows.uuid)
    before = digest_of(fresh(action))
    Reading.objects.update(evidence=None)
    assert digest_of(fresh(action)) != before
