"""Which aggregates there are and what their whole state is. Each room registers its own at start-up."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Q

from jarplan.audit.models import Blanking


def everyone(user):
    """Every signed-in person may read the history of this kind."""
    return Q()


def no_faults(row):
    """Everything about a row is in its state."""
    return ()


@dataclass(frozen=True)
class Subject:
    """A kind of aggregate.

    `state` makes the whole state of an instance, parts included, other aggregates by UUID; `load` names the
    relations to fetch with it; `upcasters[n]` turns a state of format n into format n + 1; `visible` is
    the condition on AuditEvent (field `subject`) under which a user may read its history; `faults` yields what is
    wrong with an instance that its state alone does not show, such as a text that its digest does not fit.
    """

    kind: str
    label: str
    model: type
    state: Callable
    reference: Callable
    select: tuple = ()
    prefetch: tuple = ()
    format: int = 1
    upcasters: dict = field(default_factory=dict)
    visible: Callable = everyone
    faults: Callable = no_faults

    def instances(self, **conditions):
        rows = self.model._base_manager.filter(**conditions).order_by("pk")
        return rows.select_related(*self.select).prefetch_related(*self.prefetch)

    def upcast(self, state, number):
        while number < self.format:
            state, number = self.upcasters[number](state), number + 1
        return state


def fields(row, *names):
    """{name: value} of these fields of a row, for its state."""
    return {name: getattr(row, name) for name in names}


def uuid_of(row):
    """What stands for another aggregate in a state; None where there is none."""
    return row.uuid if row else None


SUBJECTS: dict[str, Subject] = {}
KIND_OF: dict[type, str] = {}


def register(subject):
    """Makes a kind of aggregate known. Registering a kind twice is a mistake (ValueError)."""
    if subject.kind in SUBJECTS:
        raise ValueError(f"{subject.kind} is registered already")
    SUBJECTS[subject.kind] = subject
    KIND_OF[subject.model] = subject.kind


def subject_of(instance):
    """The Subject that an instance belongs to (KeyError where its class is no aggregate)."""
    return SUBJECTS[KIND_OF[type(instance)]]


register(
    Subject(
        kind="blanking",
        label="removal required by law",
        model=Blanking,
        state=lambda row: {"fields": row.fields, "states": row.states, "files": row.files},
        reference=lambda row: str(row.uuid)[:8],
    )
)
