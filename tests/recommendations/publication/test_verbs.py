"""Recording whom the report and the plan have reached: who may, when, with what proof, and what is refused."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jarplan.audit.errors import NotNow, Refused, Repeated, Stale
from jarplan.audit.models import AuditEvent
from jarplan.audit.reading.folding import state_at
from jarplan.clock import LONDON
from jarplan.files.models import StoredFile
from jarplan.people.roles import Role
from recommendations.publication import verbs as publication_verbs
from recommendations.publication.policies import NoReason, WrongCharge, WrongDay
from recommendations.publication.records import step_of
from tests.factories import OrganisationFactory, UserFactory
from tests.recommendations.conftest import NOON
from tests.recommendations.publishing import fresh, log, name, publish_plan, record, send, step_for

pytestmark = pytest.mark.django_db
AFTERWARDS = datetime(2008, 9, 12, 12, tzinfo=LONDON)


@pytest.fixture
def newspaper(facts):
    return step_for("newspaper")


@pytest.fixture
def partners(facts):
    return step_for("relevant_partners")


@pytest.fixture
def counter(facts):
    return step_for("on_demand")


ALL = {
    publication_verbs.record_step: {"done_on": None, "done_by": "Press office", "proof": "A letter"},
    publication_verbs.take_back_step: {"reason": "Why"},
    publication_verbs.name_recipients: {"names": ["The Trust"]},
    publication_verbs.send_copies: {
        "copies": [1],
        "sent_on": None,
        "sent_by": "Post room",
        "proof": "A letter",
    },
    publication_verbs.log_copy: {"name": "A", "sent_on": None, "sent_by": "B", "charge": Decimal("0")},
    publication_verbs.correct_copy: {"copy": 1, "sent_on": None, "sent_by": "B", "reason": "Why"},
    publication_verbs.take_back_copy: {"copy": 1, "reason": "Why"},
    publication_verbs.leave_out_copy: {"copy": 1, "reason": "Why"},
}


@pytest.mark.slow
@pytest.mark.parametrize("verb", ALL, ids=lambda verb: verb.__name__)
@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.PROGRAMME])
def test_nobody_but_the_programme_office_records_anything(verb, role, newspaper):
    with pytest.raises(Refused, match="Only the programme office"):
        verb(by=UserFactory(roles=[role]), now=NOON, step=newspaper, version=1, **ALL[verb])
    assert AuditEvent.objects.last().kind == "refused"
    assert fresh(newspaper).version == 1


@pytest.mark.parametrize("verb", ALL, ids=lambda verb: verb.__name__)
def test_the_system_records_nothing_by_itself(verb, newspaper):
    with pytest.raises(Refused):
        verb(by=None, now=NOON, step=newspaper, version=1, **ALL[verb])


# A class as a whole


def test_a_step_is_recorded_and_corrected_with_a_reason(programme, newspaper):
    step = record(programme, newspaper, done_to="Leicester Mercury")
    assert (step.state, step.done_on, step.day_not_stated) == ("done", date(2008, 6, 18), False)
    assert (step.done_by, step.done_to) == ("Press office", "Leicester Mercury")
    with pytest.raises(NoReason, match="already been recorded"):
        record(programme, step, done_on=None)
    step = record(programme, fresh(step), done_on=None, reason="day uncertain")
    assert (step.done_on, step.day_not_stated, step.version) == (None, True, 3)
    event = AuditEvent.objects.last()
    assert (event.kind, event.role) == ("record corrected", "programme")


@pytest.mark.parametrize(
    "day, sentence",
    [
        (date(2008, 6, 21), "must be today or in the past"),
        (date(2008, 6, 2), "The report was published on 3 June 2008"),
    ],
)
def test_the_report_is_sent_neither_tomorrow_nor_before_it_was_published(programme, newspaper, day, sentence):
    with pytest.raises(WrongDay, match=sentence):
        record(programme, newspaper, done_on=day)
    record(programme, newspaper, done_on=date(2008, 6, 3))


@pytest.mark.parametrize("words", [{"done_by": " "}, {"proof": " "}])
def test_nothing_is_done_by_nobody_or_without_proof(programme, newspaper, words):
    with pytest.raises(NotNow, match="^Enter "):
        record(programme, newspaper, **words)


def test_a_file_alone_is_proof_and_stays_until_another_takes_its_place(programme, newspaper):
    page, other = (SimpleUploadedFile(name, b"Page 4") for name in ("page4.txt", "page5.txt"))
    step = record(programme, newspaper, proof="", upload=page)
    assert step.proof_file.original_name == "page4.txt"
    assert state_at("publication_step", step.uuid)["proof_file"] == str(step.proof_file.uuid)
    step = record(programme, fresh(step), proof="", reason="typing error")
    assert step.proof_file.original_name == "page4.txt"
    step = record(programme, fresh(step), proof="", reason="the wrong page", upload=other)
    assert step.proof_file.original_name == "page5.txt"
    assert StoredFile.objects.count() == 2


def test_a_step_is_taken_back_and_is_not_recorded_again(programme, newspaper):
    step = record(programme, newspaper, upload=SimpleUploadedFile("page4.txt", b"Page 4"))
    with pytest.raises(NoReason):
        publication_verbs.take_back_step(by=programme, now=NOON, step=step, version=2, reason=" ")
    publication_verbs.take_back_step(
        by=programme, now=NOON, step=step, version=2, reason="It was the other paper"
    )
    step = fresh(step)
    assert (step.state, step.done_by, step.proof, step.proof_file) == ("not_recorded", "", "", None)
    with pytest.raises(NotNow, match="nothing to withdraw"):
        publication_verbs.take_back_step(by=programme, now=NOON, step=step, version=3, reason="Again")


def test_of_two_people_who_tick_the_same_step_the_second_is_told(programme, newspaper):
    record(programme, newspaper)
    with pytest.raises(Stale) as caught:
        record(programme, newspaper, done_by="Somebody else")
    assert caught.value.current.done_by == "Press office"


# The plan


def test_the_plan_is_sent_to_nobody_before_a_version_is_published(programme):
    step, counter = step_for("newspaper", "plan"), step_for("on_demand", "plan")
    for attempt in (
        lambda: record(programme, step, now=AFTERWARDS, done_on=None),
        lambda: log(programme, counter, now=AFTERWARDS),
    ):
        with pytest.raises(NotNow, match="No version of the plan has been published yet"):
            attempt()


def test_recipients_of_the_plan_are_named_before_it_is_published_and_sent_it_afterwards(programme):
    step = name(programme, step_for("relevant_partners", "plan"), "The Trust")
    with pytest.raises(NotNow, match="No version of the plan"):
        send(programme, step, 1, now=AFTERWARDS, sent_on=date(2008, 9, 9))
    publish_plan(date(2008, 9, 8))
    with pytest.raises(WrongDay, match="The plan was published on 8 September 2008"):
        send(programme, step, 1, now=AFTERWARDS, sent_on=date(2008, 9, 7))
    send(programme, step, 1, now=AFTERWARDS, sent_on=date(2008, 9, 8))


@pytest.mark.parametrize("state", ["replaced", "withdrawn"])
def test_a_version_that_was_published_once_was_published(programme, state):
    publish_plan(date(2008, 9, 8), state)
    record(programme, step_for("newspaper", "plan"), now=AFTERWARDS, done_on=date(2008, 9, 9))


def test_what_is_recorded_of_the_plan_can_be_put_right_though_no_version_is_published(programme):
    step = step_for("newspaper", "plan")
    type(step).objects.filter(pk=step.pk).update(state="done", day_not_stated=True, done_by="Press")
    record(programme, fresh(step), reason="the day was found", done_on=date(2008, 6, 19))
    with pytest.raises(WrongDay):
        record(programme, fresh(step), reason="too early", done_on=date(2008, 6, 2))


# Named recipients


def test_recipients_are_named_once_each_and_owed_a_copy(programme, partners):
    trust = OrganisationFactory(name="Leicester City PCT")
    step = name(programme, partners, "Connexions", "Police", organisations=[trust])
    record_of = step_of(step)
    assert [(copy.name, copy.is_sent) for copy in record_of.owed] == [
        ("Leicester City PCT", False),
        ("Connexions", False),
        ("Police", False),
    ]
    assert record_of.owed[0].organisation == str(trust.uuid)
    assert (record_of.progress, record_of.state_words) == ("0 of 3", "Not recorded")
    with pytest.raises(NotNow, match="police is already a recipient"):
        name(programme, step, "police")
    with pytest.raises(NotNow, match="Select an organisation"):
        name(programme, step, " ")


def test_a_form_that_names_is_sent_twice_and_names_once(programme, partners):
    name(programme, partners, "Connexions")
    with pytest.raises(Repeated):
        name(programme, partners, "Connexions")
    assert partners.copies.count() == 1


@pytest.mark.parametrize("recipient", ["offices", "on_demand", "website"])
def test_nobody_is_named_for_a_place_or_for_whoever_asks(programme, facts, recipient):
    with pytest.raises(NotNow, match="No recipients have been named"):
        name(programme, step_for(recipient), "The Trust")


def test_a_class_is_done_when_each_named_recipient_was_sent_a_copy(programme, partners):
    step = name(programme, partners, "One", "Two", "Three")
    step = send(programme, step, 1, 3, sent_on=date(2008, 6, 18))
    assert step_of(step).state_words == "2 of 3 recorded as sent"
    with pytest.raises(NotNow, match="2 of 3 named recipients"):
        record(programme, step)
    step = send(programme, step, 2, sent_on=date(2008, 6, 19))
    found = step_of(step)
    assert (found.is_done, found.progress, found.reached_on) == (True, "3 of 3", date(2008, 6, 19))
    step = record(programme, step, done_on=date(2008, 6, 20))
    assert step_of(step).reached_on == date(2008, 6, 20)
    step = name(programme, step, "Four")
    assert (step_of(step).is_done, step_of(step).progress) == (False, "3 of 4")


def test_one_newspaper_is_enough(programme, newspaper):
    step = send(programme, name(programme, newspaper, "Mercury", "Advertiser"), 1)
    assert step_of(step).is_done
    assert step_of(step).reached_on == date(2008, 6, 18)
    record(programme, step)


def test_a_day_that_is_not_stated_is_none(programme, partners):
    step = send(programme, name(programme, partners, "One", "Two"), 1)
    step = send(programme, step, 2, sent_on=None)
    copy = step_of(step).owed[1]
    assert (copy.is_sent, copy.sent_on, copy.day_not_stated) == (True, None, True)
    assert step_of(step).reached_on is None


@pytest.mark.parametrize(
    "more, sentence",
    [
        ({"sent_on": date(2008, 6, 21)}, "must be today or in the past"),
        ({"sent_on": date(2008, 6, 2)}, "published on 3 June 2008"),
        ({"sent_by": " "}, "Enter who"),
        ({"proof": " "}, "Enter the proof"),
    ],
)
def test_a_copy_is_not_recorded_as_sent(programme, partners, more, sentence):
    step = name(programme, partners, "One")
    with pytest.raises(NotNow, match=sentence):
        send(programme, step, 1, **more)
    assert not step_of(fresh(step)).owed[0].is_sent


def test_a_copy_is_recorded_once_corrected_with_a_reason_and_taken_back(programme, partners):
    step = send(programme, name(programme, partners, "One"), 1)
    with pytest.raises(NotNow, match="already been recorded as sent"):
        send(programme, step, 1)
    act = {"by": programme, "now": NOON, "step": step, "copy": 1}
    said = {"sent_on": date(2008, 6, 19), "sent_by": "Courier", "proof": "Receipt"}
    with pytest.raises(NoReason):
        publication_verbs.correct_copy(**act, **said, version=step.version, reason="")
    publication_verbs.correct_copy(**act, **said, version=step.version, reason="The receipt says the 19th")
    copy = step_of(fresh(step)).owed[0]
    assert (copy.sent_on, copy.sent_by, copy.charge) == (date(2008, 6, 19), "Courier", None)
    with pytest.raises(Stale):
        publication_verbs.take_back_copy(**act, version=step.version, reason="It came back")
    publication_verbs.take_back_copy(**act, version=fresh(step).version, reason="It came back")
    copy = step_of(fresh(step)).owed[0]
    assert (copy.is_sent, copy.sent_by, copy.proof) == (False, "", "")


def test_a_recipient_is_taken_out_with_a_reason_and_stays_on_record(programme, partners):
    step = send(programme, name(programme, partners, "One", "Two"), 1)
    act = {"by": programme, "now": NOON, "step": step, "copy": 2}
    with pytest.raises(NoReason):
        publication_verbs.leave_out_copy(**act, version=step.version, reason=" ")
    step = publication_verbs.leave_out_copy(**act, version=step.version, reason="It was dissolved")
    found = step_of(fresh(step))
    assert (found.progress, found.is_done) == ("1 of 1", True)
    assert [(copy.name, copy.left_out_reason) for copy in found.left_out] == [("Two", "It was dissolved")]
    with pytest.raises(NotNow, match="already been removed"):
        send(programme, step, 2)
    name(programme, step, "Two")
    assert step_of(fresh(step)).progress == "1 of 2"


# Copies on demand


def test_the_log_adds_up_what_was_charged_to_the_penny(programme, counter):
    for charge in ("0", "2.10", "0.20", "9999.99"):
        counter = log(programme, counter, charge=charge)
    found = step_of(fresh(counter))
    assert found.charged == Decimal("10002.29")
    assert [copy.charge for copy in found.given] == [
        Decimal("0.00"),
        Decimal("2.10"),
        Decimal("0.20"),
        Decimal("9999.99"),
    ]
    assert not found.is_done, "a copy that was given says nothing of whether people knew that they could ask"
    state = state_at("publication_step", counter.uuid)
    assert [part["charge"] for part in state["copies"]] == ["0.00", "2.10", "0.20", "9999.99"]


@pytest.mark.parametrize("charge", ["-0.01", "1.005", "10000", "NaN", "Infinity"])
def test_a_charge_is_pounds_and_pence_and_nothing_else(programme, counter, charge):
    with pytest.raises(WrongCharge):
        log(programme, counter, charge=charge)
    assert not counter.copies.exists()


@pytest.mark.parametrize("charge", [None, 2.5, 2, "2.50"])
def test_a_charge_is_a_decimal(programme, counter, charge):
    act = {"by": programme, "now": NOON, "step": counter, "version": 1, "name": "A", "sent_by": "B"}
    with pytest.raises(WrongCharge):
        publication_verbs.log_copy(**act, sent_on=None, charge=charge)


def test_two_people_write_in_the_log_and_a_second_click_writes_nothing(programme, counter):
    log(programme, counter, "Mr Singh", "1.50")
    with pytest.raises(Repeated):
        log(programme, counter, "Mr Singh", "1.50")
    log(programme, counter, "Mrs Patel", "1.50")
    log(programme, fresh(counter), "Mrs Patel", "1.50")
    assert [copy.name for copy in counter.copies.all()] == ["Mr Singh", "Mrs Patel", "Mrs Patel"]


def test_a_line_of_the_log_is_corrected_and_taken_out_of_the_sum(programme, counter):
    step = log(programme, log(programme, counter, "A", "2.00"), "B", "3.00")
    act = {"by": programme, "now": NOON, "step": step, "reason": "It was another charge"}
    said = {"name": "A", "sent_on": None, "sent_by": "Reception", "charge": Decimal("2.50")}
    step = publication_verbs.correct_copy(**act, **said, copy=1, version=step.version)
    assert step_of(fresh(step)).charged == Decimal("5.50")
    step = publication_verbs.leave_out_copy(**act, copy=2, version=step.version)
    assert step_of(fresh(step)).charged == Decimal("2.50")
    with pytest.raises(NotNow, match="No recipients have been named"):
        publication_verbs.take_back_copy(**act, copy=1, version=step.version)


def test_only_copies_on_demand_are_kept_in_the_log(programme, newspaper):
    with pytest.raises(NotNow, match="people asked for"):
        log(programme, newspaper)


@pytest.mark.parametrize(
    "day, sentence", [(date(2008, 6, 21), "must be today or in the past"), (date(2008, 6, 2), "published")]
)
def test_no_copy_is_given_tomorrow_or_before_the_report_was_published(programme, counter, day, sentence):
    with pytest.raises(WrongDay, match=sentence):
        log(programme, counter, sent_on=day)


def test_each_verb_leaves_one_event_and_the_whole_state(programme, partners):
    before = AuditEvent.objects.count()
    step = send(programme, name(programme, partners, "One"), 1)
    assert list(AuditEvent.objects.filter(sequence__gt=before).values_list("kind", flat=True)) == [
        "recipients named",
        "copies recorded as sent",
    ]
    state = state_at("publication_step", step.uuid)
    assert state["version"] == fresh(step).version == 3
    assert state["copies"][0]["sent_on"] == "2008-06-18"
