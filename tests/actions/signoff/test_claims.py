"""Claims that are weighed, from end to end: what the record says against a delivery is answered or mended, signed
with the claim, and shown wherever the action is blue.
"""

import json
from datetime import date, timedelta
from uuid import UUID

import pytest

from actions.challenges.verbs import raise_challenge
from actions.models import SignOff
from actions.plan.content import Criterion
from actions.reading.claims import proof_of, record_of
from actions.reports.measurements import Taken
from actions.reports.verbs import report_progress
from actions.rules.claims import Declared, Outcome, points_against
from actions.signoff import verbs
from actions.signoff.verbs import Unanswered, digest_of
from jarplan.audit.errors import NotNow
from jarplan.audit.models import AuditState
from jarplan.clock import day_of
from jarplan.reporting.document.compose import compose
from jarplan.reporting.plan_checks.run import lint
from jarplan.reporting.redaction.removal import redact_text
from tests import claims
from tests.plan import NOON, agreed, evidence, fresh, later, make_people, real_problems

pytestmark = pytest.mark.django_db
TWO = (Criterion("Distributed to every school"), Criterion("8 in 10 say it is clear", "", "2", "8"))
LATE = NOON + timedelta(days=60)
RED = {
    "rating": "red",
    "done": "The English version is printed",
    "reason": "A month late",
    "next_step": "Deliver by 12 September",
    "recovers_on": date(2008, 9, 12),
}


@pytest.fixture
def people():
    return make_people()


def overdue_and_red(people, **more):
    """R1.1 of the story: declared red, overdue, its criteria without a measurement, one PDF attached."""
    action = agreed(people, criteria=TWO, due=date(2008, 7, 31), **more)
    report_progress(by=people.officer_a, now=LATE, action=action, **RED)
    evidence(people, action)
    return fresh(action)


def test_the_first_story_is_answered_before_it_is_delivered_signed_and_blue(people):
    action = overdue_and_red(people)
    record = record_of(action, day_of(LATE))
    met = {one.uuid: Declared(Outcome.MET) for one in record.criteria}
    with pytest.raises(Unanswered) as left:
        verbs.deliver_action(by=people.officer_a, now=LATE, action=action, declared=met)
    said = [one.key.split("-")[0] for one in left.value.points]
    # Both criteria lack a measurement and evidence; then the rating, the next step, and the due date.
    assert said == ["criterion"] * 4 + ["rating", "next", "late"]
    assert fresh(action).status == "in_progress"

    declared = {
        record.criteria[0].uuid: Declared(Outcome.MET, "The schools have signed for it"),
        record.criteria[1].uuid: Declared(Outcome.CANNOT, "Nobody was asked"),
    }
    known = {"rating": "It was red for the date", "late": "The schools were closed"}
    points = points_against(record, declared)
    answers = {one.key: known[name] for one in points if (name := one.key.split("-")[0]) in known}
    with pytest.raises(Unanswered, match="Deliver by 12 September"):
        verbs.deliver_action(by=people.officer_a, now=LATE, action=action, declared=declared, answers=answers)
    points = {one.key for one in points}
    answers |= {key: "Done on 8 August" for key in points if key.startswith("next-step")}
    act = {"by": people.officer_a, "now": LATE, "action": action}
    action = fresh(verbs.deliver_action(**act, declared=declared, answers=answers))
    # Delivery alone makes nothing greener.
    assert (action.rating_before, action.late_on) == ("red", day_of(LATE))
    assert (action.unproven, action.unanswered) == (2, 0)

    claims.sign_off(by=people.approver_a, now=LATE, action=action)
    signed = claims.sign_off(by=people.programme, now=LATE, action=fresh(action))
    action = fresh(action)
    assert (action.status, action.unproven, action.unanswered) == ("signed_off", 2, 0)
    # What was answered is part of what is signed.
    kept = json.loads(signed.content)["claim"]
    assert [one["outcome"] for one in kept["criteria"]] == ["met", "cannot"]
    assert all(one["answer"] for one in kept["points"])
    assert {one["key"] for one in kept["points"]} == points
    # And it is remarked wherever the action is blue.
    content = compose(day=day_of(LATE), now=LATE)
    (shown,) = content.actions
    assert (shown.rating, shown.unproven, shown.weighed) == ("blue", 2, True)
    assert "Nobody was asked" in [one.answer for one in shown.answers]
    assert shown.delivered_late
    rules = [one.rule for one in lint(content, today=day_of(LATE))]
    assert "blue-unproven" in rules and "blue-unanswered" not in rules
    assert real_problems() == []


def test_the_second_story_a_criterion_that_is_not_met_hinders_until_it_is_answered(people):
    action = agreed(people, criteria=(Criterion("All homes are trained"),))
    taken = Taken(
        action.criteria.get().uuid, met=False, on=day_of(NOON), source="The training list", value=""
    )
    report_progress(
        by=people.officer_a, now=NOON, action=action, rating="green", done="Half", readings=[taken]
    )
    evidence(people, action)
    uuid = str(taken.criterion)
    act = {"by": people.officer_a, "now": later(1), "action": fresh(action)}
    with pytest.raises(Unanswered, match="does not show that it is met: Not met yet on 20 June 2008"):
        verbs.deliver_action(**act, declared={uuid: Declared(Outcome.MET)})
    # Mended: it is met now, and that is shown by evidence.
    taken = Taken(UUID(uuid), met=True, on=day_of(NOON), source="The training list", value="")
    report_progress(
        by=people.officer_a, now=later(1), action=action, rating="green", done="All", readings=[taken]
    )
    piece = record_of(fresh(action), day_of(NOON)).evidence[0].uuid
    act["action"] = fresh(action)
    verbs.deliver_action(**act, declared={uuid: Declared(Outcome.MET, evidence=(piece,))})
    action = fresh(action)
    assert (action.claim["points"], action.unproven) == ([], 0)
    for by in (people.approver_a, people.programme):
        verbs.sign_off(
            by=by, now=later(2), action=fresh(action), seen=digest_of(fresh(action)), doubts={uuid: None}
        )
    assert not [
        one for one in lint(compose(day=day_of(NOON), now=NOON), today=day_of(NOON)) if "blue" in one.rule
    ]


def test_every_criterion_is_declared_and_by_evidence_of_this_action(people):
    action = overdue_and_red(people)
    act = {"by": people.officer_a, "now": LATE, "action": action}
    with pytest.raises(NotNow, match="Say of each success criterion"):
        claims.deliver_action(**act, declared={})
    uuids = [one.uuid for one in record_of(action, day_of(LATE)).criteria]
    elsewhere = {uuid: Declared(Outcome.MET, "Why", ("no such piece",)) for uuid in uuids}
    with pytest.raises(NotNow, match="attached to this action"):
        claims.deliver_action(**act, declared=elsewhere)


def test_a_signer_confirms_or_doubts_each_criterion_and_answers_what_has_come_up_since(people):
    action = fresh(claims.deliver_action(by=people.officer_a, now=LATE, action=overdue_and_red(people)))
    one, other = [str(row.uuid) for row in action.criteria.all()]
    act = {"by": people.approver_a, "now": LATE, "action": action}
    with pytest.raises(NotNow, match="confirm or doubt"):
        claims.sign_off(**act, doubts={one: None})
    with pytest.raises(NotNow, match="Say why you doubt"):
        claims.sign_off(**act, doubts={one: None, other: " "})
    raise_challenge(by=people.cabinet, now=LATE, action=action, question="Who says so?")
    with pytest.raises(Unanswered, match="was challenged"):
        claims.sign_off(**act, doubts={one: None, other: None}, answers={})
    claims.sign_off(**act, doubts={one: None, other: "Nobody has shown the survey"})
    kept = json.loads(SignOff.objects.get().content)["checked"]
    assert [each["doubt"] for each in kept["criteria"]] == ["", "Nobody has shown the survey"]
    assert [each["key"].split("-")[0] for each in kept["points"]] == ["challenge"]
    # The board's signer is not asked again for what the first has answered.
    assert verbs.points_to_answer(fresh(action)) == []


def test_a_doubt_of_what_is_measured_leaves_it_unproven(people):
    action = agreed(people, criteria=(Criterion("Allocated", "%", "60", "100"),))
    uuid = str(action.criteria.get().uuid)
    taken = Taken(UUID(uuid), value="100", met=None, on=day_of(NOON), source="The list")
    report_progress(
        by=people.officer_a, now=NOON, action=action, rating="green", done="All", readings=[taken]
    )
    evidence(people, action)
    action = fresh(claims.deliver_action(by=people.officer_a, now=NOON, action=fresh(action)))
    assert action.unproven == 0
    claims.sign_off(by=people.approver_a, now=NOON, action=action, doubts={uuid: "The list is of May"})
    claims.sign_off(by=people.programme, now=NOON, action=fresh(action))
    assert (fresh(action).status, fresh(action).unproven) == ("signed_off", 1)


def test_a_measurement_after_the_signature_that_falls_short_is_an_error_until_a_review_answers(people):
    action = agreed(people, criteria=(Criterion("Allocated", "%", "60", "100"),))
    uuid = str(action.criteria.get().uuid)

    def measured(value, now):
        taken = Taken(UUID(uuid), value=value, met=None, on=day_of(now), source="The list")
        report_progress(
            by=people.officer_a,
            now=now,
            action=fresh(action),
            rating="green",
            done="Counted",
            readings=[taken],
        )

    measured("100", NOON)
    evidence(people, action)
    claims.deliver_action(by=people.officer_a, now=NOON, action=fresh(action))
    for by in (people.approver_a, people.programme):
        claims.sign_off(by=by, now=NOON, action=fresh(action))
    assert (fresh(action).unproven, fresh(action).unanswered) == (0, 0)
    measured("90", later(30))
    assert (fresh(action).unproven, fresh(action).unanswered) == (1, 1)
    content = compose(day=day_of(later(30)), now=later(30))
    assert "blue-unanswered" in [one.rule for one in lint(content, today=day_of(later(30)))]
    look = {"by": people.programme, "now": later(60), "held": False, "effect": "Ten children wait"}
    look |= {"next_on": day_of(later(90)), "version": fresh(action).version, "action": fresh(action)}
    with pytest.raises(Unanswered, match="90 on"):
        claims.look_again(**look, answers={})
    claims.look_again(**look)
    assert (fresh(action).unproven, fresh(action).unanswered) == (1, 0)
    assert real_problems() == []


def test_what_was_signed_before_claims_were_weighed_is_listed_and_does_not_lapse(people):
    action = fresh(claims.deliver_action(by=people.officer_a, now=LATE, action=overdue_and_red(people)))
    for by in (people.approver_a, people.programme):
        claims.sign_off(by=by, now=LATE, action=fresh(action))
    action = fresh(action)
    type(action).objects.filter(pk=action.pk).update(claim={})
    action = fresh(action)
    content = json.loads(SignOff.objects.last().content)
    del content["claim"], content["checked"]
    SignOff.objects.update(content=json.dumps(content), format=3)
    assert proof_of(action)["unproven"] == 2 and proof_of(action)["unanswered"] >= 2
    type(action).objects.filter(pk=action.pk).update(**proof_of(action))
    rules = [one.rule for one in lint(compose(day=day_of(LATE), now=LATE), today=day_of(LATE))]
    assert {"not-weighed", "blue-unanswered"} <= set(rules)
    assert SignOff.objects.filter(lapsed_at=None).count() == 2


def test_a_past_state_says_what_was_claimed_then(people):
    action = fresh(claims.deliver_action(by=people.officer_a, now=LATE, action=overdue_and_red(people)))
    last = AuditState.objects.filter(subject=action.uuid).order_by("-sequence").first()
    assert json.loads(last.body)["claim"] == action.claim


def test_a_correction_of_an_earlier_report_says_nothing_of_how_things_are(people):
    action = agreed(people, criteria=TWO)
    act = {"by": people.officer_a, "now": NOON, "action": action}
    first = report_progress(**act, rating="green", done="Begun")
    report_progress(**act | {"now": LATE}, **RED)
    report_progress(**act | {"now": LATE}, rating="green", done="Begun, in June", corrects=first)
    keys = [one.key.split("-")[0] for one in points_against(record_of(fresh(action), day_of(LATE)), {})]
    assert {"rating", "next"} <= set(keys)


def test_a_red_report_after_the_signature_is_an_error_until_a_review_answers(people):
    action = fresh(claims.deliver_action(by=people.officer_a, now=LATE, action=overdue_and_red(people)))
    for by in (people.approver_a, people.programme):
        claims.sign_off(by=by, now=LATE, action=fresh(action))
    assert fresh(action).unanswered == 0
    report_progress(by=people.officer_a, now=LATE + timedelta(days=9), action=fresh(action), **RED)
    assert fresh(action).unanswered == 2  # the rating, and the next step
    content = compose(day=day_of(LATE), now=LATE)
    assert "blue-unanswered" in [one.rule for one in lint(content, today=day_of(LATE))]
    look = {"by": people.programme, "now": LATE + timedelta(days=20), "held": False, "effect": "Not seen yet"}
    look |= {"next_on": day_of(LATE + timedelta(days=90)), "version": fresh(action).version}
    claims.look_again(**look, action=fresh(action), answers=None)
    assert fresh(action).unanswered == 0
    (shown,) = compose(day=day_of(LATE), now=LATE).actions
    assert sum("says red" in one.point for one in shown.answers) == 2  # at delivery, and at the review


def test_an_action_without_criteria_is_blue_and_unproven(people):
    action = agreed(people, criteria=())
    evidence(people, action)
    claims.deliver_action(by=people.officer_a, now=NOON, action=fresh(action))
    for by in (people.approver_a, people.programme):
        claims.sign_off(by=by, now=NOON, action=fresh(action))
    assert (fresh(action).status, fresh(action).unproven) == ("signed_off", 1)
    found = [one.sentence for one in lint(compose(day=day_of(NOON), now=NOON), today=day_of(NOON))]
    assert any("is blue, but it has no success criterion" in one for one in found)


def test_a_word_that_the_law_has_taken_out_leaves_its_point_answered(people):
    action = agreed(people, criteria=(Criterion("Kim Doe is seen weekly"),))
    evidence(people, action)
    act = {"by": people.officer_a, "now": NOON, "action": fresh(action)}
    claims.deliver_action(**act)
    for by in (people.approver_a, people.programme):
        claims.sign_off(by=by, now=NOON, action=fresh(action))
    redact_text(by=people.administrator, now=later(2), text="Kim Doe", reason="A name typed in by mistake")
    action = fresh(action)
    assert "Kim Doe" not in json.dumps(action.claim) and action.criteria.get().statement.startswith(
        "[removed]"
    )
    assert proof_of(action) == {"unproven": 1, "unanswered": 0, "answered": 2}
    assert verbs.points_to_answer(action) == []
