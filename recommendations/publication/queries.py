"""Reads of the steps of publication, live or at the end of a past day."""

from recommendations.publication.records import step_record
from recommendations.within import EVERYTHING


def publication_steps(as_at=None, within=EVERYTHING):
    """Every step of publication: the report's first, each in the order of the regulation."""
    found = [step_record(uuid, state) for uuid, state in within.states("publication_step", as_at).items()]
    return sorted(found, key=lambda record: (record.duty != "report", record.order))
