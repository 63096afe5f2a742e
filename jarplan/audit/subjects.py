"""Which aggregates there are and what their whole state is. Each room registers its own at start-up."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Model, Q

from jarplan.audit.models import Blanking, StateInForce, Withdrawable


def everyone(user):
    """Every signed-in person may read the history of this kind."""
    return Q()


def only_for(allowed):
    """The condition under which those that `allowed(user)` names read the history of a kind, and nobody else."""
    return lambda user: Q() if allowed(user) else Q(pk__in=[])


def no_parts(row):
    """An aggregate that its own fields say whole."""
    return {}


def no_faults(row):
    """Everything about a row is in its state."""
    return ()


WITHDRAWN = ("withdrawn_at", "withdrawn_by", "withdrawn_reason")


class TooOld(ValueError):
    """A state in a format that is no longer read."""


@dataclass(frozen=True)
class Subject:
    """A kind of aggregate.

    `names` are the fields, set apart by spaces, that its state says as they are (see `fields`), and `parts` makes
    what else it says of an instance; `reference` is what people call it by; `select` and `prefetch` name the
    relations to fetch for these beside those among `names`, and `beside` what these ask of one among `names` (such as
    action__reference); `format` counts on with each change of what a state
    says, and `upcasters[n]` turns a state of format n into format n + 1, from the oldest format in a database that
    is carried on; `visible` is the condition on AuditEvent (field `subject`) under which a user may read its
    history; `faults` yields what is wrong with an instance that its state alone does not show, such as a text that
    its digest does not fit; `inspection` is the way from its model to the inspection that it belongs to (a path of
    lookups), nothing where all inspections share it; `in_force` the table that says how long its states stood, one
    of its own where lists filter and sort by what they say; `keyed` whether its reference is nothing that people
    typed, such as R4.2, or what the system goes by, such as a user name: no redaction takes that for text.
    """

    kind: str
    label: str
    model: type
    names: str
    reference: Callable = str
    parts: Callable = no_parts
    select: tuple = ()
    prefetch: tuple = ()
    beside: tuple = ()
    format: int = 1
    upcasters: dict = field(default_factory=dict)
    visible: Callable = everyone
    faults: Callable = no_faults
    inspection: str = ""
    in_force: type = StateInForce
    keyed: bool = False

    def state(self, row):
        """The whole state of an instance, parts included, other aggregates by UUID."""
        # Said only where it is so: states of before anything could be withdrawn are those of entries that are not.
        gone = fields(row, *WITHDRAWN) if self.withdrawable and row.withdrawn_at else {}
        return {**fields(row, *self.names.split()), **self.parts(row), **gone}

    @property
    def withdrawable(self):
        """Whether entries of this kind can be withdrawn, and then leave every page."""
        return issubclass(self.model, Withdrawable)

    def instances(self, *only, **conditions):
        # The base manager: a default manager that hides rows would hide them from the proof as well. In
        # order, so that verification reads in the order of the table.
        rows = self.model._base_manager.filter(*only, **conditions).order_by("pk")
        return rows.select_related(*self.others, *self.select).prefetch_related(*self.prefetch)

    def with_states(self, *only, **conditions):
        """The instances with no more of the others that their states name than these say: half the work of a verb's
        end."""
        own = [one.name for one in self.model._meta.concrete_fields]
        theirs = [f"{name}__uuid" for name in self.others if name not in self.select]
        return self.instances(*only, **conditions).only(*own, *theirs, *self.beside)

    @property
    def others(self):
        """The relations among its names: other aggregates, which stand in its state by their UUID."""
        return sorted(
            {one.name for one in self.model._meta.fields if one.is_relation} & set(self.names.split())
        )

    def present(self, *only, rows=None, **conditions):
        """The instances that have not been withdrawn; `rows`: with_states(), where no more is wanted of them."""
        if self.withdrawable:
            conditions["withdrawn_at__isnull"] = True
        return (rows or self.instances)(*only, **conditions)

    def is_withdrawn(self, state):
        """Whether a state is of an entry that had been withdrawn."""
        return self.withdrawable and WITHDRAWN[0] in state

    def uuids(self, only):
        """The UUIDs of the rows that meet a condition, as a query."""
        return self.model._base_manager.filter(only).order_by().values("uuid")

    def reads(self, number):
        """Whether a state of this format can still be brought to the present one."""
        return all(step in self.upcasters for step in range(number, self.format))

    def upcast(self, state, number):
        """The state, of this format, as the present format has it; TooOld where no upcaster leads from it."""
        if not self.reads(number):
            raise TooOld(
                f"The history holds a state in format {number} of the kind {self.label}, which is no longer read."
            )
        while number < self.format:
            state, number = self.upcasters[number](state), number + 1
        return state


def since_then(**values):
    """An upcaster of states that said nothing yet of these fields: what they are taken to have said."""
    return lambda state: {**values, **state}


def uuid_of(row):
    """What stands for another aggregate in a state; None where there is none."""
    return row.uuid if row else None


def fields(row, *names):
    """{name: value} of these fields of a row, for its state; another aggregate is its UUID."""
    values = {name: getattr(row, name) for name in names}
    return {name: value.uuid if isinstance(value, Model) else value for name, value in values.items()}


SUBJECTS: dict[str, Subject] = {}
KIND_OF: dict[type, str] = {}


def register(*about, **more):
    """Makes a kind of aggregate known, described as Subject has it. Twice is a mistake (ValueError)."""
    subject = Subject(*about, **more)
    if subject.kind in SUBJECTS:
        raise ValueError(f"{subject.kind} is registered already")
    SUBJECTS[subject.kind] = subject
    KIND_OF[subject.model] = subject.kind


def subject_of(instance):
    """The Subject that an instance belongs to (KeyError where its class is no aggregate)."""
    return SUBJECTS[KIND_OF[type(instance)]]


register("blanking", "redaction", Blanking, "fields states files", lambda row: str(row.uuid)[:8], keyed=True)
