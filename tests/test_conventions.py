"""What holds for every model of ours, found out by looking at them all."""

import pytest
from django.apps import apps

ROOMS = ("people", "audit", "files", "recommendations", "actions", "finance", "reporting")
MODELS = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
# The chain says who in columns of its own kind, and when by the plan's and by the machine's clock.
NOT_PAIRED = {("AuditEvent", "recorded_at")}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_says_what_it_is(model):
    assert model.__doc__ and not model.__doc__.startswith(f"{model.__name__}("), "no docstring of its own"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_at_has_its_by(model):
    names = {field.name for field in model._meta.get_fields()}
    lone = {name for name in names if name.endswith("_at") and name[:-3] + "_by" not in names}
    assert not {name for name in lone if (model.__name__, name) not in NOT_PAIRED}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_nothing_that_somebody_points_to_is_deleted_along(model):
    """A row goes with another one only where it is a part of it, and then its class says so."""
    for field in model._meta.get_fields():
        if field.many_to_one and field.remote_field.on_delete.__name__ == "CASCADE":
            assert field.name in {"inspection", "table", "line", "deadline", "step"}, (model, field.name)


def test_every_migration_is_named_for_what_it_does():
    from django.db.migrations.loader import MigrationLoader

    names = [name for room, name in MigrationLoader(None).disk_migrations if room in ROOMS]
    assert not [name for name in names if "_auto_" in name or name.endswith("_initial")]
