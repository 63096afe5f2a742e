"""The answer on top of the members' page: whether the plan is on track, in a sentence and at most four figures, and
where it is worst."""

from dataclasses import dataclass

from django.core.cache import cache

from actions.reading.counts import count_actions
from actions.reading.rounds import read_rounds
from actions.rules.filters import EITHER_RED
from jarplan.audit.canonical import canonical, digest
from jarplan.dates import in_full
from jarplan.people.roles import Role

SECONDS = 7 * 24 * 60 * 60
# Whoever has one of these looks at the whole plan; others see first what their organisation leads.
WHOLE = (Role.CABINET, Role.PROGRAMME, Role.ADMINISTRATOR, Role.FINANCE)


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, the list of exactly those, and a line beside it ("" for none)."""

    number: object
    label: str
    href: str
    note: str = ""
    look: str = ""


@dataclass(frozen=True)
class Next:
    """The date of the law that comes next and is not met: its title and inspection, its day, and the days left."""

    title: str
    day: object
    days_left: int


def counted_then(user, earlier, plan):
    """How the plan was counted at the end of an earlier day. What is past stays as it is, so it is kept under the
    last event of that day: a redaction or a restore gives that another hash."""
    past = earlier.day
    about = [str(one.uuid) for one in (*plan.shown, *plan.gone)]
    key = digest(canonical(("counted", past.last, past, about, user.is_authenticated)))
    found = cache.get(key)
    if found is None:
        found = count_actions(user, past, past, read_rounds(past, plan.afresh), plan.afresh)
        cache.set(key, found, SECONDS)
    return found


def own_organisation(user):
    """The organisation whose actions this reader comes for; "" for the whole plan."""
    return "" if user.has_role(*WHOLE) or not user.organisation_id else user.organisation.name


def figures(counts, before, earlier, link, rounds, day, next_date, own):
    """At most four Figures. `own`: the organisation whose actions they count, or ""."""
    ours, theirs = {"organisation": own} if own else {}, f" led by {own}" if own else ""
    counts, before = (one.of_organisation(own) if own else one for one in (counts, before))
    current = rounds.current(day) if rounds else None
    about = f" for {current}" if current else " in the last 30 days"
    found = [
        Figure(
            counts.red,
            f"red{theirs}, declared or calculated",
            link.actions(rating=EITHER_RED, sort="due", **ours),
            compared(counts.red, before.red, earlier),
            "warn" if counts.red else "",
        ),
        Figure(
            counts.overdue,
            f"overdue{theirs}",
            link.actions(due="overdue", sort="due", **ours),
            compared(counts.overdue, before.overdue, earlier),
            "warn" if counts.overdue else "",
        ),
        Figure(counts.unreported, f"not reported{about}{theirs}", link.actions(awaiting="report", **ours)),
    ]
    if next_date:
        number, left = (
            (next_date.days_left, "left") if next_date.days_left >= 0 else (-next_date.days_left, "overdue")
        )
        found.append(
            Figure(
                number,
                f"day{'' if number == 1 else 's'} {left}: {next_date.title}",
                link.deadlines,
                in_full(next_date.day),
                "warn" if left == "overdue" else "",
            )
        )
    return found


def compared(now, before, earlier):
    """1 more than on 6 August 2008."""
    day = in_full(earlier.day)
    if now == before:
        return f"As many as on {day}"
    return f"{abs(now - before)} {'more' if now > before else 'fewer'} than on {day}"


def named(duty, several):
    """The title of a duty of publication; with its inspection where there are several."""
    return duty.full_title if several else duty.title


def next_date(publication, duties, day, several=False):
    """The Next date: of what is to be published and is not recorded as done the first, else the first deadline that
    has not passed; None where there is none."""
    owed = [
        Next(named(duty, several), duty.deadline.in_force, duty.deadline.days_left(day))
        for duty in publication
        if duty.number_open and duty.deadline
    ]
    coming = [Next(one.title, one.in_force, left) for one, left in duties if left >= 0]
    # What is still to come is what can still be met; what was missed is said where nothing is to come.
    return min(
        (one for one in (*owed, *coming) if one.days_left >= 0), key=lambda one: one.day, default=None
    ) or min(owed, key=lambda one: one.day, default=None)


def worst_linked(counts, link):
    """The recommendations and the organisations that have most red actions, and of these the longest overdue; each
    as (its name, the list of its red actions)."""
    return {
        name: [
            (one, link.actions(rating=EITHER_RED, **{name: one}) if one else "")
            for one in counts.worst_by(lambda kind, name=name: getattr(kind, name))
        ]
        for name in ("recommendation", "organisation")
    }
