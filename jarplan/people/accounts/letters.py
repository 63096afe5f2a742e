"""Mail with a one-use link to set a password: an invitation, or a link that was asked for. That it is sent is in the
history before it is sent; the link itself is nowhere but in the mail.
"""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

log = logging.getLogger(__name__)

INVITATION, RESET = "invitation", "reset"
SUBJECTS = {INVITATION: "set your password", RESET: "link to set a new password"}


def letter(person, path, kind):
    """The mail with this link."""
    # The address of the setting: one that the request names could be anybody's, and the link would lead there.
    context = {"person": person, "link": f"{settings.SITE_URL}{path}", "place": settings.PLAN_PLACE}
    context |= {"product": settings.PRODUCT_NAME, "days": settings.PASSWORD_RESET_TIMEOUT // 86400}
    text = render_to_string(f"people/letters/{kind}.txt", context)
    return EmailMessage(f"{settings.PRODUCT_NAME}: {SUBJECTS[kind]}", text, to=[person.email])


def send(person, path, kind):
    """Sends it; returns whether the mail server took it."""
    try:
        letter(person, path, kind).send()
    except (OSError, SMTPException) as problem:
        log.error("A mail with a link to set a password was not sent: %s", type(problem).__name__)
        return False
    return True
