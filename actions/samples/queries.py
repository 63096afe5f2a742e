"""Reads about samples: what can be drawn, what waits to be checked, and how many were checked and held."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from actions.models import Action, SampleCheck, SignOff
from actions.rules.lifecycle import SIGNED
from actions.signoff.signable import not_involved
from jarplan.people.roles import Role
from recommendations.limits import acting
from recommendations.within import EVERYTHING

STANDS = {"sign_off__lapsed_at__isnull": True}


def waiting_checks(**conditions):
    """The checks that are still to be made, of sign-offs that have not ended."""
    return SampleCheck.objects.filter(checked_at__isnull=True, **STANDS, **conditions)


def signed_off(inspection):
    """The actions of an inspection's plan that are signed off for the board."""
    return Action.objects.filter(recommendation__inspection=inspection, status__in=SIGNED)


def drawable(inspection):
    """Those of them that wait for no check already."""
    return signed_off(inspection).filter(~Exists(waiting_checks(action=OuterRef("pk"))))


def checkable(rows, by):
    """Of a queryset of actions, those with a check that this person may make: policies.check_check in SQL."""
    acted_on = rows.filter(acting(by, "action", Role.PROGRAMME, Role.CABINET))
    return not_involved(acted_on, by).filter(Exists(waiting_checks(action=OuterRef("pk"))))


def board_sign_offs(actions):
    """{primary key of an action: the board's sign-off of it that stands}"""
    signed = Q(round=SignOff.Round.BOARD, outcome=SignOff.Outcome.SIGNED, lapsed_at__isnull=True)
    return {one.action_id: one for one in SignOff.objects.filter(signed, action__in=actions)}


@dataclass(frozen=True)
class Checked:
    """How many signed-off actions were drawn in samples, how many of these were checked, and how many held."""

    drawn: int
    checked: int
    held: int

    @property
    def failed(self):
        return self.checked - self.held


def checked_by_sample(as_at=None, within=EVERYTHING):
    """The Checked of the plan of these inspections, now or at the end of a past day; `within` may have read it."""
    states = list(within.states("sample_check", as_at).values())
    checked = [one for one in states if one["checked_at"]]
    return Checked(len(states), len(checked), len([one for one in checked if one["held"]]))
