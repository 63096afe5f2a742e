"""The rows of the permission table about setting an action aside, its signatures, deputies and later looks."""

from tests.permissions import actions
from tests.permissions.words import (
    APPROVERS,
    CABINET,
    EVERYBODY,
    NOT_HERE,
    OFFICERS,
    PROGRAMME,
    Row,
    any_of,
    mine,
)

BY_PROGRAMME = {"get": any_of(PROGRAMME), "post": any_of(PROGRAMME), "others": 403}
ROWS = [
    Row(
        "actions:take-back",
        "signature",
        get=mine(APPROVERS),
        post=mine(APPROVERS),
        others=403,
        data={"reason": "the audit was of another year"},
    ),
    Row(
        "actions:later-look",
        "signed action",
        get=any_of(PROGRAMME),
        post=any_of(PROGRAMME),
        others=403,
        data=actions.a_later_look,
    ),
    Row(
        "actions:deputy",
        "action that nobody signs",
        get=any_of(PROGRAMME),
        post=any_of(PROGRAMME),
        others=403,
        data=actions.naming_for,
    ),
    Row("actions:deputies", None, get=EVERYBODY, post=NOT_HERE),
    Row(
        "actions:deputy-name",
        None,
        get=any_of(PROGRAMME),
        post=any_of(PROGRAMME),
        others=403,
        data=actions.naming,
    ),
    Row(
        "actions:deputy-end",
        "deputy",
        get=any_of(PROGRAMME),
        post=any_of(PROGRAMME),
        others=403,
        data={"version": 1, "reason": "It has an approver now"},
    ),
    Row("actions:samples", None, get=EVERYBODY, post=NOT_HERE),
    Row("actions:sample", "sample", get=EVERYBODY, post=NOT_HERE),
    Row("actions:draw-sample", None, **BY_PROGRAMME, data={"number": 1}),
    # Here the programme office has signed for the board itself.
    Row(
        "actions:check",
        "drawn action",
        get=any_of(CABINET),
        post=any_of(CABINET),
        others=403,
        data=actions.a_check,
    ),
    Row(
        "actions:waiting",
        "action beside another",
        get=mine(OFFICERS) | any_of(PROGRAMME),
        post=mine(OFFICERS) | any_of(PROGRAMME),
        others=403,
        data=actions.a_wait,
    ),
    Row("actions:life", None, get=EVERYBODY, post=NOT_HERE),
    *[
        Row(
            f"actions:{name}",
            thing,
            **BY_PROGRAMME,
            data=actions.seen(thing, reason="so decided by the board"),
        )
        for name, thing in (
            ("pause", "agreed action"),
            ("resume", "paused action"),
            ("reinstate", "superseded action"),
            ("decline", "proposed action"),
            ("take-up", "declined action"),
        )
    ],
    Row(
        "actions:supersede",
        "action beside another",
        **BY_PROGRAMME,
        data=actions.superseding,
    ),
]
