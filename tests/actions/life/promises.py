"""What must hold of an action whatever was done, told from its rows and history and by no rule of the product."""

import json

from actions.plan.content import content_of
from actions.subjects import ACTION_FORMAT
from jarplan.audit.inforce import state_in
from jarplan.audit.models import AuditEvent, AuditState


def check_agreed_by_two(action):
    """What is guarded of an action is what was agreed, with what two people changed and one reworded since, in the
    order in which that was done: told from its history."""
    sequence = AuditEvent.objects.filter(subject=action.uuid, kind="agreed").latest("sequence").sequence
    state = state_in(AuditState.objects.get(sequence=sequence).body, "action", ACTION_FORMAT)
    told = {"text": state["text"], "targets": [one["target"] for one in state["criteria"]]}
    told["leads"] = [lead["post"] for lead in state["leads"]]
    made = AuditEvent.objects.filter(
        subject_kind="content_change", kind__in=["agreed", "corrected"], sequence__gt=sequence
    )
    changes = {row.uuid: row.changes for row in action.content_changes.all()}
    for subject in made.order_by("sequence").values_list("subject", flat=True):
        for key, one in changes.get(subject, {}).items():
            if key == "criteria":
                told["targets"] = [each["target"] for each in one["to"]]
            else:
                told[key] = one["to"]
    assert told == {
        "text": action.text,
        "targets": [row.target for row in action.criteria.all()],
        "leads": [str(lead.post.uuid) for lead in action.leads.all()],
    }


def check_remarked(action, signed_at):
    """A criterion of a blue action that is not shown to be met was declared so or doubted, and has its reason, or was
    measured since: told from the rows and by no rule of the product."""
    claim = {one["uuid"]: one for one in action.claim["criteria"]}
    given = {one["criterion"] for one in action.claim["points"] if one["answer"]}
    signed = action.sign_offs.filter(outcome="signed", lapsed_at=None).values_list("content", flat=True)
    for check in (json.loads(one)["checked"] for one in signed):
        given |= {one["uuid"] for one in check["criteria"] if one["doubt"]}
        given |= {one["criterion"] for one in check["points"] if one["answer"]}
    for row in action.criteria.all():
        last = row.readings.filter(withdrawn_at=None).order_by("on", "update__made_at", "update__uuid").last()
        shown = last and last.number is not None and last.number >= int(row.target)
        since = last and last.update.made_at >= signed_at
        uuid = str(row.uuid)
        if not (shown and claim[uuid]["outcome"] == "met") and not since:
            assert uuid in given, f"{action}: nobody says why “{row}” is not shown to be met"


def check_still_signed(signed, action):
    """What a signature that stands covers is what the action says now, but for later reports and more evidence."""
    now = content_of(action)
    assert signed["text"] == now.text
    assert [one["post"] for one in signed["leads"]] == [str(post.uuid) for post in now.leads]
    told = [(one["statement"], one["target"], one["baseline"]) for one in signed["criteria"]]
    assert told == [(one.statement, one.target, one.baseline) for one in now.criteria]
    uses = action.evidence_uses.filter(evidence__withdrawn_at=None, ended_at=None)
    shown = uses.values_list("evidence__uuid", flat=True)
    assert {one["uuid"] for one in signed["evidence"]} <= {str(uuid) for uuid in shown}


def made_the_claim(action):
    """Who did, told from the rows and by no rule of the product."""
    last = action.updates.order_by("made_at", "pk").last()
    shown = action.evidence_uses.filter(evidence__withdrawn_at=None, ended_at=None).select_related("evidence")
    people = {action.delivered_by_id, last and last.made_by_id}
    for update in action.updates.all():
        read = update.readings.filter(withdrawn_at=None)
        people |= {update.made_by_id for one in read if not one.criterion.is_dropped}
    return people | {use.used_by_id for use in shown} | {use.evidence.attached_by_id for use in shown}


def check_no_circle(waits):
    """No action waits for itself, by way of others either; `waits`: (who waits, for whom)."""
    ahead = {}
    for one, other in waits:
        ahead.setdefault(one, set()).add(other)
    for start in ahead:
        seen, open_ones = set(), list(ahead[start])
        while open_ones:
            one = open_ones.pop()
            assert one != start
            if one not in seen:
                seen.add(one)
                open_ones += ahead.get(one, ())
