"""The pages of publication as they are looked at in a browser, with recipients that only the tests name, those of
released progress and of links to drafts."""

from decimal import Decimal

from jarplan import clock
from jarplan.people.models import User
from recommendations.models import PublicationStep
from recommendations.publication import verbs as publication_verbs
from tests.browser import linkpages, packpages, releasepages

NOT_PAGES = packpages.NOT_PAGES | releasepages.NOT_PAGES | linkpages.NOT_PAGES
SENT = {"sent_on": None, "sent_by": "Post room", "proof": "Post book, page 4"}


def step(recipient, duty="report"):
    return lambda: {"uuid": PublicationStep.objects.get(duty=duty, recipient=recipient).uuid}


def act(row):
    by = User.objects.get(username="programme")
    return {"by": by, "now": clock.now(), "step": row, "version": row.version}


def named():
    """The relevant partners of the report: two of them, one with a copy."""
    row = PublicationStep.objects.get(duty="report", recipient="relevant_partners")
    if not row.copies.exists():
        row = publication_verbs.name_recipients(
            **act(row), names=["A partner of the tests", "Another partner of the tests"]
        )
        publication_verbs.send_copies(**act(row), copies=[1], **SENT)
    return {"uuid": row.uuid}


def log():
    row = PublicationStep.objects.get(duty="report", recipient="on_demand")
    if not row.copies.exists():
        said = {"name": "A resident", "charge": Decimal("2.50"), "sent_on": None, "sent_by": "Reception"}
        publication_verbs.log_copy(**act(row), **said)
    return {"uuid": row.uuid}


def copy_of(step_of):
    return lambda: step_of() | {"order": 1}


def pages(Page, refused):
    verb = {"empty": refused}
    return [
        Page("recommendations:publication", "cabinet"),
        Page("recommendations:publication", "programme", query="show=open"),
        Page("recommendations:publication", "officer", query="show=done&as_at=2008-06-20"),
        Page("recommendations:step", "programme", named),
        Page("recommendations:step", "programme", log),
        Page("recommendations:step", "cabinet", step("newspaper", "plan"), query="as_at=2008-06-20"),
        Page("recommendations:step", "programme", step("radio", "plan")),
        Page("recommendations:step-record", "programme", step("newspaper"), **verb),
        Page("recommendations:step-record", "programme", step("website"), **verb),
        Page("recommendations:step-record", "programme", step("newspaper", "plan"), **verb),
        Page("recommendations:step-take-back", "programme", step("website"), **verb),
        Page("recommendations:step-name", "programme", step("board_partners"), **verb),
        Page("recommendations:step-sent", "programme", named, **verb),
        Page("recommendations:step-log", "programme", log, **verb),
        Page("recommendations:copy-correct", "programme", copy_of(named), **verb),
        Page("recommendations:copy-correct", "programme", copy_of(log), **verb),
        Page("recommendations:copy-take-back", "programme", copy_of(named), **verb),
        Page("recommendations:copy-take-out", "programme", copy_of(log), **verb),
        *packpages.pages(Page, refused),
        *releasepages.pages(Page, refused),
        *linkpages.pages(Page, refused),
    ]
