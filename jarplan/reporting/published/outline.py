"""The published plan as an outline that documents are made from: headings, labelled cells, and what stands around."""

from jarplan.dates import in_full
from jarplan.reporting.document.compose import without_addresses
from jarplan.reporting.published.columns import ABOUT_ACTION, ABOUT_RECOMMENDATION, NO_ACTION, sections
from jarplan.reporting.ratings import LOOKS


def outline(version, content):
    """The plan of a version as plain dicts, for the page description language and for the word processor. An empty
    cell has no line."""
    return {
        "title": f"{version.title}, version {version.number}",
        "place": content.place,
        "about": f"How {content.place} and its partners are responding to the inspection.",
        "foot": f"{version.title}, version {version.number}",
        "no_action": NO_ACTION,
        "intro": list(intro(version, content)),
        "sections": [section_of(section) for section in sections(content)],
        "closing": list(closing(version, content)),
    }


def intro(version, content):
    yield f"Published on {in_full(version.published_on)}. Plan as at {in_full(content.as_at)}."
    if version.corrects:
        yield f"This version corrects version {version.corrects.number}."
    if version.note:
        yield without_addresses(version.note)


def section_of(section):
    where = section.inspection.title
    paragraph = f", paragraph {section.timeframe.paragraph}" if section.timeframe.paragraph else ""
    return {
        "heading": section.timeframe.label,
        "words": f"{where}{paragraph}. {section.ends}".strip(),
        "parts": [part_of(part) for part in section.parts],
    }


def part_of(part):
    first, *others = labelled(ABOUT_RECOMMENDATION, part.cells)
    return {
        "heading": " ".join(first),
        "cells": others,
        "actions": [action_of(labelled(ABOUT_ACTION, row)) for row in part.rows],
    }


def action_of(pairs):
    first, *others = pairs
    return {"heading": " ".join(first), "cells": others}


def labelled(columns, cells):
    return [[column.heading, cell] for column, cell in zip(columns, cells, strict=True) if cell]


def closing(version, content):
    if content.children:
        words = [f"{content.children.title}", *content.children.text.split("\n\n")]
        yield {"heading": "For children and young people", "words": words}
    meanings = [f"{look.word}: {look.meaning}" for look in LOOKS.values()]
    yield {"heading": "What the ratings mean", "words": meanings}
    yield {"heading": "Fingerprint of this version (SHA-256)", "words": [version.digest]}
