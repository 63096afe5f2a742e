"""Kinds of inspection as data: what each brings to an inspection, who adds and corrects one, and the free prefix."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent
from recommendations.deadlines.queries import deadlines
from recommendations.inspections.recommendation_verbs import add_recommendations
from recommendations.inspections.verbs import add_inspection, add_timeframe, confirm_inspection
from recommendations.law import kind_verbs, kinds, rule_verbs
from recommendations.models import DeadlineRule, InspectionKind, Recipient
from recommendations.pasted.points import Point
from tests.factories import UserFactory
from tests.recommendations.conftest import NOON
from tests.recommendations.law.test_rule_verbs import WORDS as RULE

pytestmark = pytest.mark.django_db
BACKEND = "jarplan.people.accounts.backends.PeopleBackend"
WORDS = {
    "name": "inspection of fostering",
    "short_name": "SCCIF",
    "bodies": "Ofsted",
    "prefix": "F",
    "areas": "Overall experiences\nLeaders and managers",
    "scale": "4: outstanding\n3: good\nnot judged",
    "source": "A framework",
    "certainty": "secondary",
}


@pytest.fixture
def administrator(facts):
    return UserFactory(username="ada", roles=["administrator"])


def reached(*slugs):
    return list(Recipient.objects.filter(slug__in=slugs))


def added(by, **more):
    return kind_verbs.add_kind(by=by, now=NOON, **WORDS | more)


def entered(by, reference, **more):
    said = {"title": "A review", "area": "Leicester", "published_on": date(2008, 6, 19)}
    return add_inspection(by=by, now=NOON, reference=reference, **said | more)


def test_an_inspection_gets_what_its_kind_brings(administrator):
    kind = added(
        administrator,
        report_to=reached("website", "newspaper"),
        report_source="Regulation 9",
    )
    assert kind.slug == "inspection_of_fostering"
    rule_verbs.add_rule(by=administrator, now=NOON, inspection_kind=kind.slug, duty="other", **RULE)
    row = entered(administrator, "fostering", kind=kind.slug)
    assert row.reference_prefix == "F"
    assert [(point.number, point.word) for point in row.grade_points.all()] == [
        (4, "outstanding"),
        (3, "good"),
    ]
    steps = [(step.words, step.served, step.source) for step in row.publication_steps.all()]
    assert steps == [
        ("at least one newspaper of the area", "one", "Regulation 9"),
        ("a website that everybody can read", "nobody", "Regulation 9"),
    ]
    assert [one.rule.duty for one in row.deadlines.all()] == ["other"]


def test_another_prefix_is_proposed_where_one_is_taken(administrator):
    assert kinds.free_prefix("R") == "RA"
    one = entered(administrator, "one", kind="other")
    two = entered(administrator, "two", kind="other")
    assert (one.reference_prefix, two.reference_prefix) == ("X", "XA")
    entered(administrator, "five", kind="other", reference_prefix="ABCDE")
    assert kinds.free_prefix("ABCDE") == "ABCDA"


def test_the_rule_in_force_on_the_day_of_publication_is_taken(administrator):
    act = {"by": administrator, "now": NOON, "inspection_kind": "other", "duty": "plan"}
    before = {**RULE, "number": 20, "in_force_until": date(2008, 6, 18)}
    rule_verbs.add_rule(**act, **before)
    rule_verbs.add_rule(**act, **{**RULE, "number": 40, "in_force_from": date(2008, 6, 19)})
    days = {"old": date(2008, 6, 18), "new": date(2008, 6, 19)}
    numbers = {
        name: [
            one.rule.number
            for one in entered(administrator, name, kind="other", published_on=day).deadlines.all()
        ]
        for name, day in days.items()
    }
    assert numbers == {"old": [20], "new": [40]}
    # Both at once would be two deadlines for one thing.
    with pytest.raises(NotNow, match="at that time"):
        rule_verbs.add_rule(**act, **{**RULE, "in_force_from": date(2010, 1, 1)})
    first = DeadlineRule.objects.get(number=20, duty="plan", inspection_kind="other")
    with pytest.raises(NotNow, match="at that time"):
        rule_verbs.correct_rule(
            by=administrator,
            now=NOON,
            rule=first,
            version=1,
            reason="x",
            **{**before, "in_force_until": None},
        )


def test_one_duty_has_several_tasks_each_with_its_deadline(administrator):
    act = {"by": administrator, "now": NOON, "inspection_kind": "other", "duty": "progress_review"}
    for months in (6, 12, 18):
        words = RULE | {"number": months, "unit": "month", "task": f"review progress after {months} months"}
        rule_verbs.add_rule(**act, **words)
    row = entered(administrator, "one", kind="other")
    found = [one for one in deadlines() if one.inspection == str(row.uuid)]
    assert [(one.title, one.in_force) for one in found] == [
        ("Review progress after 6 months", date(2008, 12, 19)),
        ("Review progress after 12 months", date(2009, 6, 19)),
        ("Review progress after 18 months", date(2009, 12, 19)),
    ]


def test_a_kind_that_is_not_listed_is_refused(administrator):
    with pytest.raises(NotNow, match="no such type of inspection"):
        entered(administrator, "one", kind="unheard_of")


def test_a_kind_is_added_once_and_corrected_for_a_reason(administrator):
    kind = added(administrator, plan_to=reached("website"), plan_source="Regulation 9")
    assert AuditEvent.objects.get(subject=kind.uuid).kind == "added"
    with pytest.raises(ValidationError, match="already a type of inspection"):
        added(administrator, name="Inspection of Fostering")
    act = {"by": administrator, "now": NOON, "kind": kind}
    same = {**WORDS, "plan_to": reached("website"), "plan_source": "Regulation 9"}
    assert kind_verbs.correct_kind(**act, version=1, reason="Read again", **same).version == 1
    other = same | {"plan_to": reached("offices", "radio"), "bodies": "Ofsted and others"}
    with pytest.raises(NotNow, match="why you are correcting"):
        kind_verbs.correct_kind(**act, version=1, reason=" ", **other)
    kind_verbs.correct_kind(**act, version=1, reason="Read again", **other)
    [(_, _, words)] = kinds.kind(kind.slug).reached
    assert words == ("at least one radio station of the area", "a copy for free inspection at the offices")
    with pytest.raises(Stale):
        kind_verbs.correct_kind(**act, version=1, reason="Read again", **other)
    with pytest.raises(NotNow, match="where it is asked for"):
        kind_verbs.correct_kind(**act, version=2, reason="x", **other | {"plan_source": " "})


def test_a_correction_changes_nothing_that_an_inspection_has(administrator):
    row = entered(administrator, "peer", kind="peer_challenge")
    before = list(row.publication_steps.values_list("recipient", "words"))
    kind = InspectionKind.objects.get(slug="peer_challenge")
    words = {name: getattr(kind, name) for name in WORDS}
    kind_verbs.correct_kind(by=administrator, now=NOON, kind=kind, version=1, reason="Read again", **words)
    assert not kind.reached.exists()
    assert list(row.publication_steps.values_list("recipient", "words")) == before


@pytest.mark.parametrize("role", ["officer", "approver", "cabinet", "finance", None])
def test_others_and_the_system_change_no_kind(facts, role):
    by = role and UserFactory(roles=[role])
    kind = InspectionKind.objects.get(slug="other")
    with pytest.raises(Refused):
        added(by)
    with pytest.raises(Refused):
        kind_verbs.correct_kind(by=by, now=NOON, kind=kind, version=1, reason="Mine", **WORDS)


def test_the_pages_show_every_kind_and_offer_a_reader_no_button(facts, client):
    client.force_login(UserFactory(roles=["officer"]), BACKEND)
    page = client.get("/inspections/kinds/").content.decode()
    assert page.count('<th scope="row">') == InspectionKind.objects.count() == 10
    assert "Add type of inspection" not in page
    kind = InspectionKind.objects.get(slug="peer_challenge")
    page = " ".join(client.get(f"/inspections/kinds/{kind.uuid}/").content.decode().split())
    assert "Publish the action plan: 5 months from the day the inspectors&#x27; visit is over" in page
    assert "Nothing is graded" in page and "secondary sources only" in page
    assert "Correct type of inspection" not in page
    assert client.get(f"/inspections/kinds/{kind.uuid}/?as_at=2008-06-02").status_code == 404


def test_a_kind_is_added_and_corrected_by_pages_alone(administrator, client):
    client.force_login(administrator, BACKEND)
    typed = WORDS | {"report_to": [Recipient.objects.get(slug="website").pk], "report_source": "Regulation 9"}
    assert client.post("/inspections/kinds/add/", WORDS | {"prefix": "f"}).status_code == 200
    assert client.post("/inspections/kinds/add/", typed).status_code == 302
    kind = InspectionKind.objects.get(slug="inspection_of_fostering")
    here = f"/inspections/kinds/{kind.uuid}/"
    page = client.get(here).content.decode()
    assert "A website that everybody can read" in page and "4: outstanding" in page
    assert "Correct type of inspection" in page
    form = client.get(here + "correct/").content.decode()
    assert "Regulation 9" in form and "checked" in form
    typed |= {"version": 1, "bodies": "Ofsted alone"}
    assert client.post(here + "correct/", typed).status_code == 200
    assert client.post(here + "correct/", typed | {"reason": "Read again"}).status_code == 302
    assert client.post(here + "correct/", typed | {"reason": "Once more", "bodies": "X"}).status_code == 409


def test_a_new_inspection_is_shown_what_its_kind_proposes_and_keeps_what_was_typed(administrator, client):
    client.force_login(administrator, BACKEND)
    typed = {"kind": "joint_area_review", "title": "A second review", "propose": "1"}
    typed |= {"published_on_day": "5", "published_on_month": "6", "published_on_year": "2008"}
    page = client.post("/inspections/add/", typed).content.decode()
    assert 'value="RA"' in page and 'value="A second review"' in page and 'value="2008"' in page
    assert "4: outstanding" in page and "Publish the action plan: 70 working days" in page
    assert "error-summary" not in page
    # Nothing typed yet, not even a kind.
    assert client.post("/inspections/add/", {"propose": "1"}).status_code == 200


def test_areas_that_are_not_judged_yet_lead_to_a_form_that_names_them(administrator, client):
    client.force_login(administrator, BACKEND)
    row = entered(administrator, "ilacs", kind="childrens_services")
    here = f"/inspections/{row.uuid}/"
    assert "?area=Overall%20effectiveness" in client.get(here).content.decode()
    form = client.get(here + "add/judgement/?area=Overall%20effectiveness").content.decode()
    assert 'value="Overall effectiveness"' in form and "requires improvement to be good" in form
    typed = {"version": row.version, "kind": "core", "area": "Overall effectiveness", "judged": "good"}
    assert client.post(here + "add/judgement/", typed | {"paragraph": "1"}).status_code == 302
    assert "?area=Overall%20effectiveness" not in client.get(here).content.decode()


def test_a_kind_of_before_the_law_was_loaded_is_named_by_its_key(administrator, client):
    client.force_login(administrator, BACKEND)
    row = entered(administrator, "one", kind="other")
    InspectionKind.objects.filter(slug="other").update(slug="gone_now")
    row.kind = "area_based_thing"
    row.save()
    assert "Area based thing" in client.get(f"/inspections/{row.uuid}/").content.decode()


def test_no_word_of_one_council_is_in_the_law(settings):
    law = (settings.BASE_DIR / "fixtures" / "law.json").read_text(encoding="utf-8")
    words = law.casefold()
    assert not [name for name in ("leicester", "lcypsp", "tll", "osmb", "jar-2008") if name in words]
    rows = json.loads(law)
    certain = {"text", "second_hand", "secondary"}
    sourced = [row["fields"] for row in rows if row["model"].endswith(("deadlinerule", "inspectionkind"))]
    assert sourced and all(one["source"] and one["certainty"] in certain for one in sourced)


@pytest.mark.parametrize("printed", [True, False])
def test_whose_the_reference_numbers_are_is_the_inspections_own_word(administrator, client, printed):
    client.force_login(administrator, BACKEND)
    row = entered(administrator, "ilacs", kind="childrens_services", numbers_printed=printed)
    act = {"by": administrator, "now": NOON, "inspection": row}
    frame = add_timeframe(**act, version=1, label="Now", months=None, paragraph="2")
    add_recommendations(
        **act, version=2, points=[Point("The quality of plans.", frame.label, paragraph="2.1")]
    )
    confirm_inspection(**act, version=3)
    page = " ".join(client.get("/recommendations/IL1/").content.decode().split())
    assert "2.1 of the inspectors' report." in page
    assert ("The reference IL1 is ours." in page) is not printed
