"""The returns that the permission table knows: one on its way, and one that was sent, of an officer of each
organisation.
"""

from actions.models import Action
from tests.actions.returns.books import DONE, brought, filled_in, handed_out, sent
from tests.permissions.actions import agreed, officer_of, reporting_round
from tests.permissions.words import NOT_HERE, OFFICERS, PROGRAMME, Row, any_of, mine

NO_UUID = {"uuid": "00000000-0000-4000-8000-000000000000"}
SENDERS = OFFICERS | PROGRAMME
THEIR_OWN = mine({"officer_a", "officer_b"})


def filled_in_by(world, organisation):
    """A return of one action that the organisation leads."""
    reporting_round(world, organisation)
    action = Action.objects.get(**agreed(world, organisation))
    return officer_of(world, organisation), filled_in(handed_out(action), DONE)


def a_return_draft(world, organisation):
    return {"uuid": brought(*filled_in_by(world, organisation)).uuid}


def a_sent_return(world, organisation):
    return {"uuid": sent(*filled_in_by(world, organisation)).uuid}


RETURN_THINGS = {
    "return draft": (a_return_draft, NO_UUID),
    "sent return": (a_sent_return, NO_UUID),
}
RETURN_ROWS = (
    Row("returns:start", None, get=any_of(SENDERS), post=any_of(SENDERS), others=403),
    Row("returns:workbook", None, get=any_of(SENDERS), post=NOT_HERE, others=403),
    Row("returns:partner", "organisation", get=any_of(PROGRAMME), post=any_of(PROGRAMME), others=403),
    Row("returns:partner-workbook", "organisation", get=any_of(PROGRAMME), post=NOT_HERE, others=403),
    Row("returns:detail", "sent return", get=THEIR_OWN | any_of(PROGRAMME), post=NOT_HERE),
    Row("returns:file", "sent return", get=THEIR_OWN | any_of(PROGRAMME), post=NOT_HERE),
    # Drafts are their user's alone.
    Row("returns:confirm", "return draft", get=NOT_HERE, post=THEIR_OWN, data={"version": 1}),
    Row("returns:cancel", "return draft", get=NOT_HERE, post=THEIR_OWN, data={"version": 1}),
)
