"""The leads of a row as posts of organisations: which the plan has, which are new, and what must be asked."""

from collections import defaultdict
from dataclasses import dataclass

from jarplan.spreadsheets.understanding.names import post_key


@dataclass(frozen=True)
class Named:
    """The leads that can be written, as (post, organisation), and the questions about the others, as
    (sentence, proposed).
    """

    posts: tuple = ()
    questions: tuple = ()


class People:
    """The posts that the plan has and the file names, so that a lead without its organisation is found."""

    def __init__(self, standing, rows):
        self.standing = standing
        self.posts = {(title.casefold(), body.casefold()): (title, body) for title, body in standing.posts}
        self.titles = defaultdict(dict)
        for title, body in standing.posts:
            self.titles[post_key(title)][title.casefold(), body.casefold()] = (title, body)
        for row in rows:
            for lead in row.understood.leads.leads:
                if lead.post and lead.organisation:
                    key = (lead.post.casefold(), lead.organisation.casefold())
                    self.titles[post_key(lead.post)].setdefault(key, (lead.post, lead.organisation))

    def named(self, leads, own=()):
        """The Named of a row's Leads; `own` are the posts that lead its action already."""
        posts, questions = [], []
        for lead in leads.leads:
            if not lead.post:
                continue
            post = self._post(lead, own)
            if post:
                posts.append(post)
            else:
                questions.append(self._question(lead))
        return Named(tuple(dict.fromkeys(posts)), tuple(questions))

    def _post(self, lead, own):
        if lead.organisation:
            key = (lead.post.casefold(), lead.organisation.casefold())
            return self.posts.get(key) or self.titles[post_key(lead.post)].get(
                key, (lead.post, lead.organisation)
            )
        same = [post for post in own if post[0].casefold() == lead.post.casefold()]
        same = same or [post for post in self.posts.values() if post[0].casefold() == lead.post.casefold()]
        return same[0] if len(same) == 1 else None

    def _question(self, lead):
        alike = list(self.titles[post_key(lead.post)].values())
        if len(alike) == 1:
            proposed = ", ".join(alike[0])
            return f"“{lead.post}” has no organisation. Is it {proposed}?", proposed
        proposed = f"{lead.post}, {self.standing.council}" if self.standing.council else ""
        return f"“{lead.post}” has no organisation. Which one does this post belong to?", proposed
