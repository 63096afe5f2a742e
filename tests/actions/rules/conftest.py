"""A plan with an action in every stage of its life, made once for a module."""

import pytest
from django.db import transaction
from django.test import override_settings

from tests.actions.stages import cast, make_cast, make_stages


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The people, the stages and an action that can take the place of others: made once, rolled back at the end."""
    files = tmp_path_factory.mktemp("matrix")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=files, CLAMD_ADDRESS=""):
            people = make_cast()
            yield cast(people), *make_stages(people)
        transaction.set_rollback(True)
