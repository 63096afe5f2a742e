"""The whole state of each aggregate of this room, for the history. Lines, periods and figures are parts of
their table and known in it by their order."""

from finance.figures.printed import whole
from finance.models import CostLink, CostRevision, CostTable
from jarplan.audit.subjects import fields, register, since_then

PERIOD = ("order", "label", "short_label", "basis", "starts_on", "ends_on", "is_total")


def table_parts(row):
    return {
        "rounded_to": whole(row.rounded_to),
        "periods": [fields(period, *PERIOD) for period in row.periods.all()],
        "lines": [
            {
                **fields(line, "order", "kind", "label"),
                "sums": sorted(part.order for part in line.sums.all()),
                "figures": [
                    {
                        **fields(figure, "printed", "note"),
                        "period": figure.period.order,
                        "amount": None if figure.amount is None else whole(figure.amount),
                    }
                    for figure in line.figures.all()
                ],
            }
            for line in row.lines.all()
        ],
    }


def revision_parts(row):
    figure = row.figure
    its_place = {"table": figure.line.table.uuid, "line": figure.line.order, "period": figure.period.order}
    return {**its_place, "amount": whole(row.amount)}


register(
    "cost_table",
    "cost table",
    CostTable,
    "slug inspection name title corner source wording contact version",
    lambda row: row.name,
    parts=table_parts,
    prefetch=("periods", "lines__figures__period", "lines__sums"),
    format=2,
    upcasters={1: since_then(inspection=None)},
    inspection="inspection",
)
register(
    "cost_revision",
    "revision of a cost",
    CostRevision,
    "kind reason made_at made_by version",
    lambda row: f"{row.figure.line.label}, {row.figure.period.short_label}",
    parts=revision_parts,
    select=("figure__line__table", "figure__period"),
    inspection="figure__line__table__inspection",
)
register(
    "cost_link",
    "link of a cost",
    CostLink,
    "action recommendation note made_at made_by version",
    lambda row: row.line.label,
    parts=lambda row: {"table": row.line.table.uuid, "line": row.line.order},
    select=("line__table",),
    inspection="line__table__inspection",
)
