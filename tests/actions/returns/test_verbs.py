"""Returns: what their rows become, conflicts, all or none, on behalf of somebody, and what a report says
of its cells."""

from datetime import date, timedelta

import pytest

from actions.imports.finding.current_plan import CurrentPlan
from actions.imports.workbooks.template import template_workbook
from actions.models import ImportDraft, ProgressReturn, ProgressUpdate, Reading
from actions.plan.content import Criterion
from actions.reports.behalf import Behalf
from actions.reports.verbs import report_progress
from actions.returns.understanding import LEAVE, SEND
from actions.returns.verbs import cancel_return, keep_return, send_return
from actions.rounds.verbs import open_round
from actions.signoff.policies import claimants
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.models import AuditEvent
from jarplan.files.models import StoredFile
from tests import plan
from tests.actions.returns.books import DONE, brought, filled_in, handed_out, place, results, sent, upload_of
from tests.plan import NOON, fresh, later

pytestmark = pytest.mark.django_db
RED = {"rating": "Red", "done": "Two of six", "reason": "Vacancies", "next_step": "Recruit"}
RED |= {"recovers_on": date(2008, 9, 30), "confidence": "Medium"}


@pytest.fixture
def people():
    return plan.make_people()


@pytest.fixture
def june(people):
    """Open from 18 to 30 June 2008; NOON is on the 20th."""
    days = {"month": date(2008, 6, 1), "opens_on": date(2008, 6, 18), "closes_on": date(2008, 6, 30)}
    return open_round(by=people.programme, now=NOON, **days)


@pytest.fixture
def action(people, june):
    return plan.agreed(people)


def reported(people, action, now=NOON, **more):
    said = {"rating": "green", "confidence": "high", "done": "By somebody else", **more}
    return report_progress(by=people.both_a, now=now, action=fresh(action), **said)


def test_rows_become_the_reports_of_the_round(people, june, action):
    other, third = plan.agreed(people), plan.agreed(people)
    content = filled_in(handed_out(action, other, third), DONE, {}, RED)
    found = sent(people.officer_a, content)
    assert isinstance(found, ProgressReturn) and found.counts == {"sent": 2, "empty": 1}
    first, second = ProgressUpdate.objects.order_by("pk")
    assert (first.action, first.round, first.made_by, first.kind) == (
        action,
        june,
        people.officer_a,
        "report",
    )
    assert (first.rating, first.done, first.sheet_return) == ("green", "All audited", found)
    assert (second.action, second.reason, second.recovers_on) == (third, "Vacancies", date(2008, 9, 30))
    assert second.came_from["file"] == "return for June.xlsx"
    assert (second.came_from["sheet"], second.came_from["row"]) == ("Progress", 4)
    assert second.came_from["cells"]["reason"] == "L4"
    assert fresh(action).status == "in_progress" and fresh(other).status == "agreed"
    assert not ImportDraft.objects.exists() and StoredFile.objects.count() == 1
    kinds = AuditEvent.objects.filter(subject=found.uuid).values_list("kind", flat=True)
    assert list(kinds) == ["sent"]


def test_figures_come_with_the_report_on_their_action(people, action):
    figure = {"value": 61.5, "on": date(2008, 6, 19), "source": "Audit"}
    sent(people.officer_a, filled_in(handed_out(action), DONE, figures=[figure]))
    reading = Reading.objects.get()
    assert (reading.value, reading.on, reading.source) == ("61.5", date(2008, 6, 19), "Audit")
    assert ProgressUpdate.objects.get().came_from["figures"] == {"Measurements": [2]}


def test_nothing_has_changed_carries_the_last_report_on(people, action):
    reported(people, action, rating="amber", reason="Late", next_step="Hurry", recovers_on=date(2008, 9, 1))
    sent(people.officer_a, filled_in(handed_out(action), {"no_change": "Yes"}))
    update = ProgressUpdate.objects.latest("pk")
    assert update.no_change and (update.rating, update.reason) == ("amber", "Late")
    assert update.done == "No change since the report of 20 June 2008."


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"rating": "Blue", "done": "x"}, "Choose one of these: Red, Amber, Green"),
        ({"done": "Half"}, "Choose green, amber or red"),
        ({"rating": "Green"}, "Enter what was done since the last report"),
        (RED | {"reason": ""}, "Enter the reason for the red rating"),
        (RED | {"recovers_on": "30 June"}, "must include"),
        (RED | {"recovers_on": "1/6/2008"}, "must be today or later"),
        ({"rating": "Green", "done": "x" * 4001}, "4000"),
        ({"rating": "Green", "done": "=1+1"}, "formula"),
        (DONE | {"reference": "R4.9"}, "handed out for R4.1"),
        (DONE | {"key": "something else"}, "not as it was handed out"),
        (DONE | {"no_change": "Perhaps"}, "Choose one of these: Yes, No"),
    ],
)
def test_row_that_cannot_be_a_report_says_why_and_holds_all_others_up(people, action, said, sentence):
    other = plan.agreed(people)
    draft = brought(people.officer_a, filled_in(handed_out(action, other), said, DONE))
    row, good = draft.understood["rows"]
    assert (row["result"], good["result"]) == ("refused", "ready")
    assert sentence in " ".join(words for _cell, words in row["problems"])
    act = {"by": people.officer_a, "now": NOON, "draft": draft, "version": draft.version}
    with pytest.raises(NotNow, match="leave the row out"):
        send_return(**act)
    assert not ProgressUpdate.objects.exists() and not StoredFile.objects.exists()
    send_return(**act, choices={place(2): LEAVE})
    assert ProgressUpdate.objects.get().action == other


def test_figure_that_cannot_be_taken_holds_its_report_up(people, june):
    measured = Criterion(
        "All are allocated", unit="%", baseline="40", target="100", target_on=date(2008, 7, 18)
    )
    action = plan.agreed(people, criteria=(measured,))
    content = filled_in(
        handed_out(action), DONE, figures=[{"value": "many", "on": date(2008, 6, 19), "source": "A"}]
    )
    draft = brought(people.officer_a, content)
    row = draft.understood["rows"][0]
    assert (
        row["result"] == "refused"
        and row["problems"][0][0] == "E2, sheet Measurements"
        and "as a number" in row["problems"][0][1]
    )


def test_figures_without_a_report_are_refused(people, action):
    content = filled_in(
        handed_out(action), {}, figures=[{"value": 5, "on": date(2008, 6, 19), "source": "A"}]
    )
    assert results(brought(people.officer_a, content)) == ["refused"]


def test_same_return_twice_sends_nothing(people, action):
    reported(people, action)
    figure = {"value": 61, "on": date(2008, 6, 19), "source": "Audit"}
    other = plan.agreed(people)
    content = filled_in(handed_out(action, other), {"no_change": "Yes"}, RED, figures=[{}, figure])
    sent(people.officer_a, content)
    before = ProgressUpdate.objects.count()
    draft = brought(people.officer_a, content, later(1))
    assert results(draft) == ["same", "same"]
    with pytest.raises(NotNow, match="nothing to send"):
        send_return(by=people.officer_a, now=later(1), draft=draft, version=draft.version)
    assert ProgressUpdate.objects.count() == before


def test_round_that_has_a_report_already_is_asked_and_takes_a_correction(people, june, action):
    content = filled_in(handed_out(action), DONE)
    there = reported(people, action, round=june)
    draft = brought(people.officer_a, content, later(1))
    [row] = draft.understood["rows"]
    assert row["result"] == "asked" and "by Both_A on 20 June 2008" in row["asks"][0]
    act = {"by": people.officer_a, "now": later(1), "draft": draft, "version": draft.version}
    for choices in ({}, {place(2): LEAVE}):
        with pytest.raises(NotNow):
            send_return(**act, choices=choices)
    send_return(**act, choices={place(2): SEND})
    update = ProgressUpdate.objects.latest("pk")
    assert (update.corrects, update.round, update.done) == (there, june, "All audited")


def test_stale_return_asks_where_a_note_came_since(people, june, action):
    content = filled_in(handed_out(action), DONE)
    reported(people, action)
    draft = brought(people.officer_a, content, later(1))
    [row] = draft.understood["rows"]
    assert row["result"] == "asked" and "A note was sent by Both_A" in row["asks"][0]
    act = {"by": people.officer_a, "now": later(1), "draft": draft, "version": draft.version}
    send_return(**act, choices={place(2): SEND})
    assert ProgressUpdate.objects.latest("pk").round == june


def test_odd_date_is_asked_about_and_sent_once_somebody_says_so(people, action):
    draft = brought(people.officer_a, filled_in(handed_out(action), RED | {"recovers_on": date(2090, 9, 30)}))
    [row] = draft.understood["rows"]
    assert row["result"] == "asked" and "30 September 2090 is more than 5 years ahead" in row["asks"][0]
    act = {"by": people.officer_a, "now": NOON, "draft": draft, "version": draft.version}
    send_return(**act, choices={place(2): SEND})
    assert ProgressUpdate.objects.get().recovers_on == date(2090, 9, 30)


def test_plan_that_moves_between_preview_and_confirmation_is_shown_again(people, june, action):
    draft = brought(people.officer_a, filled_in(handed_out(action), DONE))
    reported(people, action, round=june)
    act = {"by": people.officer_a, "now": later(1), "version": draft.version}
    again = send_return(**act, draft=draft)
    assert isinstance(again, ImportDraft) and again.message and results(again) == ["asked"]
    assert ProgressUpdate.objects.count() == 1
    with pytest.raises(NotNow):
        send_return(**act, draft=draft)  # of the version that was seen before


def test_return_of_another_round_is_refused(people, june, action):
    content = filled_in(handed_out(action), DONE)
    days = {"month": date(2008, 7, 1), "opens_on": date(2008, 7, 25), "closes_on": date(2008, 8, 4)}
    open_round(by=people.programme, now=NOON, **days)
    draft = brought(people.officer_a, content, NOON + timedelta(days=36))
    assert "return for July 2008" in draft.understood["rows"][0]["problems"][0][1]


def test_action_of_another_organisation_is_refused(people, june):
    draft = brought(people.officer_b, filled_in(handed_out(plan.agreed(people)), DONE))
    assert results(draft) == ["refused"]


def test_return_for_somebody_names_them_and_both_claim(people, june):
    action = plan.agreed(people, people.post_b)
    content = filled_in(handed_out(action), DONE)
    with_account = Behalf(people.b, people.approver_b)
    found = sent(people.programme, content, behalf=with_account)
    update = ProgressUpdate.objects.get()
    assert (update.made_by, update.for_person, found.for_person) == (
        people.programme,
        *[people.approver_b] * 2,
    )
    assert claimants(action) == {people.programme.pk, people.approver_b.pk}


def test_return_for_somebody_without_an_account(people, june):
    action = plan.agreed(people, people.post_b)
    sent(people.programme, filled_in(handed_out(action), DONE), behalf=Behalf(people.b, name="Ada Partner"))
    assert ProgressUpdate.objects.get().sent_for == "Ada Partner"


@pytest.mark.parametrize("who", ["approver_a", "cabinet", "finance", "administrator", "superuser"])
def test_nobody_else_brings_a_return(people, action, who):
    content = filled_in(handed_out(action), DONE)
    with pytest.raises(Refused):
        brought(getattr(people, who), content)
    with pytest.raises(Refused):
        brought(people.officer_a, content, behalf=Behalf(people.b, name="Ada Partner"))
    assert not ImportDraft.objects.exists()


def test_draft_is_its_owners_and_can_be_cancelled(people, action):
    draft = brought(people.officer_a, filled_in(handed_out(action), DONE))
    act = {"now": NOON, "draft": draft, "version": draft.version}
    with pytest.raises(NotNow):
        send_return(by=people.both_a, **act)
    with pytest.raises(NotNow):
        cancel_return(by=people.both_a, **act)
    cancel_return(by=people.officer_a, **act)
    assert not ImportDraft.objects.exists() and not ProgressUpdate.objects.exists()


def test_return_without_any_round_is_refused(people):
    upload = upload_of(template_workbook(CurrentPlan.read()))
    with pytest.raises(NotNow, match="no reporting round"):
        keep_return(by=people.officer_a, now=NOON, upload=upload, rows=([], []))
