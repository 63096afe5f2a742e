"""Addresses of the lists behind the numbers of the dashboard, and the rows of its tables with them."""

from django.utils.http import urlencode

from actions.rules.filters import Filters
from actions.rules.records import UNPROVEN
from jarplan.reporting.addresses import address_of
from recommendations.within import NAME


class Links:
    """Addresses that keep the day looked back to and the inspection chosen."""

    def __init__(self, as_at, plan):
        self.kept = {**plan.query, **({"as_at": as_at.isoformat()} if as_at else {})}

    def to(self, name, **query):
        asked = urlencode({**query, **{key: value for key, value in self.kept.items() if key not in query}})
        return address_of(name) + (f"?{asked}" if asked else "")

    def actions(self, inspection="", **filters):
        its = {NAME: inspection} if inspection else {}
        return self.to("reporting:actions", **its, **Filters(**filters).asked)

    def compare(self, earlier, later):
        """What has changed from the end of one day to the end of another."""
        return self.to("reporting:compare", **{"from": earlier.isoformat(), "to": later.isoformat()})

    @property
    def deadlines(self):
        return self.to("recommendations:deadline-list")

    @property
    def publication(self):
        return self.to("recommendations:publication")

    @property
    def slippage(self):
        return self.to("reporting:slippage")

    @property
    def overdue(self):
        return self.actions(due="overdue")

    @property
    def moved(self):
        return self.actions(due="moved")

    @property
    def finance(self):
        return self.to("finance:index")

    @property
    def history(self):
        return self.to("reporting:history")


def chart_rows(counted, name, link, nothing="No lead yet", named=None):
    """Rows for a chart and its table; each count links to its list, which the filter `name` finds. `nothing`: the
    label of what has none; `named`: {label: what it is called}, where that is something else."""
    named = named or {}
    return [
        {
            "label": named.get(label, label) or nothing,
            "counts": counts,
            "href": link.actions(**{name: label}) if label else "",
            "hrefs": rated_hrefs(link, shown_in(counts), **{name: label}) if label else {},
        }
        for label, counts in counted.items()
    ]


def shown_in(ratings):
    """The keys of the numbers that a line of the table shows of these Ratings."""
    return (*ratings, UNPROVEN) if ratings.unproven else tuple(ratings)


def rated_hrefs(link, keys, **filters):
    """{key: the list of the actions that have this rating, or that remark beside it}"""
    return {key: link.actions(**filters, rating=key) for key in keys}
