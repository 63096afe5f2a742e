"""What a row's cells say, in the words by which they are known again at the next import."""

from types import SimpleNamespace

from actions.imports.finding.cells import cells_of, column_of, known_by, raw_of, said_by
from jarplan.spreadsheets.layout.table import Understood
from jarplan.spreadsheets.understanding.dates.results import single
from jarplan.spreadsheets.understanding.leads import Lead, Leads, Partners
from jarplan.spreadsheets.understanding.ratings import Rated
from tests.spreadsheets.sheets import plan_row
from tests.spreadsheets.understanding.dates.test_results import FIRST

HEAD = Leads((Lead("Head", "LCC", "Head, LCC"),))
BODY = Leads(organisations=("Connexions",))


def row(understood=None, **said):
    made = plan_row(**said)
    made.understood = Understood(**(understood or {}))
    return made


def test_rating_that_is_a_colour_only_is_known_by_the_colour():
    colour = row({"rating": Rated("Red", source="the colour: red")}, text="Meet")
    assert raw_of(colour, "rag") == "the colour: red"
    assert raw_of(row({"rating": Rated("Red", source="the word")}, rag="RED"), "rag") == "RED"


def test_organisation_without_an_officer_is_a_partner_that_the_leads_cell_names():
    named = row({"leads": BODY}, lead="Connexions", partners="PCT")
    assert raw_of(named, "partners") == "PCT\nConnexions"
    assert (column_of(named, "partners"), column_of(row({"leads": BODY}, lead="Connexions"), "partners")) == (
        "partners",
        "lead",
    )


def test_it_stands_in_the_agencys_cell_where_there_is_no_lead_or_the_agency_names_several():
    agency = row({"leads": BODY}, agency="Connexions")
    several = row(
        {"leads": Leads(HEAD.leads, ("Connexions",), by_agency=True)}, lead="Head", agency="LCC; Connexions"
    )
    assert [column_of(one, "partners") for one in (agency, several)] == ["agency", "agency"]
    assert (
        column_of(agency, "lead") == "lead"
        and column_of(row({"leads": HEAD}, lead="Head"), "partners") == "partners"
    )
    assert raw_of(agency, "lead") == "Connexions"  # the only cell that says who leads


def test_partners_of_their_own_column_stay_in_it():
    plain = row({"leads": HEAD}, lead="Head", partners="PCT")
    assert column_of(plain, "partners") == "partners" and raw_of(plain, "partners") == "PCT"


def test_field_over_several_cells_has_all_their_addresses():
    long = row(text=["Publish and", "tell"], lead="Head")
    assert (cells_of(long, "text"), cells_of(long, "lead"), cells_of(long, "due")) == ("A4, A5", "", "")


def test_as_above_is_known_by_what_it_means():
    read = {"leads": HEAD, "due": single(FIRST), "partners": Partners(("PCT", "LSC"))}
    ditto = row(read, lead="as above", partners="ditto", due='"', text="Meet")
    assert [known_by(ditto, name) for name in ("lead", "partners", "due", "text")] == [
        "as above (Head, LCC)",
        "ditto (PCT; LSC)",
        '" (1 September 2008)',
        "Meet",
    ]


def test_what_is_asked_or_left_out_is_not_settled():
    one = SimpleNamespace(row=row(text="Meet", lead="Head", due="Sept"), asked={"due"}, unsaid={"lead"})
    assert said_by(one) == {"text": "Meet"}
