"""Puts up every trigger as this release says it: PostgreSQL's functions now look for tables in the schema alone."""

from django.db import migrations

from jarplan.audit.integrity import triggers
from jarplan.audit.operations import OnDatabase


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_words_by_their_digests")]
    operations = [OnDatabase(triggers.restore)]
