"""Who may change what in this room, and when. `check_x` raises a sentence for the page and returns the role
acted in; `may_x` is the same as a yes or no, for buttons."""

from finance.models import CostLine, CostPeriod, CostRevision, CostTable
from jarplan.audit.errors import NotNow
from jarplan.people.roles import Role
from recommendations.limits import acting, check_acts


def check_revise(by, table):
    """Refused where this person is no finance officer."""
    sentence = "Only a finance officer may revise a forecast or record an actual."
    return check_acts(by, Role.FINANCE, sentence=sentence, about=table)


def revisable(by, slugs):
    """Of the cost tables of these slugs, those of which this person revises figures."""
    condition = acting(by, "cost_table", Role.FINANCE)
    if not condition:
        return slugs
    return list(CostTable.objects.filter(condition, slug__in=slugs).values_list("slug", flat=True))


def check_can_be_revised(figure, kind, today):
    """NotNow where this figure can have no revision of this kind, whoever asks."""
    period = figure.period
    if figure.line.kind != CostLine.Kind.LINE or period.is_total:
        raise NotNow("Totals are calculated from their lines. Revise the line and the period that change.")
    if kind == CostRevision.Kind.ACTUAL and today < period.starts_on:
        raise NotNow(f"{period.short_label} has not started, so there is no spending to record yet.")
    if kind == CostRevision.Kind.FORECAST and period.basis == CostPeriod.Basis.ACTUAL:
        raise NotNow(
            f"The figures of {period.short_label} are printed as actual, so there is no forecast to revise. "
            "Record the corrected actual."
        )
