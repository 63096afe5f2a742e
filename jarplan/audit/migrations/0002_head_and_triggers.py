"""Begins the chain and has the database refuse every change of history; reversible."""

from django.db import migrations

from jarplan.audit import head
from jarplan.audit.integrity import triggers
from jarplan.audit.operations import OnDatabase


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_history")]
    operations = [OnDatabase(head.begin), OnDatabase(triggers.HISTORY.create, triggers.HISTORY.drop)]
