"""Loading the source's facts: each fixture row once, with one baseline event per aggregate.

A row that is there already is compared, never overwritten.
"""

import json
from collections import Counter
from datetime import datetime

from django.conf import settings
from django.core import serializers
from django.db.models import CASCADE, ForeignKey

from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import verb
from jarplan.audit.models import Recorded
from jarplan.audit.subjects import subject_of
from jarplan.clock import LONDON

# The day the report was published; its facts count from that morning.
BASELINE = datetime(2008, 6, 3, 9, tzinfo=LONDON)
# In the order in which they need one another.
FIXTURES = ("organisations", "inspection", "recommendations", "law", "meetings", "appendix2")
SOURCE = "loaded from the council's report"


class FactsDiffer(NotNow):
    """A row that is there already says something else than the source."""


@verb
def load_facts(*, by, now, ledger):
    """Loads every row of the fixtures that is not there yet. Returns a Counter of what became of the rows:
    "loaded", "there already", "changed since". Raises FactsDiffer, and then nothing is loaded."""
    outcome, new = Counter(), set()
    for words, row in rows_of_fixtures():
        if row.object.pk is not None:
            outcome[compared(words, row)] += 1
            continue
        owner = aggregate_of(row.object)
        if owner is not row.object and owner.uuid not in new:
            raise FactsDiffer(f"{named(owner)} lacks a part that the source has: {row.object}.")
        row.save()
        outcome["loaded"] += 1
        if owner is row.object:
            new.add(owner.uuid)
            ledger.record(owner, "loaded", role="", reason=SOURCE)
    return outcome


def rows_of_fixtures():
    """Each row of each fixture: its words as written, and the row that they make here."""
    for name in FIXTURES:
        path = settings.BASE_DIR / "fixtures" / f"{name}.json"
        if not path.exists():
            continue
        written = json.loads(path.read_text(encoding="utf-8"))
        # Rows are made one at a time: each may name, by its natural key, one that was saved before it.
        rows = serializers.deserialize("python", written)
        yield from ((entry["fields"], row) for entry, row in zip(written, rows, strict=True))


def compared(words, row):
    """What became of a row that is there already, looking only at the fields that the source gives."""
    model = type(row.object)
    stored = model._base_manager.get(pk=row.object.pk)
    different = [name for name in words if value(stored, name) != value(row.object, name, row.m2m_data)]
    if not different:
        return "there already"
    owner = aggregate_of(stored)
    if owner.version > 1:
        return "changed since"
    labels = ", ".join(str(model._meta.get_field(name).verbose_name) for name in different)
    raise FactsDiffer(f"{named(stored)} is there already and differs from the source in: {labels}.")


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
