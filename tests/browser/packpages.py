"""The pages of meeting packs as they are looked at in a browser: OSMB's was made, Cabinet's is a draft."""

from jarplan.reporting.packs.outline import FILES
from recommendations.models import Meeting


def meeting(body):
    return lambda: {"uuid": Meeting.objects.get(body=body).uuid}


def pages(Page, refused):
    return [
        Page("reporting:pack-draft", "programme", meeting("Cabinet"), empty=refused),
        Page("reporting:pack-draft", "programme", meeting("OSMB"), empty=refused),
        Page("reporting:pack-draft", "cabinet", meeting("Cabinet"), status=403),
        Page("reporting:pack-preview", "programme", meeting("Cabinet"), empty="nothing is typed"),
        Page("reporting:pack", "cabinet", {"number": 1}),
        Page("reporting:pack", "programme", {"number": 1}),
    ]


NOT_PAGES = {f"reporting:pack-{of}{kind}": "is a file" for kind in FILES for of in ("", "draft-")}
