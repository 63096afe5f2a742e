"""Tells the operator when the database has lost the triggers that protect the history."""

from django.core.checks import Error, Tags, register
from django.db import connections

from jarplan.audit import triggers


@register(Tags.database)
def history_is_protected(app_configs, databases, **kwargs):
    found = []
    for alias in databases or ():
        connection = connections[alias]
        if "audit_auditevent" not in connection.introspection.table_names():
            continue
        lost = sorted(triggers.missing(connection))
        if lost:
            found.append(
                Error(
                    "The history is not protected: " + ", ".join(lost) + " missing.",
                    hint="Run: manage.py verify_audit --restore-triggers",
                    id="audit.E001",
                )
            )
    return found
