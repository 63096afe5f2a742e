"""Our migrations lead back as well as forth, on both databases."""

from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from jarplan.audit.head import FIRST_HASH
from jarplan.audit.integrity import triggers
from jarplan.audit.models import AuditHead
from jarplan.people.roles import Role
from recommendations.earlier import STEPS
from recommendations.models import Inspection, PublicationStep
from tests.test_conventions import MODELS, ROOMS


def tables():
    return set(connection.introspection.table_names())


def migrate(targets=None):
    executor = MigrationExecutor(connection)
    executor.migrate(targets or executor.loader.graph.leaf_nodes())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_all_our_migrations_can_be_taken_back_and_done_again():
    ours = {model._meta.db_table for model in MODELS}
    before, standing = tables(), triggers.existing(connection)
    assert ours <= before
    migrate([(room, None) for room in ROOMS])
    assert not ours & tables()
    assert triggers.existing(connection) == set()
    assert not apps.get_model("auth", "Group").objects.exists()
    migrate()
    assert tables() == before
    assert triggers.existing(connection) == standing
    assert set(apps.get_model("auth", "Group").objects.values_list("name", flat=True)) == set(Role.values)
    assert list(AuditHead.objects.values_list("pk", "sequence", "hash")) == [(1, 0, FIRST_HASH)]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_triggers_of_a_room_can_be_taken_back_alone():
    migrate([("actions", "0001_actions_reports_and_imports")])
    assert not {name for name in triggers.existing(connection) if name.startswith("actions_")}
    migrate()
    assert triggers.missing(connection) == set()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_steps_of_an_earlier_release_take_the_words_of_their_recipients():
    said = {"reference": "one", "kind": "other", "title": "A review", "area": "Leicester"}
    row = Inspection.objects.create(**said, reference_prefix="Y", published_on=date(2008, 6, 3))
    said = {"duty": "report", "recipient": "newspaper", "words": "newspapers", "source": "A regulation"}
    PublicationStep.objects.create(inspection=row, **said, order=1)
    migrate([("recommendations", "0002_versions_are_kept")])
    migrate()
    step = PublicationStep.objects.get()
    assert (step.words, step.served) == STEPS["newspaper"]
