"""The programme office's page and those of the reporting rounds, as they are looked at in a browser."""

from datetime import date

from actions.evidence.verbs import attach_evidence
from actions.models import Action, ReportingRound, Sample
from actions.samples.queries import waiting_checks
from actions.samples.verbs import draw_sample
from jarplan import clock
from jarplan.people.models import User
from jarplan.reporting.statements.views import STATEMENTS
from tests.browser import meetingpages
from tests.claims import deliver_action, sign_off


def a_sample():
    return {"uuid": Sample.objects.earliest("drawn_at").uuid}


def drawn():
    """R4.1, drawn again for a check."""
    if not waiting_checks().exists():
        act = {"by": User.objects.get(username="programme"), "now": clock.now()}
        draw_sample(**act, inspection=Sample.objects.earliest("drawn_at").inspection, number=1)
    return {"reference": "R4.1"}


def one_to_draw_from():
    """R10.2, signed off beside R4.1, which waits for its check."""
    drawn()
    action, now = Action.objects.get(reference="R10.2"), clock.now()
    by = {name: User.objects.get(username=name) for name in ("officer", "approver", "programme")}
    about = {
        "shows": "The benchmark",
        "speaks_of": date(2008, 8, 29),
        "link": "https://www.example.org/costs",
    }
    attach_evidence(by=by["officer"], now=now, action=action, **about)
    deliver_action(by=by["officer"], now=now, action=action)
    for who in ("approver", "programme"):
        sign_off(by=by[who], now=now, action=Action.objects.get(pk=action.pk))
    return {}


BY_PATTERN = "first=2008-10-01&number=12&opens_on=20&closes=end&days=&body="


def round_of(month):
    return lambda: {"uuid": ReportingRound.objects.get(month=date(2008, month, 1)).uuid}


def pages(page, refused, nothing_required):
    return [
        *meetingpages.pages(page, refused, nothing_required),
        *[page(f"statements:{name}", None) for name in STATEMENTS],
        page("reporting:desk", "programme"),
        page("reporting:desk", "admin"),
        page("reporting:desk", "officer", status=404),
        page("actions:samples", "programme"),
        page("actions:samples", "cabinet", query="as_at=2008-08-28"),
        page("actions:sample", "cabinet", a_sample),
        page("actions:draw-sample", "programme", one_to_draw_from, empty=refused),
        page("actions:check", "cabinet", drawn, empty=refused),
        page("actions:waiting", "second.officer", {"reference": "R12.1"}, empty=refused),
        page("reporting:action", "second.officer", {"reference": "R12.1"}),
        page("actions:rounds", "programme"),
        page("actions:rounds", "cabinet", query="as_at=2008-07-28"),
        page("actions:round", "programme", round_of(8)),
        page("actions:round", "officer", round_of(7), query="as_at=2008-07-28"),
        page("actions:set-rounds", "programme"),
        page("actions:set-rounds", "programme", query="first=&number="),
        page(
            "actions:set-rounds",
            "programme",
            query=BY_PATTERN,
            empty="nothing is typed, and it would set the rounds",
        ),
        page("actions:open-round", "programme", empty=refused),
        page("actions:change-round", "programme", round_of(9), empty=refused),
    ]
