"""What each action of the plan says in a plan workbook, so that the workbook imports again with nothing changed: a
field that would not be read back as it stands is left empty, which changes nothing.
"""

from actions.rules.fields import FIELD, FIELDS
from actions.rules.lifecycle import LIVE, Precision
from jarplan.spreadsheets.understanding.criteria import split_criteria
from jarplan.spreadsheets.understanding.dates.reading import read_date
from jarplan.spreadsheets.understanding.dates.results import Reading
from jarplan.spreadsheets.understanding.leads import read_leads, read_partners


def cells_by_recommendation(current_plan):
    """The cells of each live action, {heading: value}, by the id of its recommendation and in the plan's order.
    Status, rating and progress stay empty: a sheet does not set them.
    """
    found = {}
    for action in current_plan.actions:
        if action.status in LIVE:
            found.setdefault(action.recommendation_id, []).append(cells_of(action, current_plan))
    return found


def cells_of(action, current_plan):
    said = {one.key: getattr(action, one.key) for one in FIELDS} | {
        "leads": leads_of(action, current_plan.known),
        "partners": partners_of(action, current_plan.known),
        "start": date_of(action.start, current_plan),
        "due": date_of(action.due, current_plan),
        "criteria": criteria_of(action),
    }
    return {"Action ref": action.reference} | {FIELD[key].heading: words for key, words in said.items()}


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


def date_of(written, current_plan):
    """A real day, or the words of any other date: its own, or where these leave something open, its days."""
    if written.precision == Precision.DAY and written.earliest == written.latest and written.latest:
        return written.latest
    days = Reading(written.earliest, written.latest, written.precision)
    for text in (written.raw, days.in_words):
        read = read_date(text, near=current_plan.published, published=current_plan.published)
        if not read.question and (read.earliest, read.latest) == (written.earliest, written.latest):
            return text
    return None
