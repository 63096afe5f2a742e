"""What each action of the plan says in a plan workbook, so that the workbook imports again with nothing changed: a
field that would not be read back as it stands is left empty, which changes nothing.
"""

from actions.lifecycle import LIVE, Precision
from jarplan.spreadsheets.understanding.criteria import split_criteria
from jarplan.spreadsheets.understanding.dates import read_date
from jarplan.spreadsheets.understanding.leads import read_leads, read_partners
from jarplan.spreadsheets.understanding.readings import Reading


def cells_by_recommendation(standing):
    """The cells of each live action, {heading: value}, by the id of its recommendation and in the plan's order.
    Status, rating and progress stay empty: a sheet does not set them.
    """
    found = {}
    for action in standing.actions:
        if action.status in LIVE:
            found.setdefault(action.recommendation_id, []).append(cells_of(action, standing))
    return found


def cells_of(action, standing):
    return {
        "Action ref": action.reference,
        "Action": action.text,
        "Lead": leads_of(action, standing.known),
        "Partners": partners_of(action, standing.known),
        "Start": date_of(action.start, standing),
        "By when": date_of(action.due, standing),
        "Success criteria": criteria_of(action),
        "Resources": action.resources,
    }


def leads_of(action, known):
    """Each lead on a line of its own, the accountable one first."""
    posts = [(lead.post.title, lead.post.organisation.name) for lead in action.leads.all()]
    text = "\n".join(", ".join(post) for post in posts)
    read = read_leads(text, known=known)
    return text if not read.question and [(one.post, one.organisation) for one in read.leads] == posts else ""


def partners_of(action, known):
    names = [partner.name for partner in action.partners.all()]
    text = "\n".join(names)
    read = read_partners(text, known=known)
    return text if not read.question and list(read.names) == names else ""


def criteria_of(action):
    """Each criterion on a line of its own, with a bullet, so that a semicolon inside one parts nothing."""
    statements = [" ".join(one.statement.split()) for one in action.criteria.all()]
    text = "\n".join(f"• {statement}" for statement in statements)
    return text if split_criteria(text) == statements else ""


def date_of(written, standing):
    """A real day, or the words of any other date: its own, or where these leave something open, its days."""
    if written.precision == Precision.DAY and written.earliest == written.latest and written.latest:
        return written.latest
    days = Reading(written.earliest, written.latest, written.precision)
    for text in (written.raw, days.in_words):
        read = read_date(text, near=standing.published, published=standing.published)
        if not read.question and (read.earliest, read.latest) == (written.earliest, written.latest):
            return text
    return None
