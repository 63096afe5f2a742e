"""The inspector's and the law's words: what was found, what must be done, by when, and who was told."""

from recommendations.models.calendar import DayOff
from recommendations.models.inspection import (
    Finding,
    GradePoint,
    Inspection,
    Judgement,
    PaperDate,
    Timeframe,
)
from recommendations.models.law import (
    Deadline,
    DeadlineRule,
    DeadlineWording,
    Duty,
    PublicationCopy,
    PublicationStep,
)
from recommendations.models.papers import ChildrensPage, Consultation, Meeting, PlanVersion
from recommendations.models.recommendation import Recommendation

__all__ = [
    "ChildrensPage",
    "Consultation",
    "DayOff",
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
    "PublicationCopy",
    "PublicationStep",
    "Recommendation",
    "Timeframe",
]
