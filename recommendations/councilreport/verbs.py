"""A council's report is entered, its words put right with a reason, and then confirmed."""

from django.db.models import Max

from jarplan.audit.errors import NotNow, Stale
from jarplan.audit.ledger import locked, save_version, verb
from jarplan.people.mending.verbs import correcting, withdrawing
from jarplan.people.validation import insert, validated
from recommendations import policies as recommendations_policies
from recommendations.councilreport import policies
from recommendations.models import CouncilReport, ReportParagraph


def opened(by, report, version, changes_words=True):
    """The role, and the report locked, where its words may still be changed; our notes always may."""
    role = recommendations_policies.check_inspections(by, report)
    current = locked(CouncilReport, report, version)
    if changes_words:
        policies.check_words(current)
    return role, current


@verb
def add_paragraphs(*, by, now, ledger, inspection, version, parts, title=""):
    """Adds paragraphs at the end of the council's report on an inspection, and returns the report; with its first
    ones the report itself, whose version is then 0. Raises Refused, NotNow, Stale."""
    report = CouncilReport.objects.filter(inspection=inspection).first()
    if report is None:
        role = recommendations_policies.check_inspections(by, inspection)
        if not title:
            raise NotNow("Enter the title of the report.")
        report = insert(CouncilReport(inspection=inspection, title=title))
    elif version == 0:
        raise Stale(report)
    else:
        role, report = opened(by, report, version)
        save_version(report, version=version)
    if not parts:
        raise NotNow("Enter the words of the paragraph.")
    last = report.paragraphs.aggregate(last=Max("order"))["last"] or 0
    for order, one in enumerate(parts, start=last + 1):
        insert(ReportParagraph(report=report, order=order, number=one.number, kind=one.kind, text=one.text))
    ledger.record(report, "paragraphs added", role=role)
    return report


@verb
def correct_paragraph(*, by, now, ledger, report, version, paragraph, reason, **words):
    """Puts a paragraph right: its words, number and kind until they are confirmed, or our note. Raises Refused,
    NotNow, Stale."""
    role, current = opened(by, report, version, changes_words=bool(words.keys() - {"note"}))
    if any(getattr(paragraph, name) != value for name, value in words.items()):
        validated(paragraph, **words)
        ReportParagraph.objects.filter(pk=paragraph.pk).update(**words)
        save_version(current, version=version)
        ledger.record(current, "paragraph corrected", role=role, reason=reason)
    return current


@verb
def remove_paragraph(*, by, now, ledger, report, version, paragraph, reason):
    """Takes out a paragraph that is not in the report. Raises Refused, NotNow, Stale."""
    role, current = opened(by, report, version)
    paragraph.delete()
    save_version(current, version=version)
    ledger.record(current, "paragraph removed", role=role, reason=reason)
    return current


@verb
def confirm_report(*, by, now, ledger, report, version):
    """Confirms that the words are as printed: from now on nobody changes them. Raises Refused, NotNow, Stale."""
    role, current = opened(by, report, version)
    save_version(current, version=version, confirmed=True)
    ledger.record(current, "confirmed", role=role)
    return current


def words_are_open(report, values, now):
    """The title is printed, too."""
    policies.check_words(report)


correct_report = correcting(policies.check_mend, words_are_open)
withdraw_report = withdrawing(policies.check_mend)
