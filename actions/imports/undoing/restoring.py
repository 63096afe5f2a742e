"""Puts actions back to states that they had: every column and part that differs, written under their row locks."""

from django.db.models import F

from actions.models import Action, Lead, SupportingPartner
from actions.plan.criteria import BATCH, put
from actions.rules.fields import PARTS
from actions.rules.lifecycle import Verb
from actions.rules.ways import way
from jarplan.audit.canonical import plain
from jarplan.audit.errors import NotNow, Stale
from jarplan.audit.subjects import SUBJECTS
from jarplan.people.models import Organisation, Post

ANEW = {"leads": Lead, "partners": SupportingPartner}  # nothing points to these


def restore(traces):
    """Puts actions, locked before, back to the states before their Traces, and returns them. Each is then read again,
    and NotNow raised where one did not become what it was.
    """
    traces = {trace.uuid: trace for trace in traces}
    states = {uuid: trace.before for uuid, trace in traces.items()}
    columns, parts = Columns(), {name: {} for name in PARTS}
    for action in actions_of(states):
        here = plain(SUBJECTS["action"].state(action))
        state = states[action.uuid]
        names = [name for name in state if name != "version" and state[name] != here[name]]
        for name in set(PARTS) & set(names):
            parts[name][action] = state[name]
        way(action, Verb.UNDO_IMPORT if traces[action.uuid].leaves else Verb.PUT_BACK, state["status"])
        changes = {name: columns.value(name, state[name]) for name in names if name not in PARTS}
        # Not save_version(), which reads each row once more: an import of hundreds is put back by one
        # statement a row.
        row = Action.objects.filter(pk=action.pk, version=action.version)
        if not row.update(**changes, version=F("version") + 1):
            raise Stale(action)
    write_parts(parts)
    restored = list(actions_of(states))
    for action in restored:
        here = plain(SUBJECTS["action"].state(action))
        # Proved and not hoped: a column that nobody thought of would be found here, and nothing be undone.
        if here | {"version": 0} != states[action.uuid] | {"version": 0}:
            raise NotNow(f"{action.reference} could not be restored, so nothing has been undone.")
    return restored


def actions_of(states):
    return SUBJECTS["action"].instances(uuid__in=list(states))


class Columns:
    """Turns what a state says of a column into what the row takes. Others are looked up by their UUID, once."""

    def __init__(self):
        self.known = {}

    def value(self, name, said):
        column = Action._meta.get_field(name)
        if not column.is_relation or said is None:
            return said
        if (column.related_model, said) not in self.known:
            row = column.related_model._base_manager.get(uuid=said)
            self.known[column.related_model, said] = row
        return self.known[column.related_model, said]


def write_parts(parts):
    """Writes leads and partners anew, and puts criteria back into their rows; `parts` is {name: {action: what its
    state says of them}}.
    """
    put(parts["criteria"])
    for name, model in ANEW.items():
        if parts[name]:
            model.objects.filter(action__in=list(parts[name])).delete()
    posts = by_uuid(Post, [lead["post"] for leads in parts["leads"].values() for lead in leads])
    bodies = by_uuid(
        Organisation, [one["organisation"] for partners in parts["partners"].values() for one in partners]
    )
    rows = {
        Lead: [
            Lead(action=action, post=posts[lead["post"]], accountable=lead["accountable"])
            for action, leads in parts["leads"].items()
            for lead in leads
        ],
        SupportingPartner: [
            SupportingPartner(action=action, name=one["name"], organisation=bodies.get(one["organisation"]))
            for action, partners in parts["partners"].items()
            for one in partners
        ],
    }
    for model, made in rows.items():
        model.objects.bulk_create(made, batch_size=BATCH)


def by_uuid(model, uuids):
    """{UUID as text: row}."""
    return {str(row.uuid): row for row in model.objects.filter(uuid__in={uuid for uuid in uuids if uuid})}
