"""The one-use link with which a person sets a password: three days long, and for one state of the person."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode


class PasswordLinks(PasswordResetTokenGenerator):
    """Every change of the person kills the link, as using it, signing in and a later link do."""

    # The module's name of before: links that were sent then go on working.
    key_salt = "jarplan.people.links.PasswordLinks"

    def _make_hash_value(self, user, timestamp):
        # `version` rises with every change and with every link issued, so a later link ends this one.
        return f"{super()._make_hash_value(user, timestamp)}{user.version}{user.is_active}"


password_links = PasswordLinks()


def path_for(person):
    """The path of a link for a person as they are now. Not to be stored or logged anywhere."""
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return reverse("accounts:set-password", args=[uid, password_links.make_token(person)])
