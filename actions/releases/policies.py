"""Who may release the progress of a round to the public or withdraw a release, and when."""

from jarplan.audit.errors import NotNow, Refused
from jarplan.dates import in_full
from jarplan.people.roles import Role
from recommendations.limits import check_acts
from recommendations.models import PlanVersion


def check_releases(by, about=None):
    """Progress is released by a person, never by the system. `about`: the release, or whose plan it is on; None while
    nothing is chosen yet."""
    sentence = "Only the programme office can release progress to the public or withdraw a release."
    if by is None:
        raise Refused(sentence, about=about)
    return check_acts(by, Role.PROGRAMME, sentence=sentence, about=about)


def check_release(round, version, day, released):
    """The progress of a round can be released: it has closed, the public can read the plan that is reported on, and
    no release of it stands. `round` has closes_on; `version`: the published PlanVersion, or None; `released`: the
    release that stands, or None."""
    if day <= round.closes_on:
        raise NotNow(
            f"The reporting round of {round} is open until {in_full(round.closes_on)}. Its progress can be released "
            "after that."
        )
    if version is None or version.state != PlanVersion.State.PUBLISHED:
        raise NotNow("No version of the plan is published, so no progress on the plan can be released.")
    if released:
        raise NotNow(f"The progress of {round} was released on {in_full(released.released_at)}.")
