"""The trigger that keeps a version of the plan as it was made."""

from django.db import migrations

from recommendations import versiontriggers


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0006_versions_consultations_childrens_page")]
    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: versiontriggers.create(schema_editor.connection),
            lambda apps, schema_editor: versiontriggers.drop(schema_editor.connection),
        )
    ]
