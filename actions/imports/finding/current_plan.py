"""The plan as it stands, read once before a workbook is held against it."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch

from actions.models import Action, ContentChange, DateChange, PlanImport, SignOff
from actions.rules.fields import TEXTS
from jarplan.audit.head import end_of_history
from jarplan.people.models import Organisation, Post
from jarplan.spreadsheets.layout.plan import heading_key
from jarplan.spreadsheets.understanding.names import Known
from recommendations.models import Recommendation
from recommendations.within import EVERYTHING

# The headings of our own fields that the reader of sheets does not know by itself.
OUR_HEADINGS = {heading_key(words): one.sheet for one in TEXTS for words in one.other_headings}


@dataclass
class CurrentPlan:
    """What an import must know of the plan. `posts` are (title, organisation); `signed` and `moving` are the ids
    of actions with a signature that stands, and with a later date that waits for a decision; `elsewhere` are the
    references of the recommendations and actions of other inspections than the one that was chosen; `end` is where
    the history ended.
    """

    recommendations: list = field(default_factory=list)
    actions: list = field(default_factory=list)
    organisations: dict = field(default_factory=dict)
    council: str = ""
    posts: list = field(default_factory=list)
    signed: set = field(default_factory=set)
    moving: set = field(default_factory=set)
    changing: set = field(default_factory=set)
    published: date | None = None
    elsewhere: set = field(default_factory=set)
    end: str = ""

    def __post_init__(self):
        self.known = Known.of(self.organisations, self.posts)
        self.by_reference = {action.reference: action for action in self.actions}

    @classmethod
    def read(cls, within=EVERYTHING):
        """The CurrentPlan of the plans of this installation, or of those of the inspections `within`, in a handful of
        queries."""
        # First: of what happens while the rest is read, this must not say that it was seen.
        end = end_of_history()
        recommendations = list(
            # What is not confirmed yet may still change under the actions that answer it.
            Recommendation.objects.filter(within.of("recommendation"), inspection__confirmed=True)
            .select_related("inspection", "timeframe")
            .order_by("pk")
        )
        # An import holds all rows of its file: only its state is wanted, once and not beside each of its actions.
        imports = Prefetch("plan_import", PlanImport.objects.only("state"))
        actions = Action.objects.filter(within.of("action")).select_related("recommendation")
        actions = actions.order_by("plan_order", "pk")
        actions = actions.prefetch_related("leads__post__organisation", "partners", "criteria", imports)
        organisations = list(Organisation.objects.order_by("pk"))
        councils = [one.name for one in organisations if one.kind == "council"]
        posts = Post.objects.select_related("organisation").order_by("pk")
        signed = SignOff.objects.filter(outcome=SignOff.Outcome.SIGNED, lapsed_at__isnull=True)
        moving = DateChange.objects.filter(decision=DateChange.Decision.PENDING)
        changing = ContentChange.objects.filter(decision=ContentChange.Decision.PENDING)
        return cls(
            recommendations=recommendations,
            actions=list(actions),
            organisations={one.name: one.short_name for one in organisations},
            council=councils[0] if len(councils) == 1 else "",
            posts=[(post.title, post.organisation.name) for post in posts],
            signed=set(signed.values_list("action_id", flat=True)),
            moving=set(moving.values_list("action_id", flat=True)),
            changing=set(changing.values_list("action_id", flat=True)),
            elsewhere=elsewhere(within),
            end=end,
            published=max((one.inspection.published_on for one in recommendations), default=None),
        )


def elsewhere(within):
    """The references of the recommendations and actions that `within` leaves out."""
    if not within.is_narrowed:
        return set()
    recommendations = Recommendation.objects.exclude(within.of("recommendation"))
    actions = Action.objects.exclude(within.of("action"))
    return {
        *recommendations.values_list("reference", flat=True),
        *actions.values_list("reference", flat=True),
    }
