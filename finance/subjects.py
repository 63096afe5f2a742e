"""The whole state of each aggregate of this room, for the history. Lines, periods and figures are parts of
their table and known in it by their order."""

from finance.models import CostLink, CostRevision, CostTable
from finance.printed import whole
from jarplan.audit.subjects import Subject, register


def cost_table_state(row):
    return {
        **{name: getattr(row, name) for name in ("slug", "name", "title", "corner", "source", "wording")},
        "contact": row.contact,
        "rounded_to": whole(row.rounded_to),
        "periods": [
            {
                "order": period.order,
                "label": period.label,
                "short_label": period.short_label,
                "basis": period.basis,
                "starts_on": period.starts_on,
                "ends_on": period.ends_on,
                "is_total": period.is_total,
            }
            for period in row.periods.all()
        ],
        "lines": [
            {
                "order": line.order,
                "kind": line.kind,
                "label": line.label,
                "sums": sorted(part.order for part in line.sums.all()),
                "figures": [
                    {
                        "period": figure.period.order,
                        "printed": figure.printed,
                        "amount": None if figure.amount is None else whole(figure.amount),
                        "note": figure.note,
                    }
                    for figure in line.figures.all()
                ],
            }
            for line in row.lines.all()
        ],
        "version": row.version,
    }


def cost_revision_state(row):
    return {
        "table": row.figure.line.table.uuid,
        "line": row.figure.line.order,
        "period": row.figure.period.order,
        "kind": row.kind,
        "amount": whole(row.amount),
        "reason": row.reason,
        "made_at": row.made_at,
        "made_by": row.made_by.uuid,
        "version": row.version,
    }


def cost_link_state(row):
    return {
        "table": row.line.table.uuid,
        "line": row.line.order,
        "action": row.action.uuid if row.action else None,
        "recommendation": row.recommendation.uuid if row.recommendation else None,
        "note": row.note,
        "made_at": row.made_at,
        "made_by": row.made_by.uuid,
        "version": row.version,
    }


register(
    Subject(
        kind="cost_table",
        label="cost table",
        model=CostTable,
        state=cost_table_state,
        reference=lambda row: row.name,
        prefetch=("periods", "lines__figures__period", "lines__sums"),
    )
)
register(
    Subject(
        kind="cost_revision",
        label="revision of a cost",
        model=CostRevision,
        state=cost_revision_state,
        reference=lambda row: f"{row.figure.line.label}, {row.figure.period.short_label}",
        select=("figure__line__table", "figure__period", "made_by"),
    )
)
register(
    Subject(
        kind="cost_link",
        label="link of a cost",
        model=CostLink,
        state=cost_link_state,
        reference=lambda row: row.line.label,
        select=("line__table", "action", "recommendation", "made_by"),
    )
)
