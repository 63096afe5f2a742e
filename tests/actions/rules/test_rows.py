"""Each row of the table of life decides, and it alone: without it its verb is refused from its status, through the
verb's own function; with it and no other it is done, by those whom it names and by nobody else.
"""

import pytest
from django.db import transaction

from actions.models import Action
from actions.rules import lifecycle
from actions.rules.lifecycle import Status, Verb, Who
from jarplan.audit.errors import NotNow, Refused
from tests.actions.rules.exercises import Turn, exercise_of

# The table of life is read alike on any database, whose own rules each verb's own tests meet.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# Somebody of those whom the table names, and what each of these people is to an action that A leads.
PERSON = {
    Who.PROGRAMME: "programme",
    Who.OFFICER: "officer_a",
    Who.APPROVER: "approver_a",
    Who.IMPORTER: "administrator",
    Who.MEMBER: "cabinet",
    Who.SIGNER: "approver_a",
    Who.ASKER: "officer_a",
}
IS = {
    "programme": {Who.PROGRAMME, Who.IMPORTER},
    "officer_a": {Who.OFFICER, Who.ASKER},
    "approver_a": {Who.APPROVER, Who.SIGNER},
    "administrator": {Who.IMPORTER},
    "cabinet": {Who.MEMBER},
    "officer_b": set(),
    "approver_b": set(),
    "finance": set(),
    "superuser": set(),
}
# What else a verb asks for: what was signed changes by an edit, an import or a withdrawal, as the due date does; and
# what is returned waits for a signature.
BESIDE = {
    Verb.SET_DUE_DATE: (Verb.EDIT, Verb.IMPORT),
    Verb.CHANGE_SIGNED: (Verb.EDIT, Verb.IMPORT),
    Verb.WITHDRAW_SIGNED: (Verb.WITHDRAW_EVIDENCE,),
    Verb.RETURN: (Verb.SIGN_OFF, Verb.SIGN_OFF_FOR_BOARD),
}
# At which of the stages with one status: whose signature it waits for, or had.
ROUNDS = {
    Verb.SIGN_OFF_FOR_BOARD: "board",
    Verb.WITHDRAW_SIGN_OFF: "board",
    Verb.CHANGE_SIGNED: "board",
    Verb.WITHDRAW_SIGNED: "board",
}


def stage_of(row, who, stages):
    """An action of a row's status: as it was before an import that is put back, waiting for the signature that it is
    about, and of those set aside the one that comes back to the row's target, or was in progress.
    """
    status = row.target if row.verb == Verb.PUT_BACK else row.source
    found = [stage for stage in stages.values() if stage.status == status]
    if status == Status.DELIVERED:
        board = row.verb == Verb.RETURN and who == Who.PROGRAMME
        turn = "board" if board else ROUNDS.get(row.verb, "organisation")
        found = [stage for stage in found if stage.round == turn]
    back = row.target if row.needs == lifecycle.FROM_THERE else Status.IN_PROGRESS
    return next((stage for stage in found if stage.came_from == back), found[0])


def turn_of(row, who, name, world):
    everybody, stages, taker = world
    action = Action.objects.get(pk=stage_of(row, who, stages).action.pk)
    return Turn(everybody[name], action, everybody, taker, imports=who == Who.IMPORTER)


def status_of(action):
    return Action.objects.get(pk=action.pk).status


def table(monkeypatch, rows):
    monkeypatch.setattr(lifecycle, "TRANSITIONS", tuple(rows))


def tried(do):
    """What it raises, in a transaction of its own; None where it is done."""
    try:
        with transaction.atomic():
            do()
    except (Refused, NotNow) as refusal:
        return refusal
    return None


ROWS = [pytest.param(row, id=f"{row.verb}, {row.source} to {row.target}") for row in lifecycle.TRANSITIONS]


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS)
def test_row_decides_and_it_alone(world, monkeypatch, row):
    whole = lifecycle.TRANSITIONS
    without = [one for one in whole if one != row]
    alone = [one for one in whole if one == row or one.verb in BESIDE.get(row.verb, ())]
    for who in row.who:
        for rows, may in ((without, False), (alone, True)):
            with transaction.atomic():
                table(monkeypatch, whole)
                action, do = exercise_of(row, turn_of(row, who, PERSON[who], world))
                assert status_of(action) == row.source
                table(monkeypatch, rows)
                refusal = tried(do)
                if may:
                    assert refusal is None and status_of(action) == row.target
                else:
                    # Whom only this row names is nobody to be told why not now.
                    assert isinstance(refusal, NotNow) or refusal and who != row.who[0]
                    assert status_of(action) == row.source
                transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.parametrize("row", [one for one in ROWS if not one.values[0].moves])
def test_nobody_else_does_what_leaves_the_status(world, monkeypatch, row):
    """What moves an action is tried by everybody in test_matrix."""
    others = [name for name, roles in IS.items() if not roles & set(row.who)]
    for name in others:
        with transaction.atomic():
            _action, do = exercise_of(row, turn_of(row, row.who[0], name, world))
            assert isinstance(tried(do), Refused), name
            transaction.set_rollback(True)
