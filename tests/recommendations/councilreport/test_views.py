"""A council's report is read as a whole by everybody; it is pasted, corrected and confirmed by who enters it."""

import pytest

from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.integrity.verification import problems
from jarplan.audit.ledger import Ledger
from jarplan.audit.models import AuditEvent
from recommendations.councilreport import verbs
from recommendations.councilreport.queries import held_elsewhere, inspection_called, report_of, with_a_report
from recommendations.inspections.mending import withdraw_inspection
from recommendations.inspections.recommendation_verbs import add_recommendations
from recommendations.inspections.verbs import add_judgement, add_timeframe
from recommendations.models import CouncilReport, Finding, Inspection
from recommendations.pasted.numbered import Part
from recommendations.pasted.points import Point
from tests.factories import UserFactory
from tests.recommendations.conftest import NOON
from tests.recommendations.inspections.test_views import BACKEND, review
from tests.recommendations.pasted.looking import looked

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HERE = "/inspections/cypp-2008/paper/"
CHECKS = "/versions/checks/?inspection=cypp-2008"
TEXT = """1. Summary of the findings

1.1 The inspectors found that
services are good.¹

¹ As in 2007.

2. Next steps

2.1 See paragraph 1.1. The plan is due:

• in 70 days
• after consultation

Reason\tNone
"""


@pytest.fixture
def administrator(facts, settings):
    settings.PLAN_TODAY = NOON.date()
    return UserFactory(username="ada", roles=["administrator"])


@pytest.fixture
def row(administrator, client):
    client.force_login(administrator, BACKEND)
    return review(administrator)


def entered(by, row):
    parts = [Part("heading", "Summary of findings", "1"), Part("paragraph", "Services are good.", "1.1")]
    return verbs.add_paragraphs(by=by, now=NOON, inspection=row, version=0, title="The report", parts=parts)


def judged(by, row):
    """An inspection with a judgement, a finding and a recommendation, which stand in paragraph 1 of the inspectors'
    own report."""
    words = {"area": "Overall", "kind": "core", "judged": "Inadequate", "paragraph": "1"}
    act = {"by": by, "now": NOON, "inspection": row}

    def at():
        row.refresh_from_db()
        return act | {"version": row.version}

    add_judgement(**at(), grade=None, text="The judgement of the inspectors.", **words)
    add_timeframe(**at(), label="At once", months=None, paragraph="1")
    add_recommendations(**at(), points=[Point("Act on the judgement.", "At once", paragraph="1")])
    Finding.objects.create(
        inspection=row, paragraph="1.2", heading="Care", order=1, text="The finding.", says="improve"
    )
    row.refresh_from_db()
    row.version += 1
    row.save()
    ledger = Ledger(by=by, now=NOON)
    ledger.record(row, "finding added", role=None)
    ledger.append()


OF_INSPECTORS = ("The judgement of the inspectors.", "The finding.", "Act on the judgement.")


def test_paragraphs_of_the_inspectors_own_report_are_none_of_the_council_s(administrator, row, client):
    """Paragraph 1 of the inspectors' report is not “1 Summary of findings” of the council's."""
    judged(administrator, row)
    report = entered(administrator, row)
    page = client.get(HERE).text
    assert "Services are good." in page and not [words for words in OF_INSPECTORS if words in page]
    for path in ("/inspections/", f"/inspections/{row.uuid}/", f"/recommendations/{row.reference_prefix}1/"):
        page = client.get(path).text
        assert any(words in page for words in OF_INSPECTORS), path
        assert not [number for number in ("1", "1-2") if f'{HERE}#p{number}"' in page], path
    inspection = inspection_called(row.reference)[1]
    assert held_elsewhere(report.inspection.uuid, inspection) == []
    # Where the words were taken from the council's report, the paragraphs are its own.
    taken = held_elsewhere(report.inspection.uuid, inspection | {"paper": "The report"})
    assert {*OF_INSPECTORS} <= {one.text for one in taken}


def test_the_report_of_2008_is_read_by_everybody_with_its_summary_first(administrator, client):
    client.force_login(UserFactory(roles=["cabinet"]), BACKEND)
    page = client.get("/inspections/jar-2008/paper/").content.decode()
    first = page.index("evidence of sound commitment and strong leadership")
    assert first < page.index("Contents</h2>") < page.index("Purpose of Report</")
    for anchor in ("p1-1", "p2-3", "p4-7", "p4-9-6", "p4-10-3", "p5-2-2", "footnote-1", "p8"):
        assert page.count(f'id="{anchor}"') == 1, anchor
    assert page.index("systems to deliver value for money") < page.index("reduce the rate of offending by")
    assert "The next steps under these regulations are in paragraph 4.11." in page
    assert "Andrew Bunyan" in page and "Elderly/People on Low Income" in page and "Correct" not in page
    assert "/inspections/jar-2008/paper/#p4-10-2" in client.get("/recommendations/R6/").content.decode()
    assert "evidence of sound commitment" in client.get("/inspections/").content.decode()
    assert client.get("/inspections/jar-2008/paper/?as_at=2008-06-10").status_code == 200
    assert client.get("/inspections/other/paper/").status_code == 404


def test_a_report_is_pasted_looked_at_corrected_and_confirmed(administrator, client, row):
    assert "has not been entered yet" in client.get(HERE).content.decode()
    page = client.post(HERE + "add/", {"version": 0, "text": TEXT})
    shown = [
        (part["kind"].value(), part["number"].value(), part["text"].value())
        for part in page.context["pieces"]
    ]
    assert shown == [
        ("heading", "1", "Summary of the findings"),
        ("paragraph", "1.1", "The inspectors found that services are good.¹"),
        ("footnote", "", "¹ As in 2007."),
        ("heading", "2", "Next steps"),
        ("paragraph", "2.1", "See paragraph 1.1. The plan is due:"),
        ("point", "", "in 70 days"),
        ("point", "", "after consultation"),
        ("row", "", "Reason\tNone"),
    ]
    without = client.post(HERE + "add/", looked(page) | {"save": "1"})
    assert "Enter the title of the report" in without.content.decode() and not CouncilReport.objects.filter(
        inspection=row
    )
    assert client.post(HERE + "add/", looked(page) | {"save": "1", "title": "Our report"}).status_code == 302
    found = client.get(HERE).content.decode()
    assert (
        'id="p1-1"' in found
        and 'id="footnote-1"' in found
        and "<td>None</td>" in found
        and "Our report" in found
    )
    said = {"version": 1, "kind": "paragraph", "number": "1.1", "text": "Put right.", "note": "A note."}
    assert "Enter the reason" in client.post(HERE + "2/correct/", said).content.decode()
    assert client.post(HERE + "2/correct/", said | {"reason": "Misread"}).status_code == 302
    assert client.post(HERE + "2/correct/", said | {"reason": "Misread", "text": "Late"}).status_code == 409
    assert client.post(HERE + "8/remove/", {"version": 2, "reason": "Not in it"}).status_code == 302
    assert client.post(HERE + "confirm/", {"version": 3}).status_code == 302
    assert "cannot be changed" in client.get(HERE + "2/remove/", follow=True).content.decode()
    report = report_of(row.uuid)
    assert report.confirmed and [one.order for one in report.paragraphs] == [*range(1, 8)]
    events = AuditEvent.objects.filter(subject_kind="council_report", reference="cypp-2008").order_by(
        "sequence"
    )
    kinds = ["paragraphs added", "paragraph corrected", "paragraph removed", "confirmed"]
    assert [event.kind for event in events] == kinds
    assert not [problem for problem in problems() if "report" in problem]


def test_the_title_is_corrected_and_a_confirmed_report_withdrawn_by_the_administrator_alone(
    administrator, client, row
):
    entered(administrator, row)
    said = {"version": 1, "title": "The right title", "reason": "Misread"}
    assert client.post(HERE + "correct/", said).status_code == 302
    assert "The right title" in client.get(HERE).content.decode()
    verbs.confirm_report(
        by=administrator, now=NOON, report=CouncilReport.objects.get(inspection=row), version=2
    )
    again = client.post(HERE + "correct/", said | {"version": 3, "title": "Another"})
    assert "its words cannot be changed" in again.content.decode()
    office = UserFactory(username="office", roles=["programme"])
    client.force_login(office, BACKEND)
    assert client.post(HERE + "withdraw/", {"version": 3, "reason": "Twice"}).status_code == 403
    client.force_login(administrator, BACKEND)
    assert client.post(HERE + "withdraw/", {"version": 3, "reason": "Twice"}).status_code == 302
    assert "has not been entered yet" in client.get(HERE).content.decode()


def test_an_unconfirmed_report_on_a_confirmed_inspection_is_for_who_enters_it(administrator, client, row):
    report = verbs.add_paragraphs(
        by=administrator,
        now=NOON,
        inspection=row,
        version=0,
        title="Our secret title",
        parts=[
            *(Part("heading", "Summary of findings", "1"), Part("paragraph", "Secret words.", "1.1")),
            *(Part("paragraph", "See paragraph 9.9: secret.", "1.2"),),
        ],
    )
    Inspection.objects.filter(pk=row.pk).update(confirmed=True)
    pages = (HERE, "/inspections/", CHECKS, "/history/", "/")
    for role in ("cabinet", "officer", "approver", "finance"):
        client.force_login(UserFactory(roles=[role]), BACKEND)
        for page in pages:
            text = client.get(page).content.decode().casefold()
            assert "secret" not in text and "#p1-2" not in text, (role, page)
    assert row.reference not in str(with_a_report())
    client.force_login(administrator, BACKEND)
    assert "Secret words." in client.get(HERE).content.decode()
    assert "secret" not in client.get(CHECKS).content.decode().casefold()
    verbs.confirm_report(by=administrator, now=NOON, report=report, version=1)
    client.force_login(UserFactory(roles=["cabinet"]), BACKEND)
    for page in (HERE, "/inspections/", CHECKS):
        assert "secret" in client.get(page).content.decode().casefold(), page


def test_a_note_is_added_to_a_confirmed_report_and_its_words_stay(administrator, client, row):
    report = entered(administrator, row)
    verbs.confirm_report(by=administrator, now=NOON, report=report, version=1)
    assert "Add note" in client.get(HERE).content.decode()
    page = client.get(HERE + "2/correct/").content.decode()
    assert "Services are good." in page and 'name="text"' not in page
    said = {"version": 2, "note": "Paragraph 4.12 is meant.", "text": "Mine", "number": "7", "kind": "point"}
    assert "Enter the reason" in client.post(HERE + "2/correct/", said).content.decode()
    assert client.post(HERE + "2/correct/", said | {"reason": "A wrong reference"}).status_code == 302
    found = report_of(row.uuid).paragraphs[1]
    assert (found.note, found.text, found.number) == ("Paragraph 4.12 is meant.", "Services are good.", "1.1")
    client.force_login(UserFactory(roles=["cabinet"]), BACKEND)
    assert client.post(HERE + "2/correct/", said | {"version": 3, "reason": "No"}).status_code == 404


def test_an_inspection_is_withdrawn_with_its_report(administrator, row):
    report = entered(administrator, row)
    row.refresh_from_db()
    act = {"by": administrator, "now": NOON, "entry": row, "version": row.version}
    withdraw_inspection(**act, reason="Entered twice")
    assert not CouncilReport.objects.filter(pk=report.pk)
    assert CouncilReport._base_manager.get(pk=report.pk).withdrawn_reason == "Entered twice"


def test_confirmed_words_are_changed_by_nobody(administrator, row):
    report = entered(administrator, row)
    act = {"by": administrator, "now": NOON}
    verbs.confirm_report(**act, report=report, version=1)
    paragraph = report.paragraphs.first()
    changes = [
        lambda: verbs.add_paragraphs(
            **act, inspection=row, version=2, title="", parts=[Part("paragraph", "More.")]
        ),
        lambda: verbs.correct_paragraph(
            **act, report=report, version=2, paragraph=paragraph, reason="R", text="Mine"
        ),
        lambda: verbs.remove_paragraph(**act, report=report, version=2, paragraph=paragraph, reason="R"),
        lambda: verbs.confirm_report(**act, report=report, version=2),
    ]
    for change in changes:
        with pytest.raises(NotNow, match="confirmed"):
            change()


@pytest.mark.parametrize("role", ["officer", "approver", "cabinet", "finance", None])
def test_nobody_else_enters_a_report(administrator, row, role):
    by = role and UserFactory(roles=[role])
    with pytest.raises(Refused):
        entered(by, row)
    report = entered(administrator, row)
    act = {"by": by, "now": NOON, "report": report, "version": 1}
    with pytest.raises(Refused):
        verbs.correct_paragraph(**act, paragraph=report.paragraphs.first(), reason="R", text="Mine")
    with pytest.raises(Refused):
        verbs.confirm_report(**act)


def test_two_who_begin_the_same_report_do_not_write_over_each_other(administrator, row):
    entered(administrator, row)
    with pytest.raises(Stale):
        entered(administrator, row)


def test_more_paragraphs_go_on_at_the_end(administrator, row, client):
    entered(administrator, row)
    page = client.post(HERE + "add/", {"version": 1, "text": "1.2 More."})
    assert "Title of the report" not in page.content.decode()
    assert client.post(HERE + "add/", looked(page) | {"save": "1"}).status_code == 302
    report = report_of(row.uuid, unconfirmed=True)
    assert [one.number for one in report.paragraphs] == ["1", "1.1", "1.2"]
