"""Tells the operator when the database has lost triggers that keep the promises, of this or another room, and when it
is too old to be carried on."""

from django.core.checks import Error, Tags, register
from django.db import connections

from jarplan.audit.integrity import triggers
from jarplan.audit.integrity.releases import too_old


# Tagged as a database check, so it runs only where a database is named: with migrate, and with `check
# --database default` before a start.
@register(Tags.database)
def triggers_stand(app_configs, databases, **kwargs):
    found = []
    for alias in databases or ():
        connection = connections[alias]
        lost = sorted(triggers.missing(connection))
        if lost:
            found.append(
                Error(
                    "Triggers that protect the history are missing or wrong: "
                    + ", ".join(lost)
                    + " missing.",
                    hint="Run: manage.py verify_audit --restore-triggers",
                    id="audit.E001",
                )
            )
    return found


@register(Tags.database)
def database_is_carried_on(app_configs, databases, **kwargs):
    """Asked before every migrate, whose own words would be those of the framework's inside."""
    sentences = [too_old(connections[alias]) for alias in databases or ()]
    return [Error(sentence, id="audit.E002") for sentence in sentences if sentence]
