"""What the demonstration leaves out, done on top of it by the verbs: every kind of thing and nearly every kind of
event is there then, each where somebody may open its pages.

go_on() may be called once on a demonstration, in a test or from `manage.py shell`; add_drafts() adds what is no part
of the history: uploads that wait, and a report that is begun.
"""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from actions.challenges.verbs import raise_challenge
from actions.duedates.verbs import ask_for_date, decide_date, recall_date
from actions.evidence.verbs import attach_evidence, attach_newer, end_use, use_evidence, withdraw_evidence
from actions.imports.undoing.verbs import undo_import
from actions.imports.writing.agreeing import agree_imported
from actions.life.verbs import (
    decline_action,
    pause_action,
    reinstate_action,
    resume_action,
    supersede_action,
    take_up_action,
)
from actions.models import Action, Evidence, Reading, ReportingRound
from actions.plan.content import content_of
from actions.plan.verbs import add_action, agree_action, withdraw_action
from actions.reading.rounds import read_rounds
from actions.releases.verbs import release_progress, withdraw_release
from actions.reports.measurements import withdraw_measurement
from actions.reports.verbs import save_draft
from actions.rounds.verbs import change_round
from actions.rules.dates import PlanDate
from actions.signoff.deputies import end_deputy, name_deputy
from actions.signoff.verbs import digest_of
from actions.signoff.withdraw import take_back
from finance.models import CostFigure
from finance.verbs import revise_cost
from jarplan.audit.canonical import digest
from jarplan.clock import LONDON
from jarplan.people.accounts import calendars
from jarplan.people.accounts import verbs as accounts
from jarplan.people.models import Organisation, User
from jarplan.people.persons import verbs as people
from jarplan.people.posts import verbs as posts
from jarplan.reporting.document.compose import TITLE, compose, for_the_public
from jarplan.reporting.document.progress import compose_progress
from jarplan.reporting.document.schema import FORMAT, from_text, to_text
from jarplan.reporting.plan_checks.checks import findings_of
from jarplan.reporting.redaction.removal import redact_text
from recommendations.consultation import links
from recommendations.consultation import verbs as consultationverbs
from recommendations.deadlines import verbs as deadlineverbs
from recommendations.inspections import mending
from recommendations.inspections import recommendation_verbs as recommendationverbs
from recommendations.inspections import verbs as inspectionverbs
from recommendations.law import rule_verbs as ruleverbs
from recommendations.meetings import verbs as meetings
from recommendations.models import Deadline, Inspection, Meeting, PlanVersion, PublicationStep
from recommendations.pasted.points import Point
from recommendations.publication import verbs as publicationverbs
from recommendations.versions import childrens_page as childrenspage
from recommendations.versions import verbs as versionverbs
from tests.actions.imports import books
from tests.changes import edit_action
from tests.claims import deliver_action, look_again, sign_off

# Early on the demonstration's day: a page of that day is looked at later, whatever the machine's time is.
NOW = datetime(2008, 9, 1, 0, 5, tzinfo=LONDON)
DAY = NOW.date()
NAME = "Quentin Removed-by-Law"
WHY = "So decided by the board."


def go_on():
    """Everything, in an order in which each verb finds what it needs."""
    administer()
    count_days()
    inspect()
    tell_the_public()
    report_on()
    set_aside()
    sign()
    bring_in()
    make_versions()
    revise_money()
    take_out_a_name()


def as_(username):
    return {"by": User.objects.get(username=username), "now": NOW}


def action_of(reference):
    return Action.objects.get(reference=reference)


def seen(row):
    """A row as it stands, and its version, as the verbs take them."""
    row.refresh_from_db()
    return {row._meta.model_name: row, "version": row.version}


def administer():
    act = as_("admin")
    body = posts.add_organisation(**act, name="A body without an approver", short_name="ABC", kind="partner")
    posts.change_organisation(
        **act, organisation=body, version=1, name=body.name, short_name="AB", reason="Its short form"
    )
    post = posts.add_post(**act, title="Clerk", organisation=body)
    post = posts.rename_post(
        **act, post=post, version=post.version, title="Chief Clerk", reason="A new title"
    )
    person = people.add_person(
        **act, username="clerk", full_name="Clara Clerk", organisation=body, roles=["officer"]
    )
    post = posts.hold_post(**act, **seen(post), person=person)
    posts.hand_over_post(**act, **seen(post), person=person, successor=None)
    people.issue_password_link(**act, person=person)
    person.refresh_from_db()
    told = {"full_name": "Clara Clerk-Clarke", "email": "", "organisation": body, "roles": ["cabinet"]}
    person = people.change_person(**act, person=person, version=person.version, **told)
    person = people.deactivate_person(**act, person=person, version=person.version)
    people.reactivate_person(**act, person=person, version=person.version)
    own = as_("finance")
    accounts.choose_mail(**own, person=own["by"], mail_every="week")
    accounts.change_password(**own, person=User.objects.get(username="finance"), password="another-of-2008")
    own = as_("cabinet")
    calendars.make_calendar_address(**own, person=own["by"])
    calendars.end_calendar_address(**own, person=own["by"])


def count_days():
    act = as_("programme")
    meeting = meetings.add_meeting(**act, body="Scrutiny", held_on=date(2008, 8, 20), purpose="The plan")
    meetings.record_outcome(**act, **seen(meeting), outcome="Noted")
    inspection = Inspection.objects.get(reference="jar-2008")
    deadlineverbs.record_receipt(**act, **seen(inspection), received_on=date(2008, 6, 3))
    row = Deadline.objects.get(inspection=inspection, rule__duty="plan")
    deadlineverbs.adopt_date(**act, **seen(row), adopted_on=date(2008, 9, 8), reason="A day to spare")
    row = Deadline.objects.get(inspection=inspection, rule__duty="report")
    deadlineverbs.record_met(**act, **seen(row), met_on=date(2008, 6, 18), proof="Leicester Mercury, page 4")
    added = {"kind": "bank_holiday", "source": "The Gazette"}
    deadlineverbs.add_day_off(**act, **added, day=date(2009, 6, 10), name="Day of thanksgiving")
    off = deadlineverbs.add_day_off(**act, **added, day=date(2008, 8, 27), name="Day of mourning")
    row = Deadline.objects.get(inspection=inspection, rule__duty="plan")
    deadlineverbs.count_again(**act, **seen(row), reason="Proclaimed this week")
    deadlineverbs.take_out_day_off(**act, day_off=off, version=off.version, reason="Not proclaimed after all")


def inspect():
    act = as_("admin")
    said = {
        "kind": "childrens_services",
        "reference": "cypp-review",
        "title": "A review",
        "area": "Leicester",
    }
    row = inspectionverbs.add_inspection(**act, **said, published_on=date(2008, 8, 1), reference_prefix="Y")
    inspectionverbs.add_grade(**act, **seen(row), number=3, word="good")
    inspectionverbs.add_timeframe(**act, **seen(row), label="Now", months=3, paragraph="2")
    spare = inspectionverbs.add_timeframe(**act, **seen(row), label="Later", months=9, paragraph="3")
    inspectionverbs.add_timeframe(**act, **seen(row), label="Some day", months=None, paragraph="4")
    recommendationverbs.add_recommendations(
        **act,
        **seen(row),
        points=[Point(words, "Now", paragraph="2.1") for words in ("Words.", "More words.")],
    )
    mending.take_out_part(**act, **seen(row), part=spare)
    rule = {"number": 30, "unit": "working_day", "day_one": "next_day", "counted_from": "received"}
    rule |= {"source": "A regulation", "wording": "Words", "certainty": "secondary"}
    made = ruleverbs.add_rule(**act, inspection_kind="other", duty="report", **rule)
    ruleverbs.correct_rule(
        **act, rule=made, version=made.version, reason="Read again", **rule | {"number": 25}
    )


def tell_the_public():
    act = as_("programme")

    def step(recipient):
        rows = PublicationStep.objects.filter(inspection__reference="jar-2008", duty="report")
        row = rows.get(recipient=recipient)
        return act | {"step": row, "version": row.version}

    page = SimpleUploadedFile("page4.txt", b"Page 4 of the Leicester Mercury")
    done = {"done_on": date(2008, 6, 18), "done_by": "Press office"}
    publicationverbs.record_step(**step("newspaper"), **done, upload=page)
    publicationverbs.record_step(**step("website"), **done, proof="An address", reason="Found")
    publicationverbs.take_back_step(**step("website"), reason="Another page")
    publicationverbs.name_recipients(**step("relevant_partners"), names=["The Trust", "The Police"])
    sent = {"sent_on": date(2008, 6, 18), "sent_by": "Post room", "proof": "Post book, page 4"}
    publicationverbs.send_copies(**step("relevant_partners"), copies=[1], **sent)
    publicationverbs.correct_copy(
        **step("relevant_partners"), copy=1, **sent | {"sent_by": "Courier"}, reason="Read again"
    )
    for name in ("A resident", "A reader"):
        said = {"name": name, "charge": Decimal("2.50"), "sent_on": None, "sent_by": "Reception"}
        publicationverbs.log_copy(**step("on_demand"), **said)
    publicationverbs.leave_out_copy(**step("on_demand"), copy=2, reason="Logged twice")


def report_on():
    """Evidence, readings, later dates and challenges."""
    officer, trust, office = as_("officer"), as_("pct.officer"), as_("programme")
    shown = action_of("R1.2").evidence.get()
    use_evidence(**officer, action=action_of("R3.1"), evidence=shown)
    use_evidence(**officer, action=action_of("R1.1"), evidence=shown)
    end_use(**officer, action=action_of("R1.1"), evidence=shown, reason="It is about another team")
    first = action_of("R5.1").evidence.get()
    paper = SimpleUploadedFile("bookings.txt", f"Told by {NAME}".encode())
    told = {"shows": f"Bookings of September, by {NAME}", "upload": paper}
    newer = attach_newer(**trust, action=action_of("R5.1"), evidence=first, **told)
    withdraw_evidence(**trust, action=action_of("R5.1"), evidence=newer, reason="A name stands in it")
    reading = Reading.objects.filter(update__action__reference="R15.1").first()
    one = {"update": reading.update.uuid, "criterion": reading.criterion.uuid}
    withdraw_measurement(**trust, action=action_of("R15.1"), **one, reason="It was counted twice")
    later = {"to": PlanDate.on(date(2009, 6, 30)), "category": "people", "reason": "Two posts are empty"}
    recall_date(**officer, change=ask_for_date(**officer, action=action_of("R3.1"), **later), reason="Filled")
    change = ask_for_date(**officer, action=action_of("R3.1"), **later)
    decide_date(**office, change=change, grant=True, reason="Agreed")
    raise_challenge(**as_("cabinet"), action=action_of("R1.2"), question=f"Why is it not red, {NAME}?")
    month = ReportingRound.objects.get(month=date(2008, 9, 1))
    days = {"opens_on": month.opens_on, "closes_on": date(2008, 10, 3), "meeting": month.meeting}
    change_round(**office, round=month, version=month.version, **days)


def set_aside():
    """Actions under R1, numbered on from what the demonstration has, in every state in which one is set aside."""
    act = as_("programme")
    other = action_of("R1.1")

    def another(text, agree=True):
        content = replace(content_of(other), text=text)
        made = add_action(**act, recommendation=other.recommendation, content=content)
        return agree_action(**act, action=made) if agree else made

    def set_(verb, action, **more):
        return verb(**act, **seen(action), reason=WHY, **more)

    set_(pause_action, another("An action that is paused"))
    set_(supersede_action, another("An action that another one replaces"), successor=other)
    set_(decline_action, another("An action that is not accepted", agree=False))
    set_(withdraw_action, another("An action that is withdrawn"))
    back = set_(pause_action, another(f"An action that went and came back, of {NAME}"))
    back = set_(supersede_action, set_(resume_action, back), successor=other)
    back = set_(reinstate_action, back)
    edit_action(
        **act, **seen(back), content=replace(content_of(back), resources="Within budget"), reason="Budget set"
    )
    again = set_(decline_action, another("An action that was declined and taken up", agree=False))
    set_(take_up_action, again)


def sign():
    """Signatures given, taken back and given again; deputies; a later look."""
    office, approver = as_("programme"), as_("connexions.approver")
    first = action_of("R2.1").sign_offs.get(outcome="signed", lapsed_at=None)
    take_back(**approver, action=action_of("R2.1"), signature=first, reason="The audit was of another year")
    sign_off(**approver, action=action_of("R2.1"), seen=digest_of(action_of("R2.1")))
    look_again(
        **office, **seen(action_of("R4.1")), held=False, effect="Two are without", next_on=date(2008, 12, 1)
    )
    body = Organisation.objects.get(name="A body without an approver")
    signer = User.objects.get(username="pct.approver")
    for reason in ("It had nobody", "It has nobody who signs"):
        deputy = name_deputy(**office, organisation=body, signer=signer, reason=reason)
        if reason == "It had nobody":
            end_deputy(**office, deputy=deputy, version=deputy.version, reason="It had somebody for a week")
    trust = as_("lpt.officer")
    attach_evidence(**trust, action=action_of("R14.1"), shows="Minutes", link="https://example.org/minutes")
    deliver_action(**trust, action=action_of("R14.1"))


def bring_in():
    """Three imports: one that stands, one that was agreed, one that was undone."""
    act = as_("programme")
    for number, name in ((41, "stands.xlsx"), (46, "agreed.xlsx"), (48, "undone.xlsx")):
        rows = [books.row(f"4.{number + more}", action=f"Invented {number + more}") for more in (0, 1)]
        wrong = books.row("4.9", action="Left out", rec_no=99, jar_recommendation="No such recommendation")
        made = books.imported(act["by"], books.plan_file(*rows, wrong, name=name), NOW)
        if number == 46:
            agree_imported(**act, plan_import=made, references=["R4.46"])
        elif number == 48:
            undo_import(**act, plan_import=made, version=made.version, reason="The wrong file")


def make_versions():
    """Version 1 replaced, 2 published, 3 in consultation, 4 approved, 5 a draft, 6 withdrawn."""
    act = as_("programme")
    meeting = Meeting.objects.get(body="Cabinet", held_on=DAY)

    def frozen():
        """The plan as it stands, after something of it was changed."""
        action, number = action_of("R7.2"), PlanVersion.objects.count() + 1
        content = replace(content_of(action), resources=f"As in version {number}")
        edit_action(**act, **seen(action), content=content)
        text = to_text(for_the_public(compose(day=DAY, now=NOW)))
        return versionverbs.make_version(
            **act, content=text, format=FORMAT, title=TITLE, note=f"Note {number}"
        )

    def at(number):
        row = PlanVersion.objects.get(number=number)
        return act | {"plan_version": row, "version": row.version}

    def approved(number):
        versionverbs.approve_version(**at(number), meeting=meeting)

    def published(number):
        row = PlanVersion.objects.get(number=number)
        found = [finding.record for finding in findings_of(from_text(row.content), today=DAY)]
        versionverbs.publish_version(**at(number), findings=found, published_over="It must be out by then")

    approved(1)
    published(1)
    frozen()
    approved(2)
    published(2)
    release(act)
    page = childrenspage.childrens_page()
    childrenspage.write_childrens_page(
        **as_("officer"),
        version=page.version,
        title=page.title,
        text=page.text + "\n\nAnd a last word.",
        inspection=page.inspection,
    )
    frozen()
    consult(at(3))
    for _ in range(3):
        frozen()
    approved(4)
    versionverbs.withdraw_version(**at(6), reason="Made by mistake")


def release(act):
    """The progress of July, withdrawn and released again."""
    version = PlanVersion.objects.get(state="published")
    row = ReportingRound.objects.get(month=date(2008, 7, 1))
    about = {"round": read_rounds().find(row.uuid), "version": version}
    text = to_text(compose_progress(by=act["by"], day=DAY, **about)[0])
    frozen = {"content": text, "format": FORMAT, "seen": digest(text)}
    plan = {"inspection": Inspection.objects.get(reference="jar-2008"), "plan_version": version, "round": row}
    made = release_progress(**act, **plan, **frozen)
    withdraw_release(**act, release=made, version=made.version, reason="A name was in it")
    release_progress(**act, **plan, **frozen)


def consult(at):
    """Questions about a version: open, moved, taken back, answered, and answered and responded to."""
    act = as_("programme")
    names = ["Leicester City PCT", "Connexions Leicester Shire", "Leicester Youth Offending Service"]
    partners = [(Organisation.objects.get(name=name), name) for name in names]
    partners += [(None, "A school"), (None, "A club")]
    asked = consultationverbs.ask_partners(
        **at, partners=partners, answer_by=date(2008, 9, 5), question="Do you agree?"
    )
    _open, answered, responded, moved, mistaken = asked

    def on(row):
        row.refresh_from_db()
        return {"consultation": row, "version": row.version}

    for row in (answered, responded):
        consultationverbs.answer_question(**act, **on(row), answer="We agree.", came_by="letter")
    consultationverbs.answer_question(
        **act, **on(answered), answer="We agree to all.", came_by="letter", reason="A second letter"
    )
    consultationverbs.respond(**act, **on(responded), outcome="changed", response="R7.2 says so now.")
    ends_on = date(2008, 9, 5)
    links.make_link(**act, consultation=moved, ends_on=ends_on)
    links.end_link(**act, consultation=moved)
    links.make_link(**act, consultation=moved, ends_on=ends_on)
    consultationverbs.move_answer_by(**act, **on(moved), answer_by=date(2008, 9, 6), reason="Holidays")
    consultationverbs.withdraw_question(**act, **on(mistaken), reason="Another club")


def revise_money():
    figure = CostFigure.objects.filter(line__kind="line", amount__isnull=False).order_by(
        "line__order", "period__order"
    )
    figure = next(one for one in figure if one.period.basis == "forecast" and not one.period.is_total)
    told = {"kind": "forecast", "amount": figure.amount + 6, "reason": "Pay award"}
    revise_cost(**as_("finance"), figure=figure, **told)


def take_out_a_name():
    """Removed by law: from an action, its history, two versions, a challenge, evidence and its file."""
    files = [row.file for row in Evidence.objects.filter(shows__contains=NAME)]
    redact_text(**as_("admin"), text=NAME, reason="Asked for by the family", files=files)


def add_drafts():
    """Uploads of the programme office that wait, and a report that is begun; none is in a backup's history."""
    by = User.objects.get(username="programme")
    books.drafted(by, books.plan_file(books.row("4.60"), name="waits.xlsx"), NOW)
    upload = books.sample("c1_text_dates_colours.xlsx")
    upload.name = "asks.xlsx"
    books.drafted(by, upload, NOW)
    save_draft(**as_("officer"), action=action_of("R1.1"), typed={"done": "Begun"})
