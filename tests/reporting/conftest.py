"""The whole demonstration, for tests that look at a plan with something in it."""

import pytest
from django.db import transaction
from django.test import override_settings

from jarplan.reporting import demonstration


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration, made once for a module and rolled back at its end; the folder of its files."""
    hashed_fast = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    files = tmp_path_factory.mktemp("demonstration")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=files, PASSWORD_HASHERS=hashed_fast):
            demonstration.tell()
        yield files
        transaction.set_rollback(True)
