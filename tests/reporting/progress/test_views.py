"""The public reads progress as it was released, and nothing else; what is withdrawn says so and why."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from actions.releases.verbs import withdraw_release
from actions.rounds.verbs import open_round
from jarplan.reporting.progress.views import IN_FULL
from recommendations.versions.verbs import withdraw_version
from recommendations.within import within_of
from tests import plan, releases, severalplans
from tests.plan import fresh, later
from tests.reporting.conftest import BACKEND
from tests.reporting.reading import text_of

DONE = "Half of the cases are audited"


def withdraw(story, row, reason="A child was named"):
    act = {"by": story.people.programme, "now": later(83), "release": row, "version": row.version}
    return withdraw_release(**act, reason=reason)


def test_before_anything_is_released_the_page_says_so(story, read):
    assert "No progress reports have been released yet" in text_of(read("/published/progress/"))


def test_a_released_round_is_read_without_signing_in_or_a_cookie(story, read):
    row = releases.release(story, story.june)
    for path in ("/published/progress/", "/published/progress/1/"):
        response = read(path)
        assert not response.cookies and response["Cache-Control"] == "public, no-cache"
        page = text_of(response)
        assert "1 report: 1 behind. 1 extension was agreed." in page and "As at 10 September 2008" in page
        assert DONE in page and "Two auditors left" in page and "Thirty children have a worker" in page
        assert "Due date extended from 18 July 2008 to 29 August 2008, agreed on 23 June 2008" in page
        assert "Staff or skills: No auditor before 29 August" in page
        assert (
            row.digest in page and "Entry" in page and "Reports that were due and not received: R4.2" in page
        )


def test_nothing_unreleased_or_internal_is_in_it(story, read):
    releases.release(story, story.june)
    people = story.people
    for path in ("/published/progress/", "/published/progress/1/", "/published/progress.json"):
        body = read(path).content.decode()
        for words in ("All cases are audited", "A second team", "onfidence", "So decided", "July"):
            assert words not in body.replace("18 July 2008", ""), (path, words)
        for person in (people.officer_a, people.programme):
            assert person.full_name not in body


def test_what_was_released_stays_whatever_comes_after(story, read):
    releases.release(story, story.june)
    before = read("/published/progress/1/").content
    first = story.first.updates.get(round=story.june)
    releases.report(story, story.first, None, later(82), **releases.GREEN, corrects=first)
    releases.extend(story, story.first, later(82), date(2008, 12, 1))
    assert read("/published/progress/1/").content == before


def test_a_reader_who_has_it_is_answered_304_until_something_is_released(
    story, read, django_assert_num_queries
):
    releases.release(story, story.june)
    etag = read("/published/progress/")["ETag"]
    with django_assert_num_queries(2):
        assert read("/published/progress/", status=304, **{"If-None-Match": etag}).content == b""
    releases.release(story, story.july)
    assert read("/published/progress/", **{"If-None-Match": etag})["ETag"] != etag


def test_somebody_signed_in_reads_the_same_bytes(story, read):
    releases.release(story, story.june)
    client = Client()
    client.force_login(story.people.programme, BACKEND)
    assert client.get("/published/progress/").content == read("/published/progress/").content


def test_the_rating_of_the_release_before_stands_beside_another_one(story, read):
    releases.release(story, story.june)
    releases.release(story, story.july)
    page = text_of(read("/published/progress/2/"))
    assert "Rated red in June 2008" in page and page.count("Rated") == 1


def test_a_withdrawn_release_says_when_and_why_and_shows_nothing_else(story, read):
    row = releases.release(story, story.june)
    withdraw(story, row)
    for path in ("/published/progress/", "/published/progress/1/"):
        page = text_of(read(path))
        assert "withdrawn on 11 September 2008 because: A child was named" in page and DONE not in page
    releases.release(story, story.june, now=later(84))
    page = text_of(read("/published/progress/"))
    assert "because: A child was named" in page and DONE in page


def test_the_progress_on_a_withdrawn_plan_is_not_shown(story, read):
    releases.release(story, story.june)
    act = {"by": story.people.programme, "now": later(83), "plan_version": story.version}
    withdraw_version(**act, version=fresh(story.version).version, reason="A child was named in it")
    for path in ("/published/progress/", "/published/progress/1/"):
        page = text_of(read(path))
        assert "version 1 of the plan" in page and "has been withdrawn" in page and DONE not in page
    assert DONE not in read("/published/progress.json").content.decode()


def test_a_round_without_a_report_says_so(story, read):
    days = {"month": date(2008, 8, 1), "opens_on": date(2008, 8, 18), "closes_on": date(2008, 8, 31)}
    august = open_round(by=story.people.programme, now=later(50), **days)
    releases.release(story, august)
    page = text_of(read("/published/progress/1/"))
    assert "No report on an action of the published plan was received in this round." in page
    assert "Reports that were due and not received: R4.1, R4.2" in page


def test_texts_are_shown_as_text(story, read):
    first = story.first.updates.get(round=story.june)
    nasty = releases.GREEN | {"done": '<script>alert("x")</script>'}
    releases.report(story, story.first, None, later(50), **nasty, corrects=first)
    releases.release(story, story.june)
    body = read("/published/progress/").content.decode()
    assert "<script>" not in body and "&lt;script&gt;" in body


def test_the_latest_rounds_are_in_full_and_earlier_ones_linked(story, read, monkeypatch):
    assert IN_FULL == 3
    monkeypatch.setattr("jarplan.reporting.progress.views.IN_FULL", 1)
    releases.release(story, story.june)
    releases.release(story, story.july)
    body = read("/published/progress/").content.decode()
    assert DONE not in body and "All cases are audited" in body and 'href="/published/progress/1/"' in body


def test_what_is_not_there_is_not_found(story, read):
    read("/published/progress/1/", status=404)
    read("/published/no-such/progress/", status=404)
    read("/published/no-such.atom", status=404)


def test_the_published_page_leads_to_it_and_the_sitemap_names_it(story, read):
    releases.release(story, story.june)
    withdraw(story, releases.release(story, story.july))
    page = read("/published/").content.decode()
    assert 'href="/published/progress/"' in page
    assert '<link rel="alternate" type="application/atom+xml" href="/published.atom"' in page
    found = read("/sitemap.xml").content.decode()
    assert "<loc>http://testserver/published/progress/</loc>" in found
    assert "/published/progress/1/" in found and "/published/progress/2/" not in found


@pytest.mark.slow
def test_of_several_plans_each_has_its_own(db, settings, read):
    settings.PLAN_TODAY = date(2008, 9, 11)
    people, (first, second) = severalplans.beside_the_facts()
    days = {"month": date(2008, 6, 1), "opens_on": date(2008, 6, 18), "closes_on": date(2008, 6, 30)}
    june = open_round(by=people.programme, now=plan.NOON, **days)
    story = releases.Story(people, june, None, None, None)
    office = Client()
    office.force_login(people.programme, BACKEND)
    offered = office.get("/releases/").text
    assert all(f'href="/releases/{one.reference}/{june.uuid}/"' in offered for one in (first, second))
    for one in (first, second):
        action = one.recommendations.order_by("order")[0].actions.exclude(agreed_at=None).first()
        mark = severalplans.MARKS[one.reference_prefix]
        said = releases.GREEN | {"done": f"Fed the {mark}", "why_better": "New staff"}
        releases.report(story, action, june, later(6), **said)
        releases.release(story, june, plan=within_of(one.reference))
    text = text_of(read("/published/progress/"))
    assert first.title in text and second.title in text and "Fed" not in text
    for one, other in ((first, second), (second, first)):
        mine, theirs = (severalplans.MARKS[each.reference_prefix] for each in (one, other))
        for name in ("latest-of", "feed-of", "json-of", "csv-of"):
            body = read(reverse(f"progress:{name}", args=[one.reference])).content.decode()
            assert mine in body and theirs not in body, name
    everything = read("/published.atom").content.decode()
    assert first.title in everything and second.title in everything
