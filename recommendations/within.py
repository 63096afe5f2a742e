"""Which inspections' plans a page is about: the one that was chosen, or all whose words are confirmed.

An installation holds several inspections, each with a plan of its own. Until its words are confirmed, an inspection
is nobody's business but of those who enter it: no page, count or document that asks here holds anything of it.
"""

from dataclasses import dataclass, field, replace

from django.core.exceptions import BadRequest
from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce

from jarplan.audit.reading.as_at import states, states_of_kinds
from jarplan.audit.subjects import SUBJECTS
from jarplan.prepared import answer
from recommendations.models import Inspection

NAME = "inspection"  # of the choice, in the address and in the session
ALL = "all"
# What may stand without an inspection: made while there was one plan only, it is the first one's.
OF_THE_FIRST = {
    *("plan_version", "consultation", "draft_link", "childrens_page"),
    *("cost_table", "cost_revision", "cost_link"),
}
# A meeting that names no inspection is about all of them, and so are its pack and what that asks.
OF_ALL = {"meeting", "meeting_pack", "agenda_item"}


@dataclass(frozen=True)
class Within:
    """The inspections that are `shown`, of those that are `offered` to choose from; `known`: how many there are in
    all, unconfirmed and withdrawn ones too; `first`: the key of the one that was entered first; `gone`: those
    that were withdrawn after they had been confirmed, which pages of earlier days show; `read`: the states of some
    kinds, read together (see `having_read`); `beside`: what was read in the same query as the inspections."""

    shown: tuple = ()
    offered: tuple = ()
    known: int = 0
    first: int | None = None
    gone: tuple = ()
    read: dict = field(default_factory=dict, compare=False, repr=False)
    beside: dict = field(default_factory=dict, compare=False, repr=False)

    @property
    def one(self):
        """The inspection that everything is about, or None where there are several."""
        return self.shown[0] if len(self.shown) == 1 else None

    @property
    def is_choice(self):
        """Whether there is anything to choose: one plan needs no selector."""
        return len(self.offered) > 1

    @property
    def is_narrowed(self):
        """Whether one of several was chosen."""
        return self.is_choice and self.one is not None

    @property
    def query(self):
        """What an address asks for the same choice with; nothing where there is nothing to choose."""
        return {NAME: self.one.reference} if self.is_narrowed else {}

    @property
    def shows_all(self):
        """Whether no inspection is left out."""
        return len(self.shown) + len(self.gone) == self.known

    @property
    def has_first(self):
        return self.first in [one.pk for one in self.shown]

    def of(self, kind):
        """The condition on the rows of a kind of aggregate that belong here; of what all plans share, every row."""
        path = SUBJECTS[kind].inspection
        if not path or self.shows_all:
            return Q()
        found = Q(**{f"{path}__in": [one.pk for one in (*self.shown, *self.gone)]})
        if kind in OF_ALL or (kind in OF_THE_FIRST and self.has_first):
            found |= Q(**{f"{path}__isnull": True})
        return found

    def holds(self, inspection):
        """Whether the plan of the inspection with that key is shown; what names none is the first one's."""
        return not self.known or (inspection or self.first) in [one.pk for one in self.shown or self.gone]

    def states(self, kind, as_at=None):
        """{UUID: state} of the aggregates of a kind that belong here, now or at the end of a past day."""
        return self.read[kind] if kind in self.read else states(kind, as_at, self.of(kind))

    def having_read(self, as_at, *kinds, shape=None, **only):
        """The same, with the states of these kinds now or at the end of a past day, in one query: for a page that
        shows many. `only`: further kinds, and the condition on the rows of each; `shape`: all that these depend on
        beside the plan, where the query is to be kept."""
        if shape is None and not only:
            shape = ("whole",)
        asked = {kind: self.of(kind) for kind in kinds} | only
        return replace(self, read=states_of_kinds(asked, as_at, shape and (self, *shape)))

    def events(self):
        """The same for the history, as a condition on AuditEvent."""
        if self.shows_all:
            return Q()
        kinds = {kind: subject for kind, subject in SUBJECTS.items() if subject.inspection}
        found = ~Q(subject_kind__in=kinds)
        for kind, subject in kinds.items():
            found |= Q(subject_kind=kind, subject__in=subject.uuids(self.of(kind)))
        return found

    def each(self):
        """The same of each of the inspections that are shown, one by one; itself where there is none to show."""
        return [replace(self, shown=(one,), gone=(), read={}) for one in self.shown] or [self]

    @property
    def every(self):
        """The same of all that are confirmed, whatever was chosen."""
        return replace(self, shown=self.offered, read={})

    @property
    def afresh(self):
        """The same with nothing read: for another day."""
        return replace(self, read={})

    @property
    def titles(self):
        """{UUID as text: title} of the inspections that are shown, on earlier days too."""
        return {str(one.uuid): one.title for one in (*self.shown, *self.gone)}


# Every inspection, unconfirmed ones too: for verbs and commands, which work on what they are given.
EVERYTHING = Within()


def within_of(reference="", **beside):
    """The inspection of that reference, or all that are confirmed; shows nothing where there is none such. `beside`:
    functions that give expressions, whose values are read in the same query where there is an inspection at all."""

    def every():
        found = Inspection._base_manager.defer("document", "paper").order_by("published_on", "reference")
        return found.annotate(**{name: expression() for name, expression in beside.items()})

    rows = answer(("inspections", *beside.items()), every)
    known = [one for one in rows if not one.withdrawn_at]
    offered = tuple(one for one in known if one.confirmed)
    shown = tuple(one for one in offered if reference in ("", one.reference))
    gone = () if reference else tuple(one for one in rows if one.withdrawn_at and one.confirmed)
    first = min((one.pk for one in rows), default=None)
    values = {name: getattr(rows[0], name) for name in beside} if rows else {}
    return Within(shown, offered, len(rows), first, gone, beside=values)


def plan_of(row):
    """The plan of the one inspection that a version, a page or a cost table names; the first one's where it names
    none."""
    found = within_of()
    shown = tuple(one for one in found.offered if one.pk == (row.inspection_id or found.first))
    return replace(found, shown=shown, gone=())


def plan_key(path="inspection"):
    """The key of the inspection whose plan a row is of, as an expression: two of one plan have the same."""
    first = Inspection._base_manager.order_by("pk").values("pk")[:1]
    return Coalesce(path, Subquery(first), 0)


def within(request, **beside):
    """The choice of who is signed in: as the address has it, which is then kept for the session, or as it was made
    last. BadRequest for an inspection that there is not. `beside` is for who asks first; see within_of()."""
    if not hasattr(request, "within"):
        asked, kept = request.GET.get(NAME, ""), request.session.get(NAME, "")
        wanted = asked or kept
        wanted = "" if wanted == ALL else wanted
        request.within = within_of(wanted, **beside)
        if wanted and not request.within.shown:
            # Kept from before it was withdrawn, or asked for and not there: either way the page shows all.
            request.within = within_of(**beside)
            if asked:
                raise BadRequest(f"There is no inspection “{asked}”.")
        elif asked and asked != kept:
            request.session[NAME] = asked
    return request.within
