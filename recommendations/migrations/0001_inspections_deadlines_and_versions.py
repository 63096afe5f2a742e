"""Inspections with their recommendations, deadlines and publication, meetings, versions of the plan and consultations."""

import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jarplan.audit.operations import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("recommendations", "0001_inspections_and_recommendations"),
        ("recommendations", "0002_deadlines_and_publication"),
        ("recommendations", "0003_meetings_versions_consultations"),
        ("recommendations", "0004_days_off_and_met_deadlines"),
        ("recommendations", "0005_copies_of_publication"),
        ("recommendations", "0006_versions_consultations_childrens_page"),
        ("recommendations", "0008_how_answers_came_and_questions_taken_back"),
    ]

    initial = True

    dependencies = [
        ("files", "0001_stored_file"),
        ("people", "0002_groups_of_roles"),
        ("people", "__first__"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Inspection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("reference", models.SlugField(max_length=40, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("joint_area_review", "Joint Area Review"),
                                    ("plan_review", "review of the Children and Young People's Plan"),
                                    (
                                        "childrens_services",
                                        "inspection of local authority children's services",
                                    ),
                                    ("joint_targeted", "joint targeted area inspection"),
                                    ("other", "other inspection or review"),
                                ],
                                max_length=30,
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        (
                            "area",
                            models.CharField(
                                help_text="The children's services authority area.", max_length=100
                            ),
                        ),
                        (
                            "fieldwork",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="when the fieldwork took place"
                            ),
                        ),
                        ("published_on", models.DateField()),
                        (
                            "received_on",
                            models.DateField(
                                blank=True,
                                help_text="The day the council received the report; empty where not known.",
                                null=True,
                            ),
                        ),
                        (
                            "document",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="the inspectors' report"
                            ),
                        ),
                        (
                            "paper",
                            models.CharField(blank=True, max_length=300, verbose_name="the council's paper"),
                        ),
                        (
                            "reference_prefix",
                            models.CharField(
                                help_text="What the recommendations' references begin with.",
                                max_length=5,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{1,5}$", "Use one to five capital letters."
                                    )
                                ],
                            ),
                        ),
                        (
                            "confirmed",
                            models.BooleanField(
                                default=False,
                                help_text="Once confirmed, the inspectors' words can no longer be changed.",
                            ),
                        ),
                        (
                            "inspectorates",
                            models.ManyToManyField(
                                blank=True, related_name="inspections", to="people.organisation"
                            ),
                        ),
                        (
                            "led_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections_led",
                                to="people.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["published_on", "reference"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reference_prefix", ""), _negated=True),
                                name="inspection_has_prefix",
                                violation_error_message="Enter the prefix of the recommendations' references.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GradePoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("word", models.CharField(max_length=40)),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grade_points",
                                to="recommendations.inspection",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["inspection", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "number"), name="grade_point_number_once"
                            ),
                            models.UniqueConstraint(
                                fields=("inspection", "word"), name="grade_point_word_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Judgement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=60)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("core", "core investigation"),
                                    ("management", "management of services and capacity"),
                                    ("additional", "additional investigation"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("area", models.CharField(help_text="As printed.", max_length=200)),
                        ("order", models.PositiveSmallIntegerField()),
                        (
                            "judged",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="judged, where no number is printed"
                            ),
                        ),
                        ("paragraph", models.CharField(max_length=20)),
                        (
                            "text",
                            models.TextField(blank=True, verbose_name="as printed, where it is a sentence"),
                        ),
                        (
                            "grade",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="judgements",
                                to="recommendations.gradepoint",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="judgements",
                                to="recommendations.inspection",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["inspection", "order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "slug"), name="judgement_slug_once"
                            ),
                            models.UniqueConstraint(
                                fields=("inspection", "order"), name="judgement_order_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("grade__isnull", False), ("judged", "")),
                                    models.Q(
                                        ("grade__isnull", True), models.Q(("judged", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="judgement_grade_or_words",
                                violation_error_message="Enter the printed grade, or the word if no number is printed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("paragraph", models.CharField(max_length=20)),
                        (
                            "heading",
                            models.CharField(
                                max_length=200, verbose_name="heading of the paragraph, as printed"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="place in the paragraph")),
                        ("text", models.TextField()),
                        (
                            "says",
                            models.CharField(
                                choices=[
                                    ("good", "what is good"),
                                    ("improve", "what must improve"),
                                    ("both", "good, and yet must improve"),
                                    ("neither", "neither good nor bad"),
                                ],
                                max_length=8,
                                verbose_name="our reading",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="findings",
                                to="recommendations.inspection",
                            ),
                        ),
                        (
                            "judgements",
                            models.ManyToManyField(related_name="findings", to="recommendations.judgement"),
                        ),
                    ],
                    options={
                        "ordering": ["inspection", "paragraph", "order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "paragraph", "order"), name="finding_place_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="finding_has_text"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperDate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=60)),
                        ("label", models.CharField(max_length=200)),
                        ("written", models.CharField(max_length=40, verbose_name="as written")),
                        (
                            "day",
                            models.DateField(
                                blank=True, help_text="Empty where the paper names no single day.", null=True
                            ),
                        ),
                        (
                            "year_is_ours",
                            models.BooleanField(default=False, verbose_name="the year is our reading"),
                        ),
                        ("paragraph", models.CharField(max_length=40)),
                        ("quote", models.TextField()),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="paper_dates",
                                to="recommendations.inspection",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["inspection", models.OrderBy(models.F("day"), nulls_first=True), "slug"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "slug"), name="paper_date_slug_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quote", ""), _negated=True), name="paper_date_has_quote"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Timeframe",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=40)),
                        ("label", models.CharField(max_length=100)),
                        ("paragraph", models.CharField(blank=True, max_length=20)),
                        ("order", models.PositiveSmallIntegerField()),
                        (
                            "months",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Counted from publication; empty where the words give no length.",
                                null=True,
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="timeframes",
                                to="recommendations.inspection",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["inspection", "order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "slug"), name="timeframe_slug_once"
                            ),
                            models.UniqueConstraint(
                                fields=("inspection", "order"), name="timeframe_order_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("months__isnull", True), ("months__gte", 1), _connector="OR"
                                ),
                                name="timeframe_has_a_month_or_none",
                                violation_error_message="A timeframe is at least one month long, or has no stated length.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recommendation",
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
                            "reference",
                            models.CharField(
                                max_length=10,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Z]{1,5}[1-9][0-9]{0,3}$",
                                        "A reference is capital letters and a number.",
                                    )
                                ],
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(verbose_name="place in the report")),
                        (
                            "addressed_to",
                            models.CharField(
                                blank=True,
                                max_length=100,
                                verbose_name="who the recommendation is addressed to, as printed",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="the recommendation, word for word")),
                        ("paragraph", models.CharField(max_length=20)),
                        (
                            "answers_is_our_reading",
                            models.BooleanField(
                                default=True, verbose_name="which investigation it answers is our reading"
                            ),
                        ),
                        (
                            "accountable_post",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accountable_for",
                                to="people.post",
                                verbose_name="accountable officer",
                            ),
                        ),
                        (
                            "answers",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recommendations",
                                to="recommendations.judgement",
                                verbose_name="the investigation it answers",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recommendations",
                                to="recommendations.inspection",
                            ),
                        ),
                        (
                            "portfolio_holder",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="portfolio_of",
                                to="people.post",
                                verbose_name="portfolio holder",
                            ),
                        ),
                        (
                            "timeframe",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recommendations",
                                to="recommendations.timeframe",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["inspection", "order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "order"), name="recommendation_order_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="recommendation_has_text",
                                violation_error_message="Enter the recommendation's words.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeadlineRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        (
                            "inspection_kind",
                            models.CharField(
                                choices=[
                                    ("joint_area_review", "Joint Area Review"),
                                    ("plan_review", "review of the Children and Young People's Plan"),
                                    (
                                        "childrens_services",
                                        "inspection of local authority children's services",
                                    ),
                                    ("joint_targeted", "joint targeted area inspection"),
                                    ("other", "other inspection or review"),
                                ],
                                max_length=30,
                            ),
                        ),
                        (
                            "duty",
                            models.CharField(
                                choices=[
                                    ("report", "publish the inspection report"),
                                    ("plan", "publish the action plan"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("working_day", "working days"),
                                    ("calendar_day", "calendar days"),
                                    ("month", "months"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "day_one",
                            models.CharField(
                                choices=[("next_day", "the day after"), ("same_day", "the day itself")],
                                max_length=8,
                            ),
                        ),
                        (
                            "counted_from",
                            models.CharField(
                                choices=[
                                    ("received", "the report is received"),
                                    ("published", "the report is published"),
                                    ("sent", "the report is sent"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("source", models.CharField(max_length=200)),
                        ("wording", models.TextField(verbose_name="what the source says")),
                        (
                            "certainty",
                            models.CharField(
                                choices=[
                                    ("text", "we have the regulation's text"),
                                    (
                                        "second_hand",
                                        "according to the council's paper; we do not have the regulation's text",
                                    ),
                                    (
                                        "secondary",
                                        "according to secondary sources only; check the regulation before relying on it",
                                    ),
                                ],
                                max_length=12,
                                verbose_name="certainty",
                            ),
                        ),
                        (
                            "leaves_out_closures",
                            models.BooleanField(
                                default=False,
                                help_text="The regulations only exclude weekends and bank holidays.",
                                verbose_name="days when the offices are closed are not counted",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["inspection_kind", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection_kind", "duty"), name="deadline_rule_one_per_duty"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)),
                                name="deadline_rule_counts_something",
                                violation_error_message="A duty has at least one day or month.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Deadline",
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
                            "counted_from",
                            models.CharField(
                                choices=[
                                    ("received", "the report is received"),
                                    ("published", "the report is published"),
                                    ("sent", "the report is sent"),
                                ],
                                max_length=10,
                                verbose_name="counted from the day",
                            ),
                        ),
                        ("start", models.DateField(verbose_name="the day it is counted from")),
                        (
                            "start_note",
                            models.TextField(blank=True, verbose_name="why it is counted from there"),
                        ),
                        ("adopted_on", models.DateField(blank=True, null=True, verbose_name="date adopted")),
                        (
                            "adopted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="when it was adopted"),
                        ),
                        ("adopted_reason", models.TextField(blank=True, verbose_name="why it was adopted")),
                        (
                            "adopted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deadlines_adopted",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deadlines",
                                to="recommendations.inspection",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deadlines",
                                to="recommendations.deadlinerule",
                            ),
                        ),
                        (
                            "computed_on",
                            models.DateField(
                                blank=True,
                                help_text="Empty: as the calendar has it today. Kept when it is counted, and until it is counted again.",
                                null=True,
                                verbose_name="calculated date",
                            ),
                        ),
                        (
                            "met_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="when that was recorded"
                            ),
                        ),
                        (
                            "met_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deadlines_met",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "met_on",
                            models.DateField(blank=True, null=True, verbose_name="date the duty was met"),
                        ),
                        (
                            "met_proof",
                            models.TextField(blank=True, verbose_name="proof that the duty was met"),
                        ),
                    ],
                    options={
                        "ordering": ["inspection", "rule__number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "rule"), name="deadline_one_per_rule"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("adopted_at__isnull", True),
                                        ("adopted_by__isnull", True),
                                        ("adopted_on__isnull", True),
                                        ("adopted_reason", ""),
                                    ),
                                    models.Q(
                                        ("adopted_at__isnull", False),
                                        ("adopted_by__isnull", False),
                                        ("adopted_on__isnull", False),
                                        models.Q(("adopted_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="deadline_adopted_by_someone_for_a_reason",
                                violation_error_message="An adopted date needs the person who adopted it, the date and the reason.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("met_at__isnull", True),
                                        ("met_by__isnull", True),
                                        ("met_on__isnull", True),
                                        ("met_proof", ""),
                                    ),
                                    models.Q(
                                        ("met_at__isnull", False),
                                        ("met_by__isnull", False),
                                        ("met_on__isnull", False),
                                        models.Q(("met_proof", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="deadline_met_with_proof",
                                violation_error_message="The date the duty was met needs its proof and the person who recorded it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeadlineWording",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("paragraph", models.CharField(max_length=20)),
                        ("quote", models.TextField()),
                        ("day", models.DateField(blank=True, null=True, verbose_name="the day it states")),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("working_day", "working days"),
                                    ("calendar_day", "calendar days"),
                                    ("month", "months"),
                                ],
                                max_length=12,
                                verbose_name="the unit, read literally",
                            ),
                        ),
                        (
                            "deadline",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wordings",
                                to="recommendations.deadline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["deadline", "-paragraph"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("deadline", "paragraph"), name="deadline_wording_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)),
                                name="deadline_wording_counts_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quote", ""), _negated=True),
                                name="deadline_wording_has_quote",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicationStep",
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
                            "duty",
                            models.CharField(
                                choices=[
                                    ("report", "publish the inspection report"),
                                    ("plan", "publish the action plan"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "recipient",
                            models.CharField(
                                choices=[
                                    ("relevant_partners", "a copy to each relevant partner"),
                                    (
                                        "co_operating_bodies",
                                        "a copy to bodies with co-operation arrangements",
                                    ),
                                    ("board_partners", "a copy to each Board partner (LSCB)"),
                                    ("newspaper", "at least one newspaper of the area"),
                                    ("radio", "at least one radio station of the area"),
                                    ("offices", "a copy for free inspection at the offices"),
                                    ("on_demand", "copies on demand at a reasonable charge"),
                                    ("partnership_members", "all LCYPSP members"),
                                    ("website", "the JAR website"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        (
                            "source",
                            models.CharField(
                                max_length=100, verbose_name="where this is asked for or reported"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("not_recorded", "not recorded"), ("done", "done")],
                                default="not_recorded",
                                max_length=12,
                            ),
                        ),
                        ("done_on", models.DateField(blank=True, null=True)),
                        (
                            "day_not_stated",
                            models.BooleanField(default=False, verbose_name="done, date not stated"),
                        ),
                        ("done_by", models.CharField(blank=True, max_length=200, verbose_name="done by")),
                        ("proof", models.TextField(blank=True)),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="publication_steps",
                                to="recommendations.inspection",
                            ),
                        ),
                        ("done_to", models.CharField(blank=True, max_length=300, verbose_name="sent to")),
                        (
                            "proof_file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="publication_steps",
                                to="files.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["inspection", "duty", "order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "duty", "recipient"), name="publication_step_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("day_not_stated", False),
                                        ("done_by", ""),
                                        ("done_on__isnull", True),
                                        ("done_to", ""),
                                        ("proof", ""),
                                        ("proof_file__isnull", True),
                                        ("state", "not_recorded"),
                                    ),
                                    models.Q(
                                        ("day_not_stated", False),
                                        ("done_on__isnull", False),
                                        ("state", "done"),
                                    ),
                                    models.Q(
                                        ("day_not_stated", True), ("done_on__isnull", True), ("state", "done")
                                    ),
                                    _connector="OR",
                                ),
                                name="publication_step_day_if_done",
                                violation_error_message="A step that has been done needs its date, or a note that the date is not stated.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                            "body",
                            models.CharField(max_length=100, verbose_name="meeting body, as written"),
                        ),
                        ("held_on", models.DateField(verbose_name="date of the meeting")),
                        ("purpose", models.CharField(max_length=200, verbose_name="item")),
                        (
                            "asked",
                            models.TextField(blank=True, verbose_name="decision requested, word for word"),
                        ),
                        ("source", models.CharField(blank=True, max_length=100)),
                        ("outcome", models.TextField(blank=True, verbose_name="decision")),
                    ],
                    options={
                        "ordering": ["held_on", "body"],
                        "constraints": [
                            models.UniqueConstraint(fields=("body", "held_on"), name="meeting_once_a_day"),
                            models.CheckConstraint(
                                condition=models.Q(("body", ""), _negated=True), name="meeting_has_body"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("number", models.PositiveIntegerField(unique=True)),
                        ("title", models.CharField(max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("in_consultation", "in consultation"),
                                    ("approved", "approved"),
                                    ("published", "published"),
                                    ("replaced", "replaced by a later version"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                default="draft",
                                max_length=16,
                            ),
                        ),
                        ("format", models.PositiveSmallIntegerField(default=1)),
                        ("content", models.TextField()),
                        ("digest", models.CharField(max_length=64, verbose_name="SHA-256 of the content")),
                        ("composed_at", models.DateTimeField()),
                        ("published_on", models.DateField(blank=True, null=True)),
                        (
                            "composed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions_composed",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="recommendations.meeting",
                                verbose_name="approved at",
                            ),
                        ),
                        (
                            "approved_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="when the approval was recorded"
                            ),
                        ),
                        (
                            "approved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions_approved",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="recommendations.planversion",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True, verbose_name="what is new in it, or what it corrects"
                            ),
                        ),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions_published",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "published_over",
                            models.TextField(blank=True, verbose_name="why it was published with errors"),
                        ),
                        (
                            "record",
                            models.TextField(
                                blank=True,
                                verbose_name="its record: the consultation and the checks, as published",
                            ),
                        ),
                        (
                            "record_digest",
                            models.CharField(blank=True, max_length=64, verbose_name="SHA-256 of the record"),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions_withdrawn",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "withdrawn_reason",
                            models.TextField(blank=True, verbose_name="why it was withdrawn"),
                        ),
                    ],
                    options={
                        "ordering": ["-number"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="plan_version_number_from_one"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("digest", ""), _negated=True),
                                name="plan_version_has_digest",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("published_at__isnull", True),
                                        ("published_on__isnull", True),
                                        ("state__in", ["draft", "in_consultation", "approved"]),
                                    ),
                                    models.Q(
                                        ("published_at__isnull", False),
                                        ("published_on__isnull", False),
                                        ("state__in", ["published", "replaced"]),
                                    ),
                                    ("state", "withdrawn"),
                                    _connector="OR",
                                ),
                                name="plan_version_published_has_day",
                                violation_error_message="Only a published version has a publication date.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "in_consultation", "withdrawn"]),
                                    models.Q(("approved_at__isnull", False), ("meeting__isnull", False)),
                                    _connector="OR",
                                ),
                                name="plan_version_approved_at_a_meeting",
                                violation_error_message="An approved version names the meeting that approved it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("withdrawn_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="plan_version_withdrawn_for_a_reason",
                                violation_error_message="Enter why you are withdrawing the version.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "published")),
                                fields=("state",),
                                name="plan_version_one_published",
                                violation_error_message="Another version is published: publishing this one replaces it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
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
                            "partner_name",
                            models.CharField(max_length=200, verbose_name="partner, as written"),
                        ),
                        ("asked_on", models.DateField()),
                        ("question", models.TextField(blank=True)),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True)),
                        (
                            "response",
                            models.TextField(
                                blank=True,
                                verbose_name="what was changed because of the answer, or why nothing was",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "version_asked",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to="recommendations.planversion",
                            ),
                        ),
                        ("answer_by", models.DateField(verbose_name="answer due by")),
                        (
                            "answered_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="when the answer was recorded"
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations_answered",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations_asked",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("changed", "the plan was changed"),
                                    ("not_changed", "the plan was not changed"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("responded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "responded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations_responded",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "came_by",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="how the answer was received"
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations_withdrawn",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "withdrawn_reason",
                            models.TextField(blank=True, verbose_name="why the question was withdrawn"),
                        ),
                    ],
                    options={
                        "ordering": ["version_asked", "asked_on", "partner_name"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version_asked", "partner_name"),
                                name="consultation_once_a_version",
                                violation_error_message="This partner has already been asked about this version.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("answer_by__gte", models.F("asked_on"))),
                                name="consultation_answer_by_after_asked",
                                violation_error_message="The answer date cannot be before the date of the question.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""),
                                        ("answered_at__isnull", True),
                                        ("answered_on__isnull", True),
                                    ),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("answered_on__gte", models.F("asked_on")),
                                        ("answered_on__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="consultation_answer_has_day",
                                violation_error_message="An answer needs its date, which cannot be before the question.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("outcome", ""), ("responded_at__isnull", True), ("response", "")
                                    ),
                                    models.Q(
                                        ("answered_on__isnull", False),
                                        ("responded_at__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                        models.Q(("response", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="consultation_response_to_an_answer",
                                violation_error_message="Enter what was changed because of the answer, or why nothing was.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                                    models.Q(
                                        ("answered_at__isnull", True),
                                        ("withdrawn_at__isnull", False),
                                        models.Q(("withdrawn_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="consultation_withdrawn_for_a_reason_before_an_answer",
                                violation_error_message="Enter why you are withdrawing the question. A question that has been answered cannot be withdrawn.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DayOff",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("day", models.DateField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("bank_holiday", "bank holiday in England and Wales"),
                                    ("closure", "day when the offices are closed"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="what it is called, or why")),
                        (
                            "source",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="where it was announced or decided"
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                        ("taken_out_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "taken_out_reason",
                            models.TextField(blank=True, verbose_name="why it was removed"),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="days_off_added",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taken_out_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="days_off_taken_out",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "bank holidays and closures",
                        "ordering": ["day", "kind"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("taken_out_at__isnull", True)),
                                fields=("day",),
                                name="day_off_once",
                                violation_error_message="This day has already been recorded.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="day_off_has_name"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("taken_out_at__isnull", True),
                                        ("taken_out_by__isnull", True),
                                        ("taken_out_reason", ""),
                                    ),
                                    models.Q(
                                        ("taken_out_at__isnull", False),
                                        models.Q(("taken_out_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="day_off_taken_out_for_a_reason",
                                violation_error_message="Enter the reason for removing the day.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicationCopy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=200, verbose_name="sent to")),
                        ("sent_on", models.DateField(blank=True, null=True)),
                        (
                            "day_not_stated",
                            models.BooleanField(default=False, verbose_name="sent, date not stated"),
                        ),
                        ("sent_by", models.CharField(blank=True, max_length=200, verbose_name="sent by")),
                        ("proof", models.TextField(blank=True)),
                        (
                            "charge",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=7,
                                null=True,
                                verbose_name="charge in pounds",
                            ),
                        ),
                        (
                            "left_out_reason",
                            models.TextField(blank=True, verbose_name="why no copy is needed any more"),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="publication_copies",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="copies",
                                to="recommendations.publicationstep",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["step", "order"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("step", "order"), name="publication_copy_order_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="publication_copy_has_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("charge__isnull", True), ("charge__gte", 0), _connector="OR"
                                ),
                                name="publication_copy_charge_not_negative",
                                violation_error_message="The charge cannot be less than 0.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("day_not_stated", False), ("sent_on__isnull", True), _connector="OR"
                                ),
                                name="publication_copy_day_or_none_stated",
                                violation_error_message="Enter the date, or say that it is not stated.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChildrensPage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("slug", models.SlugField(default="plan", max_length=20, unique=True)),
                        ("title", models.CharField(max_length=200)),
                        ("text", models.TextField()),
                        ("written_at", models.DateTimeField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="childrens_pages_written",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="childrens_page_has_text",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
