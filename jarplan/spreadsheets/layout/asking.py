"""The questions about what a row's cells say, each with the answers that a person may choose from. What an answer
does is for who holds the file against the plan.
"""

from dataclasses import replace

from jarplan.spreadsheets.layout.table import FILE, LEAVE, NEW, NO, OTHER, ROW, YES
from jarplan.spreadsheets.understanding.ratings import WORST
from jarplan.spreadsheets.understanding.statuses import STATUSES

DATE, LEADS, PARTNERS, REFERENCE = "date", "leads", "partners", "reference"
SAME_REFERENCE = "same reference"
STATUS, RATING, HIDDEN, REPEAT = "status", "rating", "hidden", "repeat"
WITHOUT = "without"  # a row that is taken without its reference
# Of the fields whose value may be said where the cell has none: the kind of question, what may be typed, the answers.
TO_TYPE = {
    **dict.fromkeys(("start", "due"), (DATE, "date", ((OTHER, "This date"), (LEAVE, "Leave the date out")))),
    "lead": (LEADS, "leads", ((OTHER, "These leads"), (LEAVE, "Leave the leads out"))),
    "partners": (PARTNERS, "names", ((OTHER, "These partners"), (LEAVE, "Leave the partners out"))),
    "status": (STATUS, "", (*((one, one) for one in STATUSES), (LEAVE, "No status: leave it out"))),
    "rag": (RATING, "", (*((one, one) for one in reversed(WORST)), (LEAVE, "No rating: leave it out"))),
}
LEAVE_ROW = (LEAVE, "Leave this row out")
ONE_NAME = 200  # characters of a cell that may be the name of one partner


def questions_of(row):
    """The questions about one row, from what its cells were taken for."""
    said = row.understood
    found = [_date(row, name, reading) for name, reading in (("start", said.start), ("due", said.due))]
    found += [_reference(row), _leads(row), _partners(row)]
    found += [
        _word(row, "status", STATUS, said.status.question, said.status.status, STATUSES),
        _word(row, "rag", RATING, said.rating.question, said.rating.rating or "", reversed(WORST)),
    ]
    return [*filter(None, found), *([_hidden(row)] if row.hidden else [])]


def _date(row, name, reading):
    if not reading.question:
        return None
    proposed, options = reading.proposed, []
    if proposed.earliest or proposed.latest or proposed.precision == "ongoing":
        options.append((YES, f"Yes: {date_in_words(proposed)}"))
    if reading.other:
        options.append((NO, f"No: {date_in_words(reading.other)}"))
    options.append((OTHER, "Another date" if options else "This date"))
    options.append((LEAVE, "Leave the date out"))
    words = proposed.in_words if proposed.earliest or proposed.latest else ""
    return row.point(name, reading.question, words, kind=DATE, options=tuple(options), typed="date")


def date_in_words(reading):
    """The days of a reading as an option says them."""
    if reading.precision != "ongoing":
        return reading.in_words
    return f"ongoing, {reading.in_words}" if reading.earliest or reading.latest else "ongoing, without a date"


def _reference(row):
    read = row.understood.reference
    if not read.question:
        return None
    if read.alike:
        return _references_once(row, read)
    options = [(YES, f"It was {read.text}")]
    if read.other:
        options.append((NO, f"It is {read.other}"))
    options += [(WITHOUT, "Neither: use the text of the action"), LEAVE_ROW]
    return row.point("reference", read.question, read.text, kind=REFERENCE, options=tuple(options))


def _references_once(row, read):
    """One question for a column of references that are all dates; each row's answer is its own reference."""
    options = (
        (YES, f"They were {read.alike}"),
        (NO, "They were the other way round"),
        (WITHOUT, "Neither: use the texts of the actions"),
    )
    said = {"kind": REFERENCE, "options": options, "per": FILE, "about": f"{row.sheet}\n{read.question}"}
    return row.point("reference", read.question, read.alike, **said)


def _leads(row):
    read = row.understood.leads
    if not read.question:
        return None
    named = "; ".join(", ".join(filter(None, (lead.post, lead.organisation))) for lead in read.leads)
    options = ((YES, f"Yes: {named}"), (OTHER, "Other leads")) if named else ((OTHER, "These leads"),)
    others = "; ".join(read.organisations)
    if others and named:
        options = ((YES, f"Yes: {named}; supporting partners, {others}"), *options[1:])
    elif others:  # no lead, but they are kept
        options = ((YES, f"Yes: supporting partners, {others}"), *options)
    options = (*options, (LEAVE, "Leave the leads out"))
    return _once(row, "lead", read.question, named, kind=LEADS, options=options, typed="leads")


def _partners(row):
    read = row.understood.partners
    if not read.question:
        return None
    named, whole = "; ".join(read.names), " ".join(read.raw.split())
    options = [(YES, f"Yes: {named}")] if named else []
    # “Health, Safety and Wellbeing Board” is one partner, with commas in its name.
    if named and len(whole) <= ONE_NAME:
        options.append((NO, f"No, this is one partner: {whole}"))
    options += [
        (OTHER, "Other partners" if named else "These partners"),
        (LEAVE, "Leave the partners out"),
    ]
    return _once(row, "partners", read.question, named, kind=PARTNERS, options=tuple(options), typed="names")


def unknown_value(point, why):
    """The question about a cell whose value is not known, from the Point that tells why: what it is to be."""
    kind, typed, options = TO_TYPE[point.field]
    sentence = f"Cell {point.cell} {why}. What should it be?"
    return replace(point, sentence=sentence, kind=kind, typed=typed, options=options)


def _word(row, name, kind, question, proposed, words):
    """A status or rating: the proposal first, then every other word that we know."""
    if not question:
        return None
    options = [(YES, f"Yes: {proposed}")] if proposed else []
    options += [(word, word) for word in words if word != proposed]
    options.append((LEAVE, f"No {kind}: leave it out"))
    return _once(row, name, question, proposed, kind=kind, options=tuple(options))


def _once(row, name, question, proposed, **asked):
    """A question that all rows of a file share whose cells say the same, in words or by their colour."""
    said = [question, row.raw(name)]
    if name == "lead":
        said.append(row.raw("agency"))
    elif name == "rag":
        said += [row.fills.get("rag", ""), row.fills.get("status", "")]
    return row.point(name, question, proposed, per=FILE, about="\n".join(said), **asked)


def _hidden(row):
    sentence = f"Row {row.row} is hidden in the sheet. Is it part of the plan?"
    options = ((YES, "Yes: import it like the others"), (LEAVE, "No: leave this row out"))
    return row.point("row", sentence, "yes", kind=HIDDEN, options=options, per=ROW)


def same_reference(row, reference, place):
    """The question about a row whose reference is an earlier row's, which stands in `place`."""
    sentence = f"The reference {reference} is also in {place}. Is this a different action?"
    options = (
        (NEW, "Yes: it is a different action, and gets the next free reference"),
        (LEAVE, "No: leave this row out"),
    )
    return row.point("reference", sentence, "", kind=SAME_REFERENCE, options=options, per=ROW)


def repeat(row, place):
    """The question about a row that says the same as an earlier one, which stands in `place`."""
    sentence = f"The same action is also in {place}. Is this a different action?"
    options = (
        (NEW, "Yes: it is a different action, so import both"),
        (LEAVE, "No: it is the same action, so leave this row out"),
    )
    return row.point("text", sentence, "no", kind=REPEAT, options=options, per=ROW)
