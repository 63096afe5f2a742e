"""Which topics an event of an action's history is found under."""

from types import SimpleNamespace

import pytest

from actions.rules.fields import FIELDS
from jarplan.audit.reading.history import Change
from jarplan.reporting.history.topics import NEW, OF_FIELDS, OF_RECORDS, TOPICS, topics_of


def event(kind="action", *changes, before=(), after=()):
    found = [Change(*one) if isinstance(one, tuple) else Change(one, 1, 2) for one in changes]
    return SimpleNamespace(
        event=SimpleNamespace(subject_kind=kind), changes=found, before=before, after=after
    )


CRITERION = {"statement": "Met", "target": "100", "current": "60"}


@pytest.mark.parametrize(
    ("events", "topics"),
    [
        ([event("evidence")], {"evidence"}),
        ([event("action", "text", "due_raw", "version")], {"text", "dates"}),
        ([event("action", "text"), event("sign_off")], {"text", "sign-off"}),
        ([event(before=None)], NEW),
        ([event(before=None, after=None)], set()),  # a refused attempt
        ([event("organisation")], set()),
        ([event("action", "no field of ours")], set()),
        (
            [event("action", ("criteria", [CRITERION], [{**CRITERION, "current": "70"}]))],
            set(),
        ),  # a report's figure
        ([event("action", ("criteria", [CRITERION], [{**CRITERION, "target": "90"}]))], {"text"}),
        ([event("action", ("criteria", None, [CRITERION]))], {"text"}),
    ],
)
def test_topics_of_an_event(events, topics):
    assert topics_of(events) == topics


def test_every_field_and_record_has_a_topic_that_is_offered():
    assert {*OF_FIELDS.values(), *OF_RECORDS.values()} <= TOPICS.keys()
    assert {name for one in FIELDS for name in one.columns or (one.key,)} <= OF_FIELDS.keys()
