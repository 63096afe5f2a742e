"""Draws the entries of a timeline. Here rather than in a template because the history holds a hundred of them."""

from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString
from django.utils.text import Truncator, normalize_newlines

from jarplan.clock import LONDON
from jarplan.dates import in_full
from jarplan.reporting.filling import filled
from jarplan.reporting.ratings import rating_html

NOTHING = SafeString("")
GONE = SafeString('<span class="missing">nothing</span>')
MOST_OF_A_SOURCE = 300  # characters


def entries_html(entries, show_reference=False, brief=False):
    """The <ol> of the entries that story() gives. `show_reference`: the title names the record and leads to it;
    `brief`: without the fields that changed."""
    drawn = [
        entry_html(
            one,
            title=one.full_title if show_reference or brief else one.title,
            href=one.href if show_reference or brief else "",
            changes=() if brief else one.changes,
        )
        for one in entries
    ]
    return filled('<ol class="timeline">{}</ol>', SafeString("\n".join(drawn)))


def entry_html(entry, title="", href="", changes=None, fold=False):
    """One <li> of a timeline. `fold`: the fields that changed are behind a click."""
    changes = entry.changes if changes is None else changes
    title = title or entry.title
    return filled(
        '<li class="timeline-item"><h3 class="timeline-title">{}{}</h3><p class="timeline-who">{}{}{}</p>{}{}</li>',
        filled('<a href="{}">{}</a>', href, title) if href else filled("<span>{}</span>", title),
        filled(" {}", rating_html(entry.rating)) if entry.rating else NOTHING,
        moment_html(entry.at),
        filled(", {}", entry.who) if entry.who else NOTHING,
        filled(" ({})", ", ".join(filter(None, (entry.role, entry.organisation))))
        if entry.role or entry.organisation
        else NOTHING,
        filled('<div class="timeline-text">{}</div>', SafeString(linebreaks(entry.text, autoescape=True)))
        if entry.text
        else NOTHING,
        changes_html(changes, title if fold else "") if changes else NOTHING,
    )


def moment_html(moment):
    """A moment as people in Leicester lived it."""
    here = moment.astimezone(LONDON)
    machine = here.isoformat(timespec="seconds")
    return filled('<time datetime="{}">{}, {}</time>', machine, in_full(here), machine[11:16])


def changes_html(changes, folded=""):
    """The fields that changed, before and after; `folded`: behind a click on a line that names what they are of."""
    drawn = filled('<dl class="timeline-changes">{}</dl>', SafeString("".join(map(change_html, changes))))
    if not folded:
        return drawn
    return filled(
        '<details class="timeline-fold"><summary>{} fields<span class="visually-hidden"> of: {}</span></summary>'
        "{}</details>",
        len(changes),
        folded,
        drawn,
    )


def change_html(change):
    after = lines(change.after) if change.after else GONE
    if change.before:
        values = filled(CHANGED, lines(change.before), after)
    else:
        values = filled("<dd>{}</dd>", after)
    source = Truncator(change.source).chars(MOST_OF_A_SOURCE) if change.source else ""
    return filled(
        "<div><dt>{}</dt>{}{}</div>",
        change.label,
        values,
        filled('<dd class="small muted">{}</dd>', source) if source else NOTHING,
    )


CHANGED = (
    '<dd><span class="visually-hidden">before: </span><del>{}</del></dd>'
    '<dd><span class="visually-hidden">now: </span>{}</dd>'
)


def lines(text):
    """A text with its line breaks."""
    return SafeString(escape(normalize_newlines(text)).replace("\n", "<br>"))
