"""What a search finds, for whom, and that nothing that is typed breaks it."""

from datetime import date
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.evidence.verbs import attach_evidence, withdraw_evidence
from actions.models import Evidence, ProgressUpdate
from actions.reports.verbs import report_progress, save_draft
from jarplan.reporting.redaction.removal import redact_text
from jarplan.reporting.search.queries import MOST, REPORT_TEXTS
from recommendations.models import Inspection, Meeting, Recommendation
from tests import kept, plan
from tests.reporting.conftest import BACKEND
from tests.reporting.reading import text_of
from tests.severalplans import MARKS, begun, planned

pytestmark = [pytest.mark.django_db]
MARK = "quokka"


@pytest.fixture
def whole(people):
    """An action of A under R4, in each kind of thing about which stands the mark once."""
    action = plan.agreed(people, text=f"Count every Quökka’s cage in {MARK} houses")
    Recommendation.objects.filter(reference="R4").update(text=f"look after the {MARK}")
    report_progress(
        by=people.officer_a,
        now=plan.NOON,
        action=action,
        rating="green",
        done="All counted",
        effect=f"The {MARK} ran",
    )
    attach_evidence(
        by=people.officer_a,
        now=plan.NOON,
        action=action,
        shows=f"Photograph of a {MARK}",
        speaks_of=date(2008, 7, 1),
        upload=SimpleUploadedFile("photo.txt", b"a photograph"),
    )
    Meeting.objects.create(body="OSMB", held_on=date(2008, 8, 6), purpose=f"To hear about the {MARK}")
    return plan.fresh(action)


def found(response):
    """{kind: [what each is called]}."""
    return {group.key: [one.name for one in group.shown] for group in response.context["groups"]}


def search(visit, person, words, more=""):
    return visit(person, f"/search/?q={quote(words)}{more}")


EVERYTHING = {
    "recommendations": ["R4"],
    "actions": ["R4.1"],
    "reports": ["R4.1"],
    "evidence": ["R4.1"],
    "meetings": ["OSMB, 6 August 2008"],
}


@pytest.mark.parametrize("words", (MARK, MARK.upper(), "QUÖKKA", "ókka"))
def test_each_kind_is_found_however_it_is_written(people, whole, visit, words):
    assert found(search(visit, people.officer_a, words)) == EVERYTHING


def test_all_the_words_must_stand_in_one_thing(people, whole, visit):
    assert found(search(visit, people.officer_a, f"{MARK} photograph")) == {"evidence": ["R4.1"]}
    assert found(search(visit, people.officer_a, f"{MARK} photograph meeting")) == {}


@pytest.mark.parametrize("name", REPORT_TEXTS)
def test_every_text_of_a_report_is_looked_through(people, whole, visit, name):
    ProgressUpdate.objects.filter(action=whole).update(**{name: "A wombat"})
    assert found(search(visit, people.officer_a, "wombat")) == {"reports": ["R4.1"]}


def test_what_is_called_so_leads(people, visit):
    for _number in range(11):
        plan.proposed(people)
    plan.make_recommendation(10)
    plan.make_recommendation(1)
    assert found(search(visit, people.officer_a, "r4.11"))["actions"] == ["R4.11"]
    assert found(search(visit, people.officer_a, "r4.1"))["actions"] == ["R4.1", "R4.10", "R4.11"]
    assert found(search(visit, people.officer_a, "R1"))["recommendations"] == ["R1", "R10"]


def test_evidence_is_found_by_those_who_may_open_it(people, whole, visit):
    for name in ("officer_b", "approver_b", "finance", "administrator"):
        response = search(visit, getattr(people, name), MARK)
        assert "evidence" not in found(response) and "hotograph" not in text_of(response), name
    for name in ("officer_a", "approver_a", "programme", "cabinet"):
        assert "evidence" in found(search(visit, getattr(people, name), MARK)), name


def test_evidence_stands_under_an_action_whose_evidence_the_reader_may_open(people, whole, visit):
    theirs = plan.agreed(people, people.post_b)
    Evidence.objects.get().uses.create(action=theirs, used_at=plan.NOON, used_by=people.officer_b)
    assert found(search(visit, people.officer_b, "photograph")) == {"evidence": ["R4.2"]}
    assert found(search(visit, people.officer_a, "photograph")) == {"evidence": ["R4.1"]}


def test_withdrawn_evidence_and_corrected_reports_say_so(people, whole, visit):
    row = Evidence.objects.get()
    withdraw_evidence(by=people.officer_a, now=plan.later(1), action=whole, evidence=row, reason="Wrong one")
    report_progress(
        by=people.officer_a,
        now=plan.later(1),
        action=whole,
        rating="green",
        done=f"The {MARK} sleeps",
        corrects=ProgressUpdate.objects.get(),
    )
    shown = {
        (group.key, one.about)
        for group in search(visit, people.officer_a, MARK).context["groups"]
        for one in group.shown
    }
    assert ("evidence", ("attached on 20 June 2008", "withdrawn")) in shown
    assert ("reports", ("20 June 2008", "corrected since")) in shown and (
        "reports",
        ("21 June 2008",),
    ) in shown


def test_a_draft_is_found_by_its_author_alone(people, whole, visit):
    save_draft(
        by=people.officer_a, now=plan.NOON, action=whole, typed={"done": "A wombat dug", "rating": "green"}
    )
    assert found(search(visit, people.officer_a, "wombat r4.1")) == {"drafts": ["R4.1"]}
    for name in ("both_a", "approver_a", "programme", "cabinet", "administrator"):
        response = search(visit, getattr(people, name), "wombat")
        assert found(response) == {} and "dug" not in text_of(response)


def test_what_was_redacted_is_found_no_more(people, whole, visit):
    for person in (people.officer_a, people.cabinet):
        assert found(search(visit, person, MARK))
    redact_text(by=people.administrator, now=plan.later(2), text=MARK, reason="By law")
    redact_text(by=people.administrator, now=plan.later(2), text="Quökka", reason="By law")
    for person in (people.officer_a, people.cabinet, people.administrator):
        assert found(search(visit, person, MARK)) == {}
    assert found(search(visit, people.officer_a, "photograph")) == {"evidence": ["R4.1"]}


@pytest.mark.slow
def test_the_chosen_inspection_is_respected_and_an_unconfirmed_one_is_not_there(db, visit):
    kept.facts()
    people = plan.make_people()
    planned(people, begun(people, "P"))
    begun(people, "S", confirmed=False)
    [other] = Inspection.objects.exclude(reference__startswith="review")
    quagga = MARKS["P"]
    every = found(search(visit, people.cabinet, quagga))
    assert every.keys() == EVERYTHING.keys() and set(every["recommendations"]) == {"P1", "P2", "P3"}
    assert found(search(visit, people.cabinet, quagga, "&inspection=review-p")) == every
    narrowed = search(visit, people.cabinet, quagga, f"&inspection={other.reference}")
    assert found(narrowed) == {} and "Search all inspections" in text_of(narrowed)
    for person in (people.cabinet, people.programme, people.administrator):
        assert found(search(visit, person, MARKS["S"])) == {}


ODD = (
    "\x00",
    "audit\x00cases",
    "9" * 5000,
    "\u202eaudit\u202c \u200f\u2066x",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "%",
    "'; DROP TABLE actions_action; --",
    "***=",
    "(?i)audit",
    "[[:alpha:]]",
    "\\",
    "a{1000}{1000}",
    "\u0301",
    " ".join("abcdefghijklmnopqrstuvwxyz"),
    "x\t\r\ny",
)


@pytest.mark.parametrize("typed", ODD)
def test_nothing_that_is_typed_breaks_the_page(people, whole, visit, typed):
    response = search(visit, people.officer_a, typed)
    assert len(response.context["q"]) <= 200 and "\u202e" not in response.content.decode()


def test_bytes_that_are_no_text_break_nothing_either(people, whole, visit):
    for query in ("q=%ff%fe", "q=%ed%a0%80", "q", "q=a&q=b", "x=1"):
        visit(people.officer_a, f"/search/?{query}")


def test_too_many_words_are_not_looked_for(people, whole, visit):
    response = search(visit, people.officer_a, f"{MARK} " + " ".join(f"w{one}" for one in range(30, 60)))
    assert "Enter 10 words or fewer" in text_of(response) and found(response) == {}


def test_what_is_found_and_what_was_typed_is_escaped(people, whole, visit):
    ProgressUpdate.objects.filter(action=whole).update(done="<script>alert('x')</script> & more")
    response = search(visit, people.officer_a, "<script>alert('x')</script>")
    html = response.content.decode()
    assert found(response) == {"reports": ["R4.1"]}
    assert (
        "<script" not in html
        and "<mark>&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;</mark> &amp; more" in html
    )
    assert '"><' not in search(visit, people.officer_a, 'z"><img src=x>').content.decode().split("<main")[0]


def test_there_are_more_than_are_shown(people, visit):
    for _number in range(MOST + 2):
        plan.proposed(people)
    response = search(visit, people.officer_a, "audit")
    [group] = response.context["groups"]
    assert len(group.shown) == MOST and "(first 20)" in text_of(response)
    every = visit(people.officer_a, group.every)
    assert every.context["page_obj"].paginator.count == MOST + 2


def test_it_takes_few_queries_however_much_is_found(people, whole, client, first_september):
    client.force_login(people.officer_a, BACKEND)
    client.get("/search/?q=x")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/search/?q={MARK}")
        return len(queries), len(found(response)["actions"])

    few, one = asked()
    for _number in range(5):
        plan.proposed(people, text=f"More {MARK}")
    assert asked() == (few, 6) and one == 1 and few <= 10


def test_an_empty_search_and_one_that_finds_nothing_lead_on(people, whole, visit):
    for words, said in (
        ("", "Enter words, or a reference such as R4"),
        ("zebra", "Nothing was found for “zebra”"),
    ):
        page = text_of(search(visit, people.officer_a, words))
        assert said in page and "iew all actions</a>" in page


def test_every_page_asks_for_words_in_its_head(people, whole, visit):
    for path in ("/", "/actions/", "/my-work/", "/meetings/"):
        assert visit(people.officer_a, path).content.decode().count('role="search"') == 1
    page = search(visit, people.officer_a, MARK).content.decode()
    assert page.count('role="search"') == 1 and f'value="{MARK}"' in page
