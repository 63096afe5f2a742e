"""The line of readings: true to its numbers, told without colour, safe with any words."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from xml.etree import ElementTree

from actions.rules.trajectory import Measured, number_of, trajectory_of
from jarplan.reporting.charts.measurements import line_of_measurements

SVG = "{http://www.w3.org/2000/svg}"
MADE = datetime(2008, 7, 1, tzinfo=UTC)
PATH = trajectory_of("60", "90", date(2008, 7, 1), begins=date(2008, 6, 1))


def drawn(*readings, statement="Allocated"):
    measured = [Measured(day, value, number_of(value), None, "", MADE, "a") for day, value in readings]
    criterion = SimpleNamespace(uuid="c1", statement=statement, baseline="60", target="90")
    return ElementTree.fromstring(line_of_measurements(criterion, PATH, measured))


def test_reading_on_the_path_is_a_circle_and_one_behind_it_a_square():
    svg = drawn((date(2008, 6, 1), "60"), (date(2008, 6, 16), "74"), (date(2008, 6, 16), "75"))
    assert len(list(svg.iter(f"{SVG}circle"))) == 2
    assert len(list(svg.iter(f"{SVG}rect"))) == 1


def test_places_are_to_scale():
    svg = drawn((date(2008, 6, 1), "60"), (date(2008, 6, 16), "75"), (date(2008, 7, 1), "90"))
    xs, ys = zip(*[(float(c.get("cx")), float(c.get("cy"))) for c in svg.iter(f"{SVG}circle")], strict=True)
    assert xs[1] - xs[0] == xs[2] - xs[1] == 144
    assert ys[0] - ys[1] == ys[1] - ys[2] == 68


def test_the_same_is_said_in_words_and_nothing_is_styled():
    svg = drawn((date(2008, 6, 16), "74"), statement="<b>& all</b>")
    assert svg.find(f"{SVG}title").text == "<b>& all</b>: measurements against the trajectory"
    assert svg.find(f"{SVG}desc").text == (
        "The trajectory goes from 60 on 1 June 2008 to 90 on 1 July 2008. "
        "Measurements: 74 on 16 June 2008, behind the trajectory."
    )
    assert not [one for one in svg.iter() if "style" in one.attrib]


def test_path_without_readings_is_drawn_alone():
    svg = drawn()
    assert not list(svg.iter(f"{SVG}circle")) and "no measurements yet" in svg.find(f"{SVG}desc").text
