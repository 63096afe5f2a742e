"""The fields of a row by their cells: leads with their agency, “as above”, dates over two rows, ratings by colour."""

from datetime import date

import pytest

from jarplan.spreadsheets.layout.cellreads import CellReads
from jarplan.spreadsheets.layout.table import Understood
from jarplan.spreadsheets.understanding.names import Known
from tests.spreadsheets.sheets import plan_row

KNOWN = Known.of({"Leicester City Council": "LCC", "Leicester City PCT": None, "Connexions": None})


@pytest.fixture
def reads():
    return CellReads(KNOWN, {"near": date(2008, 6, 3)}, {})


def named(leads):
    return [(lead.post, lead.organisation) for lead in leads.leads]


def test_lead_takes_its_organisation_from_the_agencys_column(reads):
    found = reads.leads(plan_row(lead="Head of Service", agency="LCC"), None)
    assert named(found) == [("Head of Service", "Leicester City Council")]


def test_agency_alone_is_an_organisation_without_an_officer(reads):
    found = reads.leads(plan_row(agency="LCC; Connexions"), None)
    assert named(found) == [] and found.organisations == ("Leicester City Council", "Connexions")


@pytest.mark.parametrize("agency", ["TBC", ""])
def test_agency_that_is_nobody_names_no_organisation(reads, agency):
    found = reads.leads(plan_row(lead="", agency=agency), None)
    assert (named(found), found.organisations, found.raw) == ([], (), "")


def test_as_above_is_what_the_row_above_says_each_time(reads):
    for post in ("Head of Service", "Director"):
        above = Understood(leads=reads.leads(plan_row(lead=f"{post}, LCC"), None))
        assert named(reads.leads(plan_row(5, lead="As above"), above)) == named(above.leads)
    partners = reads.partners(plan_row(partners="LCC; Connexions"), None)
    said = reads.partners(plan_row(5, partners="ditto"), Understood(partners=partners))
    assert said.names == ("Leicester City Council", "Connexions")
    due = reads.date(plan_row(due="May 2009"), "due", None)
    assert reads.date(plan_row(5, due="as above"), "due", Understood(due=due)).latest == date(2009, 5, 31)


def test_as_above_in_the_first_row_has_no_date(reads):
    assert reads.date(plan_row(due="as above"), "due", None).latest is None


def test_date_that_goes_on_in_the_row_below_is_one_text(reads):
    found = reads.date(plan_row(due=["end of", "March 2009"]), "due", None)
    assert (found.latest, found.raw) == (date(2009, 3, 31), "end of\nMarch 2009")


def test_number_one_is_not_taken_for_a_tick(reads):
    texts = [reads.date(plan_row(due=value), "due", None).raw for value in (1, True, 1.0)]
    assert texts == ["1", "TRUE", "1"]


def test_colour_of_the_status_is_the_rating_where_no_column_has_it(reads):
    fills = {"status": "FFFF0000"}
    assert reads.rating(plan_row(status="Late", fills=fills)).rating == "Red"
    assert reads.rating(plan_row(status="Late", rag="Green", fills=fills)).rating == "Green"
    assert reads.rating(plan_row(status="Late", fills=fills | {"rag": "FF00B050"})).rating == "Green"
