"""All measures: which criteria are there, what each says, what is off course first, and the same as a sheet."""

import csv
import io
from datetime import date

import pytest

from jarplan.people.models import User
from tests.reporting.reading import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def shown(response):
    return [
        (one.record.reference, one.criterion.statement, one.words) for one, _ in response.context["measures"]
    ]


@pytest.fixture
def reader(told):
    return User.objects.get(username="cabinet")


def test_the_measures_of_the_demonstration_say_how_they_stand(reader, visit):
    response = visit(reader, "/measures/")
    assert (
        "R4.1",
        "100% of looked after children allocated to a qualified social worker",
        "Target reached",
    ) in shown(response)
    assert "337" not in text_of(response) and '<svg class="chart"' in text_of(response)


@pytest.mark.parametrize("show", ("off", "on", "reached", "none"))
def test_each_filter_shows_what_it_says(reader, visit, show):
    every = shown(visit(reader, "/measures/"))
    found = visit(reader, f"/measures/?show={show}")
    verdicts = {one.verdict for one, _ in found.context["measures"]}
    assert verdicts <= {show}
    assert len(found.context["measures"]) == sum(
        one.verdict == show for one, _ in visit(reader, "/measures/").context["measures"]
    )
    assert set(shown(found)) <= set(every)


def test_a_past_day_knows_no_later_figure(reader, visit):
    then = {
        one.record.reference: one
        for one, _ in visit(reader, "/measures/?as_at=2008-07-25").context["measures"]
    }
    assert all(one.latest is None or one.latest.on <= date(2008, 7, 25) for one in then.values())
    assert then["R4.1"].words != "Target reached"


def test_the_sheet_holds_what_the_page_shows(reader, visit):
    response = visit(reader, "/measures.csv?show=off")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    page = shown(visit(reader, "/measures/?show=off"))
    assert [(row["Action"], row["Success criterion"], row["How it stands"]) for row in rows] == page
    visit(reader, "/measures.csv?shown=off", status=400)
    visit(reader, "/measures/?show=odd", status=400)
