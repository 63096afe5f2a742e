"""The pages of progress by spreadsheet, as they are looked at in a browser."""

from actions.models import Action, ProgressReturn
from jarplan import clock
from jarplan.people.models import Organisation, User
from tests.actions.returns.books import DONE, brought, filled_in, handed_out

BETTER = DONE | {"why_better": "A third supervisor has started"}


def a_draft():
    """One with a row of each kind: sent already, refused, to be sent."""
    by, now = User.objects.get(username="yos.officer"), clock.now()
    theirs = Action.objects.filter(reference__in=("R8.1", "R8.2")).order_by("plan_order")
    content = handed_out(*theirs, Action.objects.get(reference="R4.2"), now=now)
    return {"uuid": brought(by, filled_in(content, BETTER, {"rating": "Red"}, BETTER), now).uuid}


def a_sent_return():
    return {"uuid": ProgressReturn.objects.earliest("confirmed_at").uuid}


def a_partner():
    return {"uuid": Organisation.objects.get(name="Leicester City PCT").uuid}


def pages(page, refused):
    return [
        page("returns:start", "officer", empty=refused),
        page("returns:start", "programme"),
        page("returns:start", "cabinet", status=403),
        page("returns:partner", "programme", a_partner, empty=refused),
        page("returns:detail", "yos.officer", a_draft, empty=refused),
        page("returns:detail", "programme", a_sent_return),
    ]


NOT_PAGES = {
    "returns:workbook": "is a file",
    "returns:partner-workbook": "is a file",
    "returns:file": "is a file",
    "returns:confirm": "is only posted to",
    "returns:cancel": "is only posted to",
}
