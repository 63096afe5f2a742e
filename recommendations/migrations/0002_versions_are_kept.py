"""Has the database keep every version of the plan as it was made; reversible."""

from django.db import migrations

from jarplan.audit.operations import OnDatabase
from recommendations.versions import triggers


class Migration(migrations.Migration):
    replaces = [("recommendations", "0007_versions_never_change")]
    dependencies = [("recommendations", "0001_inspections_deadlines_and_versions")]
    operations = [OnDatabase(triggers.VERSIONS_KEPT.create, triggers.VERSIONS_KEPT.drop)]
