"""Agreeing what an import brought."""

from datetime import date, timedelta

import pytest

from actions.imports.writing.agreeing import agree_imported
from actions.models import Action
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.models import AuditEvent
from tests.actions.imports.books import NOW, imported, plan_file, sample
from tests.actions.imports.through_pages import row

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_actions_of_an_import_are_agreed_singly_or_all_at_once(programme):
    plan_import = imported(programme, sample())
    before = AuditEvent.objects.count()
    agree_imported(by=programme, now=NOW, plan_import=plan_import, references=["R1.1"])
    assert AuditEvent.objects.count() == before + 1
    assert len(agree_imported(by=programme, now=NOW + timedelta(days=1), plan_import=plan_import)) == 36
    assert AuditEvent.objects.filter(kind="agreed").count() == 37
    action = Action.objects.get(reference="R1.1")
    assert (action.status, action.original_due) == ("agreed", date(2008, 7, 31))
    with pytest.raises(NotNow):
        agree_imported(by=programme, now=NOW, plan_import=plan_import)


def test_one_action_that_cannot_be_agreed_stops_all(programme):
    plan_import = imported(programme, plan_file(row(), row("4.2", target_date=None)))
    with pytest.raises(NotNow, match="due date"):
        agree_imported(by=programme, now=NOW, plan_import=plan_import)
    assert not Action.objects.filter(status="agreed").exists()


def test_administrator_imports_but_does_not_agree(administrator):
    plan_import = imported(administrator, plan_file(row()))
    with pytest.raises(Refused):
        agree_imported(by=administrator, now=NOW, plan_import=plan_import)
