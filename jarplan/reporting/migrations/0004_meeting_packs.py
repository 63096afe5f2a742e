"""Has packs of meetings be drafted and kept as they were made, and their files be kept beside those of versions."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from jarplan.audit.operations import ChangeTables, CreateTables, OnDatabase
from jarplan.reporting.packs import keeping

PROTECT = {"on_delete": django.db.models.deletion.PROTECT}
MAY_LACK = {"null": True, "blank": True}


def line(words, length=200, **more):
    return models.CharField(words, max_length=length, **{"blank": True, **more})


def paragraphs(words, length=4000):
    return models.TextField(words, max_length=length, blank=True)


def somebody(words, **more):
    return models.ForeignKey(
        to=settings.AUTH_USER_MODEL, related_name="+", verbose_name=words, **PROTECT, **more
    )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_states_in_force"),
        ("recommendations", "0004_states_and_references"),
        ("reporting", "0003_views_and_watching"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="MeetingPack",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "meeting",
                            models.ForeignKey(to="recommendations.meeting", related_name="packs", **PROTECT),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                to="recommendations.inspection",
                                related_name="meeting_packs",
                                **PROTECT,
                                **MAY_LACK,
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                to="reporting.meetingpack",
                                related_name="corrected_by",
                                **PROTECT,
                                **MAY_LACK,
                            ),
                        ),
                        ("begun_at", models.DateTimeField()),
                        ("begun_by", somebody("begun by")),
                        ("cut_off", models.DateField("plan as at")),
                        ("sections", models.JSONField("sections chosen", default=list, blank=True)),
                        ("decision_maker", line("decision-maker", 100, blank=False)),
                        ("lead", line("report of")),
                        ("author", line("report author")),
                        ("wards", line("wards affected")),
                        ("purpose", paragraphs("purpose")),
                        ("asks", paragraphs("recommendations")),
                        ("advice", paragraphs("advice", 8000)),
                        ("explained", paragraphs("why figures are restated")),
                        ("financial", paragraphs("financial implications")),
                        ("financial_from", line("financial implications from")),
                        ("legal", paragraphs("legal implications")),
                        ("legal_from", line("legal implications from")),
                        ("other", paragraphs("other implications")),
                        ("other_from", line("other implications from")),
                        ("number", models.PositiveIntegerField(unique=True, editable=False, **MAY_LACK)),
                        ("format", models.PositiveSmallIntegerField(default=1, editable=False)),
                        ("content", models.TextField(blank=True, editable=False)),
                        ("digest", line("SHA-256 of the content", 64, editable=False)),
                        ("made_at", models.DateTimeField(editable=False, **MAY_LACK)),
                        ("made_by", somebody("made by", editable=False, **MAY_LACK)),
                    ],
                    options={
                        "ordering": ["number", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=["meeting"],
                                condition=Q(number__isnull=True),
                                name="one_draft_of_a_pack_for_a_meeting",
                                violation_error_message="There is already a draft of a pack for this meeting.",
                            ),
                            models.UniqueConstraint(
                                fields=["corrects"],
                                name="a_pack_is_corrected_once",
                                violation_error_message="This pack has already been corrected.",
                            ),
                            models.CheckConstraint(
                                condition=Q(
                                    number__isnull=True,
                                    made_at__isnull=True,
                                    made_by__isnull=True,
                                    content="",
                                    digest="",
                                )
                                | (
                                    Q(number__gte=1, made_at__isnull=False, made_by__isnull=False)
                                    & ~Q(content="")
                                    & ~Q(digest="")
                                ),
                                name="a_pack_is_made_whole",
                            ),
                            models.CheckConstraint(
                                condition=~Q(decision_maker=""), name="a_pack_has_a_decision_maker"
                            ),
                            models.CheckConstraint(
                                condition=Q(corrects__isnull=True) | ~Q(corrects=F("id")),
                                name="a_pack_corrects_another",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.AlterField(
            "madefile",
            "version",
            models.ForeignKey(to="recommendations.planversion", related_name="files", null=True, **PROTECT),
        ),
        migrations.AddField(
            "madefile",
            "pack",
            models.ForeignKey(to="reporting.meetingpack", related_name="files", null=True, **PROTECT),
        ),
        ChangeTables(
            [
                migrations.AddConstraint(
                    "madefile",
                    models.UniqueConstraint(fields=["pack", "kind"], name="one_file_of_a_pack_and_kind"),
                ),
                migrations.AddConstraint(
                    "madefile",
                    models.CheckConstraint(
                        condition=Q(version__isnull=False, pack__isnull=True)
                        | Q(version__isnull=True, pack__isnull=False),
                        name="made_file_is_of_one_document",
                    ),
                ),
            ]
        ),
        OnDatabase(keeping.PACKS_KEPT.create, keeping.PACKS_KEPT.drop),
    ]
