"""Versions, meetings and pages for children name the inspection whose plan they are about. Kinds of inspection and
recipients are data, rules have the days on which they are in force, several for one duty, and steps of publication hold
their own words. A report may number no paragraphs; the council's own report has tables. What pages enter can be
withdrawn, and then entered anew; reversible."""

import re
import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from jarplan.audit.integrity.triggers import with_lifted
from jarplan.audit.operations import ChangeTables, CreateTables, OnDatabase
from recommendations.earlier import write_words

DUTIES = [
    ("report", "publish the inspection report"),
    ("plan", "publish the action plan"),
    ("annual_review", "hold the annual review"),
    ("self_assessment", "complete the self-assessment"),
    ("progress_review", "review progress"),
    ("other", "meet another duty"),
]
STARTS = [
    ("received", "the report is received"),
    ("published", "the report is published"),
    ("sent", "the report is sent"),
    ("visited", "the inspectors' visit is over"),
    ("met", "another duty is met"),
]
SERVED = [
    ("each", "each of those who are named"),
    ("one", "at least one of those who are named"),
    ("nobody", "nobody is named: a place or a page to read it"),
    ("log", "copies that people ask for"),
]
CERTAINTY = [
    ("text", "we have the regulation's text"),
    ("second_hand", "according to the council's paper; we do not have the regulation's text"),
    ("secondary", "according to secondary sources only; check the regulation before relying on it"),
]
KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
RECORDED = [
    ("id", KEY.clone()),
    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
    ("version", models.PositiveIntegerField(default=1, editable=False)),
]
CAPITALS = django.core.validators.RegexValidator("^[A-Z]{1,5}$", "Use one to five capital letters.")

WITHDRAWABLE = ["deadline", "deadlinerule", "inspection", "meeting", "publicationstep", "recommendation"]


def marks():
    """The fields by which an entry is marked as withdrawn."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        django.db.models.deletion.PROTECT,
        blank=True,
        editable=False,
        null=True,
        related_name="+",
    )
    reason = models.TextField(blank=True, editable=False, verbose_name="why it was withdrawn")
    yield "withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True)
    yield "withdrawn_by", by
    yield "withdrawn_reason", reason


def for_a_reason(name):
    """The constraint that an entry of a model is withdrawn for a reason."""
    return models.CheckConstraint(
        condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
        | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
        name=f"{name}_withdrawn_for_a_reason",
        violation_error_message="Enter the reason for withdrawing.",
    )


def once(name, field, sentence):
    """The constraint that of the entries that are not withdrawn only one says this, in whatever capital letters."""
    return models.UniqueConstraint(
        django.db.models.functions.Lower(field),
        condition=Q(withdrawn_at__isnull=True),
        name=name,
        violation_error_code="unique",
        violation_error_message=sentence,
    )


def can_be_withdrawn(name):
    """The operations after which entries of a model can be marked as withdrawn."""
    yield from (migrations.AddField(name, field, mark) for field, mark in marks())
    yield migrations.AddConstraint(name, for_a_reason(name))


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_stored_file"),
        ("people", "0003_any_inspection"),
        ("recommendations", "0002_versions_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Recipient",
                    fields=[
                        *((name, field.clone()) for name, field in RECORDED),
                        ("slug", models.SlugField(max_length=24, unique=True)),
                        ("words", models.CharField(max_length=200)),
                        ("served", models.CharField(choices=SERVED, max_length=8)),
                        ("order", models.PositiveSmallIntegerField(verbose_name="place among the others")),
                        *marks(),
                    ],
                    options={
                        "ordering": ["order", "slug"],
                        "constraints": [
                            for_a_reason("recipient"),
                            once(
                                "recipient_words_once",
                                "words",
                                "There is already a recipient with these words. Correct that one.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionKind",
                    fields=[
                        *((name, field.clone()) for name, field in RECORDED),
                        ("slug", models.SlugField(max_length=30, unique=True)),
                        (
                            "name",
                            models.CharField(
                                help_text="As it reads in the middle of a sentence.", max_length=100
                            ),
                        ),
                        ("short_name", models.CharField(blank=True, max_length=30)),
                        (
                            "bodies",
                            models.CharField(blank=True, max_length=200, verbose_name="carried out by"),
                        ),
                        (
                            "prefix",
                            models.CharField(
                                max_length=5,
                                validators=[CAPITALS],
                                verbose_name="prefix proposed for recommendations",
                            ),
                        ),
                        ("areas", models.TextField(blank=True, verbose_name="areas of judgement")),
                        (
                            "scale",
                            models.TextField(blank=True, verbose_name="points of the scale, the best first"),
                        ),
                        ("source", models.CharField(max_length=200)),
                        ("certainty", models.CharField(choices=CERTAINTY, max_length=12)),
                        *marks(),
                    ],
                    options={
                        "verbose_name": "kind of inspection",
                        "verbose_name_plural": "kinds of inspection",
                        "ordering": ["name"],
                        "constraints": [
                            for_a_reason("inspectionkind"),
                            models.CheckConstraint(
                                condition=~Q(prefix=""),
                                name="inspection_kind_has_prefix",
                                violation_error_message="Enter the prefix that is proposed for recommendations.",
                            ),
                            once(
                                "inspection_kind_name_once",
                                "name",
                                "There is already a type of inspection with this name. Correct that one.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reach",
                    fields=[
                        ("id", KEY.clone()),
                        ("duty", models.CharField(choices=DUTIES, max_length=20)),
                        ("order", models.PositiveSmallIntegerField()),
                        (
                            "source",
                            models.CharField(max_length=100, verbose_name="where that is asked for"),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reached",
                                to="recommendations.inspectionkind",
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reached",
                                to="recommendations.recipient",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["kind", "duty", "order"],
                        "constraints": [
                            models.UniqueConstraint(fields=("kind", "duty", "recipient"), name="reach_once"),
                            models.UniqueConstraint(
                                fields=("kind", "duty", "order"), name="reach_order_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CouncilReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("title", models.CharField(max_length=200, verbose_name="title, as printed")),
                        (
                            "confirmed",
                            models.BooleanField(
                                default=False,
                                help_text="Once confirmed, the words of the report can no longer be changed.",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="council_reports",
                                to="recommendations.inspection",
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "withdrawn_reason",
                            models.TextField(blank=True, editable=False, verbose_name="why it was withdrawn"),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("withdrawn_at__isnull", True),
                                        ("withdrawn_by__isnull", True),
                                        ("withdrawn_reason", ""),
                                    ),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        models.Q(("withdrawn_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="councilreport_withdrawn_for_a_reason",
                                violation_error_message="Enter the reason for withdrawing.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=("inspection",),
                                name="council_report_once",
                                violation_error_code="unique",
                                violation_error_message=(
                                    "The council's report on this inspection has already been entered."
                                ),
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportParagraph",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="place in the report")),
                        (
                            "number",
                            models.CharField(blank=True, max_length=20, verbose_name="number, as printed"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("heading", "heading"),
                                    ("paragraph", "paragraph"),
                                    ("point", "point of a list"),
                                    ("row", "row of a table"),
                                    ("footnote", "footnote"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "text",
                            models.TextField(
                                help_text="The cells of a table row are set apart by tabs.",
                                verbose_name="as printed",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(blank=True, verbose_name="our explanation of an error in print"),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="paragraphs",
                                to="recommendations.councilreport",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["report", "order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("report", "order"), name="report_paragraph_order_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="report_paragraph_has_text",
                                violation_error_message="Enter the words of the paragraph.",
                            ),
                        ],
                    },
                ),
            ]
        ),
        *with_lifted(
            "recommendations",
            ChangeTables(
                [
                    migrations.RemoveConstraint(
                        model_name="planversion",
                        name="plan_version_one_published",
                    ),
                    migrations.AddField(
                        model_name="childrenspage",
                        name="inspection",
                        field=models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="childrens_pages",
                            to="recommendations.inspection",
                        ),
                    ),
                    migrations.AddField(
                        model_name="meeting",
                        name="inspection",
                        field=models.ForeignKey(
                            blank=True,
                            help_text="The inspection whose plan it takes; empty where it is about all of them.",
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="meetings",
                            to="recommendations.inspection",
                        ),
                    ),
                    migrations.AddField(
                        model_name="planversion",
                        name="inspection",
                        field=models.ForeignKey(
                            blank=True,
                            help_text="Whose plan it is; empty for one made while there was one plan only.",
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="versions",
                            to="recommendations.inspection",
                        ),
                    ),
                    migrations.AlterField(
                        model_name="childrenspage",
                        name="slug",
                        field=models.SlugField(default="plan", max_length=40, unique=True),
                    ),
                    migrations.AddConstraint(
                        model_name="planversion",
                        constraint=models.UniqueConstraint(
                            django.db.models.functions.Coalesce("inspection", 0),
                            condition=models.Q(("state", "published")),
                            name="plan_version_one_published",
                            violation_error_message="Another version is published: publishing this one replaces it.",
                        ),
                    ),
                    migrations.RemoveConstraint(model_name="deadlinerule", name="deadline_rule_one_per_duty"),
                    migrations.AddField(
                        model_name="deadlinerule",
                        name="after_duty",
                        field=models.CharField(
                            blank=True,
                            choices=DUTIES,
                            default="",
                            help_text="Only where it is counted from the day on which another duty is met.",
                            max_length=20,
                            verbose_name="the other duty",
                        ),
                        preserve_default=False,
                    ),
                    migrations.AddField(
                        model_name="deadlinerule",
                        name="in_force_from",
                        field=models.DateField(
                            blank=True, help_text="Empty: not known, or always.", null=True
                        ),
                    ),
                    migrations.AddField(
                        model_name="deadlinerule",
                        name="in_force_until",
                        field=models.DateField(
                            blank=True, help_text="The last day on which the rule is in force.", null=True
                        ),
                    ),
                    migrations.AddField(
                        model_name="deadlinerule",
                        name="task",
                        field=models.CharField(
                            blank=True,
                            default="",
                            help_text="Empty where the name of the duty says it.",
                            max_length=120,
                            verbose_name="what must be done",
                        ),
                        preserve_default=False,
                    ),
                    migrations.AlterField(
                        model_name="deadlinerule",
                        name="counted_from",
                        field=models.CharField(choices=STARTS, max_length=10),
                    ),
                    migrations.AlterField(
                        model_name="deadlinerule",
                        name="duty",
                        field=models.CharField(choices=DUTIES, max_length=20),
                    ),
                    migrations.AlterField(
                        model_name="deadlinerule",
                        name="inspection_kind",
                        field=models.CharField(max_length=30, verbose_name="kind of inspection"),
                    ),
                    migrations.AddConstraint(
                        model_name="deadlinerule",
                        constraint=models.CheckConstraint(
                            condition=Q(in_force_from__isnull=True)
                            | Q(in_force_until__isnull=True)
                            | Q(in_force_until__gte=F("in_force_from")),
                            name="deadline_rule_ends_after_it_begins",
                            violation_error_message="The last day in force cannot be before the first.",
                        ),
                    ),
                    migrations.AddConstraint(
                        model_name="deadlinerule",
                        constraint=models.CheckConstraint(
                            condition=(Q(counted_from="met") & ~Q(after_duty="") & ~Q(after_duty=F("duty")))
                            | (~Q(counted_from="met") & Q(after_duty="")),
                            name="deadline_rule_after_another_duty",
                            violation_error_message=(
                                "Select the other duty if it is counted from the day another duty is met, and only then."
                            ),
                        ),
                    ),
                    migrations.AlterField(
                        model_name="deadline",
                        name="counted_from",
                        field=models.CharField(
                            choices=STARTS, max_length=10, verbose_name="counted from the day"
                        ),
                    ),
                    migrations.AddField(
                        model_name="inspection",
                        name="sent_on",
                        field=models.DateField(
                            blank=True,
                            help_text="The day the report was sent; empty where not known.",
                            null=True,
                        ),
                    ),
                    migrations.AddField(
                        model_name="inspection",
                        name="visited_on",
                        field=models.DateField(
                            blank=True,
                            help_text="The last day of the inspectors' visit; empty where not known.",
                            null=True,
                        ),
                    ),
                    migrations.AddField(
                        model_name="inspection",
                        name="numbers_printed",
                        field=models.BooleanField(
                            default=False,
                            help_text="Where it does not, the references are ours.",
                            verbose_name="the report numbers its recommendations",
                        ),
                    ),
                    migrations.AlterField(
                        model_name="inspection",
                        name="kind",
                        field=models.CharField(max_length=30, verbose_name="kind of inspection"),
                    ),
                    migrations.AddField(
                        model_name="publicationstep",
                        name="served",
                        field=models.CharField(choices=SERVED, default="each", max_length=8),
                    ),
                    migrations.AddField(
                        model_name="publicationstep",
                        name="words",
                        field=models.CharField(
                            default="", max_length=200, verbose_name="recipients in words"
                        ),
                        preserve_default=False,
                    ),
                    migrations.AlterField(
                        model_name="publicationstep",
                        name="duty",
                        field=models.CharField(choices=DUTIES, max_length=20),
                    ),
                    migrations.AlterField(
                        model_name="publicationstep",
                        name="recipient",
                        field=models.CharField(max_length=24),
                    ),
                    migrations.AlterField(
                        model_name="recommendation",
                        name="paragraph",
                        field=models.CharField(blank=True, max_length=20),
                    ),
                    migrations.RemoveConstraint(
                        model_name="consultation",
                        name="consultation_once_a_version",
                    ),
                    migrations.AddConstraint(
                        model_name="consultation",
                        constraint=models.UniqueConstraint(
                            condition=models.Q(("withdrawn_at__isnull", True)),
                            fields=("version_asked", "partner_name"),
                            name="consultation_once_a_version",
                            violation_error_message="This partner has already been asked about this version.",
                        ),
                    ),
                    migrations.RemoveConstraint(
                        model_name="deadline",
                        name="deadline_one_per_rule",
                    ),
                    migrations.RemoveConstraint(
                        model_name="meeting",
                        name="meeting_once_a_day",
                    ),
                    migrations.RemoveConstraint(
                        model_name="publicationstep",
                        name="publication_step_once",
                    ),
                    migrations.RemoveConstraint(
                        model_name="recommendation",
                        name="recommendation_order_once",
                    ),
                    migrations.AddField(
                        model_name="planversion",
                        name="approval_minute",
                        field=models.CharField(
                            blank=True,
                            help_text="Only for a plan that was approved before this version of it was made.",
                            max_length=200,
                            verbose_name="minute that records an earlier approval",
                        ),
                    ),
                    migrations.AddField(
                        model_name="planversion",
                        name="approval_reason",
                        field=models.TextField(
                            blank=True,
                            verbose_name="why an approval counts that is earlier than the version",
                        ),
                    ),
                    migrations.AddConstraint(
                        model_name="planversion",
                        constraint=models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("approval_minute", ""), ("approval_reason", "")),
                                models.Q(
                                    ("meeting__isnull", False),
                                    models.Q(("approval_minute", ""), _negated=True),
                                    models.Q(("approval_reason", ""), _negated=True),
                                ),
                                _connector="OR",
                            ),
                            name="plan_version_earlier_approval_is_explained",
                            violation_error_message="An earlier approval needs its minute and the reason why it counts.",
                        ),
                    ),
                    *(operation for name in WITHDRAWABLE for operation in can_be_withdrawn(name)),
                    migrations.AlterField(
                        model_name="deadlinerule",
                        name="slug",
                        field=models.SlugField(max_length=60),
                    ),
                    migrations.AlterField(
                        model_name="inspection",
                        name="paper",
                        field=models.CharField(
                            blank=True,
                            help_text="Where the inspectors' words were taken from the council's report: paragraphs "
                            "are then those of it.",
                            max_length=300,
                            verbose_name="the council's paper",
                        ),
                    ),
                    migrations.AlterField(
                        model_name="inspection",
                        name="reference",
                        field=models.SlugField(
                            max_length=40,
                            validators=[
                                django.core.validators.RegexValidator(
                                    "^(?:[0-9]+|all|calendar|children|progress|schema)$",
                                    "A reference cannot be a number alone, or one of the words all, calendar, "
                                    "children, progress, schema. Enter another, for example ilacs-2023.",
                                    flags=re.RegexFlag["IGNORECASE"],
                                    inverse_match=True,
                                )
                            ],
                        ),
                    ),
                    migrations.AlterField(
                        model_name="inspection",
                        name="reference_prefix",
                        field=models.CharField(
                            help_text="What the recommendations' references begin with.",
                            max_length=5,
                            validators=[
                                django.core.validators.RegexValidator(
                                    "^[A-Z]{1,5}$", "Use one to five capital letters."
                                )
                            ],
                        ),
                    ),
                    migrations.AlterField(
                        model_name="recommendation",
                        name="reference",
                        field=models.CharField(
                            max_length=10,
                            validators=[
                                django.core.validators.RegexValidator(
                                    "^[A-Z]{1,5}[1-9][0-9]{0,3}$",
                                    "A reference is capital letters and a number.",
                                )
                            ],
                        ),
                    ),
                    migrations.AddConstraint(
                        model_name="deadline",
                        constraint=models.UniqueConstraint(
                            condition=models.Q(("withdrawn_at__isnull", True)),
                            fields=("inspection", "rule"),
                            name="deadline_one_per_rule",
                            violation_error_code="unique",
                        ),
                    ),
                    migrations.AddConstraint(
                        model_name="deadlinerule",
                        constraint=models.UniqueConstraint(
                            condition=models.Q(("withdrawn_at__isnull", True)),
                            fields=("slug",),
                            name="deadline_rule_slug_once",
                            violation_error_code="unique",
                        ),
                    ),
                    migrations.AddConstraint(
                        model_name="inspection",
                        constraint=models.UniqueConstraint(
                            condition=models.Q(("withdrawn_at__isnull", True)),
                            fields=("reference",),
                            name="inspection_reference_once",
                            violation_error_code="unique",
                            violation_error_message="There is already an inspection with this reference.",
                        ),
                    ),
                    migrations.AddConstraint(
                        model_name="inspection",
                        constraint=models.UniqueConstraint(
                            condition=models.Q(("withdrawn_at__isnull", True)),
                            fields=("reference_prefix",),
                            name="inspection_prefix_once",
                            violation_error_code="unique",
                            violation_error_message="Another inspection already uses this prefix.",
                        ),
                    ),
                    migrations.AddConstraint(
                        model_name="meeting",
                        constraint=models.UniqueConstraint(
                            condition=models.Q(("withdrawn_at__isnull", True)),
                            fields=("body", "held_on"),
                            name="meeting_once_a_day",
                            violation_error_code="unique",
                            violation_error_message="A meeting of this body on this date has already been recorded.",
                        ),
                    ),
                    migrations.AddConstraint(
                        model_name="publicationstep",
                        constraint=models.UniqueConstraint(
                            condition=models.Q(("withdrawn_at__isnull", True)),
                            fields=("inspection", "duty", "recipient"),
                            name="publication_step_once",
                            violation_error_code="unique",
                        ),
                    ),
                    migrations.AddConstraint(
                        model_name="recommendation",
                        constraint=models.UniqueConstraint(
                            condition=models.Q(("withdrawn_at__isnull", True)),
                            fields=("reference",),
                            name="recommendation_reference_once",
                            violation_error_code="unique",
                            violation_error_message="There is already a recommendation with this reference.",
                        ),
                    ),
                    migrations.AddConstraint(
                        model_name="recommendation",
                        constraint=models.UniqueConstraint(
                            condition=models.Q(("withdrawn_at__isnull", True)),
                            fields=("inspection", "order"),
                            name="recommendation_order_once",
                            violation_error_code="unique",
                        ),
                    ),
                    migrations.AddConstraint(
                        model_name="timeframe",
                        constraint=models.UniqueConstraint(
                            models.F("inspection"),
                            django.db.models.functions.Lower("label"),
                            name="timeframe_label_once",
                            violation_error_message="This inspection already has a timeframe with this label.",
                        ),
                    ),
                ]
            ),
        ),
        OnDatabase(write_words),
    ]
