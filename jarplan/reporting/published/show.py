"""What a page needs to show the plan of one version."""

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html

from jarplan.reporting.published.columns import ABOUT_ACTION, rating, sections
from jarplan.reporting.ratings import rating_html

HEADINGS = tuple((column.heading, column.cell is rating) for column in ABOUT_ACTION)


def shown_plan(content):
    """The context of reporting/published/content.html: the plan with each cell beside its heading."""
    return {
        "plan": content,
        "sections": [
            {
                "inspection": section.inspection,
                "timeframe": section.timeframe,
                "ends": section.ends,
                "parts": [
                    {
                        "reference": part.reference,
                        "text": part.text,
                        "cells": part.cells,
                        "rows": [
                            list(shown(row, key)) for row, key in zip(part.rows, part.ratings, strict=True)
                        ],
                    }
                    for part in section.parts
                ],
            }
            for section in sections(content)
        ],
    }


def shown(row, key):
    """Each heading with its cell as HTML; a rating with its letter, pattern and colour."""
    for (heading, is_rating), cell in zip(HEADINGS, row, strict=True):
        if not is_rating:
            yield heading, linebreaksbr(cell)
            continue
        _, *more = cell.split("\n")
        yield heading, format_html("{}{}", rating_html(key), format_html("<br>{}", *more) if more else "")
