"""What an action says: what a form or a sheet gives, how it differs from what stands, how it is written."""

from dataclasses import asdict, dataclass, field

from actions.criteria import put
from actions.dates import PlanDate
from actions.models import Lead, SuccessCriterion, SupportingPartner
from jarplan.people.models import Organisation

# What a field of a Content is called where its cell in a sheet is kept.
SOURCE_OF = {
    "text": "text",
    "leads": "lead",
    "partners": "partners",
    "criteria": "criteria",
    "resources": "resources",
    "start": "start",
    "due": "due",
}
# What a sheet says of an action that is kept beside it, and never counted as a status, a rating or a report.
SAID_LABELS = {"status": "Status", "rag": "Rating (RAG)", "notes": "Notes"}
BATCH = 500  # rows of one INSERT
CRITERION_FIELDS = ("statement", "unit", "baseline", "target", "target_on", "current")


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
            Criterion(*[getattr(row, name) for name in CRITERION_FIELDS], uuid=row.uuid)
            for row in action.criteria.all()
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


def write_new_parts(written):
    """Writes the leads, partners and criteria of new actions, given with their contents, in few statements."""
    names = {name for _action, content in written for name in content.partners}
    known = organisations_by_name(names)
    Lead.objects.bulk_create(
        [lead for action, content in written for lead in leads_of(action, content)], batch_size=BATCH
    )
    SupportingPartner.objects.bulk_create(
        [partner for action, content in written for partner in partners_of(action, content, known)],
        batch_size=BATCH,
    )
    SuccessCriterion.objects.bulk_create(
        [one for action, content in written for one in criteria_of(action, content)], batch_size=BATCH
    )


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
        SuccessCriterion(
            action=action, order=place, **{name: getattr(one, name) for name in CRITERION_FIELDS}
        )
        for place, one in enumerate(content.criteria, 1)
    ]


def write_parts(action, content, changed=("leads", "partners", "criteria")):
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
