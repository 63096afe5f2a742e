"""A version of the plan as an outline that documents are made from: its cover, a summary, headings, labelled cells,
and what stands around.

A cell is a label and a text, and of a rating its key besides. A table is a caption, a head and rows; its first column
says what a row is about.
"""

import json
from collections import Counter
from datetime import date

from django.utils.text import Truncator

from actions.rules.lifecycle import Brag
from jarplan.audit.models import AuditEvent
from jarplan.dates import in_full
from jarplan.reporting.document.compose import without_addresses
from jarplan.reporting.published.columns import (
    ABOUT_ACTION,
    ABOUT_RECOMMENDATION,
    NO_ACTION,
    rating,
    sections,
    warning,
)
from jarplan.reporting.published.show import LONGEST_HEADING, counted, frame_rows, late_actions, summary
from jarplan.reporting.ratings import LOOKS
from recommendations.models import PlanVersion
from recommendations.versions.queries import KIND, redacted

IN_A_HEADING = 76  # characters of the beginning of a longer text
# Of a recommendation, whose text in full below its own beginning would be read twice: three lines of a heading.
LONGEST_RECOMMENDATION = 220


def outline(version, content):
    """The plan of a version as plain dicts, for the page description language and for the word processor. An empty
    cell has no line."""
    name = f"{version.title}, version {version.number}"
    taken_out = redacted(version)
    about = f"How {content.place or 'the council'} and its partners are responding to the inspection"
    return {
        "title": name,
        "place": content.place,
        "about": f"{about}.",
        "head": content.place or version.title,
        "mark": mark_of(version, content),
        "foot": name,
        "day": (version.published_on or content.as_at).isoformat(),
        "no_action": NO_ACTION,
        "looks": {key: look_of_paper(look) for key, look in LOOKS.items()},
        "cover": {"subtitle": about, **cover(version, content, taken_out)},
        "intro": list(intro(version)),
        "summary": in_brief(content),
        "sections": [section_of(section) for section in sections(content)],
        "closing": list(closing(content)),
    }


def look_of_paper(look):
    return {"letter": look.letter, "fill": look.fill, "ink": look.ink, "pattern": look.pattern}


def is_draft(version):
    """It has not been published: nobody may take a paper of it for the plan."""
    return version.published_at is None


def mark_of(version, content):
    """What stands in the head of each page, so that no page alone is taken for what it is not."""
    said = ["Draft"] if is_draft(version) else []
    said += ["Withdrawn"] if version.state == PlanVersion.State.WITHDRAWN else []
    said += ["Sample plan"] if warning(content) else []
    return ", ".join(said)


def cover(version, content, taken_out):
    """What it is, whose, of which day; and by which digests anybody can tell that nothing was changed since."""
    return {
        "warnings": list(warnings(version, content)),
        "facts": [[label, text] for label, text in facts(version, content, taken_out) if text],
        "proofs": list(proofs(version, taken_out)),
    }


def warnings(version, content):
    if is_draft(version):
        state = PlanVersion.State(version.state).label
        yield f"Draft. This version has not been published ({state}), and the published plan may differ from it."
    if version.state == PlanVersion.State.WITHDRAWN and not is_draft(version):
        yield f"Withdrawn on {in_full(version.withdrawn_at)}. {without_addresses(version.withdrawn_reason)}"
    if said := warning(content):
        yield said


def facts(version, content, taken_out):
    reports = (f"{one.title}, report of {in_full(one.published_on)}" for one in content.inspections)
    yield "Council", content.place
    yield "Inspection", "\n".join(reports)
    yield "Version", str(version.number)
    if version.record:
        approved = json.loads(version.record)["approved"]
        yield "Approved", f"{approved['meeting']}, {in_full(date.fromisoformat(approved['held_on']))}"
    yield "Published", in_full(version.published_on) if version.published_on else "Not published"
    yield "Redacted", f"{taken_out.when}, as the law requires" if taken_out else ""
    yield "Plan as at", in_full(content.as_at)


def proofs(version, taken_out):
    """(label, digest) pairs: of what it holds, and of all that had happened when it was published; of what it held
    before it was redacted, and of all that had happened then."""
    since = f" since it was redacted on {taken_out.when}" if taken_out else ""
    yield [f"Fingerprint of this version{since} (SHA-256)", version.digest]
    if taken_out and taken_out.first_digest != version.digest:
        yield ["Fingerprint with which this version was made", taken_out.first_digest]
    if not is_draft(version):
        own = AuditEvent.objects.filter(subject_kind=KIND, subject=version.uuid, kind="published")
        if event := own.order_by("-sequence").first():
            yield [f"End of the audit trail when it was published: entry {event.sequence:,}", event.hash]
    if taken_out:
        yield [f"Its redaction in the audit trail: entry {taken_out.last.sequence:,}", taken_out.last.hash]


def intro(version):
    if version.corrects:
        yield f"This version corrects version {version.corrects.number}."
    if version.note:
        yield without_addresses(version.note)
    if version.words_removed:
        yield "Text shown as [removed] has been redacted."


def in_brief(content):
    """The summary that the page has: a sentence or two, actions by timeframe, what is late, and the key."""
    tables = [by_rating(content), late(content), key()]
    return {
        "heading": "Summary",
        "words": [summary(content)],
        "tables": [table for table in tables if table["rows"]],
    }


def by_rating(content):
    several = len(content.inspections) > 1
    frames, whole, rows = frame_rows(content), Counter(), []
    for section, frame in zip(sections(content), frames, strict=True):
        title = f"{section.inspection.title}: " if several else ""
        rows.append([f"{title}{frame['label']}", *numbers(frame["counts"])])
        whole.update(frame["counts"])
    rows += [["All", *numbers(whole)]] if rows else []
    head = ["Timeframe", *(["", look.word, key] for key, look in LOOKS.items()), "All"]
    return {"caption": "Actions by timeframe and rating", "head": head, "rows": rows, "kind": "counts"}


def numbers(counts):
    return [*(str(counts[key]) for key in LOOKS), str(sum(counts.values()))]


def late(content):
    rows = [
        [in_a_heading(reference, text)[0], due or "No date", counted(days, "day")]
        for reference, text, due, days in late_actions(content)
    ]
    head = ["Action", "Due", "Late by"]
    caption = f"Late actions on {in_full(content.as_at)}"
    return {"caption": caption, "head": head, "rows": rows, "kind": "late"}


def key():
    rows = [[["", look.word, key], look.meaning] for key, look in LOOKS.items()]
    return {"caption": "Key to the ratings", "head": ["Rating", "What it means"], "rows": rows, "kind": "key"}


def section_of(section):
    where = section.inspection.title
    paragraph = f", paragraph {section.timeframe.paragraph}" if section.timeframe.paragraph else ""
    return {
        "heading": section.timeframe.label,
        "words": f"{where}{paragraph}. {section.ends}".strip(),
        "parts": [part_of(part) for part in section.parts],
    }


def part_of(part):
    """A recommendation: a heading, its text where that is longer, and the cells about it."""
    _, (_, text), *others = labelled(ABOUT_RECOMMENDATION, part.cells)
    heading, whole = in_a_heading(part.reference, text, LONGEST_RECOMMENDATION)
    return {
        "heading": heading,
        "short": in_a_heading(part.reference, text)[0],
        "text": "" if whole else text,
        "cells": others,
        "actions": [action_of(row, rated) for row, rated in zip(part.rows, part.ratings, strict=True)],
    }


def action_of(row, rated):
    """An action: likewise, with its text as its first cell where its heading does not say all of it."""
    (_, reference), (label, text), *others = labelled(ABOUT_ACTION, row, rated or Brag.NONE.value)
    heading, whole = in_a_heading(reference, text, LONGEST_HEADING)
    return {"heading": heading, "cells": others if whole else [[label, text], *others]}


def in_a_heading(reference, text, most=IN_A_HEADING):
    """(A reference with its text, or with the beginning of one that is longer; whether that is all of it)."""
    first, *more = text.split("\n")
    short = first if len(first) <= most else at_a_word(first)
    short = f"{short} …" if more and short == first else short
    return f"{reference} {short}", short == text


def at_a_word(text):
    cut = Truncator(text).chars(IN_A_HEADING, truncate="")
    return f"{cut.rsplit(' ', 1)[0].rstrip(' ,;:.')} …"


def labelled(columns, cells, rated=""):
    """[label, text] of each cell that holds something; with the key of the rating of the one that tells it."""
    found = zip(columns, cells, strict=True)
    return [
        [column.heading, cell, *([rated] if column.cell is rating else [])] for column, cell in found if cell
    ]


def closing(content):
    if content.children:
        heading = f"For children and young people: {content.children.title}"
        yield {"heading": heading, "words": content.children.text.split("\n\n")}
