"""Reading cost tables and their revisions: live, or as they stood at the end of an earlier day."""

from finance.figures.printed import money_total, printed_table
from finance.figures.revisions import revised_total, revisions_of
from finance.figures.statement import statement_of
from jarplan.people.models import User
from recommendations.within import EVERYTHING


def tables_by_uuid(as_at=None, within=EVERYTHING):
    """The recorded states of the cost tables, by slug; everybody who is signed in reads them."""
    return sorted(within.states("cost_table", as_at).items(), key=lambda item: item[1]["slug"])


def grand_totals(as_at=None, within=EVERYTHING):
    """(name, printed, revised) of each cost table, in £000; None where no total is printed, or where nothing
    was revised until then."""
    revisions = list(within.states("cost_revision", as_at).values())
    found = []
    for uuid, record in tables_by_uuid(as_at, within):
        table = printed_table(record)
        of_it = revisions_of(table, [one for one in revisions if one["table"] == str(uuid)], {})
        found.append((record["name"], money_total(record), revised_total(table, of_it) if of_it else None))
    return found


def statements(as_at=None, within=EVERYTHING):
    """The Statement of each cost table, by slug, with what was revised until then."""
    revisions = list(within.states("cost_revision", as_at).values())
    people = User.objects.filter(uuid__in={record["made_by"] for record in revisions})
    names = {str(uuid): name for uuid, name in people.values_list("uuid", "full_name")}
    return [
        statement_of(record, [one for one in revisions if one["table"] == str(uuid)], names)
        for uuid, record in tables_by_uuid(as_at, within)
    ]
