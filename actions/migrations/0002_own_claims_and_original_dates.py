"""Has the database refuse a signature under one's own claim, and keep the original date of an agreed action; reversible."""

from django.db import migrations

from actions import date_triggers, triggers
from jarplan.audit.operations import OnDatabase


class Migration(migrations.Migration):
    replaces = [
        ("actions", "0002_own_claim_triggers"),
        ("actions", "0012_original_date_is_kept"),
        ("actions", "0015_one_person_signs_an_action_once"),
        ("actions", "0016_whoever_took_a_reading_claims_too"),
    ]
    dependencies = [("actions", "0001_actions_reports_and_imports")]
    operations = [
        OnDatabase(triggers.CLAIMS_KEPT.create, triggers.CLAIMS_KEPT.drop),
        OnDatabase(date_triggers.DATES_KEPT.create, date_triggers.DATES_KEPT.drop),
    ]
