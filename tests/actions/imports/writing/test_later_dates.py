"""Later dates that an import asks for: the third one is the board's, one that was recalled holds up an undoing."""

from datetime import date

import pytest

from actions.duedates.verbs import decide_date, recall_date
from actions.imports.pages.forms import ConfirmForm
from actions.imports.undoing.verbs import undo_import
from actions.models import Action, DateChange
from actions.plan.verbs import agree_action
from jarplan.audit.errors import NotNow
from jarplan.clock import day_of
from recommendations.models import Meeting
from tests.actions.imports.books import NOW, confirmed, drafted, imported, plan_file, row
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_third_later_date_that_an_import_asks_for_is_the_boards(programme):
    imported(programme, plan_file(row(), row("4.2", action="Train the staff")))
    for action in Action.objects.all():
        agree_action(by=programme, now=NOW, action=action)
    other = UserFactory(roles=["programme"])
    for day in (28, 29):
        imported(programme, plan_file(row(target_date=date(2008, 11, day))), later_dates=["R4.1"])
        decide_date(by=other, now=NOW, change=DateChange.objects.last(), grant=False, reason="No")
    late = date(2008, 12, 5)
    draft = drafted(
        programme, plan_file(row(target_date=late), row("4.2", action="Train the staff", target_date=late))
    )
    offered = dict(ConfirmForm(draft=draft).fields["later_dates"].choices)
    assert offered["R4.1"].endswith(": the third request, which only the board can agree")
    assert "board" not in offered["R4.2"]
    confirmed(programme, draft, later_dates=["R4.1"])
    asked = DateChange.objects.last()
    with pytest.raises(NotNow, match="only the board can agree the extension"):
        decide_date(by=other, now=NOW, change=asked, grant=True)
    board = Meeting.objects.create(body="OSMB", held_on=day_of(NOW))
    decide_date(by=other, now=NOW, change=asked, grant=True, meeting=board)


def test_import_that_asked_for_a_later_date_which_was_recalled_stays(programme):
    imported(programme, plan_file(row()))
    agree_action(by=programme, now=NOW, action=Action.objects.get())
    second = imported(programme, plan_file(row(target_date=date(2008, 11, 28))), later_dates=["R4.1"])
    recall_date(by=programme, now=NOW, change=DateChange.objects.get())
    with pytest.raises(NotNow, match="The extension request for R4.1 was withdrawn"):
        undo_import(by=programme, now=NOW, plan_import=second, version=second.version, reason="Wrong")
