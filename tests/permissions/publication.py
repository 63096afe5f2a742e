"""Publication in the permission table: everybody reads, the programme office acts."""

from datetime import datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from jarplan.clock import LONDON
from recommendations.earlier import STEPS
from recommendations.models import PublicationStep
from recommendations.publication import verbs as publication_verbs
from tests.permissions.words import EVERYBODY, NOT_HERE, PROGRAMME, Row, any_of
from tests.plan import make_inspection

NOON = datetime(2008, 6, 20, 12, tzinfo=LONDON)
NO_UUID = {"uuid": "00000000-0000-4000-8000-000000000000"}
WHY = {"reason": "It was a mistake"}
BY_PROGRAMME = {"get": any_of(PROGRAMME), "post": any_of(PROGRAMME), "others": 403}
SENT = {"sent_on": None, "sent_by": "Post room", "proof": "Post book"}


def step(recipient, order):
    words, served = STEPS[recipient]
    made, _ = PublicationStep.objects.get_or_create(
        inspection=make_inspection()[0],
        duty="report",
        recipient=recipient,
        defaults={"order": order, "words": words, "served": served},
    )
    return made


def act(world, row):
    return {"by": world.actors["programme"], "now": NOON, "step": row, "version": row.version}


def not_recorded(world, organisation):
    return {"uuid": step("radio", 5).uuid}


def recorded(world, organisation):
    row = step("newspaper", 4)
    if row.state == PublicationStep.State.NOT_RECORDED:
        page = SimpleUploadedFile("page4.txt", b"Page 4")
        publication_verbs.record_step(**act(world, row), done_on=None, done_by="Press office", upload=page)
        row.refresh_from_db()
    return {"uuid": row.uuid}


def proof_file(world, organisation):
    uuid = recorded(world, organisation)["uuid"]
    return {"uuid": uuid, "file": PublicationStep.objects.get(uuid=uuid).proof_file.uuid}


def named(world, organisation):
    row = step("relevant_partners", 1)
    if not row.copies.exists():
        row = publication_verbs.name_recipients(**act(world, row), names=["The Trust", "The Police"])
        publication_verbs.send_copies(**act(world, row), copies=[1], **SENT)
    return {"uuid": row.uuid}


def sent_copy(world, organisation):
    return named(world, organisation) | {"order": 1}


def log(world, organisation):
    row = step("on_demand", 7)
    if not row.copies.exists():
        said = {"name": "A resident", "charge": Decimal("0"), "sent_on": None, "sent_by": "Reception"}
        publication_verbs.log_copy(**act(world, row), **said)
    return {"uuid": row.uuid}


PUBLICATION_THINGS = {
    "publication step": (not_recorded, NO_UUID),
    "recorded step": (recorded, NO_UUID),
    "proof of a step": (proof_file, NO_UUID | {"file": NO_UUID["uuid"]}),
    "step with recipients": (named, NO_UUID),
    "sent copy": (sent_copy, NO_UUID | {"order": 1}),
    "log of copies": (log, NO_UUID),
}
PUBLICATION_ROWS = [
    Row("recommendations:publication", None, get=EVERYBODY, post=NOT_HERE),
    Row("reporting:publication-csv", None, get=EVERYBODY, post=NOT_HERE),
    Row("reporting:publication-xlsx", None, get=EVERYBODY, post=NOT_HERE),
    Row("recommendations:step", "step with recipients", get=EVERYBODY, post=NOT_HERE),
    Row("recommendations:step-proof", "proof of a step", get=EVERYBODY, post=NOT_HERE),
    Row(
        "recommendations:step-record",
        "publication step",
        **BY_PROGRAMME,
        data={"version": 1, "day_not_stated": "on", "done_by": "Press office", "proof": "a letter"},
    ),
    Row("recommendations:step-take-back", "recorded step", **BY_PROGRAMME, data=WHY | {"version": 2}),
    Row(
        "recommendations:step-name",
        "step with recipients",
        **BY_PROGRAMME,
        data={"version": 3, "names": "Connexions"},
    ),
    Row(
        "recommendations:step-sent",
        "step with recipients",
        **BY_PROGRAMME,
        data={
            "version": 3,
            "copies": 2,
            "day_not_stated": "on",
            "sent_by": "Post room",
            "proof": "Post book",
        },
    ),
    Row(
        "recommendations:step-log",
        "log of copies",
        **BY_PROGRAMME,
        data={"version": 2, "name": "A", "day_not_stated": "on", "sent_by": "Reception", "charge": "0"},
    ),
    Row(
        "recommendations:copy-correct",
        "sent copy",
        **BY_PROGRAMME,
        data={"day_not_stated": "on", "sent_by": "Courier", "proof": "Receipt"} | WHY | {"version": 3},
    ),
    Row("recommendations:copy-take-back", "sent copy", **BY_PROGRAMME, data=WHY | {"version": 3}),
    Row("recommendations:copy-take-out", "sent copy", **BY_PROGRAMME, data=WHY | {"version": 3}),
]
