"""The success criteria and their readings within what is signed: how they are written down, and read back."""

import json

from actions.measures import stands_of


def signed_criteria(action):
    """The criteria of an action as a signature covers them, each with the readings that stand, the latest last."""
    stands = stands_of(action)
    shows = {str(one.uuid): one.shows for one in action.evidence.all()}
    return [
        {
            "uuid": one.uuid,
            "statement": one.statement,
            "unit": one.unit,
            "baseline": one.baseline,
            "target": one.target,
            "target_on": one.target_on,
            "current": one.current,
            "readings": [
                {
                    "update": stand.update,
                    "value": stand.value,
                    "met": stand.met,
                    "on": stand.on,
                    "source": stand.source,
                }
                | shown_by(stand, shows)
                for stand in stands.get(one.uuid, [])
            ],
        }
        for one in action.criteria.all()
    ]


def shown_by(stand, shows):
    """The evidence of a reading; nothing where it names none, so that what was signed before keeps its digest."""
    return {"evidence": {"uuid": stand.evidence, "shows": shows[stand.evidence]}} if stand.evidence else {}


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
