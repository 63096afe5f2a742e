"""What members are asked for, in a line of their dashboard: each queue of their own work with how much lies on it."""

from dataclasses import dataclass

from actions.reading.rounds import read_rounds
from jarplan.audit.reading.as_at import day_shown
from jarplan.people.roles import Role
from jarplan.reporting.addresses import address_of
from jarplan.reporting.work.meetings import meeting_queues
from jarplan.reporting.work.queue_kinds import KINDS
from jarplan.reporting.work.queues import read_queues
from jarplan.reporting.work.scope import Scope
from recommendations.within import within

# What is a member's own; what other roles of theirs ask of them is on my work.
ASKED = tuple(kind for kind in KINDS if kind.asks and kind.role in (None, Role.CABINET))


@dataclass(frozen=True)
class Asked:
    """What is asked in words, and where my work shows it."""

    words: str
    href: str


def asked_of(request, posts):
    """What a member who holds these posts is Asked for today: the next meeting by name, then their queues. Nothing of
    others, and nothing on a past day, on which nobody can do anything."""
    user, (day, as_at) = request.user, day_shown(request)
    if as_at is not None or not user.has_role(Role.CABINET):
        return []
    plan = within(request).having_read(None, "meeting", "round")
    scope = Scope(user, day, rounds=read_rounds(None, plan), within=plan)
    scope.posts = posts
    page = address_of("reporting:my-work")
    found = [
        Asked(f"{queue.items[0].title}, {queue.items[0].words}", f"{page}#items-{queue.key}")
        for queue in meeting_queues(user, day, plan)
    ]
    for queue in read_queues(scope, ASKED):
        words = f"{queue.number} {queue.title[:1].lower()}{queue.title[1:]}"
        found.append(Asked(words, f"{page}#queue-{queue.kind.key}"))
    return found
