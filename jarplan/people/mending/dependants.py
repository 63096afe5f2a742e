"""What depends on an entry, in words: found from whatever points to it, so that no relation can be forgotten."""

from django.db.models import CASCADE

# What points to an entry, by a model or by a field of it, where its plain name would not say it: one and many.
NAMES = {
    "actions.Action": ("action answers it", "actions answer it"),
    "actions.Lead": ("action is led by it", "actions are led by it"),
    "actions.SupportingPartner": ("action is supported by it", "actions are supported by it"),
    "actions.ProgressUpdate": ("report was sent in it", "reports were sent in it"),
    "actions.ProgressRelease": ("release of progress is about it", "releases of progress are about it"),
    "actions.ReportingRound": ("reporting round is for it", "reporting rounds are for it"),
    "actions.DateChange": ("extension was decided at it", "extensions were decided at it"),
    "actions.LaterLook": ("follow-up review refers to it", "follow-up reviews refer to it"),
    "actions.SignOff": ("sign-off refers to it", "sign-offs refer to it"),
    "actions.Deputy": ("deputy was named for it", "deputies were named for it"),
    "finance.CostLink": ("line of a cost table refers to it", "lines of cost tables refer to it"),
    "people.User": ("person belongs to it", "people belong to it"),
    "people.Post": ("post belongs to it", "posts belong to it"),
    "people.PostHolding": ("person holds or has held it", "people hold or have held it"),
    "recommendations.Inspection.kind": ("inspection is of this type", "inspections are of this type"),
    "recommendations.DeadlineRule.inspection_kind": (
        "statutory rule is for this type",
        "statutory rules are for this type",
    ),
    "recommendations.Reach": ("type of inspection names it", "types of inspection name it"),
    "recommendations.PublicationStep.recipient": (
        "publication step is for it",
        "publication steps are for it",
    ),
    "recommendations.Deadline": ("deadline is counted by it", "deadlines are counted by it"),
    "recommendations.PlanVersion.meeting": ("version was approved at it", "versions were approved at it"),
    "recommendations.ChildrensPage": ("page for children belongs to it", "pages for children belong to it"),
    "recommendations.Meeting": ("meeting is about it", "meetings are about it"),
    "finance.CostTable": ("cost table belongs to it", "cost tables belong to it"),
    "recommendations.PublicationCopy": ("copy was recorded for it", "copies were recorded for it"),
}


def number_of(number, field):
    """How many refer to an entry by a field: "3 actions answer it"."""
    about = field.model._meta
    plain = f"{about.verbose_name} refers to it", f"{about.verbose_name_plural} refer to it"
    one, many = NAMES.get(f"{about.label}.{field.name}") or NAMES.get(about.label) or plain
    return f"{number} {one if number == 1 else many}"


def what_depends(row, apart=()):
    """What points to a row, each in words; nothing where it can be withdrawn. Parts of the row itself go with it, and
    withdrawn entries hold nobody up; models in `apart` are looked at by the caller."""
    for relation in row._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete:
            continue
        model = relation.related_model
        part = getattr(relation, "on_delete", None) is CASCADE or model._meta.auto_created
        if part or model in apart:
            continue
        number = model._default_manager.filter(**{relation.field.name: row}).count()
        if number:
            yield number_of(number, relation.field)
