"""Readings: taken with a report, withdrawn with a reason, covered by signatures; typed in the form of a report."""

import json
from datetime import date
from uuid import uuid4

import pytest

from actions.content import Criterion
from actions.lifecycle import Status
from actions.models import Reading
from actions.policies import live_signatures
from actions.progress import say_delivered, withdraw_evidence
from actions.readingforms import ReadingForms
from actions.readings import Taken, withdraw_reading
from actions.reports import report_progress
from actions.signedreadings import covers
from actions.signing import Changed, digest_of, sign_off
from jarplan.audit.canonical import plain
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.subjects import SUBJECTS
from tests.plan import NOON, agreed, evidence, fresh, later, make_people, real_problems
from tests.reading_of import read

pytestmark = pytest.mark.django_db
SHARE, PLAIN = Criterion("Allocated", "%", "60", "88"), Criterion("All know")
TODAY = date(2008, 6, 30)


@pytest.fixture
def people():
    return make_people()


def taken_back(people, update, by=None, criterion=None, reason="It was counted twice"):
    return withdraw_reading(
        by=by or people.officer_a,
        now=later(3),
        action=update.action,
        update=update.uuid,
        criterion=criterion or update.readings.get().criterion.uuid,
        reason=reason,
    )


def signed(people, action):
    evidence(people, action)
    say_delivered(by=people.officer_a, now=NOON, action=action)
    sign_off(by=people.approver_a, now=later(1), action=action, seen=digest_of(fresh(action)))
    sign_off(by=people.programme, now=later(1), action=action, seen=digest_of(fresh(action)))


@pytest.mark.parametrize(
    ("taken", "says"),
    [
        ({"value": "about 70"}, "as a number"),
        ({"value": ""}, "Say where"),
        ({"value": "70", "on": date(2008, 6, 21)}, "today or an earlier day"),
        ({"value": "70", "on": None}, "today or an earlier day"),
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


def test_signature_covers_the_readings_that_stand_and_only_those(people):
    action = agreed(people, criteria=(SHARE,))
    gone, stands = read(people, action, value="61"), read(people, action, value="70")
    taken_back(people, gone)
    signed(people, action)
    for signature in live_signatures(action):
        (criterion,) = json.loads(signature.content)["criteria"]
        assert [one["value"] for one in criterion["readings"]] == ["70"]
        assert signature.format == 3
        assert covers(signature.content, stands.uuid, criterion["uuid"])
        assert not covers(signature.content, gone.uuid, criterion["uuid"])


def test_reading_taken_while_a_signer_reads_is_not_signed_unseen(people):
    action = agreed(people, criteria=(SHARE,))
    update = read(people, action, value="70")
    evidence(people, action)
    say_delivered(by=people.officer_a, now=NOON, action=action)
    seen = digest_of(fresh(action))
    taken_back(people, update)
    with pytest.raises(Changed):
        sign_off(by=people.approver_a, now=later(4), action=action, seen=seen)


def test_withdrawal_of_a_signed_reading_lapses_its_signatures(people):
    action = agreed(people, criteria=(SHARE,))
    update = read(people, action, value="88")
    signed(people, action)
    taken_back(people, update)
    action = fresh(action)
    assert (action.status, action.awaiting) == (Status.DELIVERED, "organisation")
    assert {one.lapsed_because for one in action.sign_offs.all()} == {"readings"}
    assert real_problems() == []


def test_withdrawal_of_a_later_reading_lapses_nothing(people):
    action = agreed(people, criteria=(SHARE,))
    signed(people, action)
    taken_back(people, read(people, action, value="88", now=later(2)))
    assert fresh(action).status == Status.SIGNED_OFF
    assert live_signatures(action).count() == 2
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
    with pytest.raises(NotNow, match="Say why"):
        taken_back(people, update, reason=" ")
    with pytest.raises(Refused, match="another action"):
        taken_back(people, update, criterion=uuid4())
    reading = taken_back(people, update)
    assert fresh(reading).withdrawn_by == people.officer_a
    with pytest.raises(NotNow, match="already"):
        taken_back(people, update)


def boxes(action, *typed):
    """What is posted for the criteria of an action, in their order."""
    posted = {}
    for row, said in zip(action.criteria.all(), typed, strict=True):
        day = {"on_day": "30", "on_month": "6", "on_year": "2008", "source": "Audit"}
        posted |= {f"reading-{row.uuid.hex}-{name}": value for name, value in {**day, **said}.items()}
    return posted


def test_form_asks_for_a_number_or_whether_it_is_met(people):
    action = agreed(people, criteria=(SHARE, PLAIN))
    forms = ReadingForms(boxes(action, {"value": "70"}, {"met": "not met"}), action=action, day=TODAY)
    assert forms.is_valid()
    first, second = action.criteria.all()
    assert forms.taken() == [
        Taken(first.uuid, "70", None, TODAY, "Audit"),
        Taken(second.uuid, "", False, TODAY, "Audit"),
    ]


def test_form_left_empty_takes_nothing_whatever_day_stands_in_it(people):
    action = agreed(people, criteria=(SHARE, PLAIN))
    forms = ReadingForms(boxes(action, {"on_day": "99"}, {}), action=action, day=TODAY)
    assert forms.is_valid()
    assert forms.taken() == []


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"value": "most"}, "value"),
        ({"value": "70", "source": ""}, "source"),
        ({"value": "70", "on_day": ""}, "on"),
        ({"value": "70", "on_month": "7"}, "on"),
    ],
)
def test_form_says_what_is_missing_beside_its_box(people, said, field):
    action = agreed(people, criteria=(SHARE,))
    forms = ReadingForms(boxes(action, said), action=action, day=TODAY)
    assert not forms.is_valid()
    assert [list(form.errors) for form in forms] == [[field]]
    assert forms.total_error_count == 1


def test_page_of_the_action_shows_the_reading_and_the_way_to_withdraw_it(client, people):
    action = agreed(people, criteria=(SHARE,))
    update = read(people, action, value="61", source="The June audit")
    address = f"/actions/{action.reference}/readings/{update.uuid}/{action.criteria.get().uuid}/withdraw/"
    client.force_login(people.officer_a, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/actions/{action.reference}/").content.decode()
    assert "The June audit" in page and address in page and "<svg" in page
    assert client.post(address, {"reason": ""}).status_code == 200
    assert client.post(address, {"reason": "Counted twice"}).status_code == 302
    page = client.get(f"/actions/{action.reference}/").content.decode()
    assert "<del>61</del>" in page and "Withdrawn: Counted twice" in page and address not in page


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
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return " ".join(client.get(address).content.decode().split())


def test_reading_names_a_piece_of_the_evidence_that_stands(people):
    action = agreed(people, criteria=(PLAIN,))
    shows = evidence(people, action)
    read(people, action, met=True, source="", evidence=shows.uuid)
    (row,) = Reading.objects.all()
    assert row.evidence == shows
    assert real_problems() == []


@pytest.mark.parametrize("whose", ["another action's", "withdrawn", "nobody's"])
def test_reading_names_no_evidence_that_does_not_stand_here(people, whose):
    action, other = agreed(people, criteria=(PLAIN,)), agreed(people)
    named = uuid4()
    if whose != "nobody's":
        named = (shows := evidence(people, action if whose == "withdrawn" else other)).uuid
    if whose == "withdrawn":
        withdraw_evidence(by=people.officer_a, now=NOON, action=action, evidence=shows, reason="Old")
    with pytest.raises(NotNow, match="no longer stands here"):
        read(people, action, met=True, evidence=named)
    assert not Reading.objects.exists()


def test_met_is_not_taken_on_its_word_alone(people):
    action = agreed(people, criteria=(PLAIN,))
    with pytest.raises(NotNow, match="Choose the evidence that “All know” is met, or say where"):
        read(people, action, met=True, source=" ")
    assert not Reading.objects.exists()


def test_evidence_of_a_reading_is_a_link_to_those_only_who_may_open_it(client, people):
    action = agreed(people, criteria=(PLAIN,))
    shows = evidence(people, action)
    read(people, action, met=True, source="", evidence=shows.uuid)
    address, file = f"/actions/{action.reference}/", f"/evidence/{shows.uuid}/"
    own, other = (open_as(client, user, address) for user in (people.officer_a, people.officer_b))
    assert "by a piece of evidence" in own and f'{file}">{shows.shows}</a>' in own.split('id="criteria"')[1]
    assert "A piece of evidence" in other and shows.shows not in other and file not in other
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


def test_report_of_format_2_is_read_with_readings_that_name_no_evidence(people):
    update = read(people, agreed(people, criteria=(PLAIN,)), met=True)
    subject = SUBJECTS["update"]
    now = plain(subject.state(subject.instances(pk=update.pk)[0]))
    (reading,) = now["readings"]
    old = {**now, "readings": [{name: value for name, value in reading.items() if name != "evidence"}]}
    assert subject.upcast(old, 2) == now


def test_form_takes_evidence_in_place_of_a_source(people):
    action = agreed(people, criteria=(PLAIN,))
    shows = evidence(people, action)
    typed = {"met": "met", "source": ""}
    forms = ReadingForms(boxes(action, typed), action=action, day=TODAY)
    assert not forms.is_valid()
    assert "or choose the evidence that shows it" in str([form.errors for form in forms])
    forms = ReadingForms(boxes(action, {**typed, "evidence": str(shows.uuid)}), action=action, day=TODAY)
    assert forms.is_valid() and forms.taken()[0].evidence == shows.uuid
    forms = ReadingForms(boxes(action, {**typed, "evidence": str(uuid4())}), action=action, day=TODAY)
    assert not forms.is_valid()


def test_boxes_filled_in_beforehand_are_folded_until_they_say_something_else(people):
    action = agreed(people, criteria=(SHARE,))
    read(people, action, value="61")

    def folded(*typed):
        forms = ReadingForms(*(boxes(action, one) for one in typed), action=action, day=TODAY)
        (form,) = forms
        forms.is_valid()
        return form.is_folded

    same = {"value": "70", "source": "The case audit"}
    assert folded() and folded(same)
    assert not folded({**same, "on_day": "29"})
    assert not folded({**same, "source": "The June audit"})
    assert not folded({**same, "source": ""})
