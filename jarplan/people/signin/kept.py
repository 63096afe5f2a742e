"""A form that was sent after the session had ended: what was typed is kept until the same person has signed in again.

It is kept on the server, in the session in which they sign in. Files are not, nor is what is typed about an account.
"""

from django.contrib.auth import SESSION_KEY
from django.utils.text import Truncator

KEPT = "kept form"
MOST = 500_000  # characters: more is no form that somebody typed
OURS = ("csrfmiddlewaretoken",)
CLOSED = ("accounts", "admin")  # passwords are typed there


def keep(request):
    """Keeps what was sent, where it was sent in a session that has ended."""
    whose = request.session.ended_of
    if request.method != "POST" or whose is None or request.resolver_match.app_name in CLOSED:
        return
    typed = [(name, values) for name, values in request.POST.lists() if name not in OURS]
    if sum(len(value) for _name, values in typed for value in values) > MOST:
        return
    request.session[KEPT] = {
        "person": whose,
        "path": request.get_full_path(),
        "typed": typed,
        "files": bool(request.FILES),
    }


def is_kept(request):
    return KEPT in request.session


def kept_for(request):
    """The form that is kept for who is signed in, or None; that of somebody else is gone."""
    kept = request.session.get(KEPT)
    if kept and str(kept["person"]) != request.session.get(SESSION_KEY):
        kept = request.session.pop(KEPT) and None
    return kept


def forget(request):
    request.session.pop(KEPT, None)


def words_of(kept):
    """What of it was typed as text, to be shown: what is chosen says little without its form."""
    values = (value.strip() for _name, values in kept["typed"] for value in values)
    return [Truncator(value).chars(500) for value in values if " " in value]
