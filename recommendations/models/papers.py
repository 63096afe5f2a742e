"""Meetings that the plan goes to, its versions, whom they were consulted with, and the children's page."""

from django.conf import settings
from django.db import models


def person(related_name):
    """Who did something, or nobody yet."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name=related_name
    )
