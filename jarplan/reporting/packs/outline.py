"""A pack as an outline that its page and its files are made from, and those files themselves: made once by the
process that makes the files of published versions.
"""

from jarplan.audit.canonical import canonical, digest
from jarplan.audit.models import AuditEvent
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.reporting.models import MeetingPack
from jarplan.reporting.packs.queries import KIND, content_of, corrected_by, made_event, packs
from jarplan.reporting.published import making, papers
from jarplan.reporting.published.outline import look_of_paper
from jarplan.reporting.ratings import LOOKS, look_of

FILES = ("pdf", "docx")
SHOWN = 12  # letters of a digest at the foot of each page; the first page has all of it
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SAMPLE = "This plan is an illustration. It is not the council's own plan."
CHECK = "How to check this pack"
REMOVED = "Text shown as [removed] has been redacted."
WIDTH = 170  # millimetres of a line
# Millimetres of columns of short words, by their headings; the others share what is left by their weights.
NARROW = {
    "Rating": 27,
    "Calculated": 23,
    "Status": 23,
    "Start": 25,
    "Due": 25,
    "From": 25,
    "To": 25,
    "Deadline": 26,
}
NARROW |= {
    "Back on track": 25,
    "Overdue by": 22,
    "Which date": 24,
    "Time left": 24,
    "Baseline": 20,
    "Issue": 24,
}
NARROW |= {"Officer": 40, "Sign-off": 34, "Decision": 34, "Change": 28, "Meeting": 22}
NARROW |= {"Figure": 26, "Printed in it": 20, "Known now": 18}
WIDE = {
    "Action": 5,
    "Why": 4,
    "Asked": 5,
    "Answer": 5,
    "Implication": 8,
    "Measure": 5,
    "Duty": 5,
}
WIDE |= {
    "What was done": 5,
    "Last report": 5,
    "Item": 5,
    "What was decided": 5,
    "What became of it": 4,
    "Next step": 4,
    "Lead": 3,
    "Note": 4,
    "Target": 3,
    "Latest figure": 3,
}
FIRST_OF_NUMBERS, NUMBERS = 4, 2  # weights of the columns of a table of numbers


def outline(pack, content):
    """A pack as plain dicts; a draft, which has no number, says on each page that it is one. A cell is a text, or
    ["", text, key] where it tells a rating."""
    taken_out, later = redactions_of(pack), pack.number and corrected_by(pack)
    name = f"{content.title}: pack {pack.number}" if pack.number else f"{content.title}: draft pack"
    return {
        "title": content.title,
        "place": content.place,
        "about": f"{name} for {content.body}, {in_full(content.held_on)}",
        "meeting": f"{content.body}, {in_full(content.held_on)}",
        "subtitle": f"Report to {content.body}, {in_full(content.held_on)}",
        "head": f"{content.place or content.title}: report to {content.body}, {in_full(content.held_on)}",
        "mark": mark_of(pack, content, later),
        "foot": foot_of(pack, content),
        "day": content.as_at.isoformat(),
        "looks": {key: look_of_paper(look) for key, look in LOOKS.items()},
        "facts": [*([one.label, one.text] for one in content.facts), *about(content)],
        "warnings": list(warnings(pack, content, later)),
        "intro": list(intro(pack)),
        "check": CHECK,
        "proofs": list(proofs(pack, content, taken_out)),
        "sections": list(numbered(content.sections)),
    }


def about(content):
    if content.about:
        yield ["Inspection", "\n".join(content.about)]
    yield ["Plan as at", in_full(content.as_at)]
    if content.before:
        yield ["Counts on from", f"Pack {content.before.number} ({content.before.meeting})"]


def mark_of(pack, content, later):
    """What stands in the head of each page, so that no page alone is taken for what it is not."""
    said = [] if pack.number else ["Draft"]
    said += [f"Corrected by pack {later.number}"] if later else []
    said += ["Sample plan"] if content.is_sample else []
    return ", ".join(said)


def foot_of(pack, content):
    """Which pack a page is of, and by what anybody can tell that nothing of it was changed."""
    read = f"Plan as at {in_full(content.as_at)}, audit trail entry {content.entry:,} ({content.entry_hash[:SHOWN]})"
    if not pack.number:
        return f"Draft. {read}"
    return f"Pack {pack.number}. {read}\nFingerprint {pack.digest[:SHOWN]}"


def warnings(pack, content, later):
    if not pack.number:
        yield "Draft. This pack has not been made, and what it says may still change."
    if later:
        yield f"Corrected by pack {later.number}, made on {in_full(day_of(later.made_at))}. Use that pack instead."
    if content.is_sample:
        yield SAMPLE


def intro(pack):
    if pack.corrects:
        yield f"This pack corrects pack {pack.corrects.number}."
    if pack.words_removed:
        yield REMOVED


def proofs(pack, content, taken_out):
    """(label, digest) pairs: of what it holds, and of all that had happened when it was read and made."""
    yield [f"The plan was read up to entry {content.entry:,} of the audit trail", content.entry_hash]
    if not pack.number:
        return
    yield ["Fingerprint of this pack (SHA-256)", pack.digest]
    if event := made_event(pack):
        yield [f"End of the audit trail when it was made: entry {event.sequence:,}", event.hash]
    if taken_out:
        yield [f"Its redaction in the audit trail: entry {taken_out.sequence:,}", taken_out.hash]


def redactions_of(pack):
    """The event of its last redaction, or None."""
    if not pack.number:
        return None
    own = AuditEvent.objects.filter(subject_kind=KIND, subject=pack.uuid, kind="text removed")
    return own.order_by("-sequence").first()


def numbered(sections):
    """The sections with their numbers, and those of their paragraphs; appendices have letters."""
    number, letters = 0, iter(LETTERS)
    for one in sections:
        if one.is_appendix:
            name, prefix = f"Appendix {next(letters)}", ""
        else:
            number += 1
            name = prefix = str(number)
        paragraphs = [[f"{prefix}.{at}" if prefix else "", text] for at, text in enumerate(one.paragraphs, 1)]
        yield {
            "slug": one.slug,
            "number": name,
            "appendix": one.is_appendix,
            "heading": one.heading,
            "paragraphs": paragraphs,
            "tables": [table_of(each) for each in one.tables],
        }


def asked_in(content):
    """(number, text) pairs: what a pack asks of its meeting, as it is printed."""
    return [
        tuple(pair)
        for section in numbered(content.sections)
        if section["slug"] == "asks"
        for pair in section["paragraphs"]
    ]


def table_of(one):
    rows = [list(row) for row in one.rows]
    for row, key in zip(rows, one.marks, strict=False):
        if key in LOOKS:
            row[one.marked] = ["", row[one.marked], look_of(key).key]
    said = {"caption": one.caption, "head": list(one.head), "rows": rows, "kind": one.kind}
    return {**said, "widths": widths_of(one)}


def widths_of(one):
    """Of each column, in millimetres."""
    if one.kind == "counts":
        weights, fixed = [FIRST_OF_NUMBERS, *[NUMBERS] * (len(one.head) - 1)], [0] * len(one.head)
    else:
        fixed = [NARROW.get(head, 0) for head in one.head]
        weights = [0 if width else WIDE.get(head, 2) for head, width in zip(one.head, fixed, strict=True)]
    share = (WIDTH - sum(fixed)) / (sum(weights) or 1)
    return [round(width + share * weight, 1) for width, weight in zip(fixed, weights, strict=True)]


def stamp_of(pack):
    """The digest of all that the files of a pack are made of: a redaction changes it, and a pack that corrects it."""
    taken_out, later = redactions_of(pack), corrected_by(pack)
    return digest(canonical((pack.digest, later.number if later else 0, taken_out.hash if taken_out else "")))


def make(pack, kind):
    """The bytes of a file of a pack. Raises NotMade."""
    return made_of(outline(pack, content_of(pack)), kind)


def made_of(drawn, kind):
    return papers.to_pdf(drawn, papers.PACK) if kind == "pdf" else papers.to_word_document(drawn)


making.DOCUMENTS[MeetingPack] = making.Documents(
    field="pack",
    rows=lambda: MeetingPack.objects.select_related("meeting", "corrects"),
    wanted=lambda: ((pack, FILES) for pack in packs()),
    stamp=stamp_of,
    make=make,
    is_read=lambda pack: True,
    named=lambda pack: f"Pack {pack.number}",
)
