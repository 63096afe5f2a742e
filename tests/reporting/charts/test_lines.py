"""Lines over time: every number is said, lines differ without colour, and names do not lie over each other."""

import re
from xml.etree import ElementTree

import pytest

from jarplan.reporting.charts.lines import LINE_HEIGHT, STROKES, lines

SVG = "{http://www.w3.org/2000/svg}"


def drawn(labels, series):
    return ElementTree.fromstring(lines("Delivered & due", labels, series))


def test_every_number_is_said_and_drawn_to_one_scale():
    svg = drawn(["June", "July"], {"Due": [2, 8], "Delivered": [0, 4]})
    assert svg.find(f"{SVG}desc").text == "June, July. Due: 2, 8; Delivered: 0, 4"
    ways = [one.get("points").split() for one in svg.iter(f"{SVG}polyline")]
    heights = [[float(point.split(",")[1]) for point in way] for way in ways]
    assert heights[0][1] < heights[1][1] < heights[0][0] < heights[1][0]
    assert [one.get("stroke-dasharray") for one in svg.iter(f"{SVG}polyline")] == list(STROKES[:2])


@pytest.mark.parametrize(
    "series", [{"Due": [3], "Delivered": [3], "Signed off": [3]}, {"Due": [], "Delivered": []}]
)
def test_names_at_the_ends_can_all_be_read(series):
    text = lines("Delivered", ["June"] if series["Due"] else [], series)
    places = [float(y) for y in re.findall(r'y="([\d.]+)" font-size="13" font-weight="600"', text)]
    assert len(places) == len(series)
    assert all(later - earlier >= LINE_HEIGHT for earlier, later in zip(places, places[1:], strict=False))
