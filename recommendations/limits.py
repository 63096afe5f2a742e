"""Whether somebody acts in a role on something: a role may be limited to the plans of some inspections.

A limit is about acting only: whoever has one reads as before. Every policy of this floor and of those above it asks
here, and every queue of waiting work; nobody without a limit costs a query.
"""

from django.db.models import Model, Q

from jarplan.audit.errors import Refused
from jarplan.audit.subjects import KIND_OF, SUBJECTS
from recommendations.models import Inspection
from recommendations.within import OF_THE_FIRST

# What is acted on where no row can say it: what all inspections share, and the first one's plan, whose rows need not
# name it. None is what is not chosen yet: that only decides whether a button or an empty form is shown.
SHARED, OF_FIRST = "shared", "first"
OUTSIDE = "Your role ({role}) is limited to certain inspections, and this is not part of one of them."
OUTSIDE_ROWS = (
    "Your role ({role}) is limited to certain inspections, and some of these actions are not part of one of them. "
    "Nothing has been changed."
)


def acts(by, role, about=None):
    """Whether this person holds the role and, where it is limited, `about` (a record, SHARED, OF_FIRST or None)
    belongs to one of its inspections. What all inspections share belongs to none."""
    if not by.has_role(role):
        return False
    limit = by.limited_to.get(role)
    if not limit or about is None:
        return True
    if about == OF_FIRST:
        about = first()
    if not isinstance(about, Model):
        return False
    return type(about)._base_manager.filter(inside(limit, KIND_OF.get(type(about))), pk=about.pk).exists()


def acting(by, kind, *roles):
    """The condition on the rows of a kind of aggregate on which this person acts in one of these roles."""
    held = [role for role in roles if by.has_role(role)]
    limits = [by.limited_to.get(role) for role in held]
    if held and not all(limits):
        return Q()
    found = Q(pk__in=[])
    for limit in limits:
        found |= inside(limit, kind)
    return found


def asking(by, *roles):
    """A function that says of an inspection (its UUID or that as text; None: all of them) whether this person acts on
    it in one of these roles: for the buttons of a list, and for what a form offers."""
    condition = acting(by, "inspection", *roles)
    if not condition:
        return lambda uuid: True
    found = {str(uuid) for uuid in Inspection.objects.filter(condition).values_list("uuid", flat=True)}
    return lambda uuid: str(uuid) in found


def inside(limit, kind):
    """The condition on the rows of a kind that belong to an inspection of these references."""
    path = SUBJECTS[kind].inspection if kind else ""
    if not path:
        return Q(pk__in=[])
    found = Q(**{"reference__in" if path == "pk" else f"{path}__reference__in": limit})
    if kind in OF_THE_FIRST and (one := first()) and one.reference in limit:
        found |= Q(**{f"{path}__isnull": True})
    return found


def first():
    """The inspection that was entered first, or None."""
    return Inspection._base_manager.only("reference").order_by("pk").first()


def check_acts(by, *roles, sentence, about=None):
    """The first of these roles in which this person acts on it. Refused with the sentence where they hold none, and
    saying so where it is only limited to other inspections."""
    for role in roles:
        if acts(by, role, about):
            return role
    refuse_outside(by, roles, about)
    raise Refused(sentence, about=record_of(about))


def refuse_outside(by, roles, about):
    """Refused where this person holds one of these roles, but limited to inspections that it is not part of."""
    for role in roles:
        if by.has_role(role) and not acts(by, role, about):
            raise Refused(OUTSIDE.format(role=role.label), about=record_of(about))


def record_of(about):
    """What a refused attempt is recorded about."""
    return None if about in (SHARED, OF_FIRST) else about


def check_rows(by, *roles, rows, sentence, about=None):
    """The first of these roles in which this person acts on every one of some rows (querysets), for what is done to
    all of them or to none; Refused, `about` what they belong to."""
    held = [role for role in roles if by.has_role(role)]
    for role in held:
        if not by.limited_to.get(role) or not any(lies_outside(by, role, some) for some in rows):
            return role
    raise Refused(OUTSIDE_ROWS.format(role=held[0].label) if held else sentence, about=about)


def lies_outside(by, role, rows):
    return rows.exclude(acting(by, KIND_OF[rows.model], role)).exists()
