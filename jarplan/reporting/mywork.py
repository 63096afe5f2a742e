"""What one person has to do next, by what they hold and may do: the oldest first, the verb as the button."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest
from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import TemplateView

from actions.lifecycle import Status
from actions.models import Lead
from actions.queries import LiveRecords, live_rows
from actions.records import days_over, overdue_q, silent_q
from actions.signable import signable
from jarplan.audit.asat import day_shown
from jarplan.people.queries import posts_held_by
from jarplan.people.roles import Role

SHOWN = 50


@dataclass(frozen=True)
class Task:
    """One action and what this person can do with it."""

    record: object
    verb: str
    href: str
    days_over: int
    is_own_post: bool


@dataclass(frozen=True)
class Pile:
    """Tasks of one kind. `number`: how many there are, where not all of them are shown."""

    title: str
    hint: str
    tasks: list
    number: int
    href: str


class MyWorkView(TemplateView):
    """The piles of work of who is signed in: of today only, as nobody can do anything on a past day."""

    template_name = "reporting/my_work.html"

    def get_context_data(self, **kwargs):
        today, as_at = day_shown(self.request)
        if as_at is not None:
            raise BadRequest("My work is what there is to do today, so it cannot be shown as at a past day.")
        return super().get_context_data(
            piles=[pile for pile in piles(self.request.user, today) if pile.number],
            works=self.request.user.has_role(Role.OFFICER, Role.APPROVER, Role.PROGRAMME),
            posts=list(posts_held_by(self.request.user)),
            **kwargs,
        )


def piles(user, today: date):
    """Every pile that this person's roles give them, empty ones too."""
    rows = live_rows(user)
    held = Lead.objects.filter(action=OuterRef("pk"), post__in=posts_held_by(user).values("pk"))
    rows = rows.annotate(is_own_post=Exists(held))
    if user.has_role(Role.APPROVER, Role.PROGRAMME):
        yield pile(
            signable(rows, user).order_by("-is_own_post", "delivered_at", "plan_order"),
            today,
            "Awaiting your sign-off",
            "Read what is claimed, then sign it off or return it with a reason.",
            ("Sign off or return", "sign-off"),
            {"status": "delivered"},
        )
    if user.has_role(Role.PROGRAMME):
        yield from piles_of_programme_office(rows, user, today)
    if user.has_role(Role.OFFICER) and user.organisation_id:
        yield from piles_of_officer(rows, user, today)


def piles_of_programme_office(rows, user, today):
    yield pile(
        rows.filter(asked__isnull=False)
        .exclude(asked__asked_by=user)
        .order_by("-is_own_post", "asked__asked_at", "plan_order"),
        today,
        "Later dates awaiting your decision",
        "",
        ("Decide", "date-change"),
        {"awaiting": "date"},
    )
    yield pile(
        rows.filter(status=Status.PROPOSED).order_by(
            "-is_own_post", F("due_latest").asc(nulls_last=True), "plan_order"
        ),
        today,
        "Proposed actions to agree",
        "Once agreed, an action's due date is its original date for good.",
        ("Agree", "agree"),
        {"status": "proposed"},
    )


def piles_of_officer(rows, user, today):
    """An action lies on one pile only: returned before overdue before silent."""
    leading = Lead.objects.filter(action=OuterRef("pk"), post__organisation=user.organisation_id)
    ours = rows.filter(Exists(leading))
    returned = {"status": Status.IN_PROGRESS, "delivered_at__isnull": False}
    yield pile(
        ours.filter(**returned).order_by("-is_own_post", "delivered_at", "plan_order"),
        today,
        "Returned to you",
        "The reason stands on the action's page. Report what you did about it, then say delivered again.",
        ("Report progress", "update"),
        {"status": "in_progress"},
    )
    ours = ours.exclude(**returned)
    name = {"organisation": user.organisation.name}
    yield pile(
        ours.filter(overdue_q(today)).order_by("-is_own_post", "due_latest", "plan_order"),
        today,
        "Overdue",
        "Report where it stands, or ask for a later date with a reason.",
        ("Report progress", "update"),
        {"due": "overdue", **name},
    )
    yield pile(
        ours.filter(silent_q(today))
        .exclude(overdue_q(today))
        .order_by("-is_own_post", F("reported_at").asc(nulls_first=True), "plan_order"),
        today,
        "To report",
        "Nothing has been reported in the last 30 days.",
        ("Report progress", "update"),
        {"awaiting": "report", **name},
    )


def pile(rows, today, title, hint, button, query):
    """The first tasks of a pile. `button`: the verb in words, and the last part of its address."""
    verb, name = button
    found = LiveRecords(rows)
    own = set(rows.filter(is_own_post=True).values_list("uuid", flat=True)[:SHOWN])
    tasks = [task(record, verb, name, today, record.uuid in own) for record in found[:SHOWN]]
    return Pile(title, hint, tasks, len(found), f"{reverse('reporting:actions')}?{urlencode(query)}")


def task(record, verb, name, today, is_own_post):
    """Progress cannot be reported on what is only proposed; its date can still be changed."""
    if name == "update" and record.status == Status.PROPOSED:
        verb, name = "Change it", "edit"
    return Task(record, verb, address(record, name), days_over(record, today), is_own_post)


def address(record, name):
    return f"/actions/{record.reference}/{name}/"
