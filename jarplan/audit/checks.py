"""Tells the operator when the database has lost triggers that keep the promises, of this or another room."""

from django.core.checks import Error, Tags, register
from django.db import connections

from jarplan.audit import triggers


@register(Tags.database)
def triggers_stand(app_configs, databases, **kwargs):
    found = []
    for alias in databases or ():
        connection = connections[alias]
        lost = sorted(triggers.missing(connection))
        if lost:
            found.append(
                Error(
                    "The database does not keep its promises: " + ", ".join(lost) + " missing.",
                    hint="Run: manage.py verify_audit --restore-triggers",
                    id="audit.E001",
                )
            )
    return found
