"""The page of a verb: what was typed goes to the verb, and it is said what was done; or the form stands there."""

from functools import wraps
from uuid import UUID, uuid4

from django.contrib import messages
from django.shortcuts import redirect, render

from jarplan import clock
from jarplan.audit.errors import NotNow
from jarplan.formfields.verbs import done

NOTHING_CHANGED = "Nothing was changed."


def posted(request):
    """What was sent, or None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def adds_once(view):
    """Makes view(request, ...) the page of a form that adds something once, with its key in the address.

    No page of ours is kept by a browser, so that the way back fetches the form anew, and with it another key: sent
    again, it would add a second record. The address stays the same, and its key is the one that counts.
    """

    @wraps(view)
    def page(request, *args, **kwargs):
        key = key_in(request.GET.get("once", ""))
        # What does not ask for a page to show, such as a script, has no way back.
        if request.method == "GET" and key is None and "text/html" in request.headers.get("Accept", ""):
            query = request.GET.copy()
            query["once"] = str(uuid4())
            return redirect(f"{request.path}?{query.urlencode()}")
        if request.method == "POST" and key is not None:
            request.POST = request.POST.copy()
            request.POST["once"] = str(key)
        return view(request, *args, **kwargs)

    return page


def key_in(text):
    """The key that a text is, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def acted(request, form, verb, said, **act):
    """Whether the verb did what was typed; then it has been said. `said` is the sentence, or makes it of what the
    verb returned. `act` are the verb's arguments beside what was typed, who does it and when."""
    if not (form.is_valid() and form.save(verb, **{"by": request.user, "now": clock.now(), **act})):
        return False
    say(request, said, form.result, form.changed)
    return True


def say(request, said, result=None, changed=True):
    """Says what was done; where nothing was changed, that alone, so that nobody believes that something was."""
    if not changed:
        messages.info(request, NOTHING_CHANGED)
        return
    messages.success(request, said(result) if callable(said) else said)


def pressed(request, verb, said, **act):
    """Whether the verb of a button was done; that it was is said, or why it cannot be as things stand."""
    try:
        result, changed = done(verb, **{"by": request.user, "now": clock.now(), **act})
    except NotNow as problem:
        messages.error(request, problem.sentence)
        return False
    say(request, said, result, changed)
    return True


def verb_page(request, form, verb, said, to, template, shown=None, **act):
    """The page of a form for one verb. `to` is where it leads once done, an address or its name and arguments, or
    makes these of what the verb returned; `shown` is what the page shows beside the form."""
    if acted(request, form, verb, said, **act):
        place = to(form.result) if callable(to) else to
        return redirect(place) if isinstance(place, str) else redirect(*place)
    return render(request, template, {"form": form, **(shown or {})}, status=form.status)
