"""Short forms are written out where a page names them first, and explained ever after."""

import pytest
from django.template import RequestContext, Template

OSMB = '<abbr title="Overview and Scrutiny Management Board">OSMB</abbr>'
BLOCK = "{% load plan %}{% short_forms %}{{ text }}{% endshort_forms %}"


def shown(text, request):
    return Template("{% load short_forms %}{% short_forms text %}").render(
        RequestContext(request, {"text": text})
    )


def test_first_one_of_a_page_is_written_out(rf):
    page, other = rf.get("/"), rf.get("/")
    first = f"Overview and Scrutiny Management Board ({OSMB}), 6 August 2008"
    assert shown("OSMB, 6 August 2008", page) == first
    assert shown("OSMB again", page) == f"{OSMB} again"
    assert shown("OSMB, 6 August 2008", other) == first


@pytest.mark.parametrize("tag", ["{% load short_forms %}{% short_forms text %}", BLOCK])
def test_another_councils_short_forms_are_its_own(rf, settings, tag):
    settings.PLAN_PLACE = "Midshire"
    text = "TLL, LCYPSP and OSMB on the CYPP"
    said = Template(tag).render(RequestContext(rf.get("/"), {"text": text, "request": rf.get("/")}))
    assert "Leicester" not in said and "Overview" not in said
    assert "Children and Young People’s Plan" in said


def test_words_that_hold_a_short_form_and_markup_stay_as_they_are(rf):
    assert shown("TLLs & <OSMBX>", rf.get("/")) == "TLLs &amp; &lt;OSMBX&gt;"
