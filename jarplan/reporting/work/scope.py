"""One person's desk: the actions that they see and work on, on one day. Whom the plan writes to about an action is
ruled in actions/reading/recipients.py (`tells`), so that my work and the messages never differ in it.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from actions.reading.queries import live_rows
from actions.reading.recipients import led_by, tells, with_own_posts
from actions.reading.rounds import Rounds, read_rounds
from jarplan.people.models import User
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
    def rows(self):
        """Every action that this person sees; `is_own_post` marks those led by a post that they hold."""
        return with_own_posts(live_rows(self.user, self.within), self.user)

    @cached_property
    def ours(self):
        """The actions that this person works on as an officer: those that their organisation leads."""
        organisation = self.user.organisation_id
        if not organisation:
            return self.rows.none()
        ours = led_by(self.rows, organisation)
        return ours.filter(tells(organisation)) if self.written_to else ours
