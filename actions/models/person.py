"""The field that says who did something."""

from django.db import models

from jarplan.people.models import User


def person(name, **options):
    """Who did what the `_at` beside it dates. People are deactivated, never deleted."""
    return models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=name, **options)
