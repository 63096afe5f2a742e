"""What an action says: what a form or a sheet gives, how it differs from what stands, how it is written."""

from dataclasses import asdict, dataclass, field, make_dataclass, replace

from actions.models import Lead, SuccessCriterion, SupportingPartner
from actions.plan.criteria import put
from actions.rules.dates import PlanDate
from actions.rules.fields import CRITERION_PARTS, DATE_PARTS, FIELDS, PARTS, Kind
from jarplan.inserting import insert
from jarplan.people.models import Organisation


@dataclass(frozen=True)
class Criterion:
    """A success criterion as it was typed. `uuid` is that of the row it belongs to, None where it is new."""

    statement: str
    unit: str = ""
    baseline: str = ""
    target: str = ""
    target_on: object = None
    current: str = ""
    uuid: object = field(default=None, compare=False)


NOTHING = {Kind.DATE: PlanDate(), Kind.LINE: "", Kind.PARAGRAPHS: ""}  # else no entries
SLOTS = [
    (one.key, object) if one.kind == Kind.TEXT else (one.key, object, NOTHING.get(one.kind, ()))
    for one in FIELDS
]


class Content(make_dataclass("Written", SLOTS, frozen=True)):
    """Everything of an action that people write, each of FIELDS. `leads` are posts, the accountable one first."""

    @property
    def organisations(self):
        """The ids of the organisations that would lead."""
        return [post.organisation_id for post in self.leads]

    def columns(self):
        """The content that stands in the action's own row."""
        texts = {one.key: getattr(self, one.key) for one in FIELDS if one.columns == (one.key,)}
        dates = [one.key for one in FIELDS if one.kind == Kind.DATE]
        return texts | {
            f"{end}_{part}": getattr(getattr(self, end), part) for end in dates for part in DATE_PARTS
        }


def content_of(action):
    """The content that stands."""
    return Content(
        leads=tuple(lead.post for lead in action.leads.all()),
        partners=tuple(partner.name for partner in action.partners.all()),
        criteria=tuple(
            Criterion(*[getattr(row, name) for name in CRITERION_PARTS], uuid=row.uuid)
            for row in action.criteria.all()
        ),
        **{one.key: getattr(action, one.key) for one in FIELDS if one.columns},
    )


def differing(before, after):
    """The names of the fields in which two contents differ."""
    return [one.key for one in FIELDS if getattr(before, one.key) != getattr(after, one.key)]


def material(before, after):
    """The first field whose change lapses a signature, in words, or "". Current values are no such change."""
    before, after = (
        replace(content, criteria=tuple(replace(one, current="") for one in content.criteria))
        for content in (before, after)
    )
    changed = differing(before, after)
    return next((one.ends_sign_off for one in FIELDS if one.ends_sign_off and one.key in changed), "")


def write_new_parts(written):
    """Writes the leads, partners and criteria of new actions, given with their contents, in few statements. The
    actions have them then as if they had been fetched, until forget_parts()."""
    names = {name for _action, content in written for name in content.partners}
    known = organisations_by_name(names)
    for action, content in written:
        action._prefetched_objects_cache = {
            "leads": leads_of(action, content),
            "partners": partners_of(action, content, known),
            "criteria": criteria_of(action, content),
        }
    for model, name in ((Lead, "leads"), (SupportingPartner, "partners"), (SuccessCriterion, "criteria")):
        parts = [part for action, _ in written for part in action._prefetched_objects_cache[name]]
        insert(model, parts)


def organisations_by_name(names):
    """The organisations of these names, by the name in small letters."""
    return {row.name.casefold(): row for row in Organisation.objects.filter(name__in=names)} if names else {}


def leads_of(action, content):
    return [
        Lead(action=action, post=post, accountable=place == 0) for place, post in enumerate(content.leads)
    ]


def partners_of(action, content, known):
    return [
        SupportingPartner(action=action, name=name, organisation=known.get(name.casefold()))
        for name in content.partners
    ]


def criteria_of(action, content):
    return [
        SuccessCriterion(action=action, order=place, **{name: getattr(one, name) for name in CRITERION_PARTS})
        for place, one in enumerate(content.criteria, 1)
    ]


def write_parts(action, content, changed=PARTS):
    """Writes the leads, partners and criteria that changed. Called under the action's row lock."""
    if "leads" in changed:
        action.leads.all().delete()
        Lead.objects.bulk_create(leads_of(action, content))
    if "partners" in changed:
        action.partners.all().delete()
        known = organisations_by_name(content.partners)
        SupportingPartner.objects.bulk_create(partners_of(action, content, known))
    if "criteria" in changed:
        put({action: [asdict(one) for one in content.criteria]})
    forget_parts(action)


def forget_parts(action):
    """Drops what was fetched of an action's parts, so that the next look reads the database."""
    action._prefetched_objects_cache = {}
