"""An administrator enters an inspection by pages alone; who may, and that confirmed words are never changed."""

from datetime import date

import pytest
from django.urls import reverse

from actions.models import Action
from actions.plan.verbs import add_action, agree_action
from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent
from recommendations.inspections import mending, recommendation_verbs
from recommendations.inspections import verbs as inspections_verbs
from recommendations.inspections.queries import recommendations
from recommendations.models import Deadline, Inspection, PublicationStep, Recommendation
from recommendations.pasted.points import Point
from tests.factories import PostFactory, UserFactory
from tests.plan import content
from tests.recommendations.conftest import NOON
from tests.recommendations.pasted.looking import looked

pytestmark = pytest.mark.django_db
BACKEND = "jarplan.people.accounts.backends.PeopleBackend"
ILACS = {
    "kind": "childrens_services",
    "reference": "ilacs-2023",
    "title": "Inspection of children's services",
    "area": "Stockton-on-Tees",
    "document": "The report of 9 May 2023",
    "reference_prefix": "Y",
    "published_on_day": "9",
    "published_on_month": "5",
    "published_on_year": "2023",
}


@pytest.fixture
def administrator(facts):
    return UserFactory(username="ada", roles=["administrator"])


def review(by, **more):
    said = {
        "kind": "plan_review",
        "reference": "cypp-2008",
        "title": "Review of the plan",
        "area": "Leicester",
    }
    said |= {"reference_prefix": "Y", "published_on": date(2008, 6, 19)}
    return inspections_verbs.add_inspection(by=by, now=NOON, **said | more)


def with_words(by, texts=("First.", "Second.")):
    row = review(by)
    act = {"by": by, "now": NOON, "inspection": row}
    frame = inspections_verbs.add_timeframe(
        **act, version=1, label="For immediate action", months=None, paragraph="2"
    )
    points = [Point(words, "For immediate action", paragraph="2.1") for words in texts]
    added = recommendation_verbs.add_recommendations(**act, version=2, points=points)
    row.refresh_from_db()
    return row, frame, added


@pytest.mark.slow
def test_an_administrator_adds_an_inspection_from_nothing_to_an_agreed_action(
    administrator, client, settings
):
    settings.PLAN_TODAY = date(2023, 6, 1)
    client.force_login(administrator, BACKEND)
    assert "Add inspection" in client.get("/inspections/").content.decode()
    assert client.post("/inspections/add/", ILACS).status_code == 302
    row = Inspection.objects.get(reference="ilacs-2023")
    here = f"/inspections/{row.uuid}/"
    page = client.get(here).content.decode()
    assert "16 August 2023" in page and "Not confirmed yet" in page and "Not recorded" in page
    assert PublicationStep.objects.filter(inspection=row).count() == 14

    def post(path, **said):
        row.refresh_from_db()
        response = client.post(here + path, {"version": row.version} | said)
        assert response.status_code == 302, response.content.decode()

    post("add/timeframe/", label="What needs to improve", months="", paragraph="p. 2")
    post("add/timeframe/", label="Typed by mistake", months="3")
    post("take-out/timeframe/2/", reason="Twice")
    post("add/grade/", number="2", word="requires improvement to be good")
    grade = row.grade_points.get()
    post("add/judgement/", kind="core", area="Overall effectiveness", grade=grade.pk, paragraph="p. 1")
    frame = row.timeframes.get()
    row.refresh_from_db()
    said = {"version": row.version, "timeframe": frame.pk, "paragraph": "p. 2"}
    said["text"] = "The quality of plans.\n\nHow often\nchildren are seen."
    preview = client.post(here + "recommendations/", said)
    assert "Nothing has been saved yet" in preview.content.decode()
    assert not Recommendation.objects.filter(inspection=row).exists()
    looked_at = looked(preview)
    assert client.post(here + "recommendations/", looked_at | {"save": "1"}).status_code == 302
    assert client.post(here + "recommendations/", looked_at | {"save": "1"}).status_code == 409
    one, two = Recommendation.objects.filter(inspection=row)
    assert (one.reference, two.text) == ("Y1", "How often children are seen.")
    put_right = {
        "version": 1,
        "timeframe": frame.pk,
        "paragraph": "p. 2",
        "text": "The quality of all plans.",
    }
    assert client.post("/recommendations/Y1/words/", put_right).status_code == 302
    post("confirm/")
    row.refresh_from_db()
    assert (
        row.confirmed
        and "can no longer be changed" in client.get(here + "add/grade/", follow=True).content.decode()
    )

    office = UserFactory(username="office", roles=["programme"])
    lead = PostFactory(title="Head of Service")
    client.force_login(office, BACKEND)
    assert client.get(reverse("actions:add", args=["Y1"])).status_code == 200
    action = add_action(by=office, now=NOON, recommendation=one, content=content(lead))
    assert agree_action(by=office, now=NOON, action=action).reference == "Y1.1"
    assert Action.objects.get(reference="Y1.1").agreed_at
    for path in ("/", "/recommendations/", "/deadlines/", "/publication/", "/actions/", "/actions/Y1.1/"):
        assert client.get(path).status_code == 200, path


def test_a_received_report_is_counted_from_its_receipt_and_another_says_why_not(administrator):
    kind = {"kind": "childrens_services"}
    known = review(administrator, received_on=date(2008, 6, 20), **kind)
    other = review(administrator, reference="second", reference_prefix="Z", **kind)
    told = Deadline.objects.filter(inspection=known)
    assert {(row.start, row.counted_from, row.start_note) for row in told} == {
        (date(2008, 6, 20), "received", "")
    }
    assert {row.counted_from for row in Deadline.objects.filter(inspection=other)} == {"published"}
    assert all(row.start_note and row.computed_on for row in Deadline.objects.filter(inspection=other))


def test_a_kind_without_rules_has_no_deadline_until_one_is_applied(administrator):
    row = review(administrator)
    assert not row.deadlines.exists() and not row.publication_steps.exists()
    rule = Deadline.objects.get(rule__slug="si-2005-1973-plan").rule
    act = {"by": administrator, "now": NOON, "inspection": row, "rule": rule}
    inspections_verbs.attach_rule(**act, version=1)
    assert row.deadlines.get().rule == rule and row.publication_steps.filter(duty="plan").count() == 7
    with pytest.raises(NotNow):
        inspections_verbs.attach_rule(**act, version=2)


def test_a_number_goes_on_and_lists_keep_the_order_of_the_reports(administrator):
    row, frame, added = with_words(administrator)
    act = {"by": administrator, "now": NOON, "inspection": row, "points": [Point("Third.", frame.label)]}
    [third] = recommendation_verbs.add_recommendations(**act, version=row.version)
    assert third.timeframe == frame
    assert [one.reference for one in [*added, third]] == ["Y1", "Y2", "Y3"]
    shown = [one.reference for one in recommendations()]
    assert shown == [*(f"R{n}" for n in range(1, 17)), "Y1", "Y2", "Y3"]


def test_confirmed_words_are_changed_by_nobody(administrator):
    row, frame, (one, _) = with_words(administrator)
    act = {"by": administrator, "now": NOON}
    inspections_verbs.confirm_inspection(**act, inspection=row, version=row.version)
    row.refresh_from_db()
    act_on = {**act, "inspection": row, "version": row.version}
    changes = [
        lambda: mending.change_inspection(**act_on, title="Another"),
        lambda: inspections_verbs.add_grade(**act_on, number=1, word="poor"),
        lambda: inspections_verbs.add_timeframe(**act_on, label="Later", months=None, paragraph=""),
        lambda: inspections_verbs.add_judgement(
            **act_on, area="A", kind="core", judged="poor", paragraph="1"
        ),
        lambda: mending.take_out_part(**act_on, part=frame),
        lambda: inspections_verbs.confirm_inspection(**act_on),
        lambda: recommendation_verbs.add_recommendations(**act_on, points=[Point("Fourth.")]),
        lambda: recommendation_verbs.change_recommendation(
            **act,
            recommendation=one,
            version=1,
            timeframe=frame,
            text="Mine.",
            paragraph="2",
            addressed_to="",
        ),
    ]
    for change in changes:
        with pytest.raises(NotNow, match="confirmed"):
            change()
    one.refresh_from_db()
    assert one.text == "First."


def test_what_stands_on_a_timeframe_keeps_it(administrator):
    row, frame, _ = with_words(administrator)
    with pytest.raises(NotNow):
        mending.take_out_part(by=administrator, now=NOON, inspection=row, version=row.version, part=frame)


def test_nothing_to_confirm_and_nothing_in_the_future(administrator):
    row = review(administrator)
    with pytest.raises(NotNow):
        inspections_verbs.confirm_inspection(by=administrator, now=NOON, inspection=row, version=1)
    with pytest.raises(NotNow):
        review(administrator, reference="later", reference_prefix="Z", published_on=date(2009, 1, 1))


def test_a_stale_save_is_refused(administrator):
    row = review(administrator)
    with pytest.raises(Stale):
        mending.change_inspection(by=administrator, now=NOON, inspection=row, version=9, title="Another")


@pytest.mark.slow
@pytest.mark.parametrize("role", ["officer", "approver", "cabinet", "finance", None])
def test_nobody_else_enters_an_inspection(administrator, role):
    row, frame, (one, _) = with_words(administrator)
    by = role and UserFactory(roles=[role])
    act = {"by": by, "now": NOON, "inspection": row, "version": row.version}
    tries = [
        lambda: review(by, reference="mine", reference_prefix="M"),
        lambda: mending.change_inspection(**act, title="Another"),
        lambda: inspections_verbs.confirm_inspection(**act),
        lambda: recommendation_verbs.add_recommendations(**act, points=[Point("Mine.")]),
        lambda: recommendation_verbs.change_recommendation(
            by=by, now=NOON, recommendation=one, version=1, timeframe=frame, text="Mine.", paragraph="2"
        ),
    ]
    for attempt in tries:
        with pytest.raises(Refused):
            attempt()
    assert not AuditEvent.objects.filter(kind="confirmed").exists()


def test_the_page_of_a_past_day_shows_that_day(administrator, client, settings):
    settings.PLAN_TODAY = date(2008, 6, 25)
    client.force_login(administrator, BACKEND)
    jar = Inspection.objects.get(reference="jar-2008")
    row = review(administrator)
    assert client.get(f"/inspections/{jar.uuid}/?as_at=2008-06-10").status_code == 200
    assert client.get(f"/inspections/{row.uuid}/?as_at=2008-06-10").status_code == 404
