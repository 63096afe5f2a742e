"""When the words of a council's report may be changed; by whom is asked as for an inspection."""

from jarplan.audit.errors import NotNow
from jarplan.people.roles import Role
from recommendations.limits import check_acts
from recommendations.policies import check_inspections


def check_words(report):
    """The words are typed in until they are confirmed, and never after."""
    if report is not None and report.confirmed:
        raise NotNow("This report has been confirmed, so its words cannot be changed.")


def check_mend(by, report):
    """A report is withdrawn, and its title corrected before, by whoever may enter one; once it is confirmed, by the
    administrator alone."""
    role = check_inspections(by, report)
    if not report.confirmed:
        return role
    sentence = "This report has been confirmed, so only an administrator can withdraw it."
    return check_acts(by, Role.ADMINISTRATOR, sentence=sentence, about=report)
