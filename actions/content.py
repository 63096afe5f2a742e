"""What an action says: what a form or a sheet gives, how it differs from what stands, how it is written."""

from dataclasses import dataclass, field

from actions.dates import PlanDate
from actions.models import Lead, SuccessCriterion, SupportingPartner
from jarplan.people.models import Organisation

CRITERION_FIELDS = ("statement", "unit", "baseline", "target", "target_on", "current")


@dataclass(frozen=True)
class Criterion:
    """A success criterion as it was typed."""

    statement: str
    unit: str = ""
    baseline: str = ""
    target: str = ""
    target_on: object = None
    current: str = ""


@dataclass(frozen=True)
class Content:
    """Everything of an action that people write. `leads` are posts, the accountable one first."""

    text: str
    leads: tuple = ()
    partners: tuple = ()
    criteria: tuple = ()
    resources: str = ""
    start: PlanDate = field(default_factory=PlanDate)
    due: PlanDate = field(default_factory=PlanDate)

    @property
    def organisations(self):
        """The ids of the organisations that would lead."""
        return [post.organisation_id for post in self.leads]

    def columns(self):
        """The content that stands in the action's own row."""
        columns = {"text": self.text, "resources": self.resources}
        for end in ("start", "due"):
            written = getattr(self, end)
            for part in ("raw", "precision", "earliest", "latest"):
                columns[f"{end}_{part}"] = getattr(written, part)
        return columns


def content_of(action):
    """The content that stands."""
    return Content(
        text=action.text,
        leads=tuple(lead.post for lead in action.leads.all()),
        partners=tuple(partner.name for partner in action.partners.all()),
        criteria=tuple(
            Criterion(*[getattr(row, name) for name in CRITERION_FIELDS]) for row in action.criteria.all()
        ),
        resources=action.resources,
        start=action.start,
        due=action.due,
    )


def differing(before, after):
    """The names of the fields in which two contents differ."""
    return [name for name in Content.__dataclass_fields__ if getattr(before, name) != getattr(after, name)]


def material(before, after):
    """The first field whose change lapses a signature, in words, or "". Current values are no such change."""
    if before.text != after.text:
        return "text"
    if before.leads != after.leads:
        return "leads"
    targets = [
        [(c.statement, c.unit, c.baseline, c.target, c.target_on) for c in content.criteria]
        for content in (before, after)
    ]
    return "success criteria" if targets[0] != targets[1] else ""


def write_parts(action, content, changed=("leads", "partners", "criteria")):
    """Writes the leads, partners and criteria that changed. Called under the action's row lock."""
    if "leads" in changed:
        action.leads.all().delete()
        Lead.objects.bulk_create(
            Lead(action=action, post=post, accountable=place == 0) for place, post in enumerate(content.leads)
        )
    if "partners" in changed:
        action.partners.all().delete()
        known = {row.name.casefold(): row for row in Organisation.objects.filter(name__in=content.partners)}
        SupportingPartner.objects.bulk_create(
            SupportingPartner(action=action, name=name, organisation=known.get(name.casefold()))
            for name in content.partners
        )
    if "criteria" in changed:
        action.criteria.all().delete()
        SuccessCriterion.objects.bulk_create(
            SuccessCriterion(
                action=action, order=place, **{name: getattr(one, name) for name in CRITERION_FIELDS}
            )
            for place, one in enumerate(content.criteria, 1)
        )
    forget_parts(action)


def forget_parts(action):
    """Drops what was fetched of an action's parts, so that the next look reads the database."""
    action._prefetched_objects_cache = {}
