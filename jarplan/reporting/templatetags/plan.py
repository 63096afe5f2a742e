"""The template tags of the plan's pages: ratings, the key, statuses, sortable headings, charts."""

import re

from django import template
from django.urls import reverse
from django.utils.html import format_html

from actions.reading.counts import Ratings
from actions.rules.lifecycle import Brag
from actions.rules.records import UNPROVEN
from actions.rules.slippage import times
from jarplan.reporting.addresses import PLACE
from jarplan.reporting.charts import bars
from jarplan.reporting.document.compose import without_addresses
from jarplan.reporting.history.entries import entries_html, entry_html
from jarplan.reporting.ratings import LOOKS, NOT_RATED, computed_html, rating_html
from jarplan.reporting.shortforms import known, with_short_forms
from recommendations.councilreport.queries import report_of, with_a_report
from recommendations.councilreport.records import anchor_of, summary_of
from recommendations.within import within

register = template.Library()
register.filter("without_addresses", without_addresses)


@register.simple_tag
def rating(key):
    """{% rating "amber" %}: letter, word, pattern and colour. Empty or None: "No rating yet"."""
    return rating_html(key)


@register.simple_tag
def computed_rating(key):
    """{% computed_rating "none" %}: a rating by the rule; where it gives none: "Not rated"."""
    return computed_html(key or "none")


register.filter("times", times)


@register.inclusion_tag("components/rating_key.html")
def rating_key():
    """{% rating_key %}: what each rating means; belongs wherever ratings are."""
    shown = [{"html": rating_html(key), "meaning": look.meaning} for key, look in LOOKS.items()]
    return {"ratings": [*shown, {"html": computed_html(NOT_RATED.key), "meaning": NOT_RATED.meaning}]}


@register.simple_tag
def timeline(story, show_reference=False, brief=False):
    """{% timeline story show_reference=True %}: what story() tells; see jarplan.reporting.history.entries."""
    return entries_html(story, show_reference, brief)


@register.simple_tag
def timeline_entry(entry):
    """{% timeline_entry entry %}: one of them, in <ol class="timeline">; many fields are folded away."""
    return entry_html(entry, fold=entry.is_long)


@register.inclusion_tag("components/status_tag.html")
def status(key, label=""):
    """{% status action.status action.get_status_display %}: the status as a tag."""
    key = str(key)
    return {
        "look": key.replace("_", "-"),
        "label": label or key.replace("_", " ").replace("-", " ").capitalize(),
    }


@register.inclusion_tag("components/sort_heading.html", takes_context=True)
def sort_heading(context, key, label, default="", css_class=""):
    """{% sort_heading "due" "Due" default="due" %}: a <th> whose link sorts by `key`, and back.

    The order in force is `sort` in the address, or `default` where the address has none.
    """
    request = context["request"]
    now = request.GET.get("sort") or default
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{key}" if order == "ascending" else key
    return {"label": label, "order": order, "href": f"?{query.urlencode()}", "css_class": css_class}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context, page_obj, things="rows", address=""):
    """{% pagination page_obj "actions" %}: previous and next, keeping the rest of the address. `address`: of the
    pages, where this one is the answer to a form that was sent somewhere else."""
    return {"page_obj": page_obj, "things": things, "address": address, "request": context["request"]}


@register.simple_tag(takes_context=True)
def paragraph(context, number, inspection, in_paper=True):
    """{% paragraph "4.11" inspection.uuid %}: the number of a paragraph of the council's report, as a link where that
    is in the product. `in_paper`: whether it is one of that report, and not of the inspectors' own."""
    if not in_paper:
        return number
    request = context.request
    request.with_a_report = getattr(request, "with_a_report", None) or with_a_report()
    reference = request.with_a_report.get(str(inspection))
    if not reference or not re.fullmatch(r"\d+(\.\d+)*|footnote \d+", number):
        return number
    anchor = number.replace(" ", "-") if number.startswith("footnote") else anchor_of(number)
    return format_html(
        '<a href="{}#{}">{}</a>', reverse("recommendations:paper", args=[reference]), anchor, number
    )


@register.simple_tag(takes_context=True)
def inspection_named(context, inspection=None, words="{}"):
    """{% inspection_named meeting.inspection ", {}" %}: the title of the inspection of that UUID, where the page
    shows several and two of a kind could not be told apart; nothing where it shows one. What names no inspection is
    about all of them."""
    shown = within(context.request)
    title = shown.titles.get(str(inspection), "") if len(shown.titles) > 1 else ""
    return words.format(title) if title else ""


@register.inclusion_tag("components/council_summary.html", takes_context=True)
def council_summary(context, inspection):
    """{% council_summary inspection.uuid %}: how the council's own report sums up the findings, where it does."""
    report = report_of(inspection, getattr(context.request, "as_at", None))
    found = report and summary_of(report.paragraphs)
    return {"inspection": inspection, "paragraphs": found[1] if found else (), "request": context.request}


@register.inclusion_tag("components/as_at_form.html", takes_context=True)
def as_at_form(context):
    """{% as_at_form %}: asks for the day to look at, keeping the rest of the address."""
    request, page = context["request"], context["page"]
    kept = [(name, value) for name, values in request.GET.lists() for value in values]
    return {"page": page, "kept": [(name, value) for name, value in kept if name not in PLACE]}


@register.simple_block_tag(takes_context=True)
def short_forms(context, content, elsewhere="", later=False):
    """{% short_forms %} ... {% endshort_forms %}: see jarplan.reporting.shortforms. `later`: a further block of the
    page has the same ones and lists them."""
    request = context["request"]
    if later:
        return with_short_forms(content, set(known()), elsewhere)
    request.written_out = getattr(request, "written_out", set())
    return with_short_forms(content, request.written_out, elsewhere)


@register.simple_tag
def stacked_bars(title, rows):
    """{% stacked_bars "Ratings by timeframe" rows %}: see jarplan.reporting.charts.bars.stacked_bars."""
    return bars.stacked_bars(title, rows)


@register.inclusion_tag("components/rating_table.html")
def rating_table(title, rows, heading, total_hrefs=None, summed=True):
    """{% rating_table "Ratings by timeframe" rows "Timeframe" %}: the table that stands beside a chart. A row
    may have `href`, and `hrefs` by rating; `total_hrefs` are those of the last line, "" that of all of it. That line
    is left out unless `summed`: the same actions at several times add up to nothing."""
    lines = [table_line(row["label"], row["counts"], row.get("hrefs", {}), row.get("href")) for row in rows]
    whole = Ratings()
    for row in rows:
        for key, count in zip(bars.ORDER, bars.counts_of(row), strict=True):
            whole[key] += count
        whole.unproven += getattr(row["counts"], "unproven", 0)
    hrefs = total_hrefs or {}
    return {
        "title": title,
        "heading": heading,
        "words": [(key, rating_html(key)) for key in bars.ORDER],
        "lines": lines,
        "whole": table_line("All", whole, hrefs, hrefs.get("")) if summed else None,
    }


def table_line(label, counts, hrefs, href):
    """A line of a table of ratings: each cell (how many, their list, how many of them have unproven criteria, their
    list), and the total with the list of all."""
    numbers = bars.counts_of({"counts": counts})
    marks = {Brag.BLUE: (getattr(counts, "unproven", 0), hrefs.get(UNPROVEN))}
    cells = [
        (number, hrefs.get(key), *marks.get(key, (0, None)))
        for key, number in zip(bars.ORDER, numbers, strict=True)
    ]
    return {"label": label, "cells": cells, "total": sum(numbers), "href": href}
