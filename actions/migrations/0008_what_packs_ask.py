"""What a pack asks is on the agenda of its meeting: under the number that it has in the pack, of a recommendation or of
the plan as a whole, and decided as meetings decide.
"""

import django.db.models.deletion
from django.db import migrations, models

from jarplan.audit.operations import ChangeTables

OF_PLAN = models.Q(pack__isnull=True, number="", recommendation__isnull=False)
OF_PACK = models.Q(pack__isnull=False) & ~models.Q(number="") & ~models.Q(asked="")
KINDS = [
    ("noted", "Noted"),
    ("carried", "Agreed"),
    ("amended", "Agreed with changes"),
    ("lost", "Not agreed"),
    ("deferred", "Deferred"),
    ("agreed", "Extension agreed"),
    ("refused", "Extension refused"),
    ("challenged", "Rating challenged"),
    ("asked", "Question asked"),
    ("report", "Report asked for"),
]


def has_only(kinds, name=None):
    """Of these kinds a decision has this record of the thing and no other."""
    others = {"date_change", "challenge", "report_by"} - {name}
    found = models.Q(kind__in=kinds, **{f"{one}__isnull": True for one in sorted(others)})
    return found & models.Q(**{f"{name}__isnull": False}) if name else found


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0007_agendas_and_reminder_rules"),
        ("recommendations", "0007_meetings_are_moved_and_cancelled"),
    ]

    operations = [
        ChangeTables(
            [
                migrations.RemoveConstraint("agendadecision", "agenda_decision_has_its_record"),
                migrations.AddField(
                    "agendaitem",
                    "inspection",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="recommendations.inspection",
                    ),
                ),
                migrations.AddField(
                    "agendaitem",
                    "number",
                    models.CharField(
                        blank=True, default="", max_length=10, verbose_name="number in the pack"
                    ),
                    preserve_default=False,
                ),
                migrations.AddField(
                    "agendaitem",
                    "pack",
                    models.PositiveIntegerField(null=True, verbose_name="number of the pack that asks it"),
                ),
                migrations.AlterField(
                    "agendadecision", "kind", models.CharField(choices=KINDS, max_length=10)
                ),
                migrations.AlterField(
                    "agendaitem",
                    "asked",
                    models.TextField(blank=True, max_length=4000, verbose_name="what the meeting is asked"),
                ),
                migrations.AlterField(
                    "agendaitem",
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="recommendations.recommendation",
                    ),
                ),
                migrations.AddConstraint(
                    "agendadecision",
                    models.CheckConstraint(
                        condition=has_only(["noted", "carried", "amended", "lost", "deferred"])
                        | has_only(["agreed", "refused"], "date_change")
                        | has_only(["challenged", "asked"], "challenge")
                        | has_only(["report"], "report_by"),
                        name="agenda_decision_has_its_record",
                    ),
                ),
                migrations.AddConstraint(
                    "agendaitem",
                    models.UniqueConstraint(
                        fields=["meeting", "pack", "number"],
                        condition=models.Q(pack__isnull=False),
                        name="a_number_of_a_pack_is_on_an_agenda_once",
                    ),
                ),
                migrations.AddConstraint(
                    "agendaitem",
                    models.CheckConstraint(
                        condition=OF_PLAN | OF_PACK, name="agenda_item_is_of_the_plan_or_of_a_pack"
                    ),
                ),
            ]
        ),
    ]
