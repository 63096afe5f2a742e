"""Which earlier imports a workbook goes back to: those with the same headings. What they read, row by row, helps to
know a row again and to tell what changed in the sheet from what changed in the plan.
"""

from actions.imports.finding.earlier import rows_read
from actions.models import PlanImport
from jarplan.audit.canonical import canonical, digest
from jarplan.spreadsheets.layout.plan import heading_key

LOOKED_AT = 3  # the latest imports of a lineage


def lineage_of(table):
    """A digest of the headings of all sheets that hold a plan: the same for later versions of one workbook."""
    plans = {report.name for report in table.sheets if report.kind == "plan"}
    headings = sorted(
        [column.letter, heading_key(column.heading)] for column in table.columns if column.sheet in plans
    )
    return digest(canonical(headings)) if headings else ""


def earlier_rows(table, lineage):
    """The EarlierRows of the latest imports of this lineage that were not undone, the newest first."""
    if not lineage:
        return []
    imports = PlanImport.objects.filter(lineage=lineage, state=PlanImport.State.CONFIRMED)
    imports = imports.order_by("-confirmed_at", "-pk")[:LOOKED_AT]
    now = {row.sheet for row in table.rows}
    return [one for plan_import in imports for one in rows_read(plan_import.preview, now)]
