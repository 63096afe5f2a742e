"""The ratings at the ends of the reporting rounds, with the lists behind them."""

from actions.reading.counts import count_by_round
from jarplan.reporting.dashboard.links import Links, rated_hrefs, shown_in


def rounds_over(rounds, day, as_at):
    """The rounds that were over on the day. At the end of a day looked back to, a round that closes on it is over."""
    return [one for one in rounds if one.closes_on < day or one.closes_on == as_at]


def round_rows(user, over, plan):
    """A row for each of these rounds, which are over; its counts lead to the lists of its last day."""
    rows = []
    for one, counts in count_by_round(user, over, plan):
        link = Links(one.closes_on, plan)
        hrefs = rated_hrefs(link, shown_in(counts))
        rows.append({"label": str(one), "counts": counts, "href": link.actions(), "hrefs": hrefs})
    return rows
