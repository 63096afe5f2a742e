"""The Atom feed: entries that keep their ids, absolute addresses, newest first, and what was withdrawn says so."""

import xml.etree.ElementTree as ET
from datetime import datetime
from uuid import UUID

import pytest

from actions.releases.verbs import withdraw_release
from recommendations.versions.verbs import withdraw_version
from tests import releases
from tests.plan import fresh, later

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def feed(read):
    return lambda: ET.fromstring(read("/published.atom").content)


def entries(found):
    return {one.findtext(f"{ATOM}id"): one for one in found.findall(f"{ATOM}entry")}


def moment(element, name="updated"):
    return datetime.fromisoformat(element.findtext(f"{ATOM}{name}"))


def check(found):
    """What RFC 4287 asks of every feed and entry."""
    assert found.tag == f"{ATOM}feed"
    for element in (found, *found.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1 and element.findtext(f"{ATOM}{name}")
        assert moment(element).tzinfo
        for link in element.findall(f"{ATOM}link"):
            assert link.get("href").startswith("http://testserver/")
    assert found.find(f"{ATOM}author/{ATOM}name").text == "Leicester"
    [own] = [link for link in found.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own.get("href") == "http://testserver/published.atom"
    moments = [moment(one) for one in found.findall(f"{ATOM}entry")]
    assert moments == sorted(moments, reverse=True) and len(entries(found)) == len(moments)
    if moments:
        assert moment(found) == moments[0]


def test_versions_and_releases_are_its_entries(story, read, feed):
    row = releases.release(story, story.june)
    assert read("/published.atom")["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feed()
    check(found)
    said = entries(found)
    assert set(said) == {row.uuid.urn, story.version.uuid.urn}
    one = said[row.uuid.urn]
    assert one.findtext(f"{ATOM}title") == "A review: progress of June 2008 released"
    assert one.find(f"{ATOM}link").get("href") == "http://testserver/published/progress/1/"
    assert said[story.version.uuid.urn].find(f"{ATOM}link").get("href") == "http://testserver/published/1/"
    assert UUID(found.findtext(f"{ATOM}id").removeprefix("urn:uuid:"))


def test_an_entry_keeps_its_id_and_says_that_it_was_withdrawn(story, feed):
    row = releases.release(story, story.june)
    before = feed()
    act = {"by": story.people.programme, "now": later(83)}
    withdraw_release(**act, release=row, version=row.version, reason="A <child> was named")
    withdraw_version(
        **act, plan_version=story.version, version=fresh(story.version).version, reason="Ask jo@example.org"
    )
    after = feed()
    check(after)
    assert set(entries(before)) == set(entries(after))
    assert before.findtext(f"{ATOM}id") == after.findtext(f"{ATOM}id")
    one, old = entries(after)[row.uuid.urn], entries(before)[row.uuid.urn]
    assert one.findtext(f"{ATOM}title").endswith("withdrawn") and moment(one) > moment(old)
    assert moment(one, "published") == moment(old, "published")
    # Its type is HTML: a text that was typed is escaped in it.
    assert "&lt;child&gt; was named" in one.findtext(f"{ATOM}summary")
    assert "jo@example.org" not in entries(after)[story.version.uuid.urn].findtext(f"{ATOM}summary")


def test_the_addresses_are_those_of_the_site(story, read, settings):
    settings.SITE_URL, settings.SITE_URL_SET = "https://plan.example.org", True
    found = ET.fromstring(read("/published.atom").content)
    links = [link.get("href") for link in found.iter(f"{ATOM}link")]
    assert links and all(link.startswith("https://plan.example.org/") for link in links)


def test_a_reader_who_has_it_is_answered_304(story, read):
    etag = read("/published.atom")["ETag"]
    read("/published.atom", status=304, **{"If-None-Match": etag})
    releases.release(story, story.june)
    assert read("/published.atom", **{"If-None-Match": etag})["ETag"] != etag


def test_without_an_entry_it_says_the_same_each_time(db, read):
    from tests.plan import make_inspection

    make_inspection()
    first = read("/published.atom").content
    assert first == read("/published.atom").content
    check(ET.fromstring(first))
