"""The inspector's and the law's words: what was found, what must be done, by when, and who was told."""

from recommendations.models.inspection import (
    Finding,
    GradePoint,
    Inspection,
    Judgement,
    PaperDate,
    Timeframe,
)
from recommendations.models.law import Deadline, DeadlineRule, DeadlineWording, Duty, PublicationStep
from recommendations.models.papers import Consultation, Meeting, PlanVersion
from recommendations.models.recommendation import Recommendation

__all__ = [
    "Consultation",
    "Deadline",
    "DeadlineRule",
    "DeadlineWording",
    "Duty",
    "Finding",
    "GradePoint",
    "Inspection",
    "Judgement",
    "Meeting",
    "PaperDate",
    "PlanVersion",
    "PublicationStep",
    "Recommendation",
    "Timeframe",
]
