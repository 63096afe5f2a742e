"""What a return is made of and held against: the actions whose reports are owed, and their reports."""

from collections import defaultdict

from django.db.models import Count, Q

from actions.models import Action, ProgressUpdate
from actions.reading.recipients import led_by
from actions.reading.visibility import actions_of
from actions.reports.due import due_reports
from actions.rules.records import owes_report_q
from jarplan.people.models import Organisation
from jarplan.people.roles import Role
from recommendations.limits import acting

MINE, OURS = "mine", "organisation"


def with_parts(rows):
    """Rows of actions with all that a return shows of them, in the order of the plan."""
    rows = rows.select_related("recommendation__inspection")
    return rows.prefetch_related("leads__post", "criteria").order_by("plan_order", "pk")


def owed_by(user, day, rounds, within):
    """The actions that a person owes a report on, in the round of the day: as my work has them."""
    wanted = [one.reference for one in due_reports(user, day, rounds, within).owed]
    return Action.objects.filter(reference__in=wanted)


def owed_of(user, role, organisation, day, rounds, within):
    """The actions led by an organisation on which a report is owed, as far as this person acts on them in
    this role."""
    rows = actions_of(user).filter(
        within.of("action"), acting(user, "action", role), owes_report_q(day, rounds)
    )
    return led_by(rows, organisation.pk)


def organisations_owing(user, day, rounds, within):
    """The organisations that lead actions on which a report is owed, as far as this person acts for the
    programme office on them; `owed` is how many."""
    rows = actions_of(user).filter(
        within.of("action"), acting(user, "action", Role.PROGRAMME), owes_report_q(day, rounds)
    )
    theirs = Q(posts__leads__action__in=rows.values("pk"))
    found = Organisation.objects.annotate(owed=Count("posts__leads__action", filter=theirs, distinct=True))
    return found.filter(owed__gt=0).order_by("name")


def reports_by_action(actions):
    """{id of an action: its reports, notes and corrections, the earliest first}; two queries."""
    found = defaultdict(list)
    rows = ProgressUpdate.objects.filter(action__in=[one.pk for one in actions])
    rows = rows.select_related("made_by", "round", "for_person").prefetch_related("readings__criterion")
    for one in rows.order_by("made_at", "pk"):
        found[one.action_id].append(one)
    return found
