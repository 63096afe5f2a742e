"""States that the history of earlier releases holds, word for word, are read as the present format: every field that
there is now is there, and what is worked out of them stays what it was. A change of a rule that is used to read them
goes red here, and must not be made without an event for each row.
"""

import pytest

from actions.subjects import criterion_uuid
from jarplan.audit.canonical import plain
from jarplan.audit.subjects import SUBJECTS
from tests import plan

pytestmark = pytest.mark.django_db

ACTION_2 = {
    "agreed_at": "2008-06-12T10:00:00.000000+00:00",
    "agreed_by": "462babe7-f4a7-4879-aaf6-4a6981ce3530",
    "awaiting": "",
    "criteria": [
        {
            "baseline": "91",
            "current": "91",
            "order": 1,
            "statement": "100% of looked after children allocated to a qualified social worker",
            "target": "100",
            "target_on": "2008-07-18",
            "unit": "%",
        }
    ],
    "declared_rating": "amber",
    "delivered_at": None,
    "delivered_by": None,
    "due_earliest": "2008-07-18",
    "due_latest": "2008-07-18",
    "due_precision": "day",
    "due_raw": "18 July 2008",
    "is_sample": True,
    "leads": [{"accountable": True, "post": "5c4d6cea-c72b-4143-9cae-bd8398d5d59a"}],
    "moves": 0,
    "original_due": "2008-07-18",
    "original_raw": "18 July 2008",
    "partners": [],
    "plan_import": None,
    "plan_order": 1004001,
    "recommendation": "b6930bac-06ca-4a66-a958-87f818d470aa",
    "reference": "R4.1",
    "reported_at": "2008-06-30T08:55:00.000000+00:00",
    "reported_by": "60ea4aae-b0b9-4593-b0e2-b95c78181a0c",
    "resources": "Existing",
    "sheet_said": {},
    "sources": {},
    "start_earliest": "2008-06-09",
    "start_latest": "2008-06-09",
    "start_precision": "day",
    "start_raw": "9 June 2008",
    "status": "in_progress",
    "status_reason": "",
    "superseded_by": None,
    "text": "Audit all looked after children's cases and reallocate any not held by a qualified social worker",
    "version": 4,
}
UPDATE_1 = {
    "action": "4790eff4-340b-4c11-8ff4-9ae2d0232108",
    "corrects": None,
    "done": "Half of the cases have been audited. Most of those not held by a qualified worker can be moved at once.",
    "effect": "",
    "made_at": "2008-06-30T08:55:00.000000+00:00",
    "made_by": "60ea4aae-b0b9-4593-b0e2-b95c78181a0c",
    "next_step": "Agency workers start on 7 July; the audit goes on meanwhile.",
    "rating": "amber",
    "reason": "Two teams lost a qualified worker each in June, so some cases have nobody to move to yet.",
    "recovers_on": "2008-07-18",
    "version": 1,
}
EVIDENCE_1 = {
    "actions": ["4790eff4-340b-4c11-8ff4-9ae2d0232108"],
    "attached_at": "2008-08-11T08:30:00.000000+00:00",
    "attached_by": "60ea4aae-b0b9-4593-b0e2-b95c78181a0c",
    "file": "7b40d817-607b-45b1-a377-89803f7a4163",
    "link": "",
    "shows": "Result of the audit, team by team",
    "speaks_of": "2008-07-11",
    "version": 1,
    "withdrawn_at": None,
    "withdrawn_by": None,
    "withdrawn_reason": "",
}
EVIDENCE_2 = {
    **EVIDENCE_1,
    "earlier": None,
    "uses": [
        {
            "action": "4790eff4-340b-4c11-8ff4-9ae2d0232108",
            "used_at": "2008-08-11T08:30:00.000000+00:00",
            "used_by": "60ea4aae-b0b9-4593-b0e2-b95c78181a0c",
        }
    ],
}
SIGN_OFF_1 = {
    "action": "4790eff4-340b-4c11-8ff4-9ae2d0232108",
    "claimed_by": "60ea4aae-b0b9-4593-b0e2-b95c78181a0c",
    "content": "{}",
    "digest": "099056b86653ef4dc91f1b4779e2d54d4d21fb2a7cf909b93eebc88d6b69843a",
    "for_organisation": "09673089-0382-433e-bf69-8ef3d0358644",
    "format": 1,
    "lapsed_at": None,
    "lapsed_because": "",
    "lapsed_by": None,
    "meeting": None,
    "outcome": "signed",
    "reason": "",
    "role": "approver",
    "round": 1,
    "signed_at": "2008-08-20T10:00:00.000000+00:00",
    "signed_by": "7a4b471a-5e83-48cf-9dec-42ccf6e8cd9d",
    "signer_organisation": "Leicester City Council",
    "version": 1,
}


@pytest.mark.parametrize(
    ("kind", "number", "old"),
    [
        ("action", 2, ACTION_2),
        ("update", 1, UPDATE_1),
        ("evidence", 1, EVIDENCE_1),
        ("sign_off", 1, SIGN_OFF_1),
    ],
)
def test_a_state_of_an_earlier_release_is_read_with_every_field_of_now(kind, number, old):
    plan.signed_off(plan.make_people())
    subject = SUBJECTS[kind]
    now = plain(subject.state(subject.instances().first()))
    read = subject.upcast(dict(old), number)
    assert read.keys() == now.keys()
    assert {name: read[name] for name in old if name != "criteria"} == {
        name: old[name] for name in old if name != "criteria"
    }


def test_an_actions_criteria_and_path_are_read_as_the_migrations_wrote_them():
    read = SUBJECTS["action"].upcast(dict(ACTION_2), 2)
    (criterion,) = read["criteria"]
    assert criterion == {"uuid": "7e26c7ec-4b20-53db-86b6-a46dacc8b419", **ACTION_2["criteria"][0]}
    assert criterion["uuid"] == str(criterion_uuid("R4.1", 1))
    assert read["off_path_from"] == "2008-07-19"
    assert (read["came_from"], read["reported_month"], read["look_again_on"]) == ("", None, None)


def test_a_report_of_an_earlier_release_is_a_note_and_evidence_was_used_by_who_attached_it():
    update = SUBJECTS["update"].upcast(dict(UPDATE_1), 1)
    assert (update["kind"], update["round"], update["readings"]) == ("note", None, [])
    evidence = SUBJECTS["evidence"].upcast(dict(EVIDENCE_1), 1)
    (use,) = evidence["uses"]
    assert use["action"] == EVIDENCE_1["actions"][0]
    assert (use["used_by"], use["used_at"]) == (EVIDENCE_1["attached_by"], EVIDENCE_1["attached_at"])


def test_a_use_of_evidence_that_the_last_release_wrote_has_not_ended():
    (use,) = SUBJECTS["evidence"].upcast(dict(EVIDENCE_2), 2)["uses"]
    never = {"ended_at": None, "ended_by": None, "ended_reason": ""}
    assert use == EVIDENCE_2["uses"][0] | never
    first = SUBJECTS["evidence"].upcast(dict(EVIDENCE_1), 1)
    assert first["uses"] == [use]
    plan.signed_off(plan.make_people())
    subject = SUBJECTS["evidence"]
    (now,) = plain(subject.state(subject.instances().first()))["uses"]
    assert use.keys() == now.keys()
