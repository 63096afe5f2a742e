"""Reads of a council's report, live or as it was at the end of a past day."""

from django.db.models import Q

from jarplan.audit.reading.as_at import states
from recommendations.councilreport.records import Kind, ParagraphRecord, report_record
from recommendations.models import CouncilReport
from recommendations.within import EVERYTHING


def reports(as_at=None, within=EVERYTHING):
    """Every council's report whose words are confirmed: until then they are for those who enter them alone."""
    found = [report_record(uuid, state) for uuid, state in within.states("council_report", as_at).items()]
    return [one for one in found if one.confirmed]


def reports_with_inspections(within=EVERYTHING):
    """(report, the state of its inspection) of each council's report."""
    inspections = {str(uuid): state for uuid, state in within.states("inspection").items()}
    return [(one, inspections[one.inspection]) for one in reports(within=within)]


def report_of(inspection, as_at=None, unconfirmed=False):
    """The report on the inspection of that UUID, or None; for who enters it (`unconfirmed`) from its first
    paragraph on, for everybody else once its words are confirmed."""
    found = states("council_report", as_at, Q(inspection__uuid=inspection))
    report = next((report_record(uuid, state) for uuid, state in found.items()), None)
    return report if report and (report.confirmed or unconfirmed) else None


def with_a_report():
    """{UUID: reference} of the inspections on which there is a confirmed council's report, both as text."""
    found = CouncilReport.objects.filter(confirmed=True).values_list(
        "inspection__uuid", "inspection__reference"
    )
    return {str(uuid): reference for uuid, reference in found}


def inspection_called(reference, as_at=None):
    """(uuid, state) of the inspection of that reference, or None."""
    found = states("inspection", as_at, Q(reference=reference)).items()
    return next(((str(uuid), state) for uuid, state in found), None)


def held_elsewhere(uuid, inspection, as_at=None):
    """The paragraphs of the report that other records hold: main findings, judgements and recommendations.

    None where these were not taken from it: their paragraphs are then those of the inspectors' own report, whose
    paragraph 1 is another.
    """
    if not inspection["paper"]:
        return []
    return [*findings(inspection), *judgements(inspection), *recommendations(uuid, inspection, as_at)]


def findings(inspection):
    """The main findings, each paragraph under its heading; its sentences are kept one by one."""
    by_paragraph = {}
    for one in inspection["findings"]:
        by_paragraph.setdefault((one["paragraph"], one["heading"]), []).append(one["text"])
    for (number, heading), sentences in by_paragraph.items():
        yield ParagraphRecord(Kind.HEADING, heading, number, within=number)
        yield ParagraphRecord(Kind.PARAGRAPH, " ".join(sentences), within=number)


def judgements(inspection):
    """The grades as rows of their table, and what was judged in a sentence."""
    for one in inspection["judgements"]:
        if one["text"]:
            yield ParagraphRecord(Kind.POINT, one["text"], within=one["paragraph"])
        else:
            row = f"{one['area']}\t{one['grade'] or one['judged']}"
            yield ParagraphRecord(Kind.ROW, row, within=one["paragraph"])


def recommendations(uuid, inspection, as_at):
    """The recommendations under their timeframes, where the report numbers these."""
    found = states("recommendation", as_at, Q(inspection__uuid=uuid)).values()
    for frame in inspection["timeframes"]:
        if not frame["paragraph"]:
            continue
        number = frame["paragraph"]
        own = sorted(
            (one for one in found if one["timeframe"] == frame["slug"]), key=lambda one: one["order"]
        )
        if own:
            yield ParagraphRecord(Kind.HEADING, frame["label"], number, within=number)
        addressed = ""
        for one in own:
            if one["addressed_to"] and one["addressed_to"] != addressed:
                addressed = one["addressed_to"]
                yield ParagraphRecord(Kind.PARAGRAPH, f"{addressed}:", within=number)
            yield ParagraphRecord(Kind.POINT, one["text"], within=number)
