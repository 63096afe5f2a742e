"""The illustrative plan of the demonstration: 37 invented actions, as fixtures/sample_plan.xlsx has them too."""

import json
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from actions.models import Action
from actions.plan.content import Content, Criterion
from actions.plan.policies import check_add
from actions.plan.verbs import place
from actions.rules.dates import PlanDate
from jarplan.audit.ledger import verb
from jarplan.people.models import Organisation, Post
from jarplan.people.posts.verbs import add_organisation, add_post
from recommendations.models import Recommendation

SOURCE = "the sample plan"


@dataclass(frozen=True)
class SampleAction:
    """One row of the sample plan."""

    reference: str
    recommendation: str
    text: str
    lead: str
    organisation: str
    partners: list
    start: str
    due: str
    criteria: list
    resources: str
    sheet_said: dict

    @property
    def number(self):
        return int(self.reference.rsplit(".", 1)[1])

    def content(self, post):
        """What the action says, led by this post."""
        return Content(
            text=self.text,
            leads=(post,),
            partners=tuple(self.partners),
            criteria=tuple(Criterion(statement) for statement in self.criteria),
            resources=self.resources,
            start=PlanDate.on(date.fromisoformat(self.start)),
            due=PlanDate.on(date.fromisoformat(self.due)),
        )


def sample_rows():
    """The rows of the sample plan, in its order."""
    path = settings.BASE_DIR / "fixtures" / "sample_plan.json"
    return [SampleAction(**row) for row in json.loads(path.read_text(encoding="utf-8"))]


@verb
def add_sample_posts(*, by, now, ledger):
    """Adds the organisations and posts that the sample plan names and the facts do not, marked as sample."""
    said = {"by": by, "now": now, "ledger": ledger, "is_sample": True}
    for row in sample_rows():
        organisation = Organisation.objects.filter(name=row.organisation).first()
        if organisation is None:
            organisation = add_organisation(name=row.organisation, source=SOURCE, **said)
        if not Post.objects.filter(title=row.lead, organisation=organisation).exists():
            add_post(title=row.lead, organisation=organisation, **said)


@verb
def propose_sample_plan(*, by, now, ledger):
    """Proposes every action of the sample plan, marked as sample, with what its sheet said beside it."""
    role = check_add(by)
    recommendations = {row.reference: row for row in Recommendation.objects.all()}
    posts = {
        (post.title, post.organisation.name): post for post in Post.objects.select_related("organisation")
    }
    for row in sample_rows():
        place(
            ledger=ledger,
            role=role,
            recommendation=recommendations[row.recommendation],
            content=row.content(posts[row.lead, row.organisation]),
            number=row.number,
            is_sample=True,
            sheet_said=row.sheet_said,
        )
    return Action.objects.filter(is_sample=True)
