"""The pages of progress by spreadsheet, as they are looked at in a browser."""

from actions.models import Action, ImportDraft, ProgressReturn
from jarplan import clock
from jarplan.people.models import User
from tests.actions.returns.books import DONE, brought, filled_in, handed_out


def a_sent_return():
    return {"uuid": ProgressReturn.objects.earliest("pk").uuid}


def a_return_to_check():
    """One of an action that the officer's organisation leads, uploaded and not sent."""
    by, now = User.objects.get(username="officer"), clock.now()
    action = Action.objects.filter(
        leads__accountable=True, leads__post__organisation=by.organisation, status="in_progress"
    ).earliest("plan_order")
    draft = ImportDraft.objects.filter(kind=ImportDraft.Kind.RETURN, uploaded_by=by).first()
    draft = draft or brought(by, filled_in(handed_out(action, now=now), DONE), now=now)
    return {"uuid": draft.uuid}


TRIED = "it is tried in tests/actions/returns"


def pages(page, refused):
    return [
        page("returns:start", "officer", empty=refused),
        page("returns:start", "programme"),
        page("returns:detail", "programme", a_sent_return),
        page("returns:detail", "officer", a_return_to_check, empty=TRIED),
    ]


NOT_PAGES = {
    "returns:workbook": "is a file",
    "returns:file": "is a file",
    "returns:confirm": "is only posted to",
    "returns:cancel": "is only posted to",
}
