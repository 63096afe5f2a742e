"""The rows of the permission table about what people keep for themselves."""

from jarplan import clock
from jarplan.reporting.own.verbs import save_view
from tests.permissions.words import EVERYBODY, NOT_HERE, Row, mine

OWNERS = {"A": "officer_a", "B": "officer_b"}


def a_view(world, organisation):
    """A view of an officer of the organisation, whom nobody else is."""
    [letter] = [one for one, body in world.organisations.items() if body == organisation]
    by = world.actors[OWNERS[letter]]
    return {
        "uuid": save_view(by=by, now=clock.now(), page="actions", name="Red", asked={"rating": ["red"]}).uuid
    }


OWN_THINGS = {"saved view": (a_view, {"uuid": "00000000-0000-4000-8000-000000000000"})}
ITS_OWNER = mine(OWNERS.values())
OWN_ROWS = [
    Row("reporting:saved-views", None, get=EVERYBODY, post=NOT_HERE),
    Row("reporting:watching", None, get=EVERYBODY, post=NOT_HERE),
    Row(
        "reporting:save-view",
        None,
        get=EVERYBODY,
        post=EVERYBODY,
        data={"page": "actions", "name": "Overdue", "asked": "due=overdue"},
    ),
    Row("reporting:rename-view", "saved view", get=ITS_OWNER, post=ITS_OWNER, data={"name": "Amber"}),
    Row("reporting:delete-view", "saved view", get=NOT_HERE, post=ITS_OWNER),
    Row("reporting:watch-action", "agreed action", get=NOT_HERE, post=EVERYBODY, data={"do": "watch"}),
    Row(
        "reporting:watch-recommendation", "recommendation", get=NOT_HERE, post=EVERYBODY, data={"do": "watch"}
    ),
]
