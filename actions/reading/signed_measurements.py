"""The success criteria and their readings within what is signed: how they are written down, and read back."""

import json

from actions.reading.measurements import measured_by_criterion
from actions.rules.fields import CRITERION_PARTS
from jarplan.audit.subjects import fields


def signed_criteria(action):
    """The criteria of an action as a signature covers them, each with the readings that stand, the latest last."""
    measured = measured_by_criterion(action)
    shows = {str(one.uuid): one.shows for one in action.evidence.all()}
    return [
        {
            **fields(one, "uuid", *CRITERION_PARTS),
            "readings": [
                fields(figure, "update", "value", "met", "on", "source") | shown_by(figure, shows)
                for figure in measured.get(one.uuid, [])
            ],
        }
        for one in action.criteria.all()
    ]


def shown_by(figure, shows):
    """The evidence of a reading; nothing where it names none, so that what was signed before keeps its digest."""
    return {"evidence": {"uuid": figure.evidence, "shows": shows[figure.evidence]}} if figure.evidence else {}


def covers(content, update, criterion):
    """Whether signed content covers the reading of a criterion that came with a report (both by UUID). Signatures of
    format 1 cover none, and content that the law had removed none that could be told.
    """
    try:
        signed = json.loads(content)
    except ValueError:
        return False
    return any(
        one.get("uuid") == str(criterion) and str(update) in [each["update"] for each in one["readings"]]
        for one in signed["criteria"]
    )
