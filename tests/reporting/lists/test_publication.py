"""Who was sent what, taken away as a sheet: exactly what the page shows, on that day and as narrowed."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from jarplan.reporting.lists.publication import HEADINGS
from tests import kept
from tests.factories import UserFactory
from tests.recommendations.publishing import log, name, record, send, step_for
from tests.reporting.reading import recorded, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(db):
    kept.facts()
    return UserFactory(username="pat.programme", roles=["programme"])


@pytest.fixture
def busy(programme):
    send(programme, name(programme, step_for("relevant_partners"), "=Trust", "The Police"), 1)
    record(programme, step_for("newspaper"), done_to="Leicester Mercury")
    log(programme, log(programme, step_for("on_demand"), "Mr Singh", "2.10"), "Mrs Patel", "0.20")
    return programme


def rows_of(response):
    text = response.content.decode("utf-8-sig")
    heading, *rows = csv.reader(io.StringIO(text))
    assert heading == HEADINGS
    return [dict(zip(HEADINGS, row, strict=True)) for row in rows]


def test_every_class_and_every_copy_is_a_row(busy, visit):
    rows = rows_of(visit(busy, "/publication.csv"))
    assert len(rows) == 16 + 2 + 3
    partners, trust, police = rows[:3]
    assert (partners["State"], partners["Days left"]) == ("Not recorded, 1 of 2 sent", "-48")
    assert (trust["Sent to"], trust["State"], trust["Date"]) == ("'=Trust", "Sent", "18/06/2008")
    assert (police["State"], police["Date"], police["Done by"]) == ("Not recorded", "", "")
    paper = next(row for row in rows if "newspaper" in row["Recipients"])
    assert (paper["Sent to"], paper["State"], paper["Time"]) == ("Leicester Mercury", "Done", "In time")
    assert [row["Charge in pounds"] for row in rows if row["Charge in pounds"]] == ["2.10", "0.20", "2.30"]
    plan = rows[-1]
    assert (plan["Duty"], plan["Days left"], plan["Working days left"]) == (
        "Publish the action plan",
        "8",
        "6",
    )
    assert next(row for row in rows if "website" in row["Recipients"])["Date"] == "Date not stated"


def test_the_sheet_is_narrowed_as_the_page_is_and_looks_back_as_it_does(busy, visit):
    rows = rows_of(visit(busy, "/publication.csv?show=open"))
    assert [row["Sent to"] for row in rows if row["Type of row"] == "Named recipient"] == ["The Police"]
    assert not any(row["Type of row"].startswith(("Copy", "Total")) for row in rows)
    assert {row["State"].split(",")[0] for row in rows} == {"Not recorded"}
    done = rows_of(visit(busy, "/publication.csv?show=done"))
    assert {row["State"] for row in done} == {"Done"}
    then = rows_of(visit(busy, "/publication.csv?as_at=2008-06-03"))
    assert len(then) == 16 and then[0]["Days left"] == "42"


def test_the_workbook_has_real_dates_and_amounts(busy, visit):
    content = visit(busy, "/publication.xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    heading, *rows = sheet.iter_rows(values_only=True)
    assert list(heading) == HEADINGS
    assert rows[1][HEADINGS.index("Date")] == datetime(2008, 6, 18)
    charges = [row[HEADINGS.index("Charge in pounds")] for row in rows]
    assert [Decimal(str(charge)) for charge in charges if charge is not None] == [
        Decimal("2.1"),
        Decimal("0.2"),
        Decimal("2.3"),
    ]


def test_the_page_links_the_sheets_of_what_it_shows(busy, visit):
    page = text_of(visit(busy, "/publication/?show=open&as_at=2008-06-20"))
    assert "/publication.csv?show=open&amp;as_at=2008-06-20" in page
    assert "/publication.xlsx?show=open&amp;as_at=2008-06-20" in page


def test_the_dashboard_names_what_is_not_recorded_with_the_days_left(busy, visit):
    response = visit(busy, "/")
    section = text_of(response).split('id="publication"')[1].split("</section>")[0]
    assert "6 of 9 steps to record by 15 July 2008. 48 days overdue." in section
    assert "7 of 7 steps to record by 9 September 2008. 8 days left, 6 of them" in section
    assert section.count("<li>") == 13
    assert f"/publication/{step_for('radio', 'plan').uuid}/" in section
    assert "1 of 2 sent" in section
    shown = visit(busy, "/publication/?show=open").context["duties"]
    assert sum(len(duty.steps) for duty in shown) == 13


def test_the_dashboard_of_a_past_day_keeps_the_day(busy, visit):
    page = text_of(visit(busy, "/?as_at=2008-06-10"))
    section = page.split('id="publication"')[1].split("</section>")[0]
    assert "7 of 9 steps to record" in section and "35 days left, 25 of them working days" in section
    assert "/?as_at=2008-06-10" in section


def test_the_dashboard_says_where_nothing_is_open_or_known(programme, visit):
    from recommendations.models import PublicationStep

    steps = list(PublicationStep.objects.all())
    PublicationStep.objects.filter(duty="report").update(state="done", day_not_stated=True)
    PublicationStep.objects.filter(duty="plan").delete()
    recorded(*steps)
    page = text_of(visit(programme, "/"))
    assert "<strong>Publish the inspection report</strong>: all steps recorded." in page
    assert "<strong>Publish the action plan</strong>: no recipients are known." in page
    assert date(2008, 9, 1) == visit(programme, "/publication/").wsgi_request.today


def test_an_empty_plan_says_that_no_step_is_known(db, visit):
    assert "There are no publication steps yet" in text_of(visit(UserFactory(roles=["cabinet"]), "/"))
