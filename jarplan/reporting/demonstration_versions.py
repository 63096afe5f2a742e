"""The demonstration's script about versions of the plan: one is in consultation, and none is published."""

from jarplan.clock import day_of
from jarplan.reporting.plancontent import TITLE, compose, for_the_public
from jarplan.reporting.planformat import FORMAT, to_text
from recommendations.versions import version_in_hand
from recommendations.versionverbs import make_version, open_consultation


def freeze(*, by, now, note):
    """The plan as it stands at that moment of the script."""
    content = to_text(for_the_public(compose(day=day_of(now), now=now)))
    make_version(by=by, now=now, content=content, format=FORMAT, title=TITLE, note=note)


def consult(*, by, now):
    current = version_in_hand()
    open_consultation(by=by, now=now, plan_version=current, version=current.version)


WORDS = {"make a version": freeze, "send for consultation": consult}
