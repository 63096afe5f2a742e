"""The finance page shows the table as printed to everybody who signs in, and its exports say the same."""

import csv
import io
import re

import openpyxl
import pytest
from django.test import Client

from finance.models import CostTable
from jarplan import clock
from jarplan.people.roles import Role
from tests.factories import UserFactory
from tests.finance.test_models import PERIODS, ROWS


@pytest.fixture
def member(client):
    user = UserFactory(username="member", roles=["cabinet"])
    client.force_login(user)
    return user


@pytest.mark.slow
@pytest.mark.parametrize("role", [*Role.values, None])
def test_everybody_signed_in_reads_the_table_as_printed(table, client, role):
    client.force_login(UserFactory(username="reader", roles=[role] if role else []))
    page = client.get("/finance/")
    assert page.status_code == 200
    text = re.sub("</?abbr[^>]*>", "", " ".join(page.content.decode().split()))
    for label, *cells in ROWS:
        assert label.replace("&", "&amp;") in text
        for cell in cells:
            assert re.search(rf'<td class="number" data-label="[^"]+">\s*{re.escape(cell)}\s*<', text)
    assert all(period in text for period in PERIODS)
    assert "grand total is <strong>8,160</strong>" in text
    assert "5.1.2 There has already been an estimation" in text and "Colin Sharpe" in text


def test_each_difference_is_explained_beside_the_table(table, client, member):
    text = client.get("/finance/").content.decode()
    assert "25 agree and 5 differ. Rounding explains all 5." in text
    for number, where in enumerate(
        [
            "Early Years and Foundation Stage, Total",
            "Total of Themes, 2007/08",
            "Total of Themes, 2008/09",
            "Total of Themes, 2009/10",
            "Total of Themes, Total",
        ],
        start=1,
    ):
        assert f'<li id="note-1-{number}"><strong>{where}:</strong>' in text
        assert f'href="#note-1-{number}"' in text
    assert text.count("Rounding explains it") == 5


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/finance/", "/finance.csv", "/finance.xlsx"])
def test_nobody_reads_it_without_signing_in(path):
    answer = Client().get(path)
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")
    assert Client().post(path).status_code in (302, 403)


def test_the_page_takes_no_post(table, client, member):
    assert [client.post(path).status_code for path in ("/finance/", "/finance.csv", "/finance.xlsx")] == [
        405
    ] * 3


def test_as_at_shows_the_table_as_it_was(table, client, member):
    assert "There is no cost table yet" in client.get("/finance/?as_at=2008-06-02").content.decode()
    then = client.get("/finance/?as_at=2008-06-03").content.decode()
    assert "This is the plan as it stood at the end of 3 June 2008." in then
    assert "grand total is <strong>8,160</strong>" in then
    assert 'href="/finance.csv?as_at=2008-06-03"' in then


def test_as_at_follows_the_events_and_not_the_rows(table, client, member):
    CostTable.objects.update(title="Changed since")
    assert "Changed since" not in client.get("/finance/?as_at=2008-06-03").content.decode()
    assert "Changed since" in client.get("/finance/").content.decode()


@pytest.mark.parametrize("day", ["2999-01-01", "yesterday", "2008-02-30"])
def test_a_day_to_come_or_no_day_is_refused(table, client, member, day):
    assert client.get(f"/finance/?as_at={day}").status_code == 400
    assert client.get(f"/finance.csv?as_at={day}").status_code == 400


def test_today_is_the_live_page(table, client, member):
    assert "as it stood" not in client.get(f"/finance/?as_at={clock.today():%Y-%m-%d}").content.decode()


def test_csv_holds_what_the_page_shows(table, client, member):
    answer = client.get("/finance.csv")
    assert answer["Content-Disposition"] == f'attachment; filename="finance-{clock.today():%Y-%m-%d}.csv"'
    heading, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert heading == [table.corner, *PERIODS, "Totals check"]
    assert [row[0] for row in rows] == [row[0] for row in ROWS]
    for row, (_, *cells) in zip(rows, ROWS, strict=True):
        assert row[1:5] == [cell.replace(",", "") for cell in cells or [""] * 4]
    assert rows[1][5].startswith("604 is printed; its periods add up to 605")
    assert rows[7][5].count("Rounding explains it") == 4


def test_the_workbook_holds_numbers_as_numbers_and_text_as_text(table, client, member):
    book = openpyxl.load_workbook(io.BytesIO(client.get("/finance.xlsx").content))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0][:5] == (table.corner, *PERIODS)
    assert rows[16][:5] == ("GRAND TOTAL", 469, 5957, 1734, 8160)
    assert rows[9][1] == "Charged to CYPS" and rows[13][1] == "39 + charged to CYPS"


def test_the_workbook_of_a_day_before_the_table_says_so(table, client, member):
    book = openpyxl.load_workbook(io.BytesIO(client.get("/finance.xlsx?as_at=2008-06-02").content))
    assert book.active["A1"].value == "No cost table"


def test_the_page_asks_the_database_the_same_few_times(table, client, member, django_assert_num_queries):
    client.get("/finance/")
    # One of them reads the inspections for the choice of a plan, once a page.
    with django_assert_num_queries(10):
        client.get("/finance/")
