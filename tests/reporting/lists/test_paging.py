"""A long history is read a hundred at a time, from a number on: nothing twice, nothing left out, either way."""

import re

import pytest
from django.core.exceptions import BadRequest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from jarplan.audit.ledger import Entry, write
from jarplan.audit.models import AuditEvent
from jarplan.reporting.lists import paging
from jarplan.reporting.lists.paging import Stretch, number_in, stretch_of
from tests import plan
from tests.addresses import BACKEND

pytestmark = pytest.mark.django_db
FEW = 4


@pytest.fixture
def reader(monkeypatch):
    """A member who reads four events a page, of which there are eleven more than their account's."""
    monkeypatch.setattr(paging, "PER_PAGE", FEW)
    reader = plan.make_people().cabinet
    entries = [Entry("noted", "recommendation", None, f"R{number}", "", "") for number in range(1, 12)]
    write(entries, by=reader, now=plan.NOON)
    client = Client()
    client.force_login(reader, BACKEND)
    return client


def walked(client, path, rel):
    """The numbers of the events on each page, along its links to the next one, and where each link leads."""
    pages, seen = [], []
    while path:
        answer = client.get(path)
        pages.append([row.event.sequence for row in answer.context["stretch"].rows])
        seen.append(path)
        assert len(seen) < 9, seen
        found = re.search(rf'rel="{rel}" href="([^"]+)"', answer.text)
        path = found and "/history/" + found[1].replace("&amp;", "&")
    return pages


def test_every_event_is_on_one_page_either_way(reader):
    numbers = list(AuditEvent.objects.order_by("-sequence").values_list("sequence", flat=True))
    down = walked(reader, "/history/", "next")
    assert sum(down, []) == numbers and {len(page) for page in down[:-1]} == {FEW}
    up = walked(reader, "/history/?after=0", "prev")
    assert sorted(sum(up, []), reverse=True) == numbers and {len(page) for page in up[:-1]} == {FEW}


def test_filters_and_the_day_are_kept_from_page_to_page_and_the_page_is_not_kept_by_filters(reader):
    page = reader.get("/history/?kind=recommendation&as_at=2020-01-01&before=9").text
    assert "before=" in page
    for link in re.findall(r'href="(\?[^"]*(?:before|after)=[^"]*)"', page):
        assert "kind=recommendation" in link and "as_at=2020-01-01" in link
    assert 'name="before"' not in page and "before=9" not in re.search(r'history\.csv\?([^"]*)', page)[1]


def test_a_page_deep_down_asks_for_no_row_above_it(reader):
    with CaptureQueriesContext(connection) as asked:
        reader.get("/history/?before=6")
    assert not [one["sql"] for one in asked if "OFFSET" in one["sql"]]


def test_numbers_are_counted_so_far_and_no_further(reader, monkeypatch):
    assert re.search(r"<h2>\s*11 changes\s*</h2>", reader.get("/history/?kind=recommendation").text)
    monkeypatch.setattr(paging, "COUNTED", 10)
    assert "More than 1,000 changes" in reader.get("/history/?kind=recommendation").text


def test_one_page_leads_nowhere():
    request = RequestFactory().get("/history/")
    found = stretch_of(AuditEvent.objects.none(), request, list)
    assert found == Stretch((), None, None, 0) and not found.has_others


@pytest.mark.parametrize("wrong", ["x", "-1", "1.5", "²", "9" * 30])
def test_what_is_no_number_is_refused(wrong):
    with pytest.raises(BadRequest, match="no such page"):
        number_in(RequestFactory().get("/history/", {"before": wrong}), "before")
