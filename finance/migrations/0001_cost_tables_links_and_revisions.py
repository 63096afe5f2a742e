"""Cost tables as printed, their links to actions and recommendations, and revisions."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jarplan.audit.operations import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("finance", "0001_cost_tables_and_revisions"),
        ("finance", "0002_links_to_actions_and_recommendations"),
        ("finance", "0003_revisions_are_not_negative"),
    ]

    initial = True

    dependencies = [
        ("actions", "0001_actions_reports_and_imports"),
        ("people", "__first__"),
        ("recommendations", "0001_inspections_deadlines_and_versions"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="CostTable",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("slug", models.SlugField(max_length=40, unique=True)),
                        ("name", models.CharField(max_length=100, verbose_name="what it is the cost of")),
                        ("title", models.CharField(max_length=300, verbose_name="title, as printed")),
                        (
                            "corner",
                            models.CharField(
                                max_length=200, verbose_name="heading of the first column, as printed"
                            ),
                        ),
                        ("source", models.CharField(max_length=200, verbose_name="where it is printed")),
                        (
                            "wording",
                            models.TextField(
                                blank=True, verbose_name="what the paper says about the table, word for word"
                            ),
                        ),
                        (
                            "contact",
                            models.CharField(blank=True, max_length=200, verbose_name="contact, as printed"),
                        ),
                        (
                            "rounded_to",
                            models.DecimalField(
                                decimal_places=3,
                                default=1,
                                help_text="1 is £1,000.",
                                max_digits=12,
                                verbose_name="its figures are printed to the nearest (in £000)",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["slug"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("rounded_to__gt", 0)),
                                name="cost_table_is_rounded_to_something",
                                violation_error_message="Figures are printed to the nearest of some amount above 0.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CostPeriod",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("label", models.CharField(max_length=100, verbose_name="heading, as printed")),
                        ("short_label", models.CharField(max_length=20)),
                        (
                            "basis",
                            models.CharField(
                                choices=[("actual", "actual"), ("forecast", "forecast")],
                                max_length=8,
                                verbose_name="printed as",
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        (
                            "is_total",
                            models.BooleanField(default=False, verbose_name="total of the other periods"),
                        ),
                        (
                            "table",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="periods",
                                to="finance.costtable",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["table", "order"],
                        "constraints": [
                            models.UniqueConstraint(fields=("table", "order"), name="cost_period_order_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("is_total", True)),
                                fields=("table",),
                                name="cost_period_one_total",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="cost_period_ends_after_it_starts",
                                violation_error_message="A period ends on or after the day it starts.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CostLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("section", "heading of a section"),
                                    ("line", "line"),
                                    ("total", "total"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("label", models.CharField(max_length=200, verbose_name="label, as printed")),
                        (
                            "sums",
                            models.ManyToManyField(
                                blank=True,
                                related_name="summed_in",
                                to="finance.costline",
                                verbose_name="lines it adds up",
                            ),
                        ),
                        (
                            "table",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="finance.costtable",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["table", "order"],
                        "constraints": [
                            models.UniqueConstraint(fields=("table", "order"), name="cost_line_order_once"),
                            models.CheckConstraint(
                                condition=models.Q(("label", ""), _negated=True), name="cost_line_has_a_label"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["section", "line", "total"])),
                                name="cost_line_kind_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CostFigure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("printed", models.CharField(max_length=100, verbose_name="as printed")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                max_digits=12,
                                null=True,
                                verbose_name="amount in £000",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                max_length=100,
                                verbose_name="note next to the amount, or in its place",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="figures",
                                to="finance.costline",
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="figures",
                                to="finance.costperiod",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["line", "period__order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("line", "period"), name="cost_figure_one_per_cell"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("printed", ""), _negated=True),
                                name="cost_figure_is_printed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__isnull", False),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="cost_figure_amount_or_note",
                                violation_error_message="A cell without an amount needs a note saying why.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CostRevision",
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
                            "kind",
                            models.CharField(
                                choices=[("forecast", "revised forecast"), ("actual", "actual")], max_length=8
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=3, max_digits=12, verbose_name="amount in £000"
                            ),
                        ),
                        ("reason", models.CharField(max_length=500)),
                        ("made_at", models.DateTimeField()),
                        (
                            "figure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="finance.costfigure",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["made_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["forecast", "actual"])),
                                name="cost_revision_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="cost_revision_has_a_reason",
                                violation_error_message="Enter why you are revising the figure.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)),
                                name="cost_revision_is_not_negative",
                                violation_error_message="The cost cannot be less than 0.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CostLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("made_at", models.DateTimeField()),
                        (
                            "action",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cost_links",
                                to="actions.action",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="links",
                                to="finance.costline",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recommendation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cost_links",
                                to="recommendations.recommendation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["line", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("action__isnull", True), ("recommendation__isnull", False)),
                                    models.Q(("action__isnull", False), ("recommendation__isnull", True)),
                                    _connector="OR",
                                ),
                                name="cost_link_to_one_thing",
                                violation_error_message="A line of costs is linked to an action or to a recommendation.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("action__isnull", False)),
                                fields=("line", "action"),
                                name="cost_link_action_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("recommendation__isnull", False)),
                                fields=("line", "recommendation"),
                                name="cost_link_recommendation_once",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
