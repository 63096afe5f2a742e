"""Tells the operator when the database has lost triggers that keep the promises, of this or another room, and when it
is too old to be carried on."""

from django.core.checks import Error, Tags, Warning, register
from django.db import connections

from jarplan.audit.integrity import standing, triggers
from jarplan.audit.integrity.releases import too_old
from jarplan.audit.integrity.webrole import powers


# Tagged as a database check, so it runs only where a database is named: with migrate, and with `check
# --database default` before a start.
@register(Tags.database)
def triggers_stand(app_configs, databases, **kwargs):
    found = []
    for alias in databases or ():
        wrong = list(standing.problems(connections[alias]))
        if wrong:
            # An upgrade may bring triggers that say something else, and must not be stopped by those that are there.
            kind, number = (Error, "E001") if triggers.missing(connections[alias]) else (Warning, "W001")
            found.append(
                kind(
                    "The database does not keep the history as it should. " + " ".join(wrong),
                    hint="Run: manage.py verify_audit --restore-triggers",
                    id=f"audit.{number}",
                )
            )
    return found


@register(Tags.database)
def database_is_carried_on(app_configs, databases, **kwargs):
    """Asked before every migrate, whose own words would be those of the framework's inside."""
    sentences = [too_old(connections[alias]) for alias in databases or ()]
    return [Error(sentence, id="audit.E002") for sentence in sentences if sentence]


@register(Tags.database, deploy=True)
def the_web_owns_nothing(app_configs, databases, **kwargs):
    """Asked before a start: whoever breaks into the web is then also kept from switching the triggers off."""
    return [
        Warning(
            f"The role with which the web connects to the database {power}, so it could change the history.",
            hint="Give it a role of its own: docs/operations.md says how, under Two roles.",
            id="audit.W002",
        )
        for alias in databases or ()
        for power in powers(connections[alias])
    ]
