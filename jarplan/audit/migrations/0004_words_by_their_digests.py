"""Has new events hash the digests of their words; those that are there stay as they are, in form 1.

Back only while no event is in the new form: without the digests its hash proves nothing.
"""

from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError

from jarplan.audit.integrity import triggers, word_triggers
from jarplan.audit.operations import AddInPlace, OnDatabase


def nothing(connection):
    pass


def check_all_of_before(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM audit_auditevent WHERE form > 1")
        if cursor.fetchone()[0]:
            raise IrreversibleError("The history holds events that an earlier release cannot prove.")


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_states_in_force")]

    operations = [
        OnDatabase(triggers.HISTORY.drop, triggers.HISTORY.create),
        AddInPlace(
            "auditevent",
            "form",
            models.PositiveSmallIntegerField("form of the event: what its hash covers", db_default=1),
        ),
        AddInPlace("auditevent", "actor_name_digest", models.CharField(max_length=64, db_default="")),
        AddInPlace("auditevent", "organisation_digest", models.CharField(max_length=64, db_default="")),
        AddInPlace("auditevent", "reference_digest", models.CharField(max_length=64, db_default="")),
        migrations.AlterField(
            "auditblank",
            "part",
            models.CharField(
                choices=[
                    ("body", "state"),
                    ("reason", "reason"),
                    ("actor_name", "name of who did it"),
                    ("organisation", "their organisation"),
                    ("reference", "what it was done to"),
                ],
                max_length=12,
            ),
        ),
        # Those of the events anew: they leave the words to the one below.
        OnDatabase(triggers.HISTORY.create, triggers.HISTORY.drop),
        OnDatabase(word_triggers.WORDS_KEPT.create, word_triggers.WORDS_KEPT.drop),
        OnDatabase(nothing, check_all_of_before),
    ]
