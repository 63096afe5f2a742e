"""Who may add a meeting and record what it decided."""

from recommendations.policies import check_programme


def check_add_meeting(by, about=None):
    """`about`: the inspection whose plan it takes, SHARED where it is about all of them, None while that is open."""
    return check_programme(by, "Only the programme office may add a meeting.", about)


def check_record_outcome(by, meeting):
    return check_programme(by, "Only the programme office may record what a meeting decided.", meeting)


def check_mend_meeting(by, meeting):
    return check_programme(by, "Only the programme office may correct or withdraw a meeting.", meeting)
