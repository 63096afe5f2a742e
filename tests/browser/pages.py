"""Every page of ours as it is looked at in a browser: which of the demonstration's things, and as whom.

How to add an address: one `Page` under its room, or a line in NOT_PAGES. An address with neither fails.

    Page("actions:update", "officer", {"reference": "R4.2"}, empty=REFUSED)

- `who` is the user name of somebody of the demonstration who may see it; None for nobody.
- `arguments` are those of the address, or a function that returns them. It is called before anything is looked at.
- `query` is what follows the question mark, `status` what the page answers.
- `empty` is what an empty form does on a page that has one to fill in: REFUSED where it says what is missing (which
  is then looked at, too), or the reason why it is not tried.
"""

from dataclasses import dataclass, field
from datetime import date

from actions.challenges.verbs import ask_question, raise_challenge
from actions.evidence.verbs import attach_evidence, use_evidence
from actions.imports.running import Progress
from actions.life.verbs import decline_action, pause_action, supersede_action
from actions.models import Action, Evidence, ImportDraft, Reading
from actions.plan.content import content_of
from actions.plan.verbs import add_action, agree_action
from actions.signoff.deputies import name_deputy
from finance.models import CostTable
from jarplan import clock
from jarplan.people.models import Organisation, Post, User
from jarplan.reporting.published.making import KINDS
from recommendations.consultation.verbs import answer_question, ask_partners
from recommendations.deadlines.verbs import add_day_off
from recommendations.models import Deadline, Inspection, Meeting, PlanVersion
from tests.actions.imports import books
from tests.browser import (
    accountpages,
    inspectionpages,
    memberpages,
    mendingpages,
    officepages,
    publicationpages,
    returnpages,
)
from tests.claims import deliver_action
from tests.permissions.checks import make_version
from tests.permissions.versions import one_recommendation, published_with_record

REFUSED = "an empty form is refused"
TRIED = "it is tried in tests/actions/imports"
NOTHING_REQUIRED = "nothing is required: an empty form is a valid one"


LONG = books.row("4.7", action="Invented for a test. " * 12)
REJECTED = books.row("4.9", action="Left out", rec_no=99, jar_recommendation="No such recommendation")


@dataclass(frozen=True)
class Page:
    """One page. See the top of this file."""

    name: str
    who: str | None
    arguments: object = field(default_factory=dict)
    query: str = ""
    status: int = 200
    empty: str | None = None

    def __str__(self):
        words = [self.name, *([f"?{self.query}"] if self.query else []), f"as {self.who or 'nobody'}"]
        return " ".join(words)


def uuid_of(model, **filters):
    return lambda: {"uuid": model.objects.filter(**filters).order_by("pk")[0].uuid}


def a_day_off():
    """A day off of a year that no deadline of the demonstration reaches, so that none is touched."""
    by, now = User.objects.get(username="programme"), clock.now()
    words = {"kind": "bank_holiday", "name": "Day of thanksgiving", "source": "The Gazette"}
    return {"uuid": add_day_off(by=by, now=now, day=date(2009, 6, 10), **words).uuid}


def a_version():
    """A version of the plan in which something is found."""
    PlanVersion.objects.filter(number=901).exists() or make_version(901)
    return {"number": 901}


def a_draft():
    """A version of the plan that is on its way."""
    PlanVersion.objects.filter(number=902).exists() or make_version(902)
    return {"number": 902}


def consulted(number, answered):
    """The question that the trust was asked about a version of that number, answered or not."""
    by = User.objects.get(username="programme")
    row = PlanVersion.objects.filter(number=number).first() or make_version(number)
    if not row.consultations.exists():
        act, body = {"by": by, "now": clock.now()}, Organisation.objects.get(name="Leicester City PCT")
        asked = {"partners": [(body, body.name)], "answer_by": clock.today(), "question": "Do you agree?"}
        [found] = ask_partners(**act, plan_version=row, version=row.version, **asked)
        if answered:
            said = {"answer": "We agree.", "came_by": "letter"}
            answer_question(**act, consultation=found, version=found.version, **said)
    return row.consultations.get()


def a_consultation():
    return {"number": consulted(906, answered=False).version_asked.number}


def a_question():
    return {"uuid": consulted(906, answered=False).uuid}


def an_answer():
    return {"uuid": consulted(905, answered=True).uuid}


def an_approved_version():
    """One that may be published, with something to be found in it."""
    meeting = Meeting.objects.order_by("held_on").first()
    make_version(903, state="approved", approved_at=clock.now(), meeting=meeting)
    return {"number": 903}


def a_published_version():
    """The one that the public reads: with forty actions, a child's page and a record."""
    found = PlanVersion.objects.filter(state="published").first()
    return {"number": (found or published_with_record(904)).number}


def a_replaced_version():
    """One that the public read before; the latest one would be the same page as /published/."""
    if not PlanVersion.objects.filter(number=900).exists():
        published_with_record(900, state="replaced")
    return {"number": 900}


def once_published():
    a_published_version()
    return {}


def draft_of(upload):
    """A file of the programme office that waits to be confirmed."""
    by, now = User.objects.get(username="programme"), clock.now()
    return books.drafted(by, upload, now)


def at_draft(*rows):
    return lambda: {"uuid": draft_of(books.plan_file(*rows, name="plan of 1 September.xlsx")).uuid}


def asked_draft():
    """One with a question of each kind that the sample asks."""
    return {"uuid": draft_of(books.sample("c1_text_dates_colours.xlsx")).uuid}


def answered_draft():
    draft = draft_of(books.sample("c1_text_dates_colours.xlsx"))
    return {"uuid": books.answered(draft.uploaded_by, draft, books.proposals(draft)).uuid}


def draft_being_written():
    draft = draft_of(books.plan_file(books.row("4.7")))
    ImportDraft.objects.filter(pk=draft.pk).update(state=ImportDraft.State.CONFIRMING)
    progress = Progress(draft.uuid)
    progress.claim()  # held until the tests are over, as by the process that writes
    progress.note(1200, 5000)
    return {"uuid": draft.uuid}


def an_import(number):
    """One that brought two actions, the second under this number, and left a row out."""
    rows = (
        books.row(f"4.{number - 1}", action=f"{number}: {LONG['Action']}"),
        books.row(f"4.{number}", action=f"Invented for test {number}"),
    )
    draft = draft_of(books.plan_file(*rows, REJECTED))
    return {"uuid": books.confirmed(draft.uploaded_by, draft, clock.now()).uuid}


def an_import_that_went_on():
    """One that cannot be undone: its action was agreed."""
    found = an_import(46)
    [action] = Action.objects.filter(reference="R4.46")
    agree_action(by=User.objects.get(username="programme"), now=clock.now(), action=action)
    return found


def evidence_of(reference):
    def arguments():
        return {"reference": reference, "uuid": Action.objects.get(reference=reference).evidence.get().uuid}

    return arguments


def used_evidence():
    """Evidence of R1.2 that is used for R3.1 too."""
    found = evidence_of("R1.2")() | {"reference": "R3.1"}
    action, shown = Action.objects.get(reference="R3.1"), Evidence.objects.get(uuid=found["uuid"])
    use_evidence(by=User.objects.get(username="officer"), now=clock.now(), action=action, evidence=shown)
    return found


def a_reading_of(reference):
    def arguments():
        reading = Reading.objects.filter(update__action__reference=reference).first()
        return {
            "reference": reference,
            "update": reading.update.uuid,
            "criterion": reading.criterion.uuid,
        }

    return arguments


def asked_of(reference, ask):
    """An action whose rating is challenged (`ask`: raise_challenge), or about which a question waits for its lead."""

    def arguments():
        action = Action.objects.get(reference=reference)
        if not action.challenges.filter(answered_at=None, doubts=ask is raise_challenge).exists():
            by = User.objects.get(username="cabinet")
            ask(by=by, now=clock.now(), action=action, question="Why is it not red?")
        return {"reference": reference}

    return arguments


def set_aside(verb, *, agree=True, **more):
    """A proposed action of the demonstration that a verb of actions.life.verbs has set aside."""

    def arguments():
        act = {"by": User.objects.get(username="programme"), "now": clock.now()}
        action = propose_another(act)
        if agree:
            action = agree_action(**act, action=action)
        verb(**act, action=action, version=action.version, reason="So decided by the board.", **more)
        return {"reference": action.reference}

    return arguments


def propose_another(act):
    other = Action.objects.get(reference="R1.1")
    return add_action(**act, recommendation=other.recommendation, content=content_of(other))


def signature_on(reference):
    """The last signature that stands on an action of the demonstration."""

    def arguments():
        found = Action.objects.get(reference=reference).sign_offs.filter(outcome="signed", lapsed_at=None)
        return {"reference": reference, "uuid": found.last().uuid}

    return arguments


def a_deputy():
    body, _ = Organisation.objects.get_or_create(name="A body without an approver")
    by, signer = (User.objects.get(username=name) for name in ("programme", "pct.approver"))
    act = {"by": by, "now": clock.now(), "reason": "It has nobody who signs"}
    found = body.deputies.filter(ended_at=None).first()
    return {"uuid": (found or name_deputy(**act, organisation=body, signer=signer)).uuid}


def signed_by_nobody():
    """An action of the trust, which has no approver, after its officer said delivered."""
    by = User.objects.get(username="lpt.officer")
    led = Action.objects.filter(leads__post__organisation=by.organisation)
    if not led.filter(status="delivered").exists():
        act = {"by": by, "now": clock.now(), "action": led.filter(status="in_progress").first()}
        attach_evidence(**act, shows="Minutes of 20 August", link="https://example.org/minutes")
        deliver_action(**act)
    return {"reference": led.filter(status="delivered").first().reference}


def superseded():
    return set_aside(supersede_action, successor=Action.objects.get(reference="R1.1"))()


PERSON = {"username": "officer"}
POST = uuid_of(Post, title="HR Business Partner, CYPS")
PAGES = [
    *accountpages.pages(Page, REFUSED, NOTHING_REQUIRED),
    # The pages that read the whole plan
    Page("reporting:my-work", "officer"),
    Page("reporting:my-work", "approver"),
    Page("reporting:my-work", "programme"),
    Page("reporting:my-work", "cabinet"),
    Page("reporting:recommendations", "cabinet"),
    Page("reporting:recommendations", "cabinet", query="as_at=2008-06-20"),
    Page("reporting:recommendation", "programme", {"reference": "R4"}),
    Page("reporting:recommendation", "officer", {"reference": "R8"}),
    Page("reporting:actions", "officer"),
    Page("reporting:actions", "officer", query="q=no+such+words"),
    Page("reporting:actions", "cabinet", query="as_at=2008-07-15&sort=-due"),
    Page("reporting:history", "cabinet"),
    Page("reporting:remove-text", "admin", empty=REFUSED),
    # An action and what is done to it
    Page("reporting:action", "programme", {"reference": "R4.1"}),
    Page("reporting:action", "cabinet", {"reference": "R4.1"}, query="kind=dates"),
    Page("reporting:action", "officer", {"reference": "R1.1"}),
    Page("reporting:action", "officer", {"reference": "R1.1"}, query="as_at=2008-07-15"),
    Page("reporting:action", "pct.officer", {"reference": "R5.1"}),
    Page("reporting:action", "approver", {"reference": "R16.1"}),
    Page("reporting:action", "programme", {"reference": "R7.2"}),
    Page("reporting:rating", "cabinet", {"reference": "R1.1"}),
    Page("reporting:rating", "officer", {"reference": "R7.2"}, query="as_at=2008-07-15"),
    Page("reporting:rating-rule", "cabinet"),
    Page("reporting:plan-checks", "cabinet"),
    Page("published:latest", None, once_published),
    Page("published:children", None),
    Page("published:latest-of", None, {"inspection": "jar-2008"}),
    Page("published:children-of", None, {"inspection": "jar-2008"}),
    Page("published:earlier", None, a_replaced_version),
    Page("published:record", None, a_published_version),
    Page("published:recommendation", None, lambda: one_recommendation(None, None)),
    Page("reporting:versions", "programme"),
    Page("reporting:version", "programme", a_version),
    Page("reporting:version-changes", "cabinet", a_version, query="with=now"),
    Page("reporting:version-make", "programme", empty=REFUSED),
    Page("reporting:version-consult", "programme", a_draft, empty=NOTHING_REQUIRED),
    Page("reporting:version-approve", "programme", a_draft, empty=REFUSED),
    Page("reporting:version-publish", "programme", an_approved_version, empty=NOTHING_REQUIRED),
    Page("reporting:version-withdraw", "programme", a_draft, empty=REFUSED),
    Page("reporting:version-checks", "cabinet", a_version),
    Page("recommendations:consultation", "programme", a_consultation),
    Page("recommendations:consultation", "cabinet", a_draft),
    Page("recommendations:consultation-ask", "programme", a_draft, empty=REFUSED),
    Page("recommendations:consultation-partner", "pct.officer", a_question),
    Page("recommendations:consultation-partner", "programme", an_answer),
    Page("recommendations:consultation-answer", "programme", a_question, empty=REFUSED),
    Page("recommendations:consultation-answer", "pct.approver", a_question, empty=REFUSED),
    Page("recommendations:consultation-respond", "programme", an_answer, empty=REFUSED),
    Page("recommendations:consultation-move", "programme", a_question, empty=REFUSED),
    Page("recommendations:consultation-take-back", "programme", a_question, empty=REFUSED),
    Page("recommendations:childrens-page", "officer"),
    Page("recommendations:childrens-page-write", "officer", empty=REFUSED),
    Page("reporting:actions", "programme", query="tick=all&status=proposed"),
    Page("actions:together", "programme", query="do=agree&action=R7.2"),
    Page("actions:together", "programme", query="do=agree&action=R7.2&action=R1.1"),
    Page("actions:together", "programme", query="do=round&action=R1.1&action=R1.2", empty=REFUSED),
    Page("actions:together", "programme", query="do=remind"),
    Page("actions:challenge", "cabinet", {"reference": "R1.1"}, empty=REFUSED),
    Page("actions:challenge", "officer", asked_of("R1.2", raise_challenge), empty=REFUSED),
    Page("actions:question", "cabinet", {"reference": "R1.1"}, empty=REFUSED),
    Page("actions:question", "officer", asked_of("R1.2", ask_question), empty=REFUSED),
    Page("actions:add", "officer", {"reference": "R4"}, empty=REFUSED),
    Page("actions:edit", "officer", {"reference": "R1.1"}, empty=REFUSED),
    Page("actions:edit", "programme", {"reference": "R7.2"}, empty=REFUSED),
    Page("actions:withdraw", "programme", {"reference": "R7.2"}, empty=REFUSED),
    Page("actions:agree", "programme", {"reference": "R7.2"}),
    Page("actions:life", "cabinet"),
    Page("actions:deputies", "programme"),
    Page("actions:deputy", "programme", signed_by_nobody, empty=REFUSED),
    Page("reporting:action", "programme", signed_by_nobody),
    Page("actions:deputy-name", "programme", empty=REFUSED),
    Page("actions:deputy-end", "programme", a_deputy, empty=REFUSED),
    Page("actions:take-back", "programme", signature_on("R4.1"), empty=REFUSED),
    Page("actions:later-look", "programme", {"reference": "R4.1"}, empty=REFUSED),
    Page("actions:pause", "programme", {"reference": "R1.1"}, empty=REFUSED),
    Page("actions:resume", "programme", set_aside(pause_action), empty=REFUSED),
    Page("actions:supersede", "programme", {"reference": "R1.1"}, empty=REFUSED),
    Page("actions:reinstate", "programme", superseded, empty=REFUSED),
    Page("reporting:action", "cabinet", superseded),
    Page("actions:decline", "programme", {"reference": "R7.2"}, empty=REFUSED),
    Page("actions:take-up", "programme", set_aside(decline_action, agree=False), empty=REFUSED),
    Page("actions:report", "lpt.officer"),
    Page("actions:report", "finance", status=403),
    Page("actions:update", "officer", {"reference": "R1.1"}, empty=REFUSED),
    Page("actions:update", "second.officer", {"reference": "R2.3"}, query="next=1", empty=REFUSED),
    *officepages.pages(Page, REFUSED, NOTHING_REQUIRED),
    *memberpages.pages(Page, REFUSED),
    *returnpages.pages(Page, REFUSED),
    Page("actions:deliver", "officer", {"reference": "R1.2"}, empty=REFUSED),
    Page("actions:sign-off", "approver", {"reference": "R16.1"}, empty=REFUSED),
    Page("actions:date-change", "officer", {"reference": "R1.1"}, empty=REFUSED),
    Page("actions:date-change", "programme", {"reference": "R5.1"}, empty=REFUSED),
    Page("actions:recall-date", "pct.officer", {"reference": "R5.1"}, empty=NOTHING_REQUIRED),
    Page("actions:change", "programme", {"reference": "R15.1"}, empty=REFUSED),
    Page("actions:recall-change", "pct.officer", {"reference": "R15.1"}, empty=NOTHING_REQUIRED),
    Page("actions:evidence", "officer", {"reference": "R1.2"}, empty=REFUSED),
    Page("actions:withdraw-reading", "pct.officer", a_reading_of("R15.1"), empty=REFUSED),
    Page("reporting:action", "pct.officer", {"reference": "R15.1"}),
    Page("actions:use-evidence", "officer", {"reference": "R1.2"}, empty=REFUSED),
    Page("actions:newer-evidence", "officer", evidence_of("R1.2"), empty=REFUSED),
    Page("actions:end-use", "officer", used_evidence, empty=REFUSED),
    Page("actions:withdraw-evidence", "officer", evidence_of("R1.2"), empty=REFUSED),
    # The law and the meetings
    Page("recommendations:inspection-list", "cabinet"),
    Page("recommendations:deadline-list", "programme"),
    Page("recommendations:deadline-list", "cabinet", query="as_at=2008-06-20"),
    Page("recommendations:deadline-list", "cabinet", query="as_at=soon", status=400),
    Page("recommendations:meeting-list", "cabinet"),
    Page("recommendations:meeting-list", "cabinet", query="as_at=2008-06-20"),
    Page("recommendations:meeting-add", "programme", empty=REFUSED),
    Page(
        "recommendations:deadline-withdraw", "programme", uuid_of(Deadline, inspection__reference="jar-2008")
    ),
    Page("recommendations:meeting-record-outcome", "programme", uuid_of(Meeting), empty=REFUSED),
    Page(
        "recommendations:recommendation-set-accountable",
        "programme",
        {"reference": "R4"},
        empty=NOTHING_REQUIRED,
    ),
    Page("recommendations:deadline-adopt", "programme", uuid_of(Deadline), empty=REFUSED),
    Page("recommendations:deadline-met", "programme", uuid_of(Deadline), empty=REFUSED),
    Page("recommendations:deadline-count-again", "programme", uuid_of(Deadline)),
    Page("recommendations:days-off", "programme"),
    Page("recommendations:days-off", "cabinet", query="as_at=2008-06-20"),
    Page("recommendations:day-off-add", "admin", empty=REFUSED),
    Page("recommendations:day-off-take-out", "programme", a_day_off, empty=REFUSED),
    Page("recommendations:deadline-adopt", "officer", uuid_of(Deadline), status=403),
    Page("recommendations:inspection-record-receipt", "programme", uuid_of(Inspection), empty=REFUSED),
    Page("recommendations:inspection-record-sent", "programme", uuid_of(Inspection), empty=REFUSED),
    Page("recommendations:inspection-record-visit", "programme", uuid_of(Inspection), empty=REFUSED),
    *publicationpages.pages(Page, REFUSED),
    *inspectionpages.pages(Page, REFUSED),
    # The money
    Page("finance:index", "finance"),
    Page("finance:index", "cabinet", query="as_at=2008-06-20"),
    Page("finance:revise", "finance", lambda: {"slug": CostTable.objects.get().slug}, empty=REFUSED),
    # Bringing in a plan
    Page("imports:list", "programme", empty=REFUSED),
    Page("imports:detail", "programme", at_draft(LONG, books.row("4.1", notes="Seen")), empty=TRIED),
    Page("imports:detail", "programme", at_draft(LONG, REJECTED), empty=TRIED),
    Page("imports:detail", "programme", draft_being_written),
    Page("imports:detail", "programme", lambda: an_import(42), empty=TRIED),
    Page("imports:columns", "programme", asked_draft, empty=TRIED),
    Page("imports:questions", "programme", asked_draft, empty=REFUSED),
    Page("imports:questions", "programme", answered_draft, query="show=answered", empty=REFUSED),
    Page("imports:undo", "admin", lambda: an_import(44), empty=REFUSED),
    Page("imports:undo", "programme", an_import_that_went_on),
    *mendingpages.pages(Page, REFUSED),
    # People, organisations and posts
    Page("people:people", "admin"),
    Page("people:people", "officer", status=404),
    Page("people:add-person", "admin", empty=REFUSED),
    Page("people:person", "admin", PERSON),
    Page("people:change-person", "admin", PERSON, empty=REFUSED),
    Page("recommendations:limit-roles", "admin", PERSON, empty=REFUSED),
    Page("people:deactivate-person", "admin", PERSON, empty="it would end a person's sessions"),
    Page("people:reactivate-person", "admin", PERSON, empty=NOTHING_REQUIRED),
    Page("people:password-link", "admin", PERSON),
    Page("people:organisations", "admin"),
    Page("people:add-organisation", "admin", empty=REFUSED),
    Page("people:change-organisation", "admin", uuid_of(Organisation), empty=REFUSED),
    Page("people:posts", "admin"),
    Page("people:add-post", "admin", empty=REFUSED),
    Page("people:post", "admin", POST),
    Page("people:rename-post", "admin", POST, empty=REFUSED),
    Page("people:hold-post", "admin", POST, empty=REFUSED),
    Page("people:hand-over-post", "admin", lambda: POST() | PERSON, empty=NOTHING_REQUIRED),
]
FOR_MACHINES = ("sitemap", "schema", "latest-package", "latest-package-of", "version-package")
NOT_PAGES = {
    **accountpages.NOT_PAGES,
    "reporting:public-calendar": "is a file",
    "reporting:public-calendar-of": "is a file",
    "reporting:own-calendar": "is a file",
    "healthz": "is for machines",
    **{f"published:{name}": "is for machines" for name in FOR_MACHINES},
    **returnpages.NOT_PAGES,
    **publicationpages.NOT_PAGES,
    **memberpages.NOT_PAGES,
    **{f"statements:{name}": "is for machines" for name in ("robots", "security")},
    "statements:favicon": "is a picture",
    **{f"published:{name}-{kind}": "is a file" for name in ("latest", "version") for kind in KINDS},
    **{f"published:latest-{kind}-of": "is a file" for kind in KINDS},
    **{f"reporting:version-{kind}": "is a file" for kind in ("pdf", "docx")},
    "actions:evidence-file": "is a file",
    "recommendations:step-proof": "is a file",
    "finance:csv": "is a file",
    "finance:xlsx": "is a file",
    "imports:file": "is a file",
    "imports:template": "is a file",
    "imports:workbook": "is a file",
    "imports:problems": "is a file",
    "imports:confirm": "is only posted to",
    "imports:call-off": "is only posted to",
    "imports:agree": "is only posted to",
    "admin": "is the framework's own",
}
