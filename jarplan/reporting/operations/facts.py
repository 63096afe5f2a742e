"""Loading the law, for any council, and the source's facts: each fixture row once, with one event per aggregate.

A row that is there already is compared, never overwritten; only what an earlier release could not say is filled in.
"""

import json
from collections import Counter
from datetime import datetime

from django.conf import settings
from django.core import serializers
from django.db.models import CASCADE, ForeignKey

from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import save_version, verb
from jarplan.audit.models import AuditState, Recorded
from jarplan.audit.subjects import subject_of
from jarplan.clock import LONDON

# The day the report was published; its facts count from that morning.
BASELINE = datetime(2008, 6, 3, 9, tzinfo=LONDON)
# In the order in which they need one another. The law knows no council; the facts are one council's.
LAW = ("law",)
FIXTURES = (
    "organisations",
    "inspection",
    "recommendations",
    "duties",
    "meetings",
    "appendix2",
    "council_report",
)
LAW_SOURCE, SOURCE = "loaded with the statutory rules", "loaded from the council's report"
FILLED_IN = "said for the first time in this release"


class FactsDiffer(NotNow):
    """A row that is there already says something else than the source."""


class Outcome(Counter):
    """How many rows became what: "loaded", "there already", "changed since", "filled in", "differs"; and in `kept`
    the sentences that name the rows of the law that differ."""

    def __init__(self):
        super().__init__()
        self.kept = []


@verb
def load_law(*, by, now, ledger):
    """Loads the statutory rules, the kinds of inspection and the recipients that are not there yet: what any council
    starts from. Returns an Outcome. What is worded otherwise here is named and kept."""
    outcome = Outcome()
    load_rows(ledger, LAW, LAW_SOURCE, outcome, strict=False)
    return outcome


@verb
def load_facts(*, by, now, ledger):
    """Loads the law and then every row of the facts that is not there yet. Returns an Outcome. Raises FactsDiffer
    where a fact is there in other words, and then nothing is loaded."""
    outcome = Outcome()
    load_rows(ledger, LAW, LAW_SOURCE, outcome, strict=False)
    load_rows(ledger, FIXTURES, SOURCE, outcome, strict=True)
    return outcome


def load_rows(ledger, fixtures, source, outcome, *, strict):
    """Loads the rows of these fixtures. `strict`: a row that differs is FactsDiffer, and not only named."""
    new = set()
    for words, row in rows_of_fixtures(fixtures):
        try:
            became = loaded(ledger, words, row, new, source)
        except FactsDiffer as difference:
            if strict:
                raise
            outcome.kept.append(difference.sentence)
            became = "differs"
        outcome[became] += 1


def loaded(ledger, words, row, new, source):
    """What became of a row. new: the aggregates that were loaded just now."""
    if row.object.pk is not None:
        return compared(ledger, words, row)
    owner = aggregate_of(row.object)
    if owner is not row.object and owner.uuid not in new:
        raise FactsDiffer(f"{named(owner)} is missing a part that the source has: {row.object}.")
    row.save()
    if owner is row.object:
        new.add(owner.uuid)
        ledger.record(owner, "loaded", role="", reason=source)
    return "loaded"


def rows_of_fixtures(names):
    """Each row of each of these fixtures: its words as written, and the row that they make here."""
    for name in names:
        path = settings.BASE_DIR / "fixtures" / f"{name}.json"
        if not path.exists():
            continue
        written = json.loads(path.read_text(encoding="utf-8"))
        # Rows are made one at a time: each may name, by its natural key, one that was saved before it.
        rows = serializers.deserialize("python", written)
        yield from ((entry["fields"], row) for entry, row in zip(written, rows, strict=True))


def compared(ledger, words, row):
    """What became of a row that is there already, looking only at the fields that the source gives."""
    model = type(row.object)
    stored = model._base_manager.get(pk=row.object.pk)
    different = [name for name in words if value(stored, name) != value(row.object, name, row.m2m_data)]
    if not different:
        return "there already"
    owner = aggregate_of(stored)
    if owner is stored and set(different) <= not_said_before(stored):
        save_version(
            stored, version=stored.version, **{name: getattr(row.object, name) for name in different}
        )
        ledger.record(stored, "filled in", role="", reason=FILLED_IN)
        return "filled in"
    if owner.version > 1:
        return "changed since"
    labels = ", ".join(str(model._meta.get_field(name).verbose_name) for name in different)
    raise FactsDiffer(f"{named(stored)} already exists and differs from the source in: {labels}.")


def not_said_before(row):
    """The fields of a row that its last state does not have: an earlier release wrote that one."""
    states = AuditState.objects.filter(subject=row.uuid, body__isnull=False).order_by("-sequence")
    last = states.values_list("body", flat=True).first()
    return {field.name for field in row._meta.fields} - set(json.loads(last)) if last else set()


def value(row, name, many=None):
    """A field's value; for many related rows, the set of their primary keys."""
    field = row._meta.get_field(name)
    if not field.many_to_many:
        return getattr(row, field.attname)
    if many is not None:
        return {getattr(other, "pk", other) for other in many[name]}
    return set(getattr(row, name).values_list("pk", flat=True))


def aggregate_of(row):
    """The aggregate that a row is, or is a part of."""
    if isinstance(row, Recorded):
        return row
    owner = next(
        field.name
        for field in row._meta.get_fields()
        if isinstance(field, ForeignKey) and field.remote_field.on_delete is CASCADE
    )
    return aggregate_of(getattr(row, owner))


def named(row):
    """A row as a person would name it."""
    if isinstance(row, Recorded):
        subject = subject_of(row)
        return f"The {subject.label} {subject.reference(row)}"
    return f"The {row._meta.verbose_name} {row}"
