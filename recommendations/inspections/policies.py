"""Who may enter an inspection and its words, and who answers for a recommendation."""

from jarplan.audit.errors import NotNow, check_given
from jarplan.people.roles import Role
from recommendations.limits import check_acts
from recommendations.policies import check_inspections, check_programme


def check_set_accountable(by, recommendation):
    return check_programme(
        by,
        "Only the programme office may set the accountable officer and portfolio holder of a recommendation.",
        recommendation,
    )


def check_words(inspection):
    """The inspectors' words are typed in until they are confirmed, and never after."""
    if inspection.confirmed:
        raise NotNow(
            "This inspection has been confirmed, so the inspectors' words cannot be changed. Actions, deadlines and "
            "publication are not affected."
        )


def check_mend(by, inspection):
    """An inspection is corrected and withdrawn by whoever may enter one; once it is confirmed, by the administrator
    alone."""
    role = check_inspections(by, inspection)
    if not inspection.confirmed:
        return role
    sentence = "This inspection has been confirmed, so only an administrator can correct or withdraw it."
    return check_acts(by, Role.ADMINISTRATOR, sentence=sentence, about=inspection)


def check_mend_recommendation(by, recommendation):
    """A recommendation is its inspection's."""
    return check_mend(by, recommendation.inspection)


def check_why(inspection, reason):
    """What was confirmed is corrected for a reason, which marks the correction."""
    if inspection.confirmed:
        check_given(reason, "This inspection has been confirmed. Enter the reason for the correction.")
    return reason.strip()
