"""Reading cost tables: live from the rows, or as they stood at the end of an earlier day."""

from finance.models import CostTable
from jarplan.audit.canonical import plain
from jarplan.audit.folding import states_at
from jarplan.audit.subjects import subject_of


def cost_tables(user, day=None):
    """The recorded states of the cost tables that a user may read, in the order of their slugs; with `day`
    as they stood at its end."""
    if not user.is_authenticated:
        return []
    if day is not None:
        return sorted(states_at("cost_table", day).values(), key=lambda record: record["slug"])
    subject = subject_of(CostTable())
    rows = CostTable.objects.visible_to(user).prefetch_related(*subject.prefetch)
    return [plain(subject.state(row)) for row in rows]
