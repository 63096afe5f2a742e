"""The inspector's and the law's words: what was found, what must be done, by when, and who was told."""

from recommendations.models.calendar import DayOff
from recommendations.models.consultations import Consultation, DraftLink
from recommendations.models.councilreport import CouncilReport, ReportParagraph
from recommendations.models.inspection import (
    Finding,
    GradePoint,
    Inspection,
    Judgement,
    PaperDate,
    Timeframe,
)
from recommendations.models.kinds import InspectionKind, Reach, Recipient
from recommendations.models.law import (
    PUBLISHED,
    Deadline,
    DeadlineRule,
    DeadlineWording,
    Duty,
    PublicationCopy,
    PublicationStep,
    Served,
)
from recommendations.models.meetings import Meeting
from recommendations.models.recommendation import Recommendation, RecommendationInForce
from recommendations.models.versions import ChildrensPage, PlanVersion
