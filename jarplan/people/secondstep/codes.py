"""Codes of the second step: whether one is right, each time-based one once, whichever worker is asked."""

import logging

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from cryptography.fernet import InvalidToken
from django.db import transaction
from django.utils.crypto import constant_time_compare

log = logging.getLogger(__name__)
TOTP, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES
USED = "used"  # in what is kept of an app: the last counter of which a code was taken


def has_second_step(person):
    return Authenticator.objects.filter(user=person, type=TOTP).exists()


def counter_of(secret, code):
    """The moment, as a counter, that a code belongs to; None where it is of none around now."""
    for counter in yield_hotp_counters_from_time():
        if constant_time_compare(format_hotp_value(hotp_value(secret, counter)), code):
            return counter
    return None


def check(person, code):
    """Which kind of code this is of the person's, TOTP or RECOVERY; None where it is wrong or was used before."""
    code = "".join(code.split())
    try:
        if takes(person, code):
            return TOTP
        codes = Authenticator.objects.filter(user=person, type=RECOVERY).first()
        return RECOVERY if codes and RecoveryCodes(codes).validate_code(code) else None
    except InvalidToken:
        log.error("A second step cannot be read: SECOND_STEP_KEY or SECRET_KEY has changed.")
        return None


def takes(person, code):
    """Whether the person's app gave this code, which is then used."""
    # The framework of the second factor keeps what was used in a cache, which each worker has for itself.
    with transaction.atomic():
        app = Authenticator.objects.select_for_update().filter(user=person, type=TOTP).first()
        counter = app and counter_of(decrypt(app.data["secret"]), code)
        if counter is None or counter <= app.data.get(USED, 0):
            return False
        app.data[USED] = counter
        app.save(update_fields=["data"])
        app.record_usage()
    return True


def codes_left(person):
    """How many recovery codes a person has left."""
    codes = Authenticator.objects.filter(user=person, type=RECOVERY).first()
    return len(RecoveryCodes(codes).get_unused_codes()) if codes else 0
