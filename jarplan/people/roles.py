"""The roles that people hold. Each is a group, made by a migration; a person may hold several."""

from django.db import models


class Role(models.TextChoices):
    """What somebody comes for; the value is the name of the group."""

    OFFICER = "officer", "Officer"
    APPROVER = "approver", "Approver"
    PROGRAMME = "programme", "Programme office"
    FINANCE = "finance", "Finance officer"
    CABINET = "cabinet", "Cabinet or scrutiny member"
    ADMINISTRATOR = "administrator", "Administrator"


def roles_among(groups):
    """The roles among the names of groups."""
    return frozenset(Role(name) for name in groups if name in Role.values)


def make_groups(apps=None, schema_editor=None):
    """Makes the groups of the roles that are not there yet."""
    if apps is None:
        from django.apps import apps
    Group = apps.get_model("auth", "Group")
    for role in Role.values:
        Group.objects.get_or_create(name=role)


def remove_groups(apps, schema_editor):
    """Takes the groups of the roles away again."""
    apps.get_model("auth", "Group").objects.filter(name__in=Role.values).delete()
