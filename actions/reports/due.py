"""The reports that are due from one person, in the order in which they send them: one after another."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, OuterRef, Value, When

from actions.models import ProgressUpdate
from actions.reading.recipients import led_by, tells, with_own_posts
from actions.reading.rounds import Round, read_rounds
from actions.reading.visibility import actions_of
from actions.rules.records import owes_report_q
from jarplan.people.roles import Role
from recommendations.limits import acting
from recommendations.within import EVERYTHING


@dataclass(frozen=True)
class DueReport:
    """An action and whether its report is still owed; otherwise this person has sent it in this round."""

    reference: str
    text: str
    due_latest: date | None
    is_owed: bool


@dataclass(frozen=True)
class DueReports:
    """What one person has to report in a round (None: the plan has no rounds), and what they have sent of it."""

    round: Round | None
    items: tuple

    @property
    def owed(self):
        return [one for one in self.items if one.is_owed]

    @property
    def sent(self):
        return [one for one in self.items if not one.is_owed]

    def place(self, reference):
        """Which of how many it is, and how many are sent: "2 of 5, 1 sent"; "" where it is none of them."""
        names = [one.reference for one in self.items]
        sent = f", {len(self.sent)} sent" if self.sent else ""
        return f"{names.index(reference) + 1} of {len(names)}{sent}" if reference in names else ""

    def following(self, reference=""):
        """The first one owed after another, or of all; None where no more follow."""
        names = [one.reference for one in self.items]
        start = names.index(reference) + 1 if reference in names else 0
        return next((one for one in self.items[start:] if one.is_owed), None)


def due_reports(user, day, rounds=None, within=EVERYTHING, posts=None):
    """The DueReports of a person on a day: of actions that their posts lead first, then of those that nobody of their
    organisation holds the post of, each in the order of the plan. `posts`: those that they hold, for who has
    read them."""
    rounds = read_rounds() if rounds is None else rounds
    current = rounds.current(day)
    if not user.organisation_id:
        return DueReports(current, ())
    here = actions_of(user).filter(within.of("action"), acting(user, "action", Role.OFFICER))
    rows = led_by(with_own_posts(here, user, posts), user.organisation_id)
    owed = owes_report_q(day, rounds)
    wanted = owed
    if current:
        # What they sent themselves stays in the list of the round, so that “2 of 5” goes on counting five.
        mine = ProgressUpdate.objects.filter(
            action=OuterRef("pk"), round__uuid=current.uuid, corrects=None, made_by=user
        )
        wanted = owed | Exists(mine)
    rows = rows.filter(tells(user.organisation_id)).filter(wanted)
    rows = rows.annotate(is_owed=Case(When(owed, then=Value(True)), default=Value(False)))
    found = rows.order_by("-is_own_post", "plan_order").values_list(
        "reference", "text", "due_latest", "is_owed"
    )
    return DueReports(current, tuple(DueReport(*row) for row in found))
