"""What the cells of a row say, in the words that are kept with the plan and compared at the next import."""

from actions.rules.fields import SHEET_LABELS
from jarplan.spreadsheets.understanding.names import is_ditto

ABOVE = ("lead", "partners", "start", "due")  # where “as above” is understood


def raw_of(row, name):
    """The raw words of a field: of a rating that is only a colour, which colour; of leads that only an agency's
    column names, that column's; of partners, those of the lead's cell that names an organisation as well.
    """
    if name == "rag":
        return row.raw("rag") or row.understood.rating.source
    if name == "partners" and row.understood.leads.without_officer:
        return "\n".join(filter(None, (row.raw(name), row.raw(_without_officer(row)))))
    return row.raw(name) or (row.raw("agency") if name == "lead" else "")


def column_of(row, name):
    """The field whose cell says it: an organisation without an officer is a partner that the lead's cell names."""
    if name == "partners" and not row.raw(name) and row.understood.leads.without_officer:
        return _without_officer(row)
    return name


def cells_of(row, name):
    """The addresses of all cells that a field was read from, where there are several: “E2, D2”."""
    cells = row.cells.get(column_of(row, name), ())
    return ", ".join(cell.address for cell in cells) if len(cells) > 1 else ""


def _without_officer(row):
    """The field whose cell names organisations without an officer."""
    return "lead" if row.raw("lead") and not row.understood.leads.by_agency else "agency"


def known_by(row, name):
    """The raw words of a field, by which it is known again. “As above” stands with what it means, which may change
    while the cell does not.
    """
    raw = raw_of(row, name)
    return f"{raw} ({_meant(row, name)})" if name in ABOVE and is_ditto(row.raw(name) or raw) else raw


def said_by(one):
    """{field: raw} of all that a MatchedRow says and that is settled: no open question, not left out, not refused."""
    names = (*SHEET_LABELS, "title")  # what stands above a row may say which recommendation it answers
    told = {name: known_by(one.row, name) for name in names if name not in one.asked | one.unsaid}
    return {name: said for name, said in told.items() if said}


def _meant(row, name):
    read = row.understood
    if name in ("start", "due"):
        return getattr(read, name).in_words
    if name == "partners":
        return "; ".join(read.partners.names)
    return "; ".join(", ".join(filter(None, (one.post, one.organisation))) for one in read.leads.leads)
