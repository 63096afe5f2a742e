"""The leads of a row as posts of organisations: which the plan has, which are new, and which must be asked."""

from collections import defaultdict
from dataclasses import dataclass, field

from actions.imports.finding.asking import MOST_BODIES, of_body
from jarplan.spreadsheets.understanding.names import post_key


@dataclass(frozen=True)
class Doubt:
    """A lead without its organisation: what is asked, and the posts that it may be by the value of their option."""

    lead: object
    question: str
    proposed: str = ""
    posts: dict = field(default_factory=dict)

    @property
    def suggested(self):
        """The post that is proposed."""
        return next(post for post in self.posts.values() if ", ".join(post) == self.proposed)


class People:
    """The posts that the plan has and the file names, so that a lead without its organisation is found."""

    def __init__(self, current_plan, rows):
        self.current_plan = current_plan
        self.posts = {
            (title.casefold(), body.casefold()): (title, body) for title, body in current_plan.posts
        }
        self.titles, self.same_title, self.doubts = defaultdict(dict), defaultdict(list), {}
        for title, body in self.posts.values():
            self.same_title[title.casefold()].append((title, body))
            self.titles[post_key(title)][title.casefold(), body.casefold()] = (title, body)
        for row in rows:
            for lead in row.understood.leads.leads:
                if lead.post and lead.organisation:
                    key = (lead.post.casefold(), lead.organisation.casefold())
                    self.titles[post_key(lead.post)].setdefault(key, (lead.post, lead.organisation))

    def post(self, lead, own=()):
        """The (post, organisation) of a lead, or its Doubt; `own` are the posts that lead its action already."""
        return self._post(lead, own) or self._doubt(lead)

    def _post(self, lead, own):
        if lead.organisation:
            key = (lead.post.casefold(), lead.organisation.casefold())
            return self.posts.get(key) or self.titles[post_key(lead.post)].get(
                key, (lead.post, lead.organisation)
            )
        same = [post for post in own if post[0].casefold() == lead.post.casefold()]
        same = same or self.same_title[lead.post.casefold()]
        return same[0] if len(same) == 1 else None

    def _doubt(self, lead):
        key = lead.post.casefold()
        if key not in self.doubts:
            self.doubts[key] = self._made_doubt(lead)
        return self.doubts[key]

    def _made_doubt(self, lead):
        alike = list(self.titles[post_key(lead.post)].values())
        council = self.current_plan.council
        bodies = [*filter(None, [council]), *list(self.current_plan.organisations)[:MOST_BODIES]]
        posts = {", ".join(post): post for post in alike}
        bodies = [body for body in bodies if f"{lead.post}, {body}" not in posts]
        posts |= {of_body(body): (lead.post, body) for body in bodies}
        if len(alike) == 1:
            proposed = ", ".join(alike[0])
            return Doubt(lead, f"“{lead.post}” has no organisation. Is it {proposed}?", proposed, posts)
        proposed = f"{lead.post}, {council}" if council else ""
        question = f"“{lead.post}” has no organisation. Which one does this post belong to?"
        return Doubt(lead, question, proposed, posts)
