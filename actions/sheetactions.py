"""One action as a plan workbook says it, beside the same action as the plan has it; and what of the plan an
import must know to tell the two apart.
"""

from copy import copy
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError

from actions import policies
from actions.content import Content, Criterion, content_of
from actions.dates import PlanDate
from actions.models import Action
from actions.plansheet import NOTES, RAG, STATUS
from jarplan.audit.errors import NotNow
from jarplan.people.models import Organisation, Post
from recommendations.models import Recommendation

# What is kept as the spreadsheet said it: the heading of each, and what pages call it.
SAID = {"status": STATUS, "rag": RAG, "notes": NOTES}
SAID_LABELS = {"status": "Status", "rag": "Rating (RAG)", "notes": "Notes"}


class Plan:
    """What stands in the plan: read once for an import, in a handful of queries."""

    def __init__(self):
        rows = Recommendation.objects.select_related("timeframe", "inspection").order_by("pk")
        self.recommendations = list(rows)
        actions = Action.objects.select_related("recommendation__timeframe").order_by("pk")
        actions = actions.prefetch_related("leads__post__organisation", "partners", "criteria")
        self.actions = {action.reference: action for action in actions}
        self.organisations = {row.name.casefold(): row for row in Organisation.objects.all()}
        self.posts = {}
        for post in Post.objects.select_related("organisation"):
            self.add_post(post)

        self.spelt = {}

    def add_post(self, post):
        self.posts[post.title.casefold(), post.organisation.name.casefold()] = post

    def name_of_organisation(self, name):
        """How the plan spells a name; for a new one, how the sheet spelt it first."""
        known = self.organisation(name)
        return known.name if known else self.spelt.setdefault(name.casefold(), name)

    def name_of_post(self, title, agency):
        """How the plan spells a post's title. `agency` is the cell that names its organisation, or None."""
        agency = " ".join(agency.text.split()) if agency else ""
        known = self.post(title, agency)
        return known.title if known else self.spelt.setdefault((title.casefold(), agency.casefold()), title)

    def organisation(self, name):
        return self.organisations.get(name.casefold())

    def post(self, title, agency):
        return self.posts.get((title.casefold(), agency.casefold()))


@dataclass
class SheetAction:
    """What one row says. Dates are days, or the words that stand in the plan; partners and criteria are
    tuples of text. `action` is the action of this reference where the plan has one.
    """

    reference: str = ""
    recommendation: object = None
    recommendation_text: str = ""
    band: str = ""
    text: str = ""
    lead: str = ""
    agency: str = ""
    partners: tuple = ()
    start: date | str | None = None
    due: date | str | None = None
    criteria: tuple = ()
    resources: str = ""
    status: str = ""
    rag: str = ""
    notes: str = ""
    action: object = None
    pk: int | None = None

    def __deepcopy__(self, memo):
        """A copy for comparison; what it holds never changes in place."""
        return copy(self)

    @classmethod
    def of(cls, action):
        """An action of the plan as a sheet would say it."""
        leads = [lead.post for lead in action.leads.all()]
        said = {name: action.sheet_said.get(name, {}).get("text", "") for name in SAID}
        return cls(
            reference=action.reference,
            recommendation=action.recommendation,
            recommendation_text=action.recommendation.text,
            band=action.recommendation.timeframe.label,
            text=action.text,
            lead=leads[0].title if leads else "",
            agency=leads[0].organisation.name if leads else "",
            partners=tuple(partner.name for partner in action.partners.all()),
            start=day_or_words(action.start),
            due=day_or_words(action.due),
            criteria=tuple(one.statement for one in action.criteria.all()),
            resources=action.resources,
            action=action,
            pk=action.pk,
            **said,
        )

    @property
    def number(self):
        """The last part of the reference: 2 of R4.2."""
        return int(self.reference.rsplit(".", 1)[1])

    def content(self, plan):
        """The Content to write: what stands, with only that replaced which the sheet says otherwise. Other
        leads beside the accountable one stay, and so do a criterion's measure and target.
        """
        stands = content_of(self.action) if self.action else Content(text="")
        before = SheetAction.of(self.action) if self.action else SheetAction()
        changed = {name for name in vars(self) if getattr(self, name) != getattr(before, name)}
        parts = {name: getattr(self, name) for name in ("text", "partners", "resources") if name in changed}
        parts |= {name: PlanDate.on(getattr(self, name)) for name in ("start", "due") if name in changed}
        if changed & {"lead", "agency"}:
            post = plan.post(self.lead, self.agency)
            parts["leads"] = (post, *[other for other in stands.leads[1:] if other != post])
        if "criteria" in changed:
            known = {criterion.statement: criterion for criterion in stands.criteria}
            parts["criteria"] = tuple(known.get(words, Criterion(words)) for words in self.criteria)
        return replace(stands, **parts)

    def full_clean(self, exclude=None, validate_unique=True):
        """Whether a change may be made to the action as it stands; asked by the Resource of changed rows."""
        if self.action is None:
            return
        moved = SheetAction.of(self.action).due != self.due
        try:
            policies.check_in_plan(self.action)
            if moved:
                policies.check_due_is_open(self.action)
        except NotNow as error:
            raise ValidationError({"due" if moved else "reference": error.sentence}) from error


def day_or_words(written):
    """The day of an exact date; the words of any other."""
    exact = written.earliest == written.latest and written.latest is not None
    return written.latest if exact else written.raw or None
