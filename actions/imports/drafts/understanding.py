"""What a workbook is taken for: read in a process of its own, then held against the plan as it stands. A draft keeps
both, so that a file is read once, and held against the plan once for each state of the plan.
"""

import hashlib
from dataclasses import dataclass, field

from actions.imports.drafts import preview
from actions.imports.drafts.lineage import earlier_rows, lineage_of
from actions.imports.finding.current_plan import OUR_HEADINGS, CurrentPlan
from actions.imports.matching.matched import CHANGED, LEFT, NEW, QUESTION, REJECTED, UNCHANGED, PlanMatch
from actions.imports.matching.plan_match import match_plan
from actions.models import RememberedHeading
from jarplan.audit.errors import NotNow
from jarplan.audit.head import end_of_history
from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.sandbox.process import PlanRead, read_plan
from recommendations.within import EVERYTHING, within_of

# Of the rows that drafts keep. Count on with each change of what matching finds or what a row says of it: those of
# before are then matched again.
FORMAT = 5
NO_RECOMMENDATIONS = "There are no recommendations yet. Add an inspection with its recommendations first."


@dataclass(frozen=True)
class Understanding:
    """What a workbook was taken for, held against the plan as it stands: that of the `inspection` of that reference,
    or of all of them. `matched` says against which state of the plan, `areas` where the plan was said to stand."""

    read: PlanRead
    match: PlanMatch
    lineage: str
    matched: str
    inspection: str = ""
    areas: dict = field(default_factory=dict)

    @property
    def rows(self):
        return preview.rows_as_json(self.match)

    def each_row(self):
        """The same one after the other, as of many rows all at once take as much memory as the file."""
        return preview.each_row(self.match)

    @property
    def writes(self):
        """How many rows would be written."""
        return self.match.count(NEW) + self.match.count(CHANGED)

    @property
    def summary(self):
        """What a draft keeps beside its rows; plain values."""
        match, table = self.match, self.match.table
        return {
            "counts": counts_of(match),
            "questions": preview.questions_as_json(match),
            "answers": preview.answers_as_json(match),
            "columns": preview.columns_as_json(table),
            "sheets": preview.sheets_as_json(table),
            "outlook": preview.outlook_as_json(match),
            "names": preview.names_as_json(match),
            "message": table.message,
            "lineage": self.lineage,
        }


def counts_of(match):
    """How many rows would do what, how many questions are open, how many later dates would be asked for."""
    counts = {result: match.count(result) for result in (NEW, CHANGED, UNCHANGED, REJECTED, QUESTION, LEFT)}
    later = sum(change.later_date for row in match.rows for change in row.changes)
    return counts | {"rows": len(match.rows), "questions": len(match.questions()), "later_dates": later}


def plan_for(inspection):
    """The CurrentPlan that a file is held against, for the inspection of that reference or for all of them."""
    return CurrentPlan.read(within_of(inspection) if inspection else EVERYTHING)


def understand(file, name, *, mapping=None, areas=None, answers=None, inspection="", kept=(b"", "")):
    """The Understanding of a workbook file, which is read in a child process unless what was `kept` of it will do;
    writes nothing. Raises SheetRefused."""
    current_plan = plan_for(inspection)
    if not current_plan.recommendations:
        raise SheetRefused(NO_RECOMMENDATIONS)
    read = read_with(file, name, current_plan, mapping=mapping, areas=areas, kept=kept)
    return held_against(read, current_plan, answers, inspection, areas)


def read_with(file, name, current_plan, *, mapping=None, areas=None, kept=(b"", "")):
    """The PlanRead of a workbook file, read with what the plan knows and what was remembered of its headings."""
    return read_plan(
        file,
        name,
        kept=kept,
        # In order, as PostgreSQL gives it back in another one: the same columns must be the same reading.
        mapping=dict(sorted((mapping or {}).items())),
        areas={sheet: dict(sorted(said.items())) for sheet, said in sorted((areas or {}).items())},
        remembered=OUR_HEADINGS | dict(RememberedHeading.objects.values_list("key", "field")),
        known=current_plan.known,
        near=current_plan.published,
        published=current_plan.published,
        titles=[one.text for one in current_plan.recommendations],
    )


def held_against(read, current_plan, answers=None, inspection="", areas=None):
    """The Understanding of a PlanRead."""
    lineage = lineage_of(read.table)
    earlier = earlier_rows(read.table, lineage)
    match = match_plan(read.table, current_plan, answers=answers or {}, earlier=earlier)
    return Understanding(read, match, lineage, state_of_plan(current_plan.end), inspection, areas or {})


def state_of_plan(end=None):
    """What stands for the plan as it is, or as it was when its history ended so: all that a row is matched by is in
    the history. It stands for the way of matching as well."""
    return f"{FORMAT} {end or end_of_history()}"


def understand_draft(draft, *, mapping=None, areas=None, answers=None):
    """The Understanding of a draft's file, with its own mapping, areas and answers where none are given."""
    mapping = draft.chosen if mapping is None else mapping
    areas = draft.areas if areas is None else areas
    answers = draft.answers if answers is None else answers
    typed = {"mapping": mapping, "areas": areas, "answers": answers, "inspection": draft.inspection}
    return of_its_file(draft, lambda file, kept: understand(file, draft.original_name, kept=kept, **typed))


def read_draft(draft):
    """The PlanRead of a draft's file."""
    plan, said = plan_for(draft.inspection), {"mapping": draft.chosen, "areas": draft.areas}
    return of_its_file(
        draft, lambda file, kept: read_with(file, draft.original_name, plan, kept=kept, **said)
    )


def of_its_file(draft, read):
    """What read(file, kept) makes of a draft's file and of what was kept of its table. Raises NotNow."""
    try:
        with open_file(draft) as file:
            return read(file, (kept_lines(draft), draft.seal))
    except SheetRefused as error:
        raise NotNow(str(error)) from error


def kept_lines(draft):
    """The lines of a draft's table; none where they are not there, as the file can be read again."""
    try:
        with draft.table.open("rb") as lines:
            return lines.read()
    except (OSError, ValueError):
        return b""


def open_file(draft):
    """The draft's file, opened; NotNow where it is not what was brought."""
    try:
        file = draft.file.open("rb")
    except OSError as error:
        raise NotNow("The file of this import can no longer be read. Choose the file again.") from error
    # What is written is what was previewed, byte for byte, though a day may lie between.
    if hashlib.file_digest(file, "sha256").hexdigest() != draft.sha256:
        file.close()
        raise NotNow("The stored file is not the one that was uploaded. Choose the file again.")
    file.seek(0)
    return file
