"""Reading cost tables: live from the rows, or as they stood at the end of an earlier day."""

from jarplan.audit.asat import states


def cost_tables(as_at=None):
    """The recorded states of the cost tables, which everybody who is signed in reads, by slug; with
    `as_at` as they stood at the end of that day."""
    return sorted(states("cost_table", as_at).values(), key=lambda record: record["slug"])
