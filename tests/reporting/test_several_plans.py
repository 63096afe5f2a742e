"""Several inspections side by side: with one of them chosen nothing of another shows, counts included; with all of
them every total is the sum.
"""

import io
import re
import zipfile
from datetime import date

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from jarplan.audit.ledger import Ledger
from jarplan.audit.models import AuditEvent
from jarplan.people.accounts.calendars import make_calendar_address
from jarplan.people.models import Organisation, Post
from jarplan.reporting.published.making import make_owed
from jarplan.reporting.work.letters.notices import notices
from recommendations.inspections.mending import withdraw_inspection
from recommendations.models import Consultation, Inspection, PlanVersion
from recommendations.references import prefix_of
from tests import kept, plan, severalplans
from tests.addresses import BACKEND, routes
from tests.reporting.published import reading
from tests.severalplans import MARKS, begun, both

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.any_database]
SELECTOR = re.compile(r'<select[^>]* id="(id_)?inspection".*?</select>', re.DOTALL)
TODAY = date(2008, 9, 1)
PUBLIC = (
    "published:latest",
    "published:children",
    "reporting:public-calendar",
    "progress:latest",
    "progress:feed",
    "signon:start",
    "signon:back",
)
ROLES = ("officer_a", "approver_a", "officer_b", "programme", "finance", "cabinet", "administrator")


@pytest.fixture
def people(settings):
    settings.PLAN_TODAY = TODAY
    kept.facts()
    people = plan.make_people()
    # Past days are read from the history, which those that factories made are not in.
    ledger = Ledger(by=None, now=plan.later(0))
    known = set(AuditEvent.objects.values_list("subject", flat=True))
    for row in (*Organisation.objects.all(), *Post.objects.all()):
        if row.uuid not in known:
            ledger.record(row, "loaded", role=None)
    ledger.append()
    return people


def signed_in(person, choice=""):
    client = Client()
    client.force_login(person, BACKEND)
    if choice:
        assert client.get("/", {"inspection": choice}).status_code == 200
    return client


def read(response):
    """All that an answer says, whatever kind of file it is."""
    body = b"".join(response) if response.streaming else response.content
    kind = response.headers.get("Content-Type", "")
    if kind.startswith("application/pdf"):
        return reading.text_of("pdf", body)
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            said = " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
            return re.sub(r"<[^>]*>", " ", said)
    return body.decode()


def addresses_of(inspection):
    """Every address of the product that can be made with what is of this inspection, and those that need nothing."""
    values = {
        "reference": [f"{inspection.reference_prefix}1", f"{inspection.reference_prefix}1.2"],
        "inspection": [inspection.reference],
        "number": list(inspection.versions.values_list("number", flat=True)),
        "slug": list(inspection.cost_tables.values_list("slug", flat=True)),
        "uuid": [
            inspection.uuid,
            *inspection.deadlines.values_list("uuid", flat=True)[:1],
            *inspection.publication_steps.values_list("uuid", flat=True)[:1],
            inspection.meetings.first().uuid,
            Consultation.objects.filter(version_asked__inspection=inspection).first().uuid,
        ],
    }
    for route, name in routes().items():
        wanted = list(dict.fromkeys(re.findall(r"<(?:\w+:)?(\w+)>", route)))
        # The public's own, which know no session: what they show is chosen by an address of its own.
        if name in PUBLIC:
            continue
        if (
            not name
            or name.startswith(("admin:", "accounts:"))
            or len(wanted) > 1
            or not set(wanted) <= set(values)
        ):
            continue
        for value in values[wanted[0]] if wanted else [None]:
            try:
                yield reverse(name, kwargs={wanted[0]: value} if wanted else {})
            except NoReverseMatch:
                continue


@pytest.mark.nightly
@pytest.mark.parametrize("prefix", MARKS)
def test_nothing_of_another_inspection_shows_at_any_address(people, prefix):
    both(people)
    make_owed()  # as the process does that publishing starts
    own, other = MARKS[prefix], MARKS["S" if prefix == "P" else "P"]
    inspection = Inspection.objects.get(reference_prefix=prefix)
    found, opened = [], set()
    paths = list(addresses_of(inspection))
    plain = [path for path in paths if not re.search(r"\d|review-", path)]
    for role in ROLES:
        client = signed_in(getattr(people, role), inspection.reference)
        for path in paths if role == "programme" else plain:
            response = client.get(path)
            if response.status_code != 200:
                continue
            said = read(response)
            opened |= {path} if own in said else set()
            # The list of what there is to choose from names every inspection, and nothing else does.
            said = SELECTOR.sub("", said)
            if other in said:
                found.append(f"{role} {path}: …{said[max(0, said.index(other) - 60) :][:120]}…")
    assert not found, "\n".join(found)
    # The test would pass on empty pages: these show what is chosen.
    expected = {
        "/",
        "/actions/",
        "/actions.csv",
        "/recommendations/",
        "/history/",
        "/history.csv",
        "/deadlines/",
    }
    expected |= {
        "/publication/",
        "/publication.csv",
        "/meetings/",
        "/versions/",
        "/finance/",
        "/finance.xlsx",
    }
    expected |= {f"/published/review-{prefix.lower()}/", f"/published/review-{prefix.lower()}.pdf"}
    assert expected <= opened, expected - opened
    past = signed_in(people.programme, inspection.reference)
    for path in (
        "/",
        "/actions/",
        "/recommendations/",
        "/deadlines/",
        "/history/",
        "/meetings/",
    ):
        said = read(past.get(path, {"as_at": "2008-08-20"}))
        said = SELECTOR.sub("", said)
        assert own in said and other not in said, path


def numbers(client, choice):
    """What the pages count, by a name."""
    asked = {"inspection": choice}
    figures = client.get("/", asked).context["figures"]
    # The last one counts days.
    found = {f"figure {place}": one.number for place, one in enumerate(figures[:3])}
    found["actions"] = client.get("/actions/", asked).context["page_obj"].paginator.count
    found["recommendations"] = len(client.get("/recommendations/", asked).context["found"])
    found["deadlines"] = len(client.get("/deadlines/", asked).context["duties"])
    steps = client.get("/publication/", asked).context["duties"]
    found["steps"] = sum(duty.number for duty in steps)
    meetings = client.get("/meetings/", asked).context
    found["meetings"] = len(meetings["to_come"]) + len(meetings["past"])
    found["versions"] = len(client.get("/versions/", asked).context["versions"])
    found["cost tables"] = len(client.get("/finance/", asked).context["statements"])
    queues = client.get("/my-work/", asked).context["queues"]
    return found | {queue.kind.key: queue.number for queue in queues}


def test_with_all_chosen_every_total_is_the_sum(people):
    rows = [Inspection.objects.get(reference="jar-2008"), *both(people)]
    for person in (people.programme, people.officer_a):
        client = signed_in(person)
        whole = numbers(client, "all")
        parts = [numbers(client, row.reference) for row in rows]
        shared = {"meetings": 2 * 2}  # the two of the source name no inspection: they are about all of them
        sums = {key: sum(part.get(key, 0) for part in parts) - shared.get(key, 0) for key in whole}
        assert whole == sums
        assert whole["actions"] == 6 and whole["versions"] == 2 and whole["cost tables"] == 3


def test_timeframes_that_are_called_alike_are_two(people):
    both(people)
    client = signed_in(people.cabinet)
    page = client.get("/", {"inspection": "all"})
    labels = {row["label"]: row["counts"] for row in page.context["timeframes"]}
    assert {"P: At once", "S: At once"} <= set(labels)
    href = next(row["href"] for row in page.context["timeframes"] if row["label"] == "P: At once")
    listed = client.get(href).context["page_obj"]
    assert [one.reference for one in listed.object_list] == ["P1.1", "P1.2", "P2.1"]
    assert sum(labels["P: At once"].values()) == 3


def test_recommendations_stand_under_the_timeframe_of_their_own_inspection(people):
    """Published on one day, without timeframes: one group each, which says whose it is."""
    for row in both(people):
        row.timeframes.update(label="No timeframe stated")
    client = signed_in(people.cabinet)
    page = client.get("/recommendations/", {"inspection": "all"})
    groups = [
        (inspection, {prefix_of(one.record.reference) for one in rows})
        for inspection, frame, rows in page.context["groups"]
        if frame.label == "No timeframe stated"
    ]
    titles = {prefix: f"Review of the {mark}" for prefix, mark in MARKS.items()}
    assert sorted(groups) == sorted((titles[prefix], {prefix}) for prefix in MARKS)
    assert all(f"{title}: No timeframe stated" in page.text for title in titles.values())
    assert "Inspection" in client.get("/recommendations.csv").text.splitlines()[0]
    alone = client.get("/recommendations/", {"inspection": "review-p"})
    assert alone.context["groups"][0][0] == "" and titles["S"] not in SELECTOR.sub("", alone.text)


@pytest.mark.parametrize("path", ["/recommendations/", "/recommendations.csv", "/actions/", "/actions.csv"])
def test_a_label_that_several_timeframes_have_names_none_of_them(people, path):
    both(people)
    client = signed_in(people.cabinet)
    answer = client.get(path, {"inspection": "all", "timeframe": "At once"})
    assert answer.status_code == 400 and "Ask for “P: At once” or “S: At once”." in answer.text
    found = client.get(path, {"inspection": "all", "timeframe": "P: At once"}).text
    found = re.sub(r"<select.*?</select>", "", found, flags=re.DOTALL)
    assert MARKS["P"] in found and ">S1" not in found and "\nS1" not in found
    # Where one inspection is shown, or one alone has it, the label is enough.
    assert client.get(path, {"inspection": "review-p", "timeframe": "At once"}).status_code == 200
    assert client.get(path, {"inspection": "all", "timeframe": "For immediate action"}).status_code == 200


def test_the_choice_is_kept_until_another_is_made(people):
    both(people)
    client = signed_in(people.cabinet)
    assert client.get("/actions/").context["page_obj"].paginator.count == 6
    assert client.get("/actions/", {"inspection": "review-p"}).context["page_obj"].paginator.count == 3
    page = client.get("/actions/")
    assert page.context["page_obj"].paginator.count == 3
    # What is opened from here, or sent to somebody else, shows the same.
    assert "/deadlines/?inspection=review-p" in page.text
    assert '<input type="hidden" name="inspection" value="review-p">' in page.text
    assert "/actions.csv?inspection=review-p" in page.text
    assert client.get("/actions/", {"inspection": "all"}).context["page_obj"].paginator.count == 6
    assert client.get("/actions/", {"inspection": "review-x"}).status_code == 400


def test_one_inspection_is_no_choice(people):
    page = signed_in(people.programme).get("/actions/").text
    assert 'id="inspection"' not in page and "inspection=" not in page


@pytest.mark.nightly
def test_an_inspection_that_is_not_confirmed_shows_nowhere(people):
    """In no page, count, feed, version or public page, with nothing chosen, for anybody but those who enter it."""
    planned = begun(people, "P")
    severalplans.planned(people, planned)
    begun(people, "S", confirmed=False)
    mark = MARKS["S"]
    for role in ROLES:
        client = signed_in(getattr(people, role))
        enters = role in ("programme", "administrator")
        for path in addresses_of(planned):
            # Those who enter it find it among the inspections, and read what they did in the history.
            if enters and path.startswith(("/inspections/", "/history", "/deadlines/")):
                continue
            response = client.get(path)
            assert response.status_code != 200 or mark not in read(response), (role, path)
    assert (
        "Confirm the inspection first"
        in signed_in(people.programme).post("/recommendations/S1/add-action/", added(people)).content.decode()
    )


def added(people):
    none = {"criteria-TOTAL_FORMS": "0", "criteria-INITIAL_FORMS": "0"}
    return {"text": "Too early", "accountable": people.post_a.pk, **none}


def test_messages_and_ones_own_calendar_leave_out_what_is_not_chosen(people):
    both(people)
    told = str(notices(people.officer_a, TODAY, None))
    assert "P1.2" in told and "S1.2" in told
    token = make_calendar_address(by=people.officer_a, now=plan.later(70), person=people.officer_a)
    address = f"/calendar/{token}.ics"
    everything = Client().get(address).content.decode()
    assert "P1.2" in everything and "S1.2" in everything
    one = Client().get(address, {"inspection": "review-p"}).content.decode()
    assert "P1.2" in one and "S1.2" not in one


def test_each_plan_is_published_by_itself(people):
    both(people)
    listed = Client().get("/published/").content.decode()
    assert all(mark in listed for mark in MARKS.values())
    assert PlanVersion.objects.filter(state="published").count() == 2
    page = Client().get("/published/review-s/")
    assert MARKS["S"] in page.text and MARKS["P"] not in page.text
    assert 'rel="canonical" href="' in page.text and "/published/review-s/" in page.text
    assert Client().get("/published/no-such/").status_code == 404
    assert Client().get("/published.pdf").status_code == 404


def test_an_earlier_day_shows_what_was_withdrawn_since(people):
    """Its deadlines, steps and name are on the pages of the days on which it stood, for everybody."""
    gone = begun(people, "S")
    severalplans.planned(people, begun(people, "P"))
    act = {"by": people.administrator, "now": plan.later(20), "entry": gone, "version": gone.version}
    withdraw_inspection(**act, reason="Entered twice")
    client = signed_in(people.cabinet)
    for path in ("/", "/deadlines/", "/recommendations/", "/publication/", "/inspections/", "/meetings/"):
        assert MARKS["S"] not in client.get(path).text, path
        past = client.get(path, {"as_at": "2008-07-01"})
        assert past.status_code == 200 and (MARKS["S"] in past.text or path == "/meetings/"), path


def test_the_checks_say_what_is_not_confirmed_to_those_who_enter_it(people):
    begun(people, "S", confirmed=False)
    for path in ("/versions/checks/", "/versions/make/"):
        assert f"Not confirmed yet, so not part of any plan: Review of the {MARKS['S']}." in (
            signed_in(people.programme).get(path).text
        )
    assert MARKS["S"] not in signed_in(people.cabinet).get("/versions/checks/").text


def test_a_page_of_both_plans_asks_no_more_often_than_one_of_one(people, django_assert_max_num_queries):
    both(people)
    for choice in ("all", Inspection.objects.first().reference):
        client = signed_in(people.cabinet, choice)
        for path, most in (("/", 15), ("/actions/", 8)):
            with django_assert_max_num_queries(most):
                assert client.get(path).status_code == 200
