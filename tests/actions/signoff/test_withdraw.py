"""A signature is taken back: with its reason, by whom it belongs to, and what rested on it ends with it."""

import pytest

from actions.rules.lifecycle import Awaiting, Status
from actions.signoff.verbs import digest_of
from actions.signoff.withdraw import take_back
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.models import AuditEvent
from tests.claims import sign_off
from tests.factories import UserFactory
from tests.plan import NOON, delivered, fresh, make_people, real_problems, signed_off, signed_once

pytestmark = pytest.mark.django_db
WHY = "The audit was of another year"


@pytest.fixture
def people():
    return make_people()


def given(action, round_):
    return action.sign_offs.get(round=round_, outcome="signed", lapsed_at=None)


def take(by, action, round_, reason=WHY):
    return take_back(by=by, now=NOON, action=action, signature=given(action, round_), reason=reason)


def kinds(row):
    return list(
        AuditEvent.objects.filter(subject=row.uuid).order_by("sequence").values_list("kind", flat=True)
    )


@pytest.mark.slow
def test_the_boards_signature_is_taken_back_and_the_organisations_stands(people):
    action = signed_off(people)
    assert action.look_again_on.isoformat() == "2008-12-20"
    signed = take(people.programme_2, action, 2)
    action = fresh(action)
    assert (action.status, action.awaiting, action.look_again_on) == (Status.DELIVERED, Awaiting.BOARD, None)
    assert (signed.withdrawn_reason, signed.lapsed_because, signed.lapsed_by) == (
        WHY,
        "taken back",
        people.programme_2,
    )
    assert given(action, 1).lapsed_at is None
    assert kinds(signed) == ["signed", "taken back"]
    assert kinds(action)[-1] == "signature taken back"
    sign_off(by=people.programme, now=NOON, action=action, seen=digest_of(action))
    assert fresh(action).status == Status.SIGNED_OFF
    assert real_problems() == []


@pytest.mark.slow
def test_what_rested_on_an_organisations_signature_ends_with_it(people):
    action = signed_off(people)
    board = given(action, 2)
    signed = take(people.approver_a, action, 1)
    action = fresh(action)
    assert (action.status, action.awaiting, action.look_again_on) == (
        Status.DELIVERED,
        Awaiting.ORGANISATION,
        None,
    )
    board = fresh(board)
    assert (board.lapsed_because, board.withdrawn_reason) == ("rested on one taken back", "")
    assert (kinds(signed), kinds(board)) == (["signed", "taken back"], ["signed", "lapsed"])
    assert real_problems() == []


@pytest.mark.slow
def test_the_other_lead_organisations_signature_stands(people):
    action = delivered(people, people.post_a, people.post_b)
    for who in (people.approver_a, people.approver_b, people.programme):
        sign_off(by=who, now=NOON, action=action, seen=digest_of(fresh(action)))
    signed = action.sign_offs.get(signed_by=people.approver_a)
    take_back(by=people.approver_a, now=NOON, action=action, signature=signed, reason=WHY)
    assert action.sign_offs.get(signed_by=people.approver_b).lapsed_at is None
    assert fresh(action).awaiting == Awaiting.ORGANISATION
    sign_off(by=people.approver_a, now=NOON, action=action, seen=digest_of(fresh(action)))
    assert fresh(action).awaiting == Awaiting.BOARD


def test_a_signature_is_taken_back_before_the_board_signs(people):
    action = signed_once(people)
    take(people.approver_a, action, 1)
    assert (fresh(action).status, fresh(action).awaiting) == (Status.DELIVERED, Awaiting.ORGANISATION)


def test_another_approver_of_the_organisation_may_take_it_back(people):
    action = signed_once(people)
    other = UserFactory(username="approver_a2", organisation=people.a, roles=["approver"])
    take(other, action, 1)
    assert fresh(action).awaiting == Awaiting.ORGANISATION


@pytest.mark.slow
@pytest.mark.parametrize(
    ("round_", "who"),
    [
        *[
            (1, who)
            for who in ("officer_a", "approver_b", "programme", "cabinet", "administrator", "superuser")
        ],
        *[
            (2, who)
            for who in ("officer_a", "approver_a", "approver_b", "cabinet", "administrator", "superuser")
        ],
    ],
)
def test_nobody_else_takes_it_back(people, round_, who):
    action = signed_off(people)
    with pytest.raises(Refused):
        take(getattr(people, who), action, round_)
    assert fresh(action).status == Status.SIGNED_OFF
    assert AuditEvent.objects.filter(kind="refused").count() == 1


@pytest.mark.slow
def test_it_needs_a_reason_and_is_taken_back_once(people):
    action = signed_off(people)
    signed = given(action, 2)
    with pytest.raises(NotNow, match="Enter the reason"):
        take(people.programme, action, 2, reason=" ")
    take(people.programme, action, 2)
    with pytest.raises(NotNow, match="has already ended"):
        take_back(by=people.programme, now=NOON, action=action, signature=signed, reason=WHY)


@pytest.mark.slow
def test_the_page_offers_it_to_whom_it_belongs_and_says_why_it_ended(cast, at):
    action = signed_off(cast)
    board = given(action, 2)
    address = f"sign-off/{board.uuid}/take-back"
    assert address in at("programme", action, "").content.decode()
    assert address not in at("approver_a", action, "").content.decode()
    assert at("approver_b", action, address, {"reason": WHY}).status_code == 403
    assert at("programme", action, address, {"reason": WHY}).status_code == 302
    page = at("cabinet", action, "").content.decode()
    assert "the sign-off was withdrawn" in page
    assert WHY in page


def test_the_due_date_stands_apart_from_what_is_signed(cast, at):
    page = at("approver_a", delivered(cast), "sign-off").content.decode()
    signed, apart = page.split("What you are not signing off")
    assert "18 July 2008" not in signed
    assert "18 July 2008" in apart
