"""The charts: true to their counts, told without colour, safe with any label."""

import re
from xml.etree import ElementTree

import pytest
from django.utils.safestring import SafeString

from jarplan.reporting.charts.bars import stacked_bars
from jarplan.reporting.ratings import LOOKS, rating_html

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [
    {"label": "Immediate", "counts": {"red": 1, "green": 3}},
    {"label": "Within six months", "counts": [2, 0, 4, 1, 1]},
    {"label": "Longer term", "counts": {}},
]


def drawn(rows, **kwargs):
    return ElementTree.fromstring(stacked_bars("Ratings by timeframe", rows, **kwargs))


def widths(svg, key):
    return [
        float(rect.get("width"))
        for rect in svg.iter(f"{SVG}rect")
        if rect.get("fill", "").endswith(f"-{key})")
    ]


def test_bars_are_as_long_as_their_counts():
    svg = drawn(ROWS)
    assert widths(svg, "red") == pytest.approx([39, 78], abs=0.1)
    assert widths(svg, "green") == pytest.approx([117, 156], abs=0.1)
    assert widths(svg, "amber") == []


def test_chart_is_an_image_with_a_name_and_the_same_numbers_in_words():
    svg = drawn(ROWS)
    assert svg.get("role") == "img"
    named = {element.get("id"): element.text for element in svg if element.get("id")}
    title, desc = svg.get("aria-labelledby").split()
    assert named[title] == "Ratings by timeframe"
    assert named[desc] == (
        "Immediate: 1 red, 3 green, 4 in all; "
        "Within six months: 2 red, 4 green, 1 blue, 1 no rating yet, 8 in all; Longer term: none"
    )


def test_every_segment_has_a_pattern_of_its_own_and_a_letter_where_there_is_room():
    svg = drawn(ROWS)
    patterns = {p.get("id"): p.find(f"{SVG}path").get("d") for p in svg.iter(f"{SVG}pattern")}
    assert len(set(patterns.values())) == len(LOOKS)
    assert "R 2" in [text.text for text in svg.iter(f"{SVG}text")]


def test_chart_carries_no_style_and_its_ids_are_its_own():
    html = stacked_bars("Ratings", ROWS) + stacked_bars("Ratings", ROWS, key="by organisation")
    assert "style" not in html
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_label_is_escaped():
    html = stacked_bars("<b>", [{"label": "<script>", "counts": {"red": 1}}])
    assert isinstance(html, SafeString)
    assert "<script>" not in html and "&lt;script&gt;" in html and "<b>" not in html


@pytest.mark.parametrize("rows", [[], [{"label": "Nothing", "counts": {}}]])
def test_nothing_to_count_still_draws(rows):
    assert drawn(rows).find(f"{SVG}title") is not None


@pytest.mark.parametrize("key", LOOKS)
def test_rating_is_letter_word_and_pattern(key):
    html = rating_html(key)
    assert LOOKS[key].word in html and f">{LOOKS[key].letter}</text>" in html and f"rating-{key}" in html
    assert "style" not in html and " id=" not in html


@pytest.mark.parametrize("key", [None, "", "purple"])
def test_what_is_no_rating_says_so(key):
    assert "No rating yet" in rating_html(key)


def brightness(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("key", LOOKS)
def test_letter_stands_out_from_its_colour(key):
    light, dark = sorted((brightness(LOOKS[key].fill), brightness(LOOKS[key].ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
