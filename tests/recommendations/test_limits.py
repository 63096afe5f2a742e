"""A role that is limited to inspections: what may be done and what is offered, beside another inspection's plan."""

from datetime import date

import pytest

from actions.imports.undoing.verbs import undo_import
from actions.imports.writing.long_run import begin
from actions.life.bulk import agree_selected
from actions.models import Action, ImportDraft, PlanImport
from actions.reports.due import due_reports
from actions.signoff.policies import check_sign
from actions.signoff.signable import signable
from jarplan.audit.errors import Refused, allows
from jarplan.audit.models import AuditEvent
from jarplan.audit.subjects import SUBJECTS
from jarplan.people.roles import Role
from jarplan.reporting.work.letters.notices import LAW, notices
from jarplan.reporting.work.queues import read_queues
from jarplan.reporting.work.scope import Scope
from recommendations.consultation.queries import to_answer
from recommendations.consultation.verbs import ask_partners
from recommendations.limits import OF_FIRST, SHARED, acting, acts, asking
from recommendations.meetings.verbs import add_meeting, correct_meeting
from recommendations.models import Inspection, Meeting, PlanVersion
from recommendations.versions.childrens_page import write_childrens_page
from recommendations.versions.verbs import make_version
from tests import plan
from tests.actions.imports.books import confirmed, drafted, imported, plan_file, row
from tests.claims import deliver_action
from tests.permissions.checks import make_version as kept_version
from tests.plan import later
from tests.severalplans import MARKS, beside_the_facts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SEPTEMBER = date(2008, 9, 1)


@pytest.fixture
def world(db):
    return beside_the_facts()


@pytest.fixture
def people(world):
    return world[0]


@pytest.fixture
def inspections(world):
    """P and S, each with its plan, beside that of the facts, which was entered first."""
    return world[1]


def limited(person, inspection, *roles):
    """The person with these roles (all of theirs where none is said) limited to the inspection."""
    limit = [inspection.reference]
    limited_to = {str(role): limit for role in roles or person.roles}
    type(person).objects.filter(pk=person.pk).update(limited_to=limited_to)
    return plan.fresh(person)


def rows_of(kind):
    return SUBJECTS[kind].model._base_manager.order_by("pk")


NONE_THERE = {"sign_off", "later_look", "content_change", "cost_link", "council_report"}
NONE_THERE |= {"sample", "sample_check", "wait", "return", "draft_link", "progress_release"}
KINDS = sorted(kind for kind, subject in SUBJECTS.items() if subject.inspection)


def test_rows_of_every_kind_are_acted_on_within_the_limit_only(people, inspections):
    for kind in KINDS:
        for inspection in inspections:
            person = limited(people.programme, inspection)
            theirs = set(rows_of(kind).filter(**{SUBJECTS[kind].inspection: inspection.pk}))
            assert theirs or kind in NONE_THERE, f"the plans have no {kind}"
            assert {row for row in rows_of(kind) if acts(person, Role.PROGRAMME, row)} == theirs, kind
            assert set(rows_of(kind).filter(acting(person, kind, Role.PROGRAMME))) == theirs, kind


def test_what_was_made_while_there_was_one_plan_is_of_the_first_inspection(people, inspections):
    old = kept_version(90)
    first = limited(people.programme, Inspection.objects.earliest("pk"))
    assert acts(first, Role.PROGRAMME, old) and acts(first, Role.PROGRAMME, OF_FIRST)
    assert old in PlanVersion.objects.filter(acting(first, "plan_version", Role.PROGRAMME))
    later_one = limited(people.programme, inspections[0])
    assert not acts(later_one, Role.PROGRAMME, old) and not acts(later_one, Role.PROGRAMME, OF_FIRST)


def test_nobody_without_a_limit_is_looked_up(people, inspections, django_assert_num_queries):
    action, programme = Action.objects.first(), people.programme
    assert programme.roles
    with django_assert_num_queries(0):
        assert all(acts(programme, Role.PROGRAMME, about) for about in (None, SHARED, OF_FIRST, action))
        assert not acts(programme, Role.OFFICER, action)
        assert asking(programme, Role.PROGRAMME)(str(inspections[0].uuid))


def test_what_all_inspections_share_is_not_acted_on_with_a_limit(people, inspections):
    person = limited(people.programme, inspections[0])
    everywhere = Meeting.objects.create(body="Panel", held_on=SEPTEMBER, purpose="Both plans")
    assert not any(acts(person, Role.PROGRAMME, about) for about in (SHARED, everywhere, people.a))
    assert acts(person, Role.PROGRAMME)


def test_only_the_limited_role_is_limited(people, inspections):
    """An officer for one inspection who is an approver for all."""
    person = limited(people.both_a, inspections[0], Role.OFFICER)
    action = Action.objects.filter(recommendation__inspection=inspections[1]).first()
    assert acts(person, Role.APPROVER, action)
    assert not acts(person, Role.OFFICER, action)
    assert acting(person, "action", Role.OFFICER, Role.APPROVER) == acting(person, "action", Role.APPROVER)


def test_what_is_made_anew_belongs_to_the_limit_or_is_refused(people, inspections):
    first, second = inspections
    act = {"by": limited(people.programme, second), "now": later(6)}
    meeting = {"body": "Panel", "purpose": "The plan"}
    version = {"content": "{}", "format": 1, "title": "The plan"}
    page = {"version": 0, "title": "For you", "text": "A plan."}
    for elsewhere in (first, None):
        for verb, said in (
            (add_meeting, meeting | {"held_on": SEPTEMBER}),
            (make_version, version),
            (write_childrens_page, page),
        ):
            with pytest.raises(Refused, match="limited to certain inspections"):
                verb(**act, **said, inspection=elsewhere)
    assert add_meeting(**act, **meeting, held_on=SEPTEMBER, inspection=second).inspection == second
    assert make_version(**act, **version, inspection=second).inspection == second


def test_an_entry_is_not_corrected_into_another_inspections(people, inspections):
    first, second = inspections
    meeting = first.meetings.latest("held_on")  # no version was approved there
    said = {
        "body": meeting.body,
        "held_on": meeting.held_on,
        "purpose": "Moved",
        "asked": "",
        "reason": "Mistyped",
    }
    act = {
        "by": limited(people.programme, first),
        "now": later(6),
        "entry": meeting,
        "version": meeting.version,
    }
    for other in (second, None):  # None: about all of them, which is for those without a limit
        with pytest.raises(Refused, match="limited to certain inspections"):
            correct_meeting(**act, **said, inspection=other)
    assert correct_meeting(**act, **said, inspection=first).purpose == "Moved"


def test_my_work_and_messages_offer_what_is_within_the_limit(people, inspections):
    def offered(person):
        queues = list(read_queues(Scope(person, SEPTEMBER)))
        said = notices(person, SEPTEMBER)
        references = [task.record.reference for queue in queues for task in queue.tasks]
        lines = [line for section in said.sections if section.title != LAW for line in section.lines]
        references += [line.reference for line in lines]
        return {reference[0] for reference in references if not reference.startswith("Version")}

    def law(person):
        """The marks of the inspections whose statutory dates are told to somebody."""
        said = [one for one in notices(person, SEPTEMBER).sections if one.title == LAW]
        words = " ".join(line.reference for section in said for line in section.lines)
        return {prefix for prefix, mark in MARKS.items() if mark in words}

    for person in (people.programme, people.officer_a):
        assert offered(person) == {"P", "S"}
        assert offered(limited(person, inspections[1])) == {"S"}
    assert law(people.programme) == {"P", "S"} and law(people.officer_a) == set()
    assert law(limited(people.programme, inspections[1])) == {"S"}
    due = due_reports(people.officer_a, SEPTEMBER)
    assert {one.reference[0] for one in due.items} == {"P", "S"}
    due = due_reports(limited(people.officer_a, inspections[0]), SEPTEMBER)
    assert {one.reference[0] for one in due.items} == {"P"}


def test_what_waits_for_a_signature_is_what_may_be_signed(people, inspections):
    for action in Action.objects.filter(status="in_progress", evidence__isnull=False).distinct():
        deliver_action(by=people.officer_a, now=later(6), action=action)
    rows = Action.objects.all()
    approver = people.approver_a
    assert {action.reference[0] for action in signable(rows, approver)} == {"P", "S"}
    approver = limited(approver, inspections[1])
    may = {action for action in rows if action.awaiting and allows(check_sign, approver, action)}
    assert set(signable(rows, approver)) == may
    assert {action.reference[0] for action in may} == {"S"}


def test_questions_to_answer_are_those_of_the_limit(people, inspections):
    act = {"by": people.programme, "now": later(6)}
    for number, inspection in enumerate(inspections):
        row = make_version(**act, content=str(number), format=1, title="Next", inspection=inspection)
        asked = {"partners": [(people.b, people.b.name)], "answer_by": SEPTEMBER}
        ask_partners(**act, plan_version=row, version=row.version, **asked)
    assert to_answer(people.officer_b).count() == 2
    found = to_answer(limited(people.officer_b, inspections[1]))
    assert [row.version_asked.inspection for row in found] == [inspections[1]]


def test_several_at_once_are_refused_where_one_lies_outside(people, inspections):
    person = limited(people.programme, inspections[0])
    proposed = {action.reference: action.version for action in Action.objects.filter(status="proposed")}
    assert {reference[0] for reference in proposed} == {"P", "S"}
    with pytest.raises(Refused):
        agree_selected(by=person, now=later(6), seen=proposed)
    assert Action.objects.filter(status="proposed").count() == len(proposed)


def sheet(*references):
    """A file with a new action for each of these recommendations."""
    return plan_file(
        *[row("", rec_no=one, jar_recommendation="", action=f"New for {one}") for one in references]
    )


def test_an_import_with_rows_outside_the_limit_is_refused_before_anything_is_written(people, inspections):
    person, number = limited(people.programme, inspections[0]), Action.objects.count()
    draft = drafted(person, sheet("P2", "S2"))
    assert {one["recommendation"] for one in draft.rows if one["result"] == "new"} == {"P2", "S2"}
    for write in (
        confirmed,
        lambda by, draft: begin(by=by, now=later(30), draft=draft, version=draft.version),
    ):
        with pytest.raises(Refused, match="some of these actions are not part of one of them"):
            write(person, draft)
        assert (Action.objects.count(), PlanImport.objects.count()) == (number, 0)
        assert ImportDraft.objects.get().state == ImportDraft.State.WAITING
    assert AuditEvent.objects.latest("sequence").kind == "refused"


def test_an_import_within_the_limit_is_written_and_undone_within_it_only(people, inspections):
    first, second = inspections
    here, there = limited(people.programme, first), limited(people.programme_2, second)
    made = imported(here, sheet("P2"))
    assert made.counts["written"] == 1
    again = {"now": later(31), "plan_import": made, "version": made.version, "reason": "The wrong file"}
    with pytest.raises(Refused, match="some of these actions"):
        undo_import(by=there, **again)
    assert undo_import(by=here, **again).left


def test_an_importer_who_is_limited_in_one_role_imports_in_the_other(people, inspections):
    people.programme.groups.add(people.administrator.groups.get())
    person = limited(plan.fresh(people.programme), inspections[0], Role.PROGRAMME)
    assert imported(person, sheet("S2")).counts["written"] == 1
    assert AuditEvent.objects.latest("sequence").role == Role.ADMINISTRATOR
