"""What keeps an import from being undone: each later event, each pointer, named in words; then nothing is written."""

import json
from dataclasses import replace
from datetime import date

import pytest

from actions.duedates.verbs import decide_date
from actions.evidence.verbs import withdraw_evidence
from actions.imports.undoing.verbs import obstacles, undo_import
from actions.models import Action, DateChange, Evidence, EvidenceUse, Lead, ProgressUpdate, SignOff
from actions.plan.content import content_of
from actions.plan.verbs import agree_action, withdraw_action
from actions.reports.verbs import report_progress
from actions.rules.lifecycle import Status
from actions.signoff.verbs import digest_of, return_action
from finance.models import CostLine, CostLink, CostTable
from jarplan.audit.canonical import canonical, digest
from jarplan.audit.errors import NotNow
from jarplan.audit.models import AuditEvent
from jarplan.people.models import Organisation, Post
from jarplan.reporting.redaction.removal import redact_text
from tests.actions.imports.sheets import AUDIT, LEAD, R4
from tests.actions.imports.written import AFTERWARDS, everything, imported
from tests.changes import edit_action
from tests.claims import deliver_action, sign_off
from tests.plan import agreed, delivered, evidence, fresh, later, proposed, real_problems, signed_off

NEW = [4, R4, "", "Write to every carer", "Carers' Champion, City Carers Trust", "31/10/2008", ""]
# A correction of wording, which an import makes at once: what is more is requested.
EDIT = [4, R4, "R4.1", "Audit all cases, and reallocate them", LEAD, "", ""]
LED_BY_A = [4, R4, "", "Write to every carer", LEAD, "31/10/2008", ""]


def refused(people, plan_import):
    """The sentence with which undoing is refused, nothing having been written."""
    before, events = everything(), AuditEvent.objects.count()
    state = fresh(plan_import).state
    with pytest.raises(NotNow) as error:
        undo_import(
            by=people.programme,
            now=AFTERWARDS,
            plan_import=plan_import,
            version=plan_import.version,
            reason="The wrong file.",
        )
    assert (everything(), AuditEvent.objects.count()) == (before, events)
    assert fresh(plan_import).state == state
    assert real_problems() == []
    return str(error.value)


def edited(people, action):
    typed = replace(content_of(action), resources="Typed since")
    edit_action(by=people.programme, now=AFTERWARDS, action=action, version=action.version, content=typed)


def agreed_since(people, action):
    agree_action(by=people.programme, now=AFTERWARDS, action=action)


def withdrawn(people, action):
    said = {"version": action.version, "reason": "Twice the same"}
    withdraw_action(by=people.programme, now=AFTERWARDS, action=action, **said)


def reported_since(people, action):
    report_progress(by=people.officer_a, now=AFTERWARDS, action=action, rating="green", done="All")


def said_delivered(people, action):
    evidence(people, action)
    deliver_action(by=people.officer_a, now=AFTERWARDS, action=action)


def signed(people, action):
    sign_off(by=people.approver_a, now=AFTERWARDS, action=fresh(action), seen=digest_of(fresh(action)))


def returned(people, action):
    seen = {"seen": digest_of(fresh(action)), "reason": "Not yet"}
    return_action(by=people.approver_a, now=AFTERWARDS, action=fresh(action), **seen)


BY_PROGRAMME, BY_OFFICER, BY_APPROVER = (
    f"on 3 September 2008 by {name}." for name in ("Programme", "Officer_A", "Approver_A")
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("happens", "sentence"),
    [
        (edited, f"R4.1 was edited {BY_PROGRAMME}"),
        (agreed_since, f"R4.1 was agreed {BY_PROGRAMME}"),
        (withdrawn, f"R4.1 was withdrawn {BY_PROGRAMME}"),
    ],
)
def test_new_action_that_something_happened_to_stays(plan, happens, sentence):
    plan_import = imported(plan.programme, NEW)
    happens(plan, Action.objects.get())
    assert obstacles(plan_import) == [("R4.1", sentence)]
    assert sentence in refused(plan, plan_import)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "happens", "sentence"),
    [
        (proposed, edited, f"R4.1 was edited {BY_PROGRAMME}"),
        (proposed, agreed_since, f"R4.1 was agreed {BY_PROGRAMME}"),
        (agreed, withdrawn, f"R4.1 was withdrawn {BY_PROGRAMME}"),
        (agreed, reported_since, f"Progress was reported on R4.1 {BY_OFFICER}"),
        (agreed, said_delivered, f"R4.1 was marked as delivered {BY_OFFICER}"),
        (delivered, signed, f"R4.1 was signed off by its lead organisation {BY_APPROVER}"),
        (delivered, returned, f"R4.1 was returned to its lead {BY_APPROVER}"),
        (signed_off, signed, f"R4.1 was signed off by its lead organisation {BY_APPROVER}"),
    ],
)
def test_changed_action_that_something_happened_to_stays(plan, make, happens, sentence):
    action = make(plan)
    plan_import = imported(plan.programme, EDIT)
    happens(plan, fresh(action))
    assert obstacles(plan_import) == [("R4.1", sentence)]
    assert sentence in refused(plan, plan_import)


@pytest.mark.slow
@pytest.mark.parametrize(("grant", "words"), [(True, "was agreed"), (False, "was refused")])
def test_later_date_that_was_decided_stays(plan, grant, words):
    agreed(plan, text=AUDIT)
    row = [4, R4, "4.1", AUDIT, LEAD, "31/12/2008", ""]
    plan_import = imported(plan.programme, row, later_dates=["R4.1"])
    decide_date(
        by=plan.programme_2, now=AFTERWARDS, change=DateChange.objects.get(), grant=grant, reason="So decided"
    )
    sentence = f"The extension of R4.1 {words} on 3 September 2008 by Programme_2."
    assert obstacles(plan_import) == [("R4.1", sentence)]
    assert sentence in refused(plan, plan_import)


def test_evidence_for_a_changed_action_keeps_nothing_from_being_undone(plan):
    action = agreed(plan)
    plan_import = imported(plan.programme, EDIT)
    evidence(plan, action)
    assert obstacles(plan_import) == []


@pytest.mark.slow
def test_evidence_added_to_what_was_signed_keeps_no_sign_off_from_standing(plan):
    action = signed_off(plan)
    plan_import = imported(plan.programme, EDIT)
    evidence(plan, action, by=plan.both_a)
    assert obstacles(plan_import) == []


@pytest.mark.slow
def test_sign_off_whose_evidence_was_withdrawn_cannot_stand_again(plan):
    action = signed_off(plan)
    plan_import = imported(plan.programme, EDIT)
    shown = Evidence.objects.get()
    withdraw_evidence(by=plan.officer_a, now=AFTERWARDS, action=action, evidence=shown, reason="Wrong one")
    sentence = "R4.1 was signed off, and what was signed off has changed since: evidence."
    assert obstacles(plan_import) == [("R4.1", sentence)]
    assert sentence in refused(plan, plan_import)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changes", "what"),
    [({"digest": "0" * 64}, "signed content"), ({"content": "[removed]"}, "signed content")],
)
def test_sign_off_whose_words_are_not_what_was_signed_cannot_stand_again(plan, changes, what):
    signed_off(plan)
    plan_import = imported(plan.programme, EDIT)
    SignOff.objects.update(**changes)
    assert obstacles(plan_import)[0][1].endswith(f"has changed since: {what}.")


def signed_text(content):
    content["text"] = "Something else"


def signed_leads(content):
    content["leads"] = content["leads"] * 2


def signed_criteria(content):
    content["criteria"][0]["target"] = "50"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("alter", "what"),
    [(signed_text, "text"), (signed_leads, "leads"), (signed_criteria, "success criteria")],
)
def test_sign_off_of_something_else_cannot_stand_again(plan, alter, what):
    signed_off(plan)
    plan_import = imported(plan.programme, EDIT)
    for signature in SignOff.objects.all():
        content = json.loads(signature.content)
        alter(content)
        text = canonical(content)
        SignOff.objects.filter(pk=signature.pk).update(content=text, digest=digest(text))
    assert obstacles(plan_import)[0][1].endswith(f"has changed since: {what}.")


def test_record_that_a_text_was_removed_from_stays(plan):
    plan_import = imported(plan.programme, NEW)
    said = {"text": "every carer", "reason": "A name typed in by mistake"}
    redact_text(by=plan.administrator, now=AFTERWARDS, **said)
    sentence = "Text was redacted from R4.1 on 3 September 2008 by Administrator."
    assert obstacles(plan_import) == [("R4.1", sentence)]
    assert Action.objects.get().text == "Write to [removed]"


@pytest.mark.slow
def test_text_that_was_removed_from_the_past_does_not_come_back(plan):
    """The name stood in the action until the import overwrote it: no record has a later event, and its state before
    says [removed]."""
    action = proposed(plan, text="Visit little Ann")
    plan_import = imported(plan.programme, EDIT)
    redact_text(by=plan.administrator, now=AFTERWARDS, text="little Ann", reason="The name of a child")
    later_version = fresh(plan_import).version
    undo_import(
        by=plan.programme,
        now=AFTERWARDS,
        plan_import=plan_import,
        version=later_version,
        reason="The wrong file.",
    )
    assert fresh(action).text == "Visit [removed]"
    assert real_problems() == []


def other(people):
    """Another action, R4.2, that the import does not touch."""
    return Action.objects.get(reference="R4.2")


def point_evidence(people, action):
    shown = Evidence.objects.create(
        shows="A page", link="https://example.org/", attached_at=AFTERWARDS, attached_by=people.officer_a
    )
    EvidenceUse.objects.create(evidence=shown, action=action, used_at=AFTERWARDS, used_by=people.officer_a)


def point_report(people, action):
    said = {"made_at": AFTERWARDS, "made_by": people.officer_a, "rating": "green", "done": "All"}
    ProgressUpdate.objects.create(action=action, **said)


def point_date(people, action):
    day = date(2009, 1, 1)
    said = {
        "to_raw": "1 January 2009",
        "to_earliest": day,
        "to_latest": day,
        "category": "people",
        "reason": "Ill",
    }
    DateChange.objects.create(action=action, asked_at=AFTERWARDS, asked_by=people.officer_a, **said)


def point_sign_off(people, action):
    SignOff.objects.create(
        action=action,
        round=2,
        outcome="signed",
        signed_at=AFTERWARDS,
        signed_by=people.programme,
        claimed_by=people.officer_a,
        role="programme",
        signer_organisation="Leicester City Council",
        content="{}",
        digest="0" * 64,
    )


def point_superseded(people, action):
    reason = {"status": Status.SUPERSEDED, "status_reason": "A better one"}
    Action.objects.filter(reference="R4.1").update(superseded_by=action, **reason)


def point_cost(people, action):
    table = CostTable.objects.create(slug="t", title="Costs", source="Appendix 2")
    line = CostLine.objects.create(table=table, order=1, kind="line", label="A line")
    CostLink.objects.create(line=line, action=action, made_at=AFTERWARDS, made_by=people.finance)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("point", "sentence"),
    [
        (point_evidence, "Evidence has been attached to R4.2."),
        (point_report, "Progress was reported on R4.2."),
        (point_date, "An extension of R4.2 was requested."),
        (point_sign_off, "R4.2 was signed off or returned."),
        (point_superseded, "R4.2 has replaced another action."),
        (point_cost, "R4.2 is named by a cost link."),
    ],
)
def test_new_action_that_something_points_to_stays(plan, point, sentence):
    proposed(plan)
    plan_import = imported(plan.programme, NEW)
    point(plan, other(plan))
    assert obstacles(plan_import) == [("R4.2", sentence)]
    with pytest.raises(NotNow, match=sentence):
        undo_import(
            by=plan.programme, now=AFTERWARDS, plan_import=plan_import, version=1, reason="The wrong file."
        )
    assert other(plan).status == Status.PROPOSED


def test_all_that_points_to_an_action_is_looked_at():
    """A new model that points to actions holds an import up, unless it is said to be a part of the action."""
    from actions.imports.undoing.obstacles import relations_to

    assert {model.__name__ for model, _name in relations_to(Action)} == {
        "Action",
        "AgendaItem",
        "Challenge",
        "ContentChange",
        "CostLink",
        "DateChange",
        "EvidenceUse",
        "LaterLook",
        "ProgressUpdate",
        "ReportDraft",
        "SampleCheck",
        "SignOff",
        "Wait",
    }


@pytest.mark.slow
def test_import_whose_records_a_later_one_changed_names_that(plan):
    first = imported(plan.programme, NEW)
    second = imported(
        plan.administrator,
        [4, R4, "4.1", "Write to each carer", "", "", ""],
        name="september.xlsx",
        now=AFTERWARDS,
    )
    sentence = (
        "R4.1 was changed on 3 September 2008 by a later import, september.xlsx. Undo that import first."
    )
    assert obstacles(first) == [("R4.1", sentence)]
    assert sentence in refused(plan, first)
    assert obstacles(second) == []


@pytest.mark.slow
def test_imports_are_undone_one_after_the_other(plan):
    before = everything()
    first = imported(plan.programme, NEW)
    between = everything()
    second = imported(plan.programme, [4, R4, "4.1", "Write to each carer", "", "", ""], now=later(2))
    for plan_import, states in ((second, between), (first, before)):
        undo_import(
            by=plan.programme, now=AFTERWARDS, plan_import=plan_import, version=1, reason="The wrong file."
        )
        but = [Action.objects.get().uuid] if plan_import == first else []
        assert everything(but=but) == states
    assert real_problems() == []


def test_edit_after_the_undoing_of_a_later_import_counts(plan):
    first = imported(plan.programme, NEW)
    second = imported(plan.programme, [4, R4, "4.1", "Write to each carer", "", "", ""], now=later(2))
    undo_import(by=plan.programme, now=later(3), plan_import=second, version=1, reason="The wrong file.")
    assert obstacles(first) == []
    edited(plan, Action.objects.get())
    assert obstacles(first) == [("R4.1", f"R4.1 was edited {BY_PROGRAMME}")]


@pytest.mark.slow
def test_first_few_are_named_and_the_others_counted(plan):
    texts = ("Write to carers", "Hold a training day", "Count the beds", "Buy ten bicycles", "Paint the hall")
    rows = [[4, R4, "", text, LEAD, "31/10/2008", ""] for text in texts]
    plan_import = imported(plan.programme, *rows)
    for action in Action.objects.all():
        edited(plan, action)
    assert len(obstacles(plan_import)) == 5
    named = " ".join(f"R4.{number} was edited {BY_PROGRAMME}" for number in (1, 2, 3))
    start = "This import cannot be undone, so nothing has been changed."
    assert refused(plan, plan_import) == f"{start} {named} And 2 more records."


@pytest.mark.slow
def test_post_that_an_action_would_be_given_back_is_there_or_named(plan):
    """A post came with the first import, led another action since, and lost it to the second import: undoing the
    first takes the post away, and with it what the second could go back to."""
    proposed(plan, text=AUDIT)
    first = imported(plan.programme, NEW)
    action = Action.objects.get(reference="R4.1")
    typed = replace(content_of(action), leads=(Post.objects.get(title="Carers' Champion"),))
    edit_action(by=plan.programme, now=later(2), action=action, version=action.version, content=typed)
    second = imported(plan.programme, [4, R4, "4.1", AUDIT, LEAD, "", ""], now=later(3))
    undo_import(by=plan.programme, now=later(4), plan_import=first, version=1, reason="The wrong file.")
    gone = "Carers' Champion, City Carers Trust"
    sentence = f"R4.1 was led or supported by {gone} before, which no longer exists."
    assert obstacles(second) == [("R4.1", sentence)]
    assert sentence in refused(plan, second)


def test_obstacles_of_many_records_take_no_query_for_each(plan, django_assert_max_num_queries):
    few = imported(plan.programme, *[[4, R4, "", "Begin", LEAD, "31/10/2008", ""]])
    with django_assert_max_num_queries(40) as counted:
        obstacles(few)
    rows = [[4, R4, "", f"{word} {thing}", LEAD, "31/10/2008", ""] for word, thing in pairs()]
    many = imported(plan.programme, *rows, now=later(2))
    edited(plan, Action.objects.get(reference="R4.2"))
    with django_assert_max_num_queries(len(counted) + 2):
        assert len(obstacles(many)) == 1


def pairs():
    """Texts that are not near to each other."""
    words = ("Audit", "Recruit", "Publish", "Inspect", "Translate", "Abolish")
    things = ("social workers", "placements", "school meals", "bus passes", "risk registers", "foster carers")
    return [(word, thing) for word in words for thing in things]


def test_organisation_that_somebody_works_for_stays(plan):
    plan_import = imported(plan.programme, NEW)
    trust = Organisation.objects.get(name="City Carers Trust")
    type(plan.officer_a).objects.filter(pk=plan.officer_a.pk).update(organisation=trust)
    done = undo_import(
        by=plan.programme, now=AFTERWARDS, plan_import=plan_import, version=1, reason="The wrong file."
    )
    assert (done.removed, done.kept) == (
        ("Carers' Champion, City Carers Trust",),
        ("City Carers Trust",),
    )
    assert not Lead.objects.exists()
