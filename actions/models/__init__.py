"""The council's answer: actions with their leads and criteria, progress, dates, evidence, sign-offs and imports."""

from actions.models.agenda import AgendaDecision, AgendaItem
from actions.models.imports import ImportDraft, PlanImport, RememberedHeading
from actions.models.inforce import (
    ActionInForce,
    ChallengeInForce,
    ContentChangeInForce,
    DateChangeInForce,
    SampleCheckInForce,
    WaitInForce,
)
from actions.models.person import person
from actions.models.plan import Action, Lead, SuccessCriterion, SupportingPartner
from actions.models.progress import (
    ChangeRequest,
    ContentChange,
    DateChange,
    Evidence,
    EvidenceUse,
    ProgressUpdate,
    Reading,
    ReportDraft,
)
from actions.models.reminding import ReminderRules
from actions.models.returns import ProgressReturn
from actions.models.rounds import ProgressRelease, ReportingRound
from actions.models.sampling import Sample, SampleCheck
from actions.models.signing import Challenge, Deputy, LaterLook, SignOff
from actions.models.waits import Wait
