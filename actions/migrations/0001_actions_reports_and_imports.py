"""Actions with their reports, readings, dates, evidence and sign-offs, and imports."""

import uuid

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import actions.models.imports
from jarplan.audit.operations import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("actions", "0001_actions"),
        ("actions", "0003_undoing_of_imports"),
        ("actions", "0004_sources_of_actions"),
        ("actions", "0005_import_drafts_and_headings"),
        ("actions", "0006_reporting_rounds"),
        ("actions", "0007_readings_of_criteria"),
        ("actions", "0008_versions_and_uses_of_evidence"),
        ("actions", "0009_pausing_and_later_looks_of_actions"),
        ("actions", "0010_deputies_later_looks_challenges"),
        ("actions", "0011_readings_keep_the_words_of_their_criterion"),
        ("actions", "0013_first_day_off_a_path"),
        ("actions", "0014_computed_rating_of_a_challenge_is_chosen"),
        ("actions", "0017_readings_name_their_evidence"),
        ("actions", "0018_a_use_of_evidence_can_end"),
    ]

    initial = True

    dependencies = [
        ("files", "0001_stored_file"),
        ("people", "0002_groups_of_roles"),
        ("people", "__first__"),
        ("recommendations", "0001_inspections_deadlines_and_versions"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="PlanImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the workbook")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("confirmed", "Imported"),
                                    ("undone", "Undone"),
                                    ("previewed", "Never confirmed"),
                                    ("called_off", "Cancelled"),
                                ],
                                default="confirmed",
                                max_length=10,
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField()),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        ("counts", models.JSONField(default=dict)),
                        (
                            "preview",
                            models.JSONField(default=list, verbose_name="rows as they were understood"),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="confirmed by",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="files.storedfile",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="uploaded by",
                            ),
                        ),
                        (
                            "lineage",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="digest of its headings"
                            ),
                        ),
                        (
                            "touched",
                            models.JSONField(default=list, verbose_name="records saved, by kind and UUID"),
                        ),
                        ("undone_at", models.DateTimeField(null=True)),
                        (
                            "undone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="undone by",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-uploaded_at", "-pk"],
                        "indexes": [models.Index(fields=["lineage", "state"], name="import_by_lineage")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("state__in", ["confirmed", "undone"]),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ["confirmed", "undone"]), _negated=True),
                                        ("confirmed_at__isnull", True),
                                        ("confirmed_by__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="import_is_confirmed_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state", "undone"),
                                        ("undone_at__isnull", False),
                                        ("undone_by__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(("state", "undone"), _negated=True),
                                        ("undone_at__isnull", True),
                                        ("undone_by__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="import_is_undone_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Action",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("reference", models.CharField(max_length=20, unique=True)),
                        ("plan_order", models.PositiveIntegerField(verbose_name="place in the plan")),
                        ("text", models.TextField(max_length=4000, verbose_name="what will be done")),
                        ("resources", models.CharField(blank=True, max_length=500, verbose_name="resources")),
                        (
                            "start_raw",
                            models.CharField(blank=True, max_length=200, verbose_name="start, as written"),
                        ),
                        (
                            "start_precision",
                            models.CharField(
                                choices=[
                                    ("day", "Day"),
                                    ("range", "Range"),
                                    ("month", "Month"),
                                    ("term", "School term"),
                                    ("quarter", "Financial quarter"),
                                    ("year", "Year"),
                                    ("ongoing", "Ongoing"),
                                    ("unknown", "Not known"),
                                ],
                                default="unknown",
                                max_length=8,
                            ),
                        ),
                        ("start_earliest", models.DateField(blank=True, null=True)),
                        ("start_latest", models.DateField(blank=True, null=True)),
                        (
                            "due_raw",
                            models.CharField(blank=True, max_length=200, verbose_name="due, as written"),
                        ),
                        (
                            "due_precision",
                            models.CharField(
                                choices=[
                                    ("day", "Day"),
                                    ("range", "Range"),
                                    ("month", "Month"),
                                    ("term", "School term"),
                                    ("quarter", "Financial quarter"),
                                    ("year", "Year"),
                                    ("ongoing", "Ongoing"),
                                    ("unknown", "Not known"),
                                ],
                                default="unknown",
                                max_length=8,
                            ),
                        ),
                        ("due_earliest", models.DateField(blank=True, null=True)),
                        ("due_latest", models.DateField(blank=True, null=True, verbose_name="due")),
                        (
                            "original_raw",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="original due date, as written"
                            ),
                        ),
                        (
                            "original_due",
                            models.DateField(blank=True, null=True, verbose_name="original due date"),
                        ),
                        (
                            "moves",
                            models.PositiveSmallIntegerField(default=0, verbose_name="extensions agreed"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("agreed", "Agreed"),
                                    ("in_progress", "In progress"),
                                    ("delivered", "Delivered"),
                                    ("signed_off", "Signed off"),
                                    ("embedded", "Embedded"),
                                    ("paused", "Paused"),
                                    ("superseded", "Superseded"),
                                    ("not_accepted", "Not accepted"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="proposed",
                                max_length=12,
                            ),
                        ),
                        ("status_reason", models.CharField(blank=True, max_length=1000)),
                        (
                            "awaiting",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Nobody"),
                                    ("organisation", "Awaiting the lead organisation"),
                                    ("board", "Awaiting the board"),
                                ],
                                default="",
                                max_length=12,
                            ),
                        ),
                        (
                            "declared_rating",
                            models.CharField(
                                blank=True,
                                choices=[("red", "Red"), ("amber", "Amber"), ("green", "Green")],
                                max_length=5,
                                verbose_name="latest declared rating",
                            ),
                        ),
                        ("reported_at", models.DateTimeField(null=True, verbose_name="last reported")),
                        ("agreed_at", models.DateTimeField(null=True)),
                        ("delivered_at", models.DateTimeField(null=True)),
                        ("is_sample", models.BooleanField(default=False, verbose_name="sample")),
                        (
                            "sheet_said",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                verbose_name="status and rating in the spreadsheet",
                            ),
                        ),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="agreed by",
                            ),
                        ),
                        (
                            "delivered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="marked as delivered by",
                            ),
                        ),
                        (
                            "recommendation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="recommendations.recommendation",
                            ),
                        ),
                        (
                            "reported_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="last reported by",
                            ),
                        ),
                        (
                            "superseded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="actions.action",
                            ),
                        ),
                        (
                            "plan_import",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="actions.planimport",
                            ),
                        ),
                        (
                            "sources",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                verbose_name="spreadsheet cells of each field",
                            ),
                        ),
                        (
                            "came_from",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("agreed", "Agreed"),
                                    ("in_progress", "In progress"),
                                    ("delivered", "Delivered"),
                                    ("signed_off", "Signed off"),
                                    ("embedded", "Embedded"),
                                    ("paused", "Paused"),
                                    ("superseded", "Superseded"),
                                    ("not_accepted", "Not accepted"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                max_length=12,
                                verbose_name="status before leaving the plan or being paused",
                            ),
                        ),
                        (
                            "look_again_on",
                            models.DateField(null=True, verbose_name="date of the follow-up review"),
                        ),
                        (
                            "off_path_from",
                            models.DateField(
                                null=True,
                                verbose_name="first day on which a success criterion is off its path",
                            ),
                        ),
                        ("reminded_at", models.DateTimeField(null=True, verbose_name="last reminded")),
                        (
                            "reminded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="last reminded by",
                            ),
                        ),
                        (
                            "report_from",
                            models.DateField(
                                null=True,
                                verbose_name="month of the first round in which a report is due",
                            ),
                        ),
                        (
                            "reported_month",
                            models.DateField(null=True, verbose_name="month of the latest round reported in"),
                        ),
                    ],
                    options={
                        "ordering": ["plan_order"],
                        "indexes": [
                            models.Index(fields=["plan_order", "id"], name="action_by_plan_order"),
                            models.Index(fields=["due_latest", "id"], name="action_by_due"),
                            models.Index(
                                condition=models.Q(("awaiting", ""), _negated=True),
                                fields=["awaiting"],
                                name="action_awaiting",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="action_has_a_text"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        [
                                            "proposed",
                                            "agreed",
                                            "in_progress",
                                            "delivered",
                                            "signed_off",
                                            "embedded",
                                            "paused",
                                            "superseded",
                                            "not_accepted",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="action_status_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("declared_rating__in", ["", "red", "amber", "green"])),
                                name="action_rating_is_never_blue",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("due_earliest__isnull", True),
                                    ("due_latest__isnull", True),
                                    ("due_latest__gte", models.F("due_earliest")),
                                    _connector="OR",
                                ),
                                name="action_due_range_is_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["proposed", "not_accepted", "withdrawn", "superseded"]),
                                    models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="action_in_the_plan_was_agreed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status__in", ["delivered", "signed_off", "embedded"]), _negated=True
                                    ),
                                    models.Q(
                                        ("delivered_at__isnull", False), ("delivered_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="action_delivered_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("awaiting", ""), ("status", "delivered"), _connector="OR"
                                ),
                                name="action_awaits_only_when_delivered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status__in", ["withdrawn", "paused", "not_accepted", "superseded"]),
                                        _negated=True,
                                    ),
                                    models.Q(("status_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="action_out_of_the_plan_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("came_from__in", ["", "proposed", "agreed", "in_progress"])
                                ),
                                name="action_comes_back_to_open_work",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "superseded"), ("superseded_by__isnull", False)),
                                    models.Q(
                                        models.Q(("status", "superseded"), _negated=True),
                                        ("superseded_by__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="action_superseded_by_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("shows", models.CharField(max_length=500, verbose_name="what the evidence shows")),
                        (
                            "speaks_of",
                            models.DateField(blank=True, null=True, verbose_name="date of the evidence"),
                        ),
                        ("link", models.URLField(blank=True, max_length=500, verbose_name="web address")),
                        ("attached_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        ("withdrawn_reason", models.CharField(blank=True, max_length=1000)),
                        (
                            "attached_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="attached by",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="files.storedfile",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="withdrawn by",
                            ),
                        ),
                        (
                            "actions",
                            models.ManyToManyField(
                                related_name="evidence", through="actions.EvidenceUse", to="actions.action"
                            ),
                        ),
                        (
                            "earlier",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="newer",
                                to="actions.evidence",
                                verbose_name="a newer version of",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["attached_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("file__isnull", False), ("link", "")),
                                    models.Q(("file__isnull", True), models.Q(("link", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="evidence_is_a_file_or_a_link",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("shows", ""), _negated=True),
                                name="evidence_says_what_it_shows",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvidenceUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence_uses",
                                to="actions.action",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="actions.evidence",
                            ),
                        ),
                        ("used_at", models.DateTimeField()),
                        (
                            "used_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="used by",
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ended by",
                            ),
                        ),
                        ("ended_reason", models.CharField(blank=True, max_length=1000)),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("evidence", "action"), name="evidence_is_used_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", True),
                                        ("ended_by__isnull", True),
                                        ("ended_reason", ""),
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                        models.Q(("ended_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="use_is_ended_by_somebody_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("accountable", models.BooleanField(default=False)),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leads",
                                to="actions.action",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leads",
                                to="people.post",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-accountable", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("action", "post"), name="lead_is_named_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("accountable", True)),
                                fields=("action",),
                                name="one_lead_is_accountable",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SuccessCriterion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("statement", models.CharField(max_length=1000, verbose_name="success criterion")),
                        (
                            "unit",
                            models.CharField(
                                blank=True, help_text="For example % or number of places.", max_length=60
                            ),
                        ),
                        ("baseline", models.CharField(blank=True, max_length=100)),
                        ("target", models.CharField(blank=True, max_length=100)),
                        ("target_on", models.DateField(blank=True, null=True, verbose_name="target date")),
                        ("current", models.CharField(blank=True, max_length=100)),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="criteria",
                                to="actions.action",
                            ),
                        ),
                        (
                            "is_dropped",
                            models.BooleanField(
                                default=False, verbose_name="no longer a criterion of the action"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ],
                    options={
                        "ordering": ["order"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("statement", ""), _negated=True),
                                name="criterion_says_something",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_dropped", False)),
                                fields=("action", "order"),
                                name="criterion_has_a_place",
                            ),
                        ],
                        "base_manager_name": "every",
                        "default_manager_name": "objects",
                    },
                    managers=[
                        ("every", django.db.models.manager.Manager()),
                        ("objects", django.db.models.manager.Manager()),
                    ],
                ),
                migrations.CreateModel(
                    name="SupportingPartner",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="as written")),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="partners",
                                to="actions.action",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supports",
                                to="people.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("action", "name"), name="partner_is_named_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DateChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("asked_at", models.DateTimeField()),
                        (
                            "from_raw",
                            models.CharField(blank=True, max_length=200, verbose_name="from, as written"),
                        ),
                        ("from_due", models.DateField(null=True, verbose_name="from")),
                        ("to_raw", models.CharField(max_length=200, verbose_name="to, as written")),
                        (
                            "to_precision",
                            models.CharField(
                                choices=[
                                    ("day", "Day"),
                                    ("range", "Range"),
                                    ("month", "Month"),
                                    ("term", "School term"),
                                    ("quarter", "Financial quarter"),
                                    ("year", "Year"),
                                    ("ongoing", "Ongoing"),
                                    ("unknown", "Not known"),
                                ],
                                default="day",
                                max_length=8,
                            ),
                        ),
                        ("to_earliest", models.DateField()),
                        ("to_latest", models.DateField(verbose_name="to")),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("people", "Staff or skills"),
                                    ("money", "Funding"),
                                    ("partner", "Waiting for a partner"),
                                    ("scope", "More work than expected"),
                                    ("law", "Law, policy or national timetable"),
                                    ("other", "Something else"),
                                ],
                                max_length=8,
                                verbose_name="type of reason",
                            ),
                        ),
                        ("reason", models.TextField(max_length=2000)),
                        (
                            "decision",
                            models.CharField(
                                choices=[
                                    ("pending", "Waiting for a decision"),
                                    ("granted", "Agreed"),
                                    ("refused", "Not agreed"),
                                    ("recalled", "No longer asked for"),
                                ],
                                default="pending",
                                max_length=8,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "decision_reason",
                            models.TextField(blank=True, max_length=2000, verbose_name="why"),
                        ),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="date_changes",
                                to="actions.action",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="requested by",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="decided by",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="recommendations.meeting",
                                verbose_name="decided at",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asked_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("decision", "pending")),
                                fields=("action",),
                                name="one_date_change_waits_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decided_by__isnull", True),
                                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="date_change_is_decided_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="date_change_says_why"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True),
                                        ("decided_by__isnull", True),
                                        ("decision__in", ["pending", "recalled"]),
                                    ),
                                    models.Q(
                                        models.Q(("decision__in", ["pending", "recalled"]), _negated=True),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="date_change_is_decided_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportDraft",
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
                            "file",
                            models.FileField(max_length=80, upload_to=actions.models.imports.draft_name),
                        ),
                        ("original_name", models.CharField(max_length=200, verbose_name="name")),
                        ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                        ("uploaded_at", models.DateTimeField()),
                        (
                            "kept_until",
                            models.DateTimeField(
                                help_text="By the machine's clock. The draft is then removed."
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting to be confirmed"),
                                    ("confirming", "Being imported"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        (
                            "message",
                            models.CharField(
                                blank=True, max_length=1000, verbose_name="result of the last attempt"
                            ),
                        ),
                        (
                            "mapping",
                            models.JSONField(blank=True, default=dict, verbose_name="chosen columns"),
                        ),
                        (
                            "answers",
                            models.JSONField(blank=True, default=dict, verbose_name="answers to questions"),
                        ),
                        (
                            "choices",
                            models.JSONField(blank=True, default=dict, verbose_name="options when confirmed"),
                        ),
                        (
                            "understood",
                            models.JSONField(
                                blank=True, default=dict, verbose_name="sheets, columns, questions, counts"
                            ),
                        ),
                        (
                            "rows",
                            models.JSONField(
                                blank=True, default=list, verbose_name="rows as they were understood"
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="uploaded by",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-uploaded_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="RememberedHeading",
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
                            "key",
                            models.CharField(
                                max_length=200, unique=True, verbose_name="the heading, in plain words"
                            ),
                        ),
                        ("heading", models.CharField(max_length=200)),
                        ("field", models.CharField(blank=True, max_length=30)),
                        ("remembered_at", models.DateTimeField()),
                        (
                            "remembered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="remembered by",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["heading"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("key", ""), _negated=True),
                                name="remembered_heading_says_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportDraft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("saved_at", models.DateTimeField()),
                        ("typed", models.JSONField(default=dict, verbose_name="draft")),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="report_drafts",
                                to="actions.action",
                            ),
                        ),
                        (
                            "saved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="written by",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["saved_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("action", "saved_by"), name="one_draft_of_an_action_each"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportingRound",
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
                            "month",
                            models.DateField(
                                help_text="The first day of the month to report on.", unique=True
                            ),
                        ),
                        ("opens_on", models.DateField()),
                        ("closes_on", models.DateField()),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="recommendations.meeting",
                                verbose_name="for the meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["month"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                                name="round_closes_after_it_opens",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgressUpdate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("made_at", models.DateTimeField()),
                        (
                            "rating",
                            models.CharField(
                                choices=[("red", "Red"), ("amber", "Amber"), ("green", "Green")],
                                max_length=5,
                                verbose_name="declared rating",
                            ),
                        ),
                        ("done", models.TextField(max_length=4000, verbose_name="what was done")),
                        (
                            "effect",
                            models.TextField(
                                blank=True,
                                max_length=4000,
                                verbose_name="what changed for children and young people",
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(
                                blank=True, max_length=4000, verbose_name="why the action is not on track"
                            ),
                        ),
                        (
                            "next_step",
                            models.TextField(blank=True, max_length=4000, verbose_name="next step"),
                        ),
                        (
                            "recovers_on",
                            models.DateField(blank=True, null=True, verbose_name="expected back on track"),
                        ),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="updates",
                                to="actions.action",
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="actions.progressupdate",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reported by",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("report", "Monthly report"), ("note", "Note")],
                                default="note",
                                max_length=6,
                            ),
                        ),
                        (
                            "no_change",
                            models.BooleanField(
                                default=False, verbose_name="nothing has changed since the last report"
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="actions.reportinground",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["made_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rating", "green"),
                                    models.Q(
                                        models.Q(("reason", ""), _negated=True),
                                        models.Q(("next_step", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="update_off_track_says_why",
                                violation_error_message="Amber and red need a reason and a next step.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rating__in", ["red", "amber", "green"])),
                                name="update_is_never_blue",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("done", ""), _negated=True), name="update_says_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "report"), ("round__isnull", False)),
                                    models.Q(("kind", "note"), ("round__isnull", True)),
                                    _connector="OR",
                                ),
                                name="report_belongs_to_a_round",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrects__isnull", True), ("kind", "report")),
                                fields=("action", "round"),
                                name="one_report_of_an_action_in_a_round",
                                violation_error_message="A report on this action has already been sent in this round.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "note"),
                                    ("rating", "green"),
                                    ("recovers_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="report_off_track_says_when_it_recovers",
                                violation_error_message="Amber and red need the date the action is expected back on track.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("value", models.CharField(blank=True, max_length=100, verbose_name="figure")),
                        ("number", models.DecimalField(decimal_places=4, max_digits=16, null=True)),
                        ("met", models.BooleanField(null=True, verbose_name="met")),
                        ("on", models.DateField(verbose_name="date of the figure")),
                        (
                            "source",
                            models.CharField(blank=True, max_length=300, verbose_name="source"),
                        ),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        ("withdrawn_reason", models.CharField(blank=True, max_length=1000)),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="actions.successcriterion",
                            ),
                        ),
                        (
                            "update",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="actions.progressupdate",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="withdrawn by",
                            ),
                        ),
                        (
                            "statement",
                            models.CharField(max_length=1000, verbose_name="success criterion when measured"),
                        ),
                        ("unit", models.CharField(blank=True, max_length=60)),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="actions.evidence",
                                verbose_name="evidence of the figure",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("update", "criterion"), name="a_report_reads_a_criterion_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("value", ""), _negated=True),
                                    ("met__isnull", False),
                                    _connector="OR",
                                ),
                                name="reading_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_at__isnull", True),
                                    models.Q(
                                        ("withdrawn_by__isnull", False),
                                        models.Q(("withdrawn_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="reading_is_withdrawn_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Challenge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("lodged_at", models.DateTimeField()),
                        ("role", models.CharField(max_length=30)),
                        (
                            "question",
                            models.TextField(max_length=2000, verbose_name="reason for the challenge"),
                        ),
                        (
                            "declared",
                            models.CharField(
                                blank=True,
                                choices=[("red", "Red"), ("amber", "Amber"), ("green", "Green")],
                                max_length=5,
                                verbose_name="declared rating then",
                            ),
                        ),
                        (
                            "computed",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("blue", "Blue"),
                                    ("green", "Green"),
                                    ("amber", "Amber"),
                                    ("red", "Red"),
                                    ("none", "Not rated"),
                                ],
                                max_length=5,
                                verbose_name="calculated rating then",
                            ),
                        ),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("answer", models.TextField(blank=True, max_length=4000)),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="challenges",
                                to="actions.action",
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="answered by",
                            ),
                        ),
                        (
                            "lodged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="challenged by",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["lodged_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answered_at__isnull", True)),
                                fields=("action",),
                                name="one_challenge_waits_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_by__isnull", True),
                                    models.Q(("answered_by", models.F("lodged_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="challenge_is_answered_by_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("answered_at__isnull", True),
                                        ("answered_by__isnull", True),
                                    ),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_by__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="challenge_is_answered_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("question", ""), _negated=True),
                                name="challenge_says_what_is_doubted",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Deputy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("named_at", models.DateTimeField()),
                        ("reason", models.TextField(max_length=2000)),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ended by",
                            ),
                        ),
                        (
                            "for_organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deputies",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "named_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="named by",
                            ),
                        ),
                        (
                            "signer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="deputy",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["named_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("for_organisation",),
                                name="an_organisation_has_one_deputy",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="deputy_is_named_with_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("signer", models.F("named_by")), _negated=True),
                                name="nobody_names_themselves_deputy",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignOff",
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
                            "round",
                            models.PositiveSmallIntegerField(
                                choices=[(1, "Lead organisation"), (2, "Programme office, for the board")]
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("signed", "Signed off"), ("returned", "Returned")], max_length=8
                            ),
                        ),
                        ("signed_at", models.DateTimeField()),
                        ("role", models.CharField(max_length=30)),
                        (
                            "signer_organisation",
                            models.CharField(
                                max_length=200, verbose_name="organisation of the person signing off"
                            ),
                        ),
                        ("reason", models.TextField(blank=True, max_length=2000)),
                        ("content", models.TextField(verbose_name="what was signed off")),
                        ("digest", models.CharField(max_length=64)),
                        ("format", models.PositiveSmallIntegerField(default=1)),
                        ("lapsed_at", models.DateTimeField(null=True)),
                        (
                            "lapsed_because",
                            models.CharField(blank=True, max_length=200, verbose_name="what changed"),
                        ),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sign_offs",
                                to="actions.action",
                            ),
                        ),
                        (
                            "claimed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="claimed by",
                            ),
                        ),
                        (
                            "for_organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "lapsed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lapsed by an edit of",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="recommendations.meeting",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="signed off by",
                            ),
                        ),
                        (
                            "withdrawn_reason",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="why the sign-off was withdrawn"
                            ),
                        ),
                        (
                            "deputy",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="actions.deputy",
                                verbose_name="signed off as deputy",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["signed_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("claimed_by", models.F("signed_by")), _negated=True),
                                name="nobody_signs_off_their_own_claim",
                                violation_error_message="Nobody signs off a claim that they made.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "returned"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="return_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("for_organisation__isnull", False), ("round", 1)),
                                    models.Q(("for_organisation__isnull", True), ("round", 2)),
                                    _connector="OR",
                                ),
                                name="first_round_is_for_an_organisation",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("lapsed_at__isnull", True), ("outcome", "signed"), ("round", 1)
                                ),
                                fields=("action", "for_organisation"),
                                name="an_organisation_signs_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("lapsed_at__isnull", True), ("outcome", "signed"), ("round", 2)
                                ),
                                fields=("action",),
                                name="the_board_signs_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LaterLook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("looked_at", models.DateTimeField()),
                        ("role", models.CharField(max_length=30)),
                        ("held", models.BooleanField(verbose_name="action is embedded")),
                        ("effect", models.TextField(max_length=4000, verbose_name="effect seen")),
                        (
                            "next_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="date of the next follow-up review"
                            ),
                        ),
                        ("content", models.TextField(blank=True, verbose_name="criteria at the time")),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="later_looks",
                                to="actions.action",
                            ),
                        ),
                        (
                            "looked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reviewed by",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="recommendations.meeting",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["looked_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("effect", ""), _negated=True),
                                name="later_look_says_what_is_seen",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("held", True), ("next_on__isnull", True)),
                                    models.Q(("held", False), ("next_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="what_does_not_hold_yet_is_looked_at_again",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
