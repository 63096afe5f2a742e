"""An inspection whose words are not confirmed, at every address of the URLconf that a thing of it can stand in: not
there for anybody but those who enter it.
"""

import re
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse

from finance.models import CostTable
from jarplan.audit.subjects import SUBJECTS
from recommendations.inspections.mend_views import PARTS as CORRECTED
from recommendations.inspections.views import PARTS as ADDED
from recommendations.models import (
    ChildrensPage,
    CouncilReport,
    Meeting,
    PublicationCopy,
    ReportParagraph,
)
from recommendations.publication.verbs import record_step
from tests import plan
from tests.addresses import BACKEND, routes
from tests.severalplans import MARKS, begun

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MARK = MARKS["S"]
ENTER = ("programme", "administrator")
NOBODY = "nobody"
OTHERS = (NOBODY, "both_a", "finance", "cabinet", "superuser")
# These stand on confirmed words: no action answers, and no version holds, what is not confirmed.
LATER = {
    *("action", "update", "date_change", "content_change", "evidence", "challenge", "sign_off", "later_look"),
    *("plan_version", "consultation", "sample", "sample_check", "wait", "progress_release", "draft_link"),
    "meeting_pack",
    "agenda_item",
}
# Made by the maker of the cost table, and with no address of its own.
OF_A_TABLE = {"cost_revision", "cost_link"}


@pytest.fixture
def people(settings):
    settings.PLAN_TODAY = plan.later(60).date()
    plan.kept.facts()
    return plan.make_people()


@pytest.fixture
def things(people):
    """{kind of aggregate: the one of the unconfirmed inspection}."""
    row = begun(people, "S", confirmed=False)
    meeting = Meeting.objects.create(
        inspection=row, body=f"The {MARK}s", held_on=plan.later(3).date(), purpose=MARK
    )
    table = CostTable.objects.create(
        inspection=row, slug=MARK, name=MARK, title=f"Cost of the {MARK}", source="1"
    )
    report = CouncilReport.objects.create(inspection=row, title=f"On the {MARK}")
    ReportParagraph.objects.create(report=report, order=1, kind="paragraph", text=f"A {MARK}.")
    step = recorded(people, row)
    said = {"title": MARK, "text": MARK, "written_at": plan.later(2)}
    childrens_page = ChildrensPage.objects.create(inspection=row, slug=MARK, **said)
    return {
        "inspection": row,
        "recommendation": row.recommendations.first(),
        "deadline": row.deadlines.first(),
        "publication_step": step,
        "meeting": meeting,
        "cost_table": table,
        "council_report": report,
        "childrens_page": childrens_page,
    }


def recorded(people, inspection):
    """A step of its publication with the file that proves it, and a copy."""
    step = inspection.publication_steps.filter(duty="report").exclude(served="named").first()
    said = {"done_on": plan.later(1).date(), "done_by": f"Keeper of the {MARK}"}
    upload = SimpleUploadedFile(f"{MARK}.txt", MARK.encode())
    act = {"by": people.programme, "now": plan.later(2), "step": step, "version": step.version}
    step = record_step(**act, **said, upload=upload)
    PublicationCopy.objects.create(step=step, order=1, name=f"Keeper of the {MARK}")
    return step


def test_the_test_knows_a_thing_of_every_kind_that_belongs_to_an_inspection(things):
    kinds = {kind for kind, subject in SUBJECTS.items() if subject.inspection}
    assert kinds == {*things} | LATER | OF_A_TABLE


def values_of(things):
    """{name of an argument: what it can be of this inspection}."""
    row = things["inspection"]
    return {
        "reference": [things["recommendation"].reference, row.reference],
        "inspection": [row.reference],
        "slug": [things["cost_table"].slug],
        "uuid": [one.uuid for one in things.values() if hasattr(one, "uuid")],
        "file": [things["publication_step"].proof_file.uuid],
        "part": ["details", *ADDED, *CORRECTED],
        "number": [1],
        "order": [1],
    }


def addresses(things):
    """Every address of the product that names a thing of this inspection."""
    values = values_of(things)
    for route, name in routes().items():
        wanted = list(dict.fromkeys(re.findall(r"<(?:\w+:)?(\w+)>", route)))
        if not wanted or not name or not {*wanted} <= {*values} or wanted == ["number"]:
            continue
        for chosen in product(*(values[one] for one in wanted)):
            try:
                yield reverse(name, kwargs=dict(zip(wanted, chosen, strict=True)))
            except NoReverseMatch:
                continue


def client_of(person):
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person, BACKEND)
    return client


@pytest.fixture
def found(things, people):
    """The addresses at which those who enter an inspection find something of this one."""
    clients = [client_of(getattr(people, name)) for name in ENTER]
    paths = dict.fromkeys(addresses(things))
    return [path for path in paths if any(client.get(path).status_code != 404 for client in clients)]


@pytest.mark.nightly
def test_what_is_not_confirmed_is_at_no_address_for_those_who_do_not_enter_it(found, people):
    wrong = []
    for path in found:
        for name in OTHERS:
            client = client_of(getattr(people, name, None))
            for send in (client.get, client.post):
                answer = send(path)
                hidden = answer.status_code in (404, 405) and MARK not in answer.text
                if not hidden and not (name == NOBODY and answer.status_code == 302):
                    wrong.append(f"{name} {send.__name__} {path}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.nightly
def test_those_who_enter_it_find_it(found, things):
    """The test above would pass on addresses that lead nowhere."""
    for kind in {*things} - {"childrens_page"}:  # which has no address of its own
        keys = {str(getattr(things[kind], key, None)) for key in ("uuid", "slug", "reference")}
        keys |= {things["inspection"].reference} if kind == "council_report" else set()
        assert any(f"/{key}/" in path for key in keys for path in found), kind
    assert len(found) > 40
