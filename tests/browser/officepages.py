"""The programme office's page and those of the reporting rounds, as they are looked at in a browser."""

from datetime import date

from actions.models import ReportingRound

BY_PATTERN = "first=2008-10-01&number=12&opens_on=20&closes=end&days=&body="


def round_of(month):
    return lambda: {"uuid": ReportingRound.objects.get(month=date(2008, month, 1)).uuid}


def pages(page, refused):
    return [
        page("reporting:desk", "programme"),
        page("reporting:desk", "admin"),
        page("reporting:desk", "officer", status=404),
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
