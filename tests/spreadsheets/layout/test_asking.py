"""The questions about a row's cells: what may be answered, and which rows one answer does for."""

from dataclasses import replace
from datetime import date

from jarplan.spreadsheets.layout.asking import date_in_words, questions_of, repeat
from jarplan.spreadsheets.layout.table import FILE, ROW, Understood
from jarplan.spreadsheets.understanding.dates.results import DAY, ONGOING, Reading, single
from jarplan.spreadsheets.understanding.leads import Lead, Leads, Partners
from jarplan.spreadsheets.understanding.ratings import Rated
from jarplan.spreadsheets.understanding.references import Reference
from jarplan.spreadsheets.understanding.statuses import Stated
from tests.spreadsheets.sheets import plan_row

DOUBT, JUNE, MARCH = "Is it right?", date(2008, 6, 3), date(2008, 3, 6)


def asked(row=None, **understood):
    """The only question about a row that was understood like this."""
    row = row or plan_row()
    row.understood = Understood(**understood)
    [point] = questions_of(row)
    return point


def labels(point):
    return dict(point.options)


def test_nothing_is_asked_of_what_is_clear():
    row = plan_row(text="Meet")
    row.understood = Understood(text="Meet", due=single(JUNE), rating=Rated("Red"), status=Stated("Complete"))
    assert questions_of(row) == []


def test_date_offers_its_readings_another_one_and_none():
    point = asked(due=single(JUNE).asked(DOUBT, single(MARCH)))
    assert labels(point) == {
        "yes": "Yes: 3 June 2008",
        "no": "No: 6 March 2008",
        "other": "Another date",
        "leave": "Leave the date out",
    }
    assert (point.proposed, point.typed) == ("3 June 2008", "date")


def test_date_that_could_not_be_read_offers_no_yes():
    point = asked(due=Reading(question=DOUBT))
    assert labels(point) == {"other": "This date", "leave": "Leave the date out"} and point.proposed == ""


def test_ongoing_date_without_a_day_can_be_said_yes_to():
    point = asked(due=Reading(precision=ONGOING, question=DOUBT))
    assert labels(point)["yes"] == "Yes: ongoing, without a date" and point.proposed == ""
    assert "yes" in labels(asked(due=Reading(earliest=JUNE, question=DOUBT)))
    assert date_in_words(Reading(JUNE, None, ONGOING)) == "ongoing, from 3 June 2008, with no end"
    assert date_in_words(Reading(JUNE, JUNE, DAY)) == "3 June 2008"


def test_what_a_yes_would_write_is_what_the_question_proposes():
    reading = Reading(question=DOUBT, proposal=single(JUNE))
    assert asked(start=reading).proposed == "3 June 2008"


def test_reference_offers_both_orders_of_a_date():
    point = asked(reference=Reference("1.2", question=DOUBT, other="2.1"))
    assert list(labels(point).values())[:2] == ["It was 1.2", "It is 2.1"]
    assert "no" not in labels(asked(reference=Reference("1.2", question=DOUBT)))


def test_column_of_dates_for_references_is_asked_once_for_its_sheet():
    reference = Reference("1.2", question=DOUBT, alike="1.1, 1.2")
    points = [asked(plan_row(number), reference=reference) for number in (4, 5)]
    other = asked(plan_row(4, sheet="Annex"), reference=reference)
    assert points[0].per == FILE and points[0].key == points[1].key != other.key
    assert "They were 1.1, 1.2" in labels(points[0]).values()


def test_leads_are_proposed_with_the_partners_that_their_cell_names():
    leads = Leads((Lead("Head", "LCC", "Head, LCC"),), ("Connexions",), "x", DOUBT)
    assert labels(asked(leads=leads))["yes"] == "Yes: Head, LCC; supporting partners, Connexions"
    alone = asked(leads=replace(leads, leads=()))
    assert labels(alone)["yes"] == "Yes: supporting partners, Connexions" and alone.proposed == ""
    assert labels(asked(leads=Leads(question=DOUBT))) == {
        "other": "These leads",
        "leave": "Leave the leads out",
    }


def test_leads_of_another_agency_are_another_question():
    leads = Leads(question=DOUBT)
    said = [
        plan_row(number, lead="Head", agency=agency)
        for number, agency in ((4, "LCC"), (5, "LCC"), (6, "PCT"))
    ]
    first, same, other = (asked(row, leads=leads).key for row in said)
    assert first == same != other


def test_cell_of_partners_may_be_one_name_unless_it_is_long():
    partners = Partners(("Health", "Safety Board"), raw="Health,  Safety Board", question=DOUBT)
    assert labels(asked(partners=partners))["no"] == "No, this is one partner: Health, Safety Board"
    assert "no" not in labels(asked(partners=replace(partners, raw="x" * 201)))
    assert "no" in labels(asked(partners=replace(partners, raw="x" * 200)))
    assert set(labels(asked(partners=Partners(raw="x", question=DOUBT)))) == {"other", "leave"}


def test_status_and_rating_offer_every_word_that_we_know_the_proposal_first_and_once():
    status, rating = (
        asked(status=Stated("Overdue", "late", DOUBT)),
        asked(rating=Rated(None, "odd", question=DOUBT)),
    )
    assert status.options[0] == ("yes", "Yes: Overdue") and "Overdue" not in labels(status)
    assert list(labels(rating)) == ["Blue", "Green", "Amber", "Red", "leave"]


def test_rating_of_another_colour_is_another_question():
    rating = Rated(question=DOUBT)
    colours = ({"rag": "FF111111"}, {"rag": "FF222222"}, {"status": "FF111111"})
    keys = {
        asked(plan_row(number, fills=fills), rating=rating).key for number, fills in enumerate(colours, 4)
    }
    assert len(keys) == 3


def test_hidden_row_is_asked_for_itself():
    points = [asked(plan_row(number, hidden=True)) for number in (4, 5)]
    assert points[0].per == ROW and points[0].key != points[1].key
    assert points[0].sentence == "Row 4 is hidden in the sheet. Is it part of the plan?"


def test_repeated_action_may_be_another_one():
    point = repeat(plan_row(9, text="Meet"), "row 4")
    assert "also in row 4" in point.sentence and list(labels(point)) == ["new", "leave"]
