"""An inspection put right: its dates and what they move, its kind, its parts, before and after it is confirmed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.integrity.verification import row_problems
from jarplan.audit.models import AuditEvent
from jarplan.audit.subjects import SUBJECTS
from recommendations.deadlines.queries import deadlines
from recommendations.deadlines.verbs import adopt_date, withdraw_deadline
from recommendations.inspections import mending, queries, recommendation_verbs
from recommendations.inspections import verbs as inspections_verbs
from recommendations.models import (
    ChildrensPage,
    Deadline,
    DeadlineRule,
    Inspection,
    Meeting,
    PublicationStep,
)
from recommendations.pasted.points import Point
from tests.factories import UserFactory
from tests.permissions.checks import make_version
from tests.recommendations.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BACKEND = "jarplan.people.accounts.backends.PeopleBackend"
WHY = {"reason": "The report says so"}


@pytest.fixture
def administrator(facts):
    return UserFactory(username="ada", roles=["administrator"])


@pytest.fixture
def desk(administrator, client, settings):
    settings.PLAN_TODAY = NOON.date()
    client.force_login(administrator, BACKEND)
    return client


def entered(by, published_on=date(2008, 6, 3), kind="childrens_services", confirmed=False):
    said = {"kind": kind, "reference": "review", "title": "A review", "area": "Leicester"}
    said |= {"reference_prefix": "Y", "published_on": published_on}
    act = {"by": by, "now": NOON}
    row = inspections_verbs.add_inspection(**act, **said)
    act["inspection"] = row
    inspections_verbs.add_timeframe(**act, version=1, label="Now", months=3, paragraph="2")
    said = {"area": "Staying safe", "kind": "core", "judged": "good", "paragraph": "3"}
    inspections_verbs.add_judgement(**act, version=2, **said)
    points = [Point("Words.", timeframe="Now", paragraph="2")]
    recommendation_verbs.add_recommendations(**act, version=3, points=points)
    if confirmed:
        inspections_verbs.confirm_inspection(**act, version=4)
    row.refresh_from_db()
    return row


def change(by, row, **values):
    return mending.change_inspection(by=by, now=NOON, inspection=row, version=row.version, **values)


def plan_of(row):
    return Deadline.objects.get(inspection=row, rule__duty="plan")


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def details(row, **more):
    said = {name: getattr(row, name) for name in ("version", "kind", "title", "area", "reference")}
    return said | boxes("published_on", row.published_on) | more


def new_inspection(by):
    said = {"kind": "other", "reference": "send-24", "title": "A review", "area": "Leicester"}
    dates = {"reference_prefix": "X", "published_on": date(2008, 6, 3)}
    return inspections_verbs.add_inspection(by=by, now=NOON, **said, **dates)


def test_the_reference_and_the_prefix_are_corrected_while_nothing_is_known_by_them(administrator, desk):
    row = new_inspection(administrator)
    with pytest.raises(NotNow, match="Enter the reason for correcting the reference or the prefix"):
        change(administrator, row, reference="send-2024")
    for taken in ({"reference": "jar-2008"}, {"reference_prefix": "R"}, {"reference": "all"}):
        with pytest.raises(ValidationError):
            change(administrator, row, **taken, **WHY)
    page = f"/inspections/{row.uuid}/add/details/"
    typed = details(row, reference="send-2024", reference_prefix="SEND", reason="Mistyped")
    assert desk.post(page, typed).status_code == 302
    row.refresh_from_db()
    assert (row.reference, row.reference_prefix) == ("send-2024", "SEND")
    act = {"by": administrator, "now": NOON, "inspection": row, "version": row.version}
    [added] = recommendation_verbs.add_recommendations(**act, points=[Point("Words.")])
    assert added.reference == "SEND1"
    row.refresh_from_db()
    with pytest.raises(NotNow, match="The reference prefix cannot be changed: SEND1 is numbered by it"):
        change(administrator, row, reference_prefix="X", **WHY)
    assert "This cannot be changed: SEND1 is numbered by it." in desk.get(page).text
    change(administrator, row, reference="send-24", **WHY)


@pytest.mark.parametrize("known_by", ["version", "page", "role"])
def test_a_reference_by_which_something_is_known_stays(administrator, known_by):
    row = new_inspection(administrator)
    if known_by == "version":
        make_version(3, text='{"inspections":[{"reference":"send-24"}]}', inspection=row)
        words = "version 3 of the plan prints it"
    elif known_by == "page":
        said = {"title": "A page", "text": "Words.", "written_at": NOON}
        ChildrensPage.objects.create(inspection=row, slug="send-24", **said)
        words = "its page for children and young people is kept under it"
    else:
        UserFactory(full_name="Olga Officer", limited_to={"officer": ["send-24"]})
        words = "a role of Olga Officer is limited to it"
    with pytest.raises(NotNow, match=f"The reference cannot be changed: {words}"):
        change(administrator, row, reference="send-2024", **WHY)
    change(administrator, row, reference_prefix="SEND", **WHY)


def test_a_report_is_not_published_after_its_plan_was_approved(administrator):
    row = new_inspection(administrator)
    meeting = Meeting.objects.create(body="Cabinet", held_on=date(2008, 6, 10), purpose="The plan")
    make_version(3, inspection=row, state="approved", approved_at=NOON, meeting=meeting)
    with pytest.raises(NotNow, match="Version 3 of the plan was approved by Cabinet, 10 June 2008"):
        change(administrator, row, published_on=date(2008, 6, 11), **WHY)
    change(administrator, row, published_on=date(2008, 6, 10), **WHY)


def test_a_corrected_publication_counts_every_deadline_anew(administrator):
    row = entered(administrator, published_on=date(2008, 5, 3))
    assert plan_of(row).start == date(2008, 5, 3)
    change(administrator, row, published_on=date(2008, 6, 3), **WHY)
    row.refresh_from_db()
    told = plan_of(row)
    assert (told.start, told.computed_on) == (date(2008, 6, 3), date(2008, 9, 10))
    assert row.timeframes.get().ends_on == date(2008, 9, 3)
    event = AuditEvent.objects.get(subject=row.uuid, kind="corrected")
    assert event.actor == administrator.uuid
    recounted = AuditEvent.objects.filter(subject_kind="deadline", kind="counted again")
    assert recounted.count() == row.deadlines.count()
    assert list(row_problems(SUBJECTS["inspection"])) == list(row_problems(SUBJECTS["deadline"])) == []


def test_a_corrected_publication_takes_away_and_brings_the_rules_of_its_day(administrator, programme):
    row = entered(administrator, published_on=date(1908, 6, 3))
    assert not row.deadlines.exists()
    change(administrator, row, published_on=date(2008, 6, 3), **WHY)
    assert plan_of(row).computed_on == date(2008, 9, 10)
    row.refresh_from_db()
    change(administrator, row, published_on=date(1908, 6, 3), **WHY)
    assert not row.deadlines.exists()
    row.refresh_from_db()
    change(administrator, row, published_on=date(2008, 6, 3), **WHY)
    act = {"by": programme, "now": NOON, "deadline": plan_of(row), "version": 1}
    adopt_date(**act, adopted_on=date(2008, 9, 5), reason="A day to spare")
    row.refresh_from_db()
    with pytest.raises(NotNow, match="the council has adopted 5 September 2008"):
        change(administrator, row, published_on=date(1908, 6, 3), **WHY)
    assert not list(row_problems(SUBJECTS["deadline"]))


@pytest.fixture
def chain(facts):
    """An annual review a year after the visit, and a progress review six months after that."""
    said = {"unit": "month", "day_one": "next_day", "source": "A framework", "wording": "Words."}
    said |= {"inspection_kind": "other", "certainty": "secondary"}
    add = DeadlineRule.objects.create
    add(slug="a", duty="annual_review", number=12, counted_from="visited", **said)
    add(slug="b", duty="progress_review", number=6, counted_from="met", after_duty="annual_review", **said)
    add(slug="d", duty="self_assessment", number=2, counted_from="sent", **said)
    add(slug="c", duty="plan", number=1, counted_from="published", in_force_from=date(2008, 6, 1), **said)


CORRECTIONS = [
    {"visited_on": date(2008, 5, 20)},
    {"published_on": date(2008, 6, 3)},
    {"published_on": date(2008, 6, 3), "visited_on": date(2008, 5, 20), "received_on": date(2008, 6, 5)},
    {"sent_on": date(2008, 5, 29)},
    {"kind": "joint_targeted"},
    {"kind": "childrens_services", "published_on": date(2008, 6, 3)},
]


@pytest.mark.slow
@pytest.mark.parametrize("values", CORRECTIONS)
def test_what_the_page_says_will_move_is_what_moves(administrator, chain, values):
    row = entered(administrator, kind="other", published_on=date(2008, 5, 30))
    before = in_force(row)
    typed = {name: getattr(row, name) for name in ("kind", *mending.DATES)} | values
    moves = [move for move in queries.moved_by(row, **typed) if "last day" not in move[0]]
    assert moves
    change(administrator, row, **values, **WHY)
    after = in_force(row)
    gone, kept = set(before) - set(after), set(before) & set(after)
    assert sorted(then for _, now, then in moves if now is None) == sorted(
        after[uuid] for uuid in set(after) - set(before)
    )
    assert sorted(now for _, now, then in moves if then is None) == sorted(before[uuid] for uuid in gone)
    told = [(now, then) for what, now, then in moves if what.endswith("in force")]
    moved = [(before[uuid], after[uuid]) for uuid in kept if before[uuid] != after[uuid]]
    assert sorted(told) == sorted(moved)
    for kind in ("inspection", "deadline", "publication_step"):
        assert not list(row_problems(SUBJECTS[kind]))


def in_force(row):
    return {one.uuid: one.in_force for one in deadlines() if one.inspection == str(row.uuid)}


def test_a_deadline_from_which_another_is_counted_is_not_withdrawn(administrator, chain):
    row = entered(administrator, kind="other", published_on=date(2008, 5, 30))
    first, then = (row.deadlines.get(rule__slug=slug) for slug in "ab")
    act = {"by": administrator, "now": NOON, **WHY}
    with pytest.raises(NotNow, match="the deadline to review progress is counted from it"):
        withdraw_deadline(**act, entry=first, version=first.version)
    withdraw_deadline(**act, entry=then, version=then.version)
    withdraw_deadline(**act, entry=first, version=first.version)
    assert {one.rule.slug for one in row.deadlines.all()} == {"d"}


def test_a_recommendation_without_a_timeframe_leaves_its_inspection_equal_to_its_history(administrator):
    row = entered(administrator)
    found = row.recommendations.get()
    act = {"by": administrator, "now": NOON, "recommendation": found, "version": 1}
    recommendation_verbs.change_recommendation(**act, timeframe=None, text="Words.", paragraph="2")
    assert row.timeframes.count() == 2
    assert not list(row_problems(SUBJECTS["inspection"]))


def test_an_adopted_date_stays_and_only_the_count_moves(administrator, programme):
    row = entered(administrator)
    act = {"by": programme, "now": NOON, "deadline": plan_of(row), "version": 1}
    adopt_date(**act, adopted_on=date(2008, 9, 5), reason="A day to spare")
    change(administrator, row, published_on=date(2008, 6, 4), **WHY)
    told = plan_of(row)
    assert (told.adopted_on, told.computed_on) == (date(2008, 9, 5), date(2008, 9, 11))


def test_a_receipt_that_was_none_is_taken_out_and_counts_from_publication_again(administrator):
    row = entered(administrator)
    change(administrator, row, received_on=date(2008, 6, 10), **WHY)
    told = plan_of(row)
    assert (told.counted_from, told.start, told.start_note) == ("received", date(2008, 6, 10), "")
    row.refresh_from_db()
    change(administrator, row, received_on=None, **WHY)
    told = plan_of(row)
    assert (told.counted_from, told.start) == ("published", date(2008, 6, 3)) and told.start_note


def test_another_kind_brings_its_own_duties(administrator):
    row = entered(administrator, kind="joint_targeted")
    assert PublicationStep.objects.filter(inspection=row).count() == 4
    change(administrator, row, kind="childrens_services", **WHY)
    assert {one.rule.inspection_kind for one in row.deadlines.all()} == {"childrens_services"}
    assert PublicationStep.objects.filter(inspection=row).count() == 14
    row.refresh_from_db()
    adopt_date(
        by=UserFactory(roles=["programme"]),
        now=NOON,
        deadline=plan_of(row),
        version=1,
        adopted_on=date(2008, 9, 5),
        reason="A day to spare",
    )
    with pytest.raises(NotNow, match="the council has adopted 5 September 2008"):
        change(administrator, row, kind="joint_targeted", **WHY)


@pytest.mark.parametrize("values", [{"published_on": date(2008, 6, 4)}, {"kind": "other"}])
def test_dates_and_kind_are_corrected_for_a_reason_and_never_into_the_future(administrator, values):
    row = entered(administrator)
    with pytest.raises(NotNow, match="Enter the reason"):
        change(administrator, row, **values)
    with pytest.raises(NotNow, match="today or in the past"):
        change(administrator, row, **WHY, published_on=date(2008, 6, 21))


def test_a_title_needs_no_reason_until_the_inspection_is_confirmed(administrator):
    row = change(administrator, entered(administrator), title="Another title")
    assert AuditEvent.objects.filter(subject=row.uuid, kind="changed").exists()


def test_after_confirmation_only_an_administrator_corrects_for_a_reason(administrator, programme):
    row = entered(administrator, confirmed=True)
    with pytest.raises(Refused, match="only an administrator"):
        change(programme, row, title="Another title", **WHY)
    with pytest.raises(NotNow, match="confirmed. Enter the reason"):
        change(administrator, row, title="Another title")
    change(administrator, row, title="Another title", **WHY)
    assert Inspection.objects.get(pk=row.pk).title == "Another title"


def test_confirmed_wording_stays_and_what_stands_around_it_is_corrected(administrator):
    row = entered(administrator, confirmed=True)
    act = {"by": administrator, "now": NOON, **WHY}
    found, judged = row.recommendations.get(), row.judgements.get()
    words = {"timeframe": found.timeframe, "addressed_to": ""}
    with pytest.raises(NotNow, match="cannot be changed"):
        recommendation_verbs.change_recommendation(
            **act, recommendation=found, version=1, text="Mine.", paragraph="2", **words
        )
    recommendation_verbs.change_recommendation(
        **act, recommendation=found, version=1, text="Words.", paragraph="2.4", **words
    )
    assert row.recommendations.get().paragraph == "2.4"
    part = {"inspection": row, "version": row.version, "part": judged}
    with pytest.raises(NotNow, match="cannot be changed"):
        mending.correct_part(**act, **part, area="Another area")
    with pytest.raises(NotNow, match="Enter the reason"):
        mending.correct_part(**act | {"reason": ""}, **part, judged="poor")
    mending.correct_part(**act, **part, judged="poor")
    assert row.judgements.get().judged == "poor"
    assert AuditEvent.objects.filter(subject=row.uuid, kind="judgement corrected").exists()


def test_a_part_that_something_refers_to_is_not_removed(administrator):
    row = entered(administrator)
    act = {"by": administrator, "now": NOON, "inspection": row, "version": row.version, **WHY}
    with pytest.raises(NotNow, match="1 recommendation refers to it"):
        mending.take_out_part(**act, part=row.timeframes.get())


@pytest.mark.slow
def test_the_page_shows_what_moves_before_it_is_saved(administrator, desk):
    row = entered(administrator, published_on=date(2008, 6, 2))
    path = f"/inspections/{row.uuid}/add/details/"
    said = details(row, **boxes("published_on", date(2008, 6, 3)), **WHY)
    page = desk.post(path, said).content.decode()
    assert "Nothing has been saved yet" in page
    for day in ("9 September 2008", "10 September 2008", "2 September 2008", "3 September 2008"):
        assert day in page, day
    assert Inspection.objects.get(pk=row.pk).published_on == date(2008, 6, 2)
    seen = {"seen": "childrens_services 2008-06-03 None None None"}
    assert f'value="{seen["seen"]}"' in page
    other = details(row, **boxes("published_on", date(2008, 6, 4)), **WHY, **seen)
    assert "Nothing has been saved yet" in desk.post(path, other).content.decode()
    page = desk.post(path, said | seen, follow=True).content.decode()
    assert "Your correction has been saved." in page and "The report says so" in page
    assert Inspection.objects.get(pk=row.pk).published_on == date(2008, 6, 3)


@pytest.mark.slow
def test_3_june_1908_is_asked_about_when_an_inspection_is_added(desk):
    said = {"kind": "other", "reference": "old", "title": "Old", "area": "Leicester", "reference_prefix": "Z"}
    said |= boxes("published_on", date(1908, 6, 3)) | boxes("received_on", date(1910, 6, 3))
    page = desk.post("/inspections/add/", said).content.decode()
    assert "3 June 1908 is before 1990" in page and page.count("The date is right</label>") == 2
    assert 'value="1908"' in page and not Inspection.objects.filter(reference="old").exists()
    said |= {"published_on_is_right": "1908-06-03", "received_on_is_right": "1910-06-03"}
    assert desk.post("/inspections/add/", said).status_code == 302
    assert Inspection.objects.get(reference="old").published_on == date(1908, 6, 3)


@pytest.mark.slow
def test_a_confirmed_inspection_offers_its_correction_and_says_that_it_was_corrected(
    administrator, programme, desk
):
    row = entered(administrator, confirmed=True)
    path = f"/inspections/{row.uuid}/"
    page = desk.get(path).content.decode()
    assert path + "withdraw/" in page and path + "add/details/" in page and "Corrections" not in page
    change(administrator, row, title="Another title", **WHY)
    assert "by Ada: The report says so" in desk.get(path).content.decode()
    desk.force_login(programme, BACKEND)
    assert path + "withdraw/" not in desk.get(path).content.decode()


@pytest.mark.slow
def test_the_form_of_a_confirmed_part_leaves_its_wording_alone(administrator, desk):
    row = entered(administrator, confirmed=True)
    path = f"/inspections/{row.uuid}/correct/timeframe/1/"
    said = {"version": row.version, "label": "Mine", "months": "6", "paragraph": "2", **WHY}
    assert desk.post(path, said).status_code == 302
    frame = row.timeframes.get()
    assert (frame.label, frame.months) == ("Now", 6)


@pytest.mark.parametrize("label", ["Now", "now", "NOW", " Now ", "nOw"])
def test_two_timeframes_of_an_inspection_are_not_called_alike(administrator, label):
    row = entered(administrator)
    act = {"by": administrator, "now": NOON, "inspection": row}
    with pytest.raises(ValidationError, match="already has a timeframe with this label"):
        inspections_verbs.add_timeframe(
            **act, version=row.version, label=label.strip(), months=6, paragraph="3"
        )
    inspections_verbs.add_timeframe(**act, version=row.version, label="Later", months=6, paragraph="3")
    row.refresh_from_db()
    later = row.timeframes.get(label="Later")
    with pytest.raises(ValidationError, match="already has a timeframe with this label"):
        mending.correct_part(**act, version=row.version, part=later, label=label.strip())
    assert list(row.timeframes.values_list("label", flat=True)) == ["Now", "Later"]
