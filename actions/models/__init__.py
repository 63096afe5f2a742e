"""The council's answer: actions with their leads and criteria, progress, dates, evidence, sign-offs and imports."""

from actions.models.imports import ImportDraft, PlanImport, RememberedHeading
from actions.models.person import person
from actions.models.plan import Action, Lead, SuccessCriterion, SupportingPartner
from actions.models.progress import DateChange, Evidence, EvidenceUse, ProgressUpdate, SignOff

__all__ = [
    "Action",
    "DateChange",
    "Evidence",
    "EvidenceUse",
    "ImportDraft",
    "Lead",
    "PlanImport",
    "ProgressUpdate",
    "RememberedHeading",
    "SignOff",
    "SuccessCriterion",
    "SupportingPartner",
    "person",
]
