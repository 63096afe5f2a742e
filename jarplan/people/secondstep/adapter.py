"""What django-allauth's second factor asks of us: how its secrets are kept."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings


class SecondStepAdapter(DefaultMFAAdapter):
    """Whoever reads the database, or a backup of it, reads no secret: the key lies outside."""

    def encrypt(self, text):
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return cipher().decrypt(encrypted_text.encode()).decode()


def cipher():
    """The key is made of a setting, apart from all else that is made of the same one."""
    key = sha256(b"jarplan.people.secondstep " + settings.SECOND_STEP_KEY.encode()).digest()
    return Fernet(urlsafe_b64encode(key))
