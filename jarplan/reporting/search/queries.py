"""What the words of a search are found in: the rows of today that the reader may see, of the inspections shown.

Whether a word is found is asked of the database, by the pattern that also marks it in the excerpt.
"""

from dataclasses import dataclass, field

from django.db.models import Case, Exists, OuterRef, Q, TextField, Value, When
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils.html import SafeString
from django.utils.http import urlencode

from actions.models import EvidenceUse, ProgressUpdate, ReportDraft
from actions.reading.queries import LEAD, LEAD_ORGANISATION, live_rows, searched
from actions.reading.visibility import actions_of, actions_of_shown_evidence, evidence_of
from actions.rules.lifecycle import Status
from actions.rules.records import says_q
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.formfields.searching import found_in, words_of
from jarplan.reporting.search.excerpts import best, excerpt
from recommendations.models import Meeting, Recommendation

MOST = 20  # of each kind on the page
ACTION = "action__reference"
# Whatever a report says in words, also what it will say one day; what was done is shown where none says more.
REPORT_TEXTS = [one.name for one in ProgressUpdate._meta.concrete_fields if isinstance(one, TextField)]
REPORT_TEXTS.sort(key=lambda name: name != "done")
MEETING_TEXTS = ["asked", "outcome", "purpose", "body"]


@dataclass(frozen=True)
class Found:
    """One thing that was found. `name`: what its link says; `about`: what else tells it from others."""

    name: str
    href: str
    about: tuple
    excerpt: SafeString
    is_sample: bool = False


@dataclass(frozen=True)
class Group:
    """What was found of one kind, the first MOST of it. `every`: the address of the list that has all of it."""

    key: str
    title: str
    found: list = field(default_factory=list)
    every: str = ""

    @property
    def shown(self):
        return self.found[:MOST]

    @property
    def has_more(self):
        return len(self.found) > MOST

    @property
    def count(self):
        return f"first {MOST}" if self.has_more else len(self.found)


class Search:
    """What one reader looks for."""

    def __init__(self, user, plan, text):
        self.user, self.plan, self.text = user, plan, text
        self.words = words_of(text)

    def groups(self):
        """The kinds of which something was found."""
        kinds = (self.recommendations, self.actions, self.drafts, self.reports, self.evidence, self.meetings)
        return [group for kind in kinds if (group := kind()).found]

    def first(self, rows, reference, *order):
        """The first rows, annotated with their `searchable`, that hold every word; what is called by one of them
        leads. One more than is shown, which says that there are more."""
        named = When(**{f"{reference}__in": [word.upper() for word in self.words]}, then=Value(0))
        rows = rows.filter(*[says_q(word) for word in self.words])
        return rows.order_by(Case(named, default=Value(1)), *order)[: MOST + 1]

    def around(self, *texts):
        return excerpt(best([text for text in texts if text], self.words), self.words)

    def list_of(self, name, **more):
        return f"{reverse(name)}?{urlencode({'q': self.text, **more, **self.plan.query})}"

    def recommendations(self):
        rows = joined(Recommendation.objects.filter(self.plan.of("recommendation")), "reference", "text")
        rows = self.first(rows, "reference", "inspection__published_on", "order")
        found = [
            Found(reference, reverse("reporting:recommendation", args=[reference]), (), self.around(text))
            for reference, text in rows.values_list("reference", "text")
        ]
        return Group("recommendations", "Recommendations", found, self.list_of("reporting:recommendations"))

    def actions(self):
        rows = self.first(searched(live_rows(self.user, self.plan)), "reference", "plan_order", "pk")
        columns = ("reference", "text", "status", "is_sample", LEAD, LEAD_ORGANISATION)
        found = [
            Found(
                reference,
                address_of_action(reference),
                (Status(status).label, f"led by {lead}, {organisation}" if lead else "no lead yet"),
                self.around(text),
                is_sample,
            )
            for reference, text, status, is_sample, lead, organisation in rows.values_list(*columns)
        ]
        return Group("actions", "Actions", found, self.list_of("reporting:actions", status="all"))

    def drafts(self):
        """The reader's own: nobody else has any. Few, and kept as they were typed, so looked through here."""
        rows = ReportDraft.objects.filter(self.of_actions(), saved_by=self.user).order_by("-saved_at")
        found = []
        for reference, saved_at, typed in rows.values_list(ACTION, "saved_at", "typed"):
            texts = [typed.get(name, "") for name in REPORT_TEXTS]
            said = "\n".join([reference, *texts])
            if all(found_in(word, said) for word in self.words):
                href = reverse("actions:update", args=[reference])
                about = (f"saved on {in_full(day_of(saved_at))}", "only you can read it")
                found.append(Found(reference, href, about, self.around(*texts)))
        return Group("drafts", "Your drafts of reports", found[: MOST + 1])

    def reports(self):
        rows = ProgressUpdate.objects.filter(self.of_actions(), self.plan.of("update"))
        later = ProgressUpdate.objects.filter(corrects=OuterRef("pk"))
        rows = joined(rows.annotate(is_corrected=Exists(later)), ACTION, *REPORT_TEXTS)
        rows = self.first(rows, ACTION, "-made_at", "-pk")
        columns = (ACTION, "made_at", "is_corrected", "action__is_sample", *REPORT_TEXTS)
        found = [
            Found(
                reference,
                f"{address_of_action(reference)}#reports",
                (in_full(day_of(made_at)), *(["corrected since"] if is_corrected else [])),
                self.around(*texts),
                is_sample,
            )
            for reference, made_at, is_corrected, is_sample, *texts in rows.values_list(*columns)
        ]
        return Group("reports", "Progress reports", found)

    def evidence(self):
        """Under an action whose evidence the reader may open."""
        actions = actions_of_shown_evidence(self.user).filter(self.plan.of("action"))
        uses = EvidenceUse.objects.filter(action__in=actions.values("pk"))
        under = uses.filter(evidence=OuterRef("pk")).order_by("ended_at", "pk").values(ACTION)[:1]
        rows = evidence_of(self.user).filter(pk__in=uses.values("evidence")).annotate(under=under)
        rows = self.first(joined(rows, "under", "shows"), "under", "-attached_at", "-pk")
        found = [
            Found(
                reference,
                f"{address_of_action(reference)}#evidence",
                (f"attached on {in_full(day_of(at))}", *(["withdrawn"] if gone else [])),
                self.around(shows),
            )
            for reference, shows, at, gone in rows.values_list(
                "under", "shows", "attached_at", "withdrawn_at"
            )
        ]
        return Group("evidence", "Evidence", found)

    def meetings(self):
        rows = joined(Meeting.objects.filter(self.plan.of("meeting")), *MEETING_TEXTS)
        rows = self.first(rows, "body", "-held_on", "body")
        found = [
            Found(
                f"{body}, {in_full(held_on)}",
                reverse("actions:meeting", args=[uuid]),
                (),
                self.around(*texts, body),
            )
            for uuid, held_on, *texts, body in rows.values_list("uuid", "held_on", *MEETING_TEXTS)
        ]
        return Group("meetings", "Meetings", found)

    def of_actions(self):
        """The condition on what is of an action: the reader may see it, and it belongs to what is shown."""
        return Q(action__in=actions_of(self.user).filter(self.plan.of("action")).values("pk"))


def address_of_action(reference):
    return reverse("reporting:action", args=[reference])


def joined(rows, *names):
    """Rows with the text that a search looks through."""
    # PostgreSQL joins texts of one type only.
    text = {"output_field": TextField()}
    parts = [piece for name in names for piece in (Value("\n", **text), Coalesce(name, Value(""), **text))]
    return rows.annotate(searchable=Concat(*parts, **text))
