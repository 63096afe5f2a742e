"""One person's desk: the actions that they see and work on, on one day. Whom the plan writes to about an action is
ruled in actions/reading/recipients.py (`tells`), so that my work and the messages never differ in it.
"""

from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from actions.reading.queries import live_rows
from actions.reading.recipients import led_by, tells, with_own_posts
from actions.reading.rounds import Rounds, read_rounds
from actions.signoff.signable import signable
from jarplan.people.models import Post, User
from jarplan.people.queries import posts_held_by
from jarplan.prepared import answer
from recommendations.within import EVERYTHING, Within


@dataclass
class Scope:
    """A person's desk on a day. `told`: only what this person is written to about. `rounds`: the reporting rounds
    that there are, for a caller that has read them; `within`: of which inspections."""

    user: User
    day: date
    written_to: bool = False
    rounds: Rounds | None = None
    within: Within = EVERYTHING

    def __post_init__(self):
        self.rounds = read_rounds() if self.rounds is None else self.rounds

    @cached_property
    def shape(self):
        """What the queries of this desk depend on but for its keys; see jarplan/prepared.py."""
        limits = [(role, *(inspections or ())) for role, inspections in sorted(self.user.limited_to.items())]
        roles = tuple(sorted(self.user.roles))
        return roles, tuple(limits), self.day, self.written_to, tuple(self.rounds), self.within

    @cached_property
    def keys(self):
        posts = tuple(post.pk for post in self.posts)
        return {"user": self.user.pk, "organisation": self.user.organisation_id, "posts": posts}

    def standing(self, user, organisation, posts):
        """The same desk of somebody with these keys, who need not be there."""
        person = copy(self.user)
        person.pk, person.organisation_id = user, organisation
        found = replace(self, user=person)
        found.posts = [Post(pk=key) for key in posts]
        return found

    @cached_property
    def posts(self):
        """The posts that this person holds; read once, or the condition of each queue would look for them."""
        return answer(("posts held",), posts_held_by, person=self.user.pk)

    @cached_property
    def rows(self):
        """Every action that this person sees; `is_own_post` marks those led by a post that they hold."""
        return with_own_posts(live_rows(self.user, self.within), self.user, self.posts)

    @cached_property
    def to_sign(self):
        """What this person may sign off or return."""
        return signable(self.rows, self.user)

    @cached_property
    def ours(self):
        """The actions that this person works on as an officer: those that their organisation leads."""
        organisation = self.user.organisation_id
        if not organisation:
            return self.rows.none()
        ours = led_by(self.rows, organisation)
        return ours.filter(tells(organisation)) if self.written_to else ours
