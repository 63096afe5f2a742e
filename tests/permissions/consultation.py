"""The rows of the permission table about consultation and about the page for children and young people."""

from datetime import date

from jarplan import clock
from jarplan.reporting.published.making import make_owed
from recommendations.consultation.links import make_link
from recommendations.consultation.verbs import answer_question, ask_partners
from recommendations.models import Consultation, PlanVersion
from tests.permissions.checks import make_version
from tests.permissions.words import (
    APPROVERS,
    CABINET,
    EVERYBODY,
    NOT_HERE,
    OFFICERS,
    PROGRAMME,
    SIGNED_IN,
    Row,
    any_of,
    mine,
)

NO_CONSULTATION = {"uuid": "00000000-0000-4000-8000-000000000000"}
A_DAY = {"answer_by_day": "30", "answer_by_month": "9", "answer_by_year": "2199"}


def asked_of(world, organisation, number, answered=False):
    """The question that the organisation was asked about the version of that number."""
    row = PlanVersion.objects.filter(number=number).first() or make_version(number, state="in_consultation")
    act = {"by": world.actors["programme"], "now": clock.now()}
    found = Consultation.objects.filter(version_asked=row, organisation=organisation).first()
    if found is None:
        to = [(organisation, organisation.name)]
        [found] = ask_partners(
            **act, plan_version=row, version=row.version, partners=to, answer_by=date(2199, 9, 1)
        )
        if answered:
            said = {"answer": "We agree", "came_by": "letter"}
            found = answer_question(**act, consultation=found, version=found.version, **said)
    return found


def a_question(world, organisation):
    return {"uuid": asked_of(world, organisation, 21).uuid}


def an_answer(world, organisation):
    return {"uuid": asked_of(world, organisation, 22, answered=True).uuid}


def a_draft(world, organisation):
    row = PlanVersion.objects.filter(number=23).first() or make_version(23)
    return {"number": row.number}


def typed(number, **more):
    """What is posted about the question that the organisation was asked about the version of that number."""
    return lambda world, organisation: {
        "version": asked_of(world, organisation, number, answered=number == 22).version,
        **more,
    }


def a_question_with_a_link(world, organisation):
    """That of a school that has no account, another for each organisation: only who reads every answer may see it."""
    row = PlanVersion.objects.filter(number=24).first() or make_version(24, state="in_consultation")
    name = f"A school of {organisation}"
    found = row.consultations.filter(partner_name=name).first()
    if found is None:
        act = {"by": world.actors["programme"], "now": clock.now()}
        said = {"partners": [(None, name)], "answer_by": date(2199, 9, 1)}
        [found] = ask_partners(**act, plan_version=row, version=row.version, **said)
        world.secret = make_link(**act, consultation=found, ends_on=date(2199, 9, 1))
    return {"uuid": found.uuid}


def a_link(world, organisation):
    """The secret of a link to the draft, whose papers are there."""
    a_question_with_a_link(world, organisation)
    make_owed()
    return {"token": world.secret}


def asking(world, organisation):
    return {"version": 1, "organisations": [str(organisation.pk)], **A_DAY}


CONSULTATION_THINGS = {
    "question": (a_question, NO_CONSULTATION),
    "answer": (an_answer, NO_CONSULTATION),
    "draft to consult on": (a_draft, {"number": 999}),
    "link to a draft": (a_link, {"token": "A" * 43}),
    "question with a link": (a_question_with_a_link, NO_CONSULTATION),
}
READERS = mine(SIGNED_IN) | any_of(PROGRAMME | CABINET)
ACTS = {"get": any_of(PROGRAMME), "post": any_of(PROGRAMME), "seen": READERS}
ANSWERERS = mine(OFFICERS | APPROVERS) | any_of(PROGRAMME)
CONSULTATION_ROWS = [
    Row("recommendations:consultation", "draft to consult on", get=EVERYBODY, post=NOT_HERE),
    Row(
        "recommendations:consultation-ask",
        "draft to consult on",
        get=any_of(PROGRAMME),
        post=any_of(PROGRAMME),
        others=403,
        data=asking,
    ),
    Row("recommendations:consultation-partner", "question", get=READERS, post=NOT_HERE, seen=READERS),
    Row(
        "recommendations:consultation-answer",
        "question",
        get=ANSWERERS,
        post=ANSWERERS,
        seen=READERS,
        data=typed(
            21,
            answer="We agree",
            came_by="letter",
            answered_on_day=str(clock.today().day),
            answered_on_month=str(clock.today().month),
            answered_on_year=str(clock.today().year),
        ),
    ),
    Row(
        "recommendations:consultation-respond",
        "answer",
        **ACTS,
        data=typed(22, outcome="changed", response="We did"),
    ),
    Row("recommendations:consultation-move", "question", **ACTS, data=typed(21, reason="Holidays", **A_DAY)),
    Row("recommendations:consultation-take-back", "question", **ACTS, data=typed(21, reason="A mistake")),
    *[
        Row(f"reporting:{name}", "link to a draft", get=EVERYBODY, post=NOT_HERE, public=True)
        for name in ("linked", "linked-pdf", "linked-docx")
    ],
    Row(
        "reporting:make-link",
        "question with a link",
        get=any_of(PROGRAMME),
        post=any_of(PROGRAMME),
        seen=any_of(CABINET),
        data={"ends_on_day": "30", "ends_on_month": "9", "ends_on_year": "2199"},
    ),
    Row(
        "reporting:end-link",
        "question with a link",
        get=NOT_HERE,
        post=any_of(PROGRAMME),
        seen=any_of(CABINET),
    ),
    Row("recommendations:childrens-page", None, get=EVERYBODY, post=NOT_HERE),
    Row(
        "recommendations:childrens-page-write",
        None,
        get=any_of(OFFICERS | PROGRAMME),
        post=any_of(OFFICERS | PROGRAMME),
        others=403,
        data={"version": 0, "title": "Our plan", "text": "We will listen."},
    ),
]
