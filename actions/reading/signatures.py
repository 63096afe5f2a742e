"""The sign-offs of an action that hold, the reports that its claim rests on, and the success criteria and
measurements within what is signed: how they are written down, and read back.
"""

import json

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from actions.models import ContentChange, ProgressUpdate, SignOff
from actions.reading.measurements import measured_by_criterion
from actions.rules.fields import CRITERION_PARTS
from jarplan.audit.subjects import fields


def live_sign_offs(action):
    """The signatures that stand: not returned, not lapsed."""
    return SignOff.objects.filter(action=action.pk, outcome=SignOff.Outcome.SIGNED, lapsed_at__isnull=True)


def changes_of_claim():
    """The changes of success criteria that were agreed or made since an action was last returned."""
    returned = SignOff.objects.filter(
        action=OuterRef("action"), outcome=SignOff.Outcome.RETURNED, signed_at__gt=OuterRef("made_at")
    )
    made = (ContentChange.Decision.GRANTED, ContentChange.Decision.CORRECTED)
    # What was agreed was made when it was agreed, whenever it was asked for; a correction at once.
    rows = ContentChange.objects.annotate(made_at=Coalesce("decided_at", "asked_at"))
    return rows.filter(~Exists(returned), of_criteria=True, decision__in=made)


def standing_sign_offs(action):
    """The same in a list; of those that were fetched with the action, where they were."""
    if "sign_offs" not in getattr(action, "_prefetched_objects_cache", ()):
        return list(live_sign_offs(action))
    signed = SignOff.Outcome.SIGNED
    return [one for one in action.sign_offs.all() if one.outcome == signed and one.lapsed_at is None]


def reports_of_claim():
    """The reports that an action's claim rests on: all since it was last returned, and the last one."""
    returned = SignOff.objects.filter(
        action=OuterRef("action"), outcome=SignOff.Outcome.RETURNED, signed_at__gt=OuterRef("made_at")
    )
    later = Q(made_at__gt=OuterRef("made_at")) | Q(made_at=OuterRef("made_at"), pk__gt=OuterRef("pk"))
    after = ProgressUpdate.objects.filter(later, action=OuterRef("action"))
    return ProgressUpdate.objects.filter(~Exists(returned) | ~Exists(after))


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
