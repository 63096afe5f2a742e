"""The rows of evidence in the permission table: who may open it, attach it, use it elsewhere and withdraw it."""

from tests.permissions import actions
from tests.permissions.words import APPROVERS, CABINET, NOT_HERE, OFFICERS, PROGRAMME, Row, any_of, mine

READ_EVIDENCE = mine(OFFICERS | APPROVERS) | any_of(PROGRAMME | CABINET)

EVIDENCE_ROWS = [
    Row(
        "actions:evidence",
        "agreed action",
        get=READ_EVIDENCE,
        post=mine(OFFICERS),
        seen=READ_EVIDENCE,
        data={"shows": "Audit", "link": "https://example.org/audit"},
    ),
    Row(
        "actions:use-evidence",
        "action beside evidence",
        get=mine(OFFICERS),
        post=mine(OFFICERS),
        others=403,
        data=actions.evidence_elsewhere,
    ),
    Row(
        "actions:newer-evidence",
        "evidence",
        get=mine(OFFICERS),
        post=mine(OFFICERS),
        seen=READ_EVIDENCE,
        data={"shows": "Audit of August", "link": "https://example.org/august"},
    ),
    Row(
        "actions:end-use",
        "used evidence",
        get=mine(OFFICERS),
        post=mine(OFFICERS),
        seen=READ_EVIDENCE,
        data={"reason": "it is about another team"},
    ),
    Row("actions:evidence-file", "evidence", get=READ_EVIDENCE, post=NOT_HERE),
    Row(
        "actions:withdraw-evidence",
        "evidence",
        get=mine(OFFICERS),
        post=mine(OFFICERS),
        seen=READ_EVIDENCE,
        data={"reason": "a name stands in it"},
    ),
    Row(
        "actions:withdraw-reading",
        "reading",
        get=mine(OFFICERS),
        post=mine(OFFICERS),
        others=403,
        data={"reason": "it was counted twice"},
    ),
]
