"""The demonstration: the source's facts, a plan marked as sample, and the history that its script tells."""

from collections import Counter
from datetime import date, datetime

import pytest
from django.urls import reverse

from actions.agenda.queries import agendas
from actions.models import Action, DateChange, Evidence, ProgressUpdate, SignOff
from actions.rules.records import brag, is_due_soon, is_overdue
from finance.models import CostTable
from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.clock import LONDON
from jarplan.people.models import Organisation, Post, PostHolding, User
from jarplan.reporting.demonstration import make as demonstration_make
from jarplan.reporting.demonstration.sample_plan import sample_rows
from jarplan.reporting.document.schema import from_text
from recommendations.models import Deadline, Inspection, Judgement, Meeting, PlanVersion, Recommendation
from recommendations.versions.queries import published_version
from tests.finance.test_models import PERIODS, ROWS
from tests.recommendations.source import RECOMMENDATIONS

DAY = demonstration_make.DAY
ROLES = {
    "admin": ({"administrator"}, "Leicester City Council"),
    "programme": ({"programme"}, "Leicester City Council"),
    "officer": ({"officer"}, "Leicester City Council"),
    "approver": ({"approver"}, "Leicester City Council"),
    "pct.officer": ({"officer"}, "Leicester City PCT"),
    "pct.approver": ({"approver"}, "Leicester City PCT"),
    "finance": ({"finance"}, "Leicester City Council"),
    "cabinet": ({"cabinet"}, "Leicester City Council"),
}

pytestmark = [pytest.mark.usefixtures("told"), pytest.mark.django_db]


@pytest.mark.slow
def test_the_recommendations_are_the_reports_word_for_word():
    assert dict(Recommendation.objects.values_list("reference", "text")) == RECOMMENDATIONS
    counts = Counter(Recommendation.objects.values_list("timeframe__order", flat=True))
    assert list(dict(sorted(counts.items())).values()) == [5, 9, 2]


def test_the_grades_are_the_reports():
    graded = Judgement.objects.exclude(grade=None)
    assert [row.grade.number for row in graded] == [3, 3, 2, 2, 2]
    assert [row.word for row in Judgement.objects.filter(grade=None)] == ["inadequate", "inadequate"]


def test_the_dates_and_meetings_are_the_reports():
    assert Inspection.objects.get().published_on == date(2008, 6, 3)
    stated = {row.rule.duty: [words.day for words in row.wordings.all()] for row in Deadline.objects.all()}
    assert stated == {
        "report": [None],
        "plan": [date(2008, 9, 9), date(2008, 9, 9)],
        "annual_review": [None],
        "self_assessment": [None],
    }
    assert not Deadline.objects.exclude(adopted_on=None)
    assert list(Meeting.objects.values_list("body", "held_on", "outcome")) == [
        ("OSMB", date(2008, 8, 6), ""),
        ("Cabinet", date(2008, 9, 1), ""),
    ]


def test_every_cell_of_appendix_2_is_there():
    table = CostTable.objects.get()
    assert [period.label for period in table.periods.all()] == PERIODS
    lines = table.lines.prefetch_related("figures")
    assert [[line.label, *(figure.printed for figure in line.figures.all())] for line in lines] == ROWS
    assert ROWS[-1] == ["GRAND TOTAL", "469", "5,957", "1,734", "8,160"]


def test_all_that_is_not_in_the_report_is_marked_as_sample():
    actions = Action.objects.all()
    assert len(actions) == 37 and all(action.is_sample for action in actions)
    assert set(Organisation.objects.filter(is_sample=True).values_list("name", flat=True)) == {
        "Connexions Leicester Shire",
        "Learning and Skills Council Leicestershire",
        "Leicester City PCT",
        "Leicester Youth Offending Service",
        "Leicestershire Partnership NHS Trust",
    }
    of_the_report = Post.objects.filter(is_sample=False)
    assert of_the_report.count() == 4
    assert not PostHolding.objects.filter(post__in=of_the_report)


def test_the_plan_says_what_the_sample_workbook_says():
    for row in sample_rows():
        action = Action.objects.get(reference=row.reference)
        assert action.recommendation.reference == row.recommendation
        assert (action.text, action.resources) == (row.text, row.resources)
        assert [str(lead.post) for lead in action.leads.all()] == [f"{row.lead}, {row.organisation}"]
        assert [partner.name for partner in action.partners.all()] == row.partners
        assert [one.statement for one in action.criteria.all()] == row.criteria
        assert (action.start_latest.isoformat(), action.sheet_said) == (row.start, row.sheet_said)
    assert Action.objects.filter(criteria__order=2).count() == 14
    said = Counter(action.sheet_said["rag"]["text"] for action in Action.objects.all())
    assert said == {"Green": 24, "Amber": 8, "Blue": 3, "Red": 2}


def test_people_have_their_roles_and_the_password_of_the_demonstration():
    can = {person.username: person for person in User.objects.all() if person.has_usable_password()}
    assert can.keys() == ROLES.keys() == dict(demonstration_make.who_signs_in()).keys()
    for username, (roles, organisation) in ROLES.items():
        person = can[username]
        assert ({str(role) for role in person.roles}, person.organisation.name) == (roles, organisation)
        assert person.check_password("leicester-demo-2008")
        assert not (person.is_superuser or person.is_staff or person.user_permissions.exists())


def test_they_sign_in(client):
    answer = client.post(
        reverse("accounts:login"), {"username": "pct.officer", "password": demonstration_make.PASSWORD}
    )
    assert (answer.status_code, answer.url) == (302, "/my-work/")


def test_no_state_holds_a_password():
    hashes = list(User.objects.values_list("password", flat=True))
    for body in AuditState.objects.exclude(body=None).values_list("body", flat=True):
        assert demonstration_make.PASSWORD not in body
        assert not any(digest in body for digest in hashes)


def test_where_the_plan_stands_on_the_day():
    actions = list(Action.objects.all())
    assert Counter(action.status for action in actions) == {
        "proposed": 6,
        "agreed": 10,
        "in_progress": 18,
        "delivered": 2,
        "signed_off": 1,
    }
    assert Counter(str(brag(action)) for action in actions) == {
        "blue": 1,
        "green": 10,
        "amber": 8,
        "red": 2,
        "none": 16,
    }
    assert {action.reference for action in actions if is_overdue(action, DAY)} == {"R1.1", "R2.1", "R5.1"}
    assert {action.reference for action in actions if is_due_soon(action, DAY)} == {
        "R1.2",
        "R2.3",
        "R3.1",
        "R12.1",
    }
    waiting = dict(Action.objects.exclude(awaiting="").values_list("reference", "awaiting"))
    assert waiting == {"R2.1": "board", "R16.1": "organisation"}


def test_r4_1_slipped_twice_was_returned_once_and_is_signed_by_two_others():
    action = Action.objects.get(reference="R4.1")
    assert (action.original_due, action.due_latest, action.moves) == (
        date(2008, 7, 18),
        date(2008, 8, 15),
        2,
    )
    assert all(change.reason and change.decision == "granted" for change in action.date_changes.all())
    outcomes = action.sign_offs.values_list("outcome", "round", "signed_by__username", "claimed_by__username")
    assert list(outcomes) == [
        ("returned", 1, "approver", "officer"),
        ("signed", 1, "approver", "officer"),
        ("signed", 2, "programme", "officer"),
    ]
    assert not SignOff.objects.filter(action=action, outcome="signed").exclude(lapsed_at=None)
    refused = AuditEvent.objects.get(kind="refused")
    assert (refused.reference, refused.actor_name) == ("R4.1", "Olive Officer")


def test_later_dates_were_agreed_refused_and_wait():
    decided = DateChange.objects.values_list("action__reference", "decision")
    assert Counter(decided) == {
        ("R4.1", "granted"): 2,
        ("R8.2", "granted"): 1,
        ("R1.1", "refused"): 1,
        ("R5.1", "pending"): 1,
    }


def test_osmb_decided_and_cabinet_has_its_agenda():
    """What OSMB asked for on 6 August is in part done on 1 September, and one report is still to come."""
    osmb, cabinet = (Meeting.objects.get(body=body) for body in ("OSMB", "Cabinet"))
    found = agendas([str(osmb.uuid), str(cabinet.uuid)], DAY)
    decided = {
        (item.reference, one.kind, one.is_open) for item in found[str(osmb.uuid)] for one in item.decisions
    }
    assert decided == {
        ("", "carried", False),
        ("", "amended", False),
        ("R4.1", "noted", False),
        ("R8.2", "agreed", False),
        ("R9.1", "report", True),
        ("R12.1", "challenged", False),
    }
    assert [item.reference for item in found[str(cabinet.uuid)]] == ["R1.1", "R4.2", "R5.1"]
    assert DateChange.objects.get(action__reference="R8.2").meeting == osmb


def test_every_organisation_that_leads_has_reported():
    led = set(Action.objects.values_list("leads__post__organisation__name", flat=True))
    reported = set(ProgressUpdate.objects.values_list("made_by__organisation__name", flat=True))
    assert led == reported
    assert ProgressUpdate.objects.exclude(corrects=None).count() == 1


def test_a_partner_without_an_account_has_reported_by_the_programme_office():
    report = ProgressUpdate.objects.get(for_name="Philippa Partner")
    assert (report.action.reference, report.made_by.username) == ("R2.2", "programme")
    assert report.for_organisation.name == "Learning and Skills Council Leicestershire"
    assert report.sheet_return.counts == {"sent": 1}


def test_evidence_is_attached_as_real_files(told):
    papers = list(Evidence.objects.select_related("file"))
    assert len(papers) == 6
    for paper in papers:
        content = (told / paper.file.file.name).read_bytes()
        assert content.startswith(b"%PDF-") == paper.file.original_name.endswith(".pdf")


def test_my_work_and_the_members_page_have_something_to_show():
    def held_by(username):
        held = PostHolding.objects.filter(user__username=username, held_to=None)
        return Action.objects.filter(leads__post__in=held.values("post")).count()

    assert held_by("officer") >= 5
    assert held_by("pct.officer") >= 3
    answered = Recommendation.objects.exclude(accountable_post=None).exclude(portfolio_holder=None)
    assert {row.reference for row in answered} == {"R1", "R3", "R4", "R5", "R15", "R16"}


@pytest.mark.slow
def test_the_history_is_whole_and_ends_before_the_day():
    assert list(problems()) == []
    last = AuditEvent.objects.order_by("-sequence").first()
    assert last.at < datetime.combine(DAY, datetime.min.time(), LONDON)
    days = Counter(AuditEvent.objects.filter(kind="proposed").values_list("at__date", flat=True))
    assert days == {date(2008, 6, 10): 37}
    assert set(Action.objects.values_list("reference", flat=True)) == {row.reference for row in sample_rows()}


def test_a_step_that_is_wrongly_let_through_stops_the_script():
    from jarplan.reporting.demonstration.steps import ScriptError, play

    step = {"at": datetime(2008, 8, 30, 9), "who": "approver", "verb": "sign", "action": "R16.1"}
    with pytest.raises(ScriptError):
        play(step | {"refused": True})


def test_one_version_is_in_consultation_and_none_is_published():
    (row,) = PlanVersion.objects.all()
    assert (row.number, row.state) == (1, "in_consultation")
    content = from_text(row.content)
    assert (content.as_at, len(content.actions)) == (date(2008, 8, 18), 37)
    assert not content.people_named and "@" not in row.content
    assert published_version() is None
    assert {one.partner_name: (bool(one.answered_at), one.outcome) for one in row.consultations.all()} == {
        "Leicester City PCT": (True, ""),
        "Connexions Leicester Shire": (True, "not_changed"),
        "Leicester Youth Offending Service": (False, ""),
    }


def test_the_public_is_told_that_the_plan_is_in_consultation_and_by_when_it_comes(client):
    page = client.get("/published/")
    assert page.status_code == 200
    said = " ".join(page.content.decode().split())
    assert "9 September 2008" in said and "consultation" in said
