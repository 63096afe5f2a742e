"""What a page needs to show the plan of one version."""

from jarplan.reporting.published.columns import ABOUT_ACTION, sections

HEADINGS = tuple(column.heading for column in ABOUT_ACTION)


def shown_plan(content):
    """The context of published/content.html: the plan with each cell beside its heading."""
    return {
        "plan": content,
        "headings": HEADINGS,
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
                        "rows": [list(zip(HEADINGS, row, strict=True)) for row in part.rows],
                    }
                    for part in section.parts
                ],
            }
            for section in sections(content)
        ],
    }
