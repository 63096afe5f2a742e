"""Who may change what in this room, and when. `check_x` raises a sentence for the page and returns the role
acted in; `may_x` is the same as a yes or no, for buttons."""

from finance.models import CostLine, CostPeriod, CostRevision
from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role


def may_revise(by):
    return by.has_role(Role.FINANCE)


def check_revise(by, table):
    """Refused where this person is no finance officer."""
    if not may_revise(by):
        raise Refused("Only a finance officer may revise a forecast or record an actual.", about=table)
    return Role.FINANCE


def check_can_be_revised(figure, kind, today):
    """NotNow where this figure can have no revision of this kind, whoever asks."""
    period = figure.period
    if figure.line.kind != CostLine.Kind.LINE or period.is_total:
        raise NotNow("Totals follow from their lines. Revise the line and the period in which it changes.")
    if kind == CostRevision.Kind.ACTUAL and today < period.starts_on:
        raise NotNow(f"{period.short_label} has not begun, so nothing has been spent in it yet.")
    if kind == CostRevision.Kind.FORECAST and period.basis == CostPeriod.Basis.ACTUAL:
        raise NotNow(
            f"The figures of {period.short_label} are printed as actual, so there is no forecast to revise. "
            "Record the corrected actual."
        )
