"""How the current reporting round stands: who has reported, and whose reports are missing, by the post that leads."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from actions.life.bulk_views import MOST
from actions.models import Action, ProgressUpdate
from actions.reading.rounds import Round
from actions.rules.records import owes_report_q
from jarplan.clock import day_of
from jarplan.people.queries import HELD
from jarplan.people.roles import Role
from recommendations.limits import acting


@dataclass(frozen=True)
class Missing:
    """The actions without a report that the same people answer for. `holders`: who holds the posts that lead them, ()
    where nobody does; `posts`: these, with their organisations, () where an action has no lead; `to_remind`: the
    actions that nobody was reminded of today; `reminded_on`: the day of the last reminder, or None."""

    holders: tuple
    posts: tuple
    references: tuple
    to_remind: tuple
    reminded_on: date | None

    @property
    def name(self):
        """Who it is, in words."""
        return ", ".join(self.holders) or ("Vacant post" if self.posts else "No lead yet")

    @property
    def number(self):
        return len(self.references)

    @property
    def reminder(self):
        return reminder_of(self.to_remind)


@dataclass(frozen=True)
class RoundNow:
    """The round that reports belong to today (None: the plan has no rounds) and how far it is."""

    round: Round | None
    is_open: bool
    reported: int
    late: int
    missing: tuple

    @property
    def number_missing(self):
        return sum(one.number for one in self.missing)

    @property
    def to_remind(self):
        """What can be reminded of now in one go."""
        return [reference for one in self.missing for reference in one.to_remind][:MOST]

    @property
    def reminder(self):
        return reminder_of(self.to_remind)

    @property
    def leads_to_remind(self):
        """How many leads these are of."""
        wanted = set(self.to_remind)
        return len([one for one in self.missing if wanted.intersection(one.to_remind)])


def reminder_of(references):
    """The address at which people are reminded of these actions, and that leads back to the desk."""
    asked = [("do", "remind"), ("to", "desk"), *[("action", reference) for reference in references]]
    return f"{reverse('actions:together')}?{urlencode(asked)}"


def round_now(scope):
    """The current round as a RoundNow."""
    current = scope.rounds.current(scope.day)
    sent = late = 0
    if current:
        here = Action.objects.filter(scope.within.of("action"))
        reports = ProgressUpdate.objects.filter(round__uuid=current.uuid, corrects=None, action__in=here)
        made = list(reports.values_list("made_at", flat=True))
        sent, late = len(made), len([at for at in made if at >= current.ends_at])
    is_open = current is not None and current.is_open(scope.day)
    return RoundNow(current, is_open, sent, late, tuple(missing_reports(scope)))


def missing_reports(scope):
    """A Missing for all who owe reports: who holds posts, by name, then vacant posts by organisation and title."""
    rows = scope.rows.filter(owes_report_q(scope.day, scope.rounds)).order_by("plan_order")
    lead = "accountable__post"
    rows = rows.values_list("reference", "reminded_at", lead, f"{lead}__title", f"{lead}__organisation__name")
    rows = list(rows)
    holders = holders_of({post for _reference, _at, post, *_words in rows})
    found = {}
    for reference, reminded_at, post, title, organisation in rows:
        people, words = tuple(holders.get(post, ())), (f"{title}, {organisation}",) if post else ()
        # One who holds several posts is one person to remind; nobody knows that of vacant ones.
        key = (not people, people or (organisation or "", title or ""))
        found.setdefault(key, []).append((people, words, reference, reminded_at and day_of(reminded_at)))
    theirs = reminded_by(scope)
    for key in sorted(found):
        people, words, references, days = zip(*found[key], strict=True)
        yield Missing(
            tuple(name for name, _key in people[0]),
            tuple(dict.fromkeys(word for posts in words for word in posts)),
            references,
            tuple(one for one, day in zip(references, days, strict=True) if day != scope.day and theirs(one)),
            max((day for day in days if day), default=None),
        )


def reminded_by(scope):
    """A function that says of a reference whether this person may remind people of that action."""
    if not scope.user.has_role(Role.PROGRAMME):
        return lambda reference: False
    limit = acting(scope.user, "action", Role.PROGRAMME)
    if not limit:
        return lambda reference: True
    found = set(Action.objects.filter(limit).values_list("reference", flat=True))
    return found.__contains__


def holders_of(posts):
    """{primary key of a post: the (name, primary key) of each who holds it, by name}."""
    found, held = {}, HELD.filter(post__in=posts - {None}).order_by("user__full_name", "user")
    for post, *who in held.values_list("post", "user__full_name", "user"):
        found.setdefault(post, []).append(tuple(who))
    return found
