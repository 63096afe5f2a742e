"""The draft as a partner reads it by a link, and making such a link, as they are looked at in a browser."""

from datetime import timedelta

from jarplan import clock
from jarplan.people.models import User
from recommendations.consultation.links import end_link, make_link
from recommendations.consultation.verbs import ask_partners
from recommendations.models import PlanVersion
from tests.permissions.checks import make_version

NUMBER = 950  # the latest version: a later one that goes to partners would end its links
PARTNERS = ("A school of the tests", "A club of the tests", "A library of the tests")


def act():
    return {"by": User.objects.get(username="programme"), "now": clock.now()}


def asked(name):
    """The question to somebody without an account about a version in consultation."""
    row = PlanVersion.objects.filter(number=NUMBER).first() or make_version(NUMBER, state="in_consultation")
    if not row.consultations.exists():
        said = {"partners": [(None, one) for one in PARTNERS], "answer_by": clock.today()}
        ask_partners(**act(), plan_version=row, version=row.version, **said)
    return row.consultations.get(partner_name=name)


def linked(name=PARTNERS[0]):
    ends_on = clock.today() + timedelta(days=14)
    return {"token": make_link(**act(), consultation=asked(name), ends_on=ends_on)}


def ended():
    found = linked(PARTNERS[1])
    end_link(**act(), consultation=asked(PARTNERS[1]))
    return found


def asked_with_links():
    linked(PARTNERS[1])
    return {"uuid": asked(PARTNERS[1]).uuid}


def pages(page, refused):
    return [
        page("reporting:linked", None, linked),
        page("reporting:linked", None, ended, status=410),
        page("reporting:linked-pdf", None, lambda: linked(PARTNERS[2]), status=503),
        page("recommendations:consultation-partner", "programme", asked_with_links),
        page("reporting:make-link", "programme", lambda: {"uuid": asked(PARTNERS[1]).uuid}, empty=refused),
    ]


NOT_PAGES = {"reporting:linked-docx": "is a file", "reporting:end-link": "is only posted to"}
