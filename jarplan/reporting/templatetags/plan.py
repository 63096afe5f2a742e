"""The template tags of the plan's pages: ratings, the key, statuses, sortable headings, charts."""

from django import template

from actions.slips import times
from jarplan.reporting import charts
from jarplan.reporting.plancontent import without_addresses
from jarplan.reporting.ratings import LOOKS, NOT_RATED, computed_html, look_of, rating_html

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


@register.filter
def rating_word(key):
    """The word alone, for a sentence or an export."""
    return look_of(key).word


register.filter("times", times)


@register.inclusion_tag("components/rating_key.html")
def rating_key():
    """{% rating_key %}: what each rating means; belongs wherever ratings are."""
    shown = [{"html": rating_html(key), "meaning": look.meaning} for key, look in LOOKS.items()]
    return {"ratings": [*shown, {"html": computed_html(NOT_RATED.key), "meaning": NOT_RATED.meaning}]}


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
def pagination(context, page_obj, things="rows"):
    """{% pagination page_obj "actions" %}: previous and next, keeping the rest of the address."""
    return {"page_obj": page_obj, "things": things, "request": context["request"]}


@register.inclusion_tag("components/as_at_form.html", takes_context=True)
def as_at_form(context):
    """{% as_at_form %}: asks for the day to look at, keeping the rest of the address."""
    request, page = context["request"], context["page"]
    kept = [(name, value) for name, values in request.GET.lists() for value in values]
    return {"page": page, "kept": [(name, value) for name, value in kept if name not in ("as_at", "page")]}


@register.simple_tag
def stacked_bars(title, rows):
    """{% stacked_bars "Ratings by timeframe" rows %}: see jarplan.reporting.charts.stacked_bars."""
    return charts.stacked_bars(title, rows)


@register.inclusion_tag("components/rating_table.html")
def rating_table(title, rows, heading, total_hrefs=None):
    """{% rating_table "Ratings by timeframe" rows "Timeframe" %}: the table that stands beside a chart. A row
    may have `href`, and `hrefs` by rating; `total_hrefs` are those of the last line."""
    words = [(key, rating_html(key)) for key in charts.ORDER]
    lines = []
    for row in rows:
        counts = charts.counts_of(row)
        hrefs = row.get("hrefs", {})
        cells = [(count, hrefs.get(key)) for key, count in zip(charts.ORDER, counts, strict=True)]
        lines.append({"label": row["label"], "href": row.get("href"), "cells": cells, "total": sum(counts)})
    columns = zip(*([count for count, _ in line["cells"]] for line in lines), strict=True)
    sums = [sum(column) for column in columns] or [0] * len(words)
    hrefs = total_hrefs or {}
    return {
        "title": title,
        "heading": heading,
        "words": words,
        "lines": lines,
        "totals": [(count, hrefs.get(key)) for key, count in zip(charts.ORDER, sums, strict=True)],
        "total": sum(sums),
    }
