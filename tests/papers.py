"""Versions of the plan at any stage, for tests: made by the verbs, from a content of tests/reporting/contents.py."""

from datetime import date

from jarplan.reporting.document.schema import FORMAT, to_text
from recommendations.consultation.verbs import open_consultation
from recommendations.models import Meeting
from recommendations.versions.verbs import approve_version, make_version, publish_version
from tests.plan import later
from tests.reporting.contents import make_content


def a_meeting(held_on=date(2008, 9, 1)):
    return Meeting.objects.get_or_create(body="Cabinet", held_on=held_on, defaults={"purpose": "Plan"})[0]


def drafted(by, content=None, days=1, **more):
    """A draft, made so many days after 20 June 2008."""
    content = content or make_content()
    return make_version(
        by=by, now=later(days), content=to_text(content), format=FORMAT, title=content.title, **more
    )


def in_consultation(by, **more):
    made = drafted(by, **more)
    return open_consultation(by=by, now=later(2), plan_version=made, version=made.version)


def approved(by, **more):
    made = drafted(by, **more)
    return approve_version(by=by, now=later(80), plan_version=made, version=made.version, meeting=a_meeting())


def published(by, findings=(), published_over="", **more):
    made = approved(by, **more)
    return publish_version(
        by=by,
        now=later(81),
        plan_version=made,
        version=made.version,
        findings=list(findings),
        published_over=published_over,
    )
