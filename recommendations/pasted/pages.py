"""The page of a pasted text: paste, look at each piece, save all by one verb. Until then nothing is saved, and what
was typed stays in the form."""

from collections.abc import Callable
from dataclasses import dataclass

from django.shortcuts import redirect, render

from jarplan.formfields.pages import acted, posted
from recommendations.pasted.arranging import arranged, is_settled, kept
from recommendations.pasted.forms import MOST_PIECES, Look, pieces_form

PASTE, LOOK = "recommendations/pasted/paste.html", "recommendations/pasted/look.html"


@dataclass(frozen=True)
class Pasting:
    """What is pasted: the forms, how a text is read into (Pieces, what was left out), and the verb with `arguments`
    made of the pieces. `said` makes the sentence of what the verb returned; `noun` is one of the pieces."""

    paste_form: type
    piece_form: type
    read: Callable
    verb: Callable
    arguments: Callable
    said: Callable
    noun: str
    title: str


def pasted_page(request, pasting, *, about, version, to, choices, look=Look, paste_options=None, **act):
    """The page, about an inspection; `version` is that of the record to be saved to, `choices` makes what the form of
    a piece is given out of the pasted text, and `look` makes the form of all pieces together."""
    shown = {"about": about, "title": pasting.title, "noun": pasting.noun, "cancel": to}
    if request.method == "POST" and "piece-TOTAL_FORMS" in request.POST:
        return looked_at(request, pasting, look(request.POST), to, choices, shown, act)
    form = pasting.paste_form(posted(request), initial={"version": version}, **(paste_options or {}))
    if form.is_valid():
        typed = form.cleaned_data
        pieces, left_out = pasting.read(typed["text"], typed)
        if 0 < len(pieces) <= MOST_PIECES:
            form = look(initial={"version": typed["version"], "pasted": typed["text"]})
            found = pieces_form(pasting.piece_form, pieces=pieces, **choices(typed["text"]))
            return drawn(request, form, found, shown, left_out)
        problem = f"More than {MOST_PIECES} {pasting.noun}s were found. Paste the text in parts."
        form.add_error("text", problem if pieces else f"No {pasting.noun} was found in this text.")
    return render(request, PASTE, {"form": form, **shown}, status=form.status)


def looked_at(request, pasting, look, to, choices, shown, act):
    """The pieces as they came back: saved, or shown as they were asked for."""
    text = request.POST.get("pasted", "")
    _, left_out = pasting.read(text, {})
    form = pieces_form(pasting.piece_form, request.POST, **choices(text))
    if look.is_valid() and form.is_valid():
        pieces = form.pieces
        if "save" not in request.POST or not is_settled(pieces):
            form = pieces_form(pasting.piece_form, pieces=arranged(pieces), **choices(text))
        elif not kept(pieces):
            look.add_error(None, f"Every {pasting.noun} is left out. Keep at least one.")
        elif saved(request, look, pasting, pieces, act):
            return redirect(to)
    return drawn(request, look, form, shown, left_out)


def saved(request, look, pasting, pieces, act):
    """Whether all were saved by the verb; if not, its reason is on the form."""
    look.cleaned_data.pop("pasted")
    return acted(request, look, pasting.verb, pasting.said, **pasting.arguments(kept(pieces)), **act)


def drawn(request, look, pieces, shown, left_out):
    count = sum(one["what"].value() != "leave" for one in pieces)
    context = {"form": look, "pieces": pieces, "left_out": left_out, "count": count, **shown}
    return render(request, LOOK, context, status=look.status)
