"""Has actions keep the rating that they had before delivery, what was claimed then and what of it is not proved, and
how late they were delivered; and what was agreed changes only when somebody else agrees to that. Reporting rounds that
there are go on asking of actions that start after they opened. A challenge may be a question, which doubts no rating;
reports say how confident their leads are. Signed-off actions are checked by sample, and actions wait for others.
The progress of a round is released to the public, as frozen text that the database keeps.

An installation that has worked already knows the rule that goes by it from an event on: days before are rated as then.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from actions import check_triggers, release_triggers
from actions.signoff.adoption import adopt
from jarplan.audit.inforce import rebuild
from jarplan.audit.integrity.triggers import with_lifted
from jarplan.audit.operations import AddInPlace, ChangeTables, CreateTables, OnDatabase

CLAIMED = ["delivered", "signed_off", "embedded"]
BEFORE = ["green", "amber", "red", "none"]
UNDECIDED = ["pending", "recalled", "reworded"]
DECISIONS = [
    ("pending", "Waiting for a decision"),
    ("granted", "Agreed"),
    ("refused", "Not agreed"),
    ("recalled", "No longer asked for"),
    ("reworded", "Wording corrected"),
]
CATEGORIES = [
    ("people", "Staff or skills"),
    ("money", "Funding"),
    ("partner", "Waiting for a partner"),
    ("scope", "More work than expected"),
    ("law", "Law, policy or national timetable"),
    ("other", "Something else"),
]
CONFIDENCE = [("high", "High"), ("medium", "Medium"), ("low", "Low")]
KNOWN = ["", "high", "medium", "low"]
KEPT = [("green", "Green"), ("amber", "Amber"), ("red", "Red"), ("none", "Not rated")]


PROTECT = {"on_delete": django.db.models.deletion.PROTECT}
STANDS = models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
WITHDRAWN = models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~models.Q(withdrawn_reason="")
DRAFTS = [("plan", "Plan"), ("return", "Progress return")]


def sent_for():
    """{name: field} of for whom something was sent that somebody else brought."""
    to_one = {
        "blank": True,
        "null": True,
        "on_delete": django.db.models.deletion.PROTECT,
        "related_name": "+",
    }
    return {
        "for_organisation": models.ForeignKey(
            to="people.organisation", verbose_name="sent for the organisation", **to_one
        ),
        "for_person": models.ForeignKey(to=settings.AUTH_USER_MODEL, verbose_name="sent for", **to_one),
        "for_name": models.CharField(blank=True, max_length=200, verbose_name="sent for"),
    }


def for_somebody(name, sender):
    """The constraints of these fields."""
    nobody = models.Q(for_organisation__isnull=True, for_person__isnull=True, for_name="")
    with_account = models.Q(for_organisation__isnull=False, for_person__isnull=False, for_name="")
    without = models.Q(for_organisation__isnull=False, for_person__isnull=True) & ~models.Q(for_name="")
    return [
        models.CheckConstraint(condition=nobody | with_account | without, name=f"{name}_is_for_one_person"),
        models.CheckConstraint(
            condition=models.Q(for_person__isnull=True) | ~models.Q(for_person=models.F(sender)),
            name=f"{name}_is_for_another",
        ),
    ]


def rebuild_and_adopt(connection):
    # Here and not where the tables were made: what is written into them has the columns of today.
    rebuild()
    adopt()


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0004_states_and_moments"),
        ("audit", "0004_words_by_their_digests"),
        ("files", "0001_stored_file"),
        ("people", "0004_states_in_force"),
        ("recommendations", "0004_states_and_references"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Sample",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("drawn_at", models.DateTimeField()),
                        ("role", models.CharField(max_length=30)),
                        ("seed", models.PositiveBigIntegerField()),
                        ("number", models.PositiveSmallIntegerField(verbose_name="number of actions drawn")),
                        ("drawn_from", models.JSONField(verbose_name="references drawn from")),
                        (
                            "drawn_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="drawn by",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="samples",
                                to="recommendations.inspection",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["drawn_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="sample_holds_something"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SampleCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("drawn_at", models.DateTimeField()),
                        ("checked_at", models.DateTimeField(null=True)),
                        ("role", models.CharField(blank=True, max_length=30)),
                        ("held", models.BooleanField(null=True, verbose_name="sign-off holds")),
                        (
                            "seen",
                            models.TextField(blank=True, max_length=4000, verbose_name="what was looked at"),
                        ),
                        (
                            "reason",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="why the sign-off does not hold"
                            ),
                        ),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sample_checks",
                                to="actions.action",
                            ),
                        ),
                        (
                            "checked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="checked by",
                            ),
                        ),
                        (
                            "drawn_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="drawn by",
                            ),
                        ),
                        (
                            "sample",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="actions.sample",
                            ),
                        ),
                        (
                            "sign_off",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sample_checks",
                                to="actions.signoff",
                                verbose_name="sign-off checked",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["drawn_at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sample", "action"), name="a_sample_holds_an_action_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("checked_at__isnull", True)),
                                fields=("sign_off",),
                                name="one_check_of_a_sign_off_waits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("checked_at__isnull", True),
                                        ("checked_by__isnull", True),
                                        ("held__isnull", True),
                                        ("reason", ""),
                                        ("seen", ""),
                                    ),
                                    models.Q(
                                        ("checked_at__isnull", False),
                                        ("checked_by__isnull", False),
                                        ("held__isnull", False),
                                        models.Q(("seen", ""), _negated=True),
                                        models.Q(
                                            models.Q(("held", True), ("reason", "")),
                                            models.Q(
                                                ("held", False), models.Q(("reason", ""), _negated=True)
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="sample_check_says_what_was_looked_at",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SampleCheckInForce",
                    fields=[
                        ("sequence", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                        ("until", models.PositiveBigIntegerField(null=True)),
                        ("uuid", models.UUIDField()),
                        ("action", models.UUIDField()),
                        ("sample", models.UUIDField()),
                        ("sign_off", models.UUIDField()),
                        ("checked_at", models.DateTimeField(null=True)),
                        ("held", models.BooleanField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["uuid", "sequence"], name="sample_check_in_force_of_one")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("uuid",),
                                name="sample_check_in_force_stands_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Wait",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("why", models.CharField(max_length=300, verbose_name="why it waits")),
                        ("said_at", models.DateTimeField()),
                        (
                            "known_due",
                            models.DateField(
                                null=True, verbose_name="due date of the other action when recorded"
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "action",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="waits",
                                to="actions.action",
                            ),
                        ),
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
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="waited_by",
                                to="actions.action",
                                verbose_name="waits for",
                            ),
                        ),
                        (
                            "said_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recorded by",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["said_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("action", models.F("other")), _negated=True),
                                name="no_action_waits_for_itself",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("why", ""), _negated=True), name="wait_says_why"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="wait_is_ended_by_somebody",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("action", "other"),
                                name="an_action_waits_for_another_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WaitInForce",
                    fields=[
                        ("sequence", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                        ("until", models.PositiveBigIntegerField(null=True)),
                        ("uuid", models.UUIDField()),
                        ("action", models.UUIDField()),
                        ("other", models.UUIDField()),
                        ("known_due", models.DateField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["uuid", "sequence"], name="wait_in_force_of_one"),
                            models.Index(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=["action"],
                                name="wait_in_force_stands",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("uuid",),
                                name="wait_in_force_stands_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgressRelease",
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
                        (
                            "inspection",
                            models.ForeignKey(
                                to="recommendations.inspection", related_name="progress_releases", **PROTECT
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                to="actions.reportinground", related_name="releases", **PROTECT
                            ),
                        ),
                        (
                            "about",
                            models.ForeignKey(
                                to="recommendations.planversion",
                                related_name="progress_releases",
                                verbose_name="the published version whose actions are reported on",
                                **PROTECT,
                            ),
                        ),
                        ("format", models.PositiveSmallIntegerField(default=1)),
                        ("content", models.TextField()),
                        ("digest", models.CharField("SHA-256 of the content", max_length=64)),
                        ("released_at", models.DateTimeField()),
                        (
                            "released_by",
                            models.ForeignKey(
                                to=settings.AUTH_USER_MODEL,
                                related_name="+",
                                verbose_name="released by",
                                **PROTECT,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                to=settings.AUTH_USER_MODEL,
                                null=True,
                                related_name="+",
                                verbose_name="withdrawn by",
                                **PROTECT,
                            ),
                        ),
                        ("withdrawn_reason", models.TextField("why it was withdrawn", blank=True)),
                    ],
                    options={
                        "verbose_name": "release of progress",
                        "verbose_name_plural": "releases of progress",
                        "ordering": ["-number"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(number__gte=1), name="progress_release_number_from_one"
                            ),
                            models.CheckConstraint(
                                condition=~models.Q(digest=""), name="progress_release_has_digest"
                            ),
                            models.CheckConstraint(
                                condition=STANDS | WITHDRAWN,
                                name="progress_release_withdrawn_for_a_reason",
                                violation_error_message="Enter why you are withdrawing the release.",
                            ),
                            models.UniqueConstraint(
                                fields=["inspection", "round"],
                                condition=models.Q(withdrawn_at__isnull=True),
                                name="progress_of_a_round_released_once",
                                violation_error_message="The progress of this round has already been released.",
                            ),
                        ],
                    },
                ),
            ]
        ),
        *with_lifted(
            "actions",
            migrations.AlterField(
                "datechange",
                "decision",
                models.CharField(choices=DECISIONS, default="pending", max_length=8),
            ),
            migrations.CreateModel(
                name="ContentChange",
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
                        "category",
                        models.CharField(choices=CATEGORIES, max_length=8, verbose_name="type of reason"),
                    ),
                    ("reason", models.TextField(max_length=2000)),
                    ("decision", models.CharField(choices=DECISIONS, default="pending", max_length=8)),
                    ("decided_at", models.DateTimeField(null=True)),
                    ("decision_reason", models.TextField(blank=True, max_length=2000, verbose_name="why")),
                    ("changes", models.JSONField(verbose_name="what changes")),
                    ("of_criteria", models.BooleanField(verbose_name="changes success criteria")),
                    (
                        "action",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="content_changes",
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
                    "abstract": False,
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("decision", "pending")),
                            fields=("action",),
                            name="one_content_change_waits_at_a_time",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(decided_by__isnull=True)
                            | ~models.Q(decided_by=models.F("asked_by")),
                            name="content_change_is_decided_by_another",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                decision__in=UNDECIDED, decided_at__isnull=True, decided_by__isnull=True
                            )
                            | (
                                ~models.Q(decision__in=UNDECIDED)
                                & models.Q(decided_at__isnull=False, decided_by__isnull=False)
                            ),
                            name="content_change_is_decided_by_somebody",
                        ),
                        models.CheckConstraint(
                            condition=~models.Q(reason=""), name="content_change_says_why"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ContentChangeInForce",
                fields=[
                    ("sequence", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                    ("until", models.PositiveBigIntegerField(null=True)),
                    ("uuid", models.UUIDField()),
                    ("action", models.UUIDField()),
                    ("decision", models.CharField(max_length=8)),
                    ("asked_at", models.DateTimeField()),
                ],
                options={
                    "indexes": [
                        models.Index(fields=["uuid", "sequence"], name="content_change_in_force_of_one"),
                        models.Index(
                            condition=models.Q(("decision", "pending")),
                            fields=["action"],
                            name="content_change_in_force_waits",
                        ),
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("until__isnull", True)),
                            fields=("uuid",),
                            name="content_change_in_force_stands_once",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ProgressReturn",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("version", models.PositiveIntegerField(default=1, editable=False)),
                    *sent_for().items(),
                    ("confirmed_at", models.DateTimeField()),
                    ("counts", models.JSONField(default=dict, verbose_name="how many rows became what")),
                    ("rows", models.JSONField(default=list, verbose_name="what became of each row")),
                    (
                        "confirmed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                            verbose_name="sent by",
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
                        "round",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="returns",
                            to="actions.reportinground",
                        ),
                    ),
                ],
                options={
                    "ordering": ["-confirmed_at", "-pk"],
                    "abstract": False,
                    "constraints": for_somebody("return", "confirmed_by"),
                },
            ),
            ChangeTables(
                [
                    *(migrations.AddField("progressupdate", name, one) for name, one in sent_for().items()),
                    migrations.AddField(
                        "progressupdate",
                        "sheet_return",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reports",
                            to="actions.progressreturn",
                        ),
                    ),
                    migrations.AddField(
                        "progressupdate",
                        "came_from",
                        models.JSONField("cells that it was read from", default=dict, blank=True),
                    ),
                    *(
                        migrations.AddConstraint("progressupdate", one)
                        for one in for_somebody("report", "made_by")
                    ),
                ]
            ),
            ChangeTables(
                [
                    migrations.AddField(
                        "action",
                        "rating_before",
                        models.CharField(
                            "calculated rating before delivery",
                            max_length=5,
                            choices=KEPT,
                            blank=True,
                        ),
                    ),
                    migrations.AddField(
                        "action",
                        "claim",
                        models.JSONField("what was claimed at delivery", default=dict, blank=True),
                    ),
                    migrations.AddField(
                        "action",
                        "unproven",
                        models.PositiveSmallIntegerField("success criteria not proved", default=0),
                    ),
                    migrations.AddField(
                        "action",
                        "unanswered",
                        models.PositiveSmallIntegerField("of these, without a reason", default=0),
                    ),
                    migrations.AddField(
                        "action",
                        "answered",
                        models.PositiveSmallIntegerField("points against it that were answered", default=0),
                    ),
                    migrations.AddField(
                        "action",
                        "late_due",
                        models.DateField("due date that it was delivered after", null=True),
                    ),
                    migrations.AddField(
                        "action",
                        "late_on",
                        models.DateField("day on which it was delivered late", null=True),
                    ),
                    migrations.AddField(
                        "action",
                        "confidence",
                        models.CharField(
                            "latest declared confidence", max_length=6, choices=CONFIDENCE, blank=True
                        ),
                    ),
                    migrations.AddField(
                        "progressupdate",
                        "confidence",
                        models.CharField(
                            "confidence that the action will be delivered and have its effect",
                            max_length=6,
                            choices=CONFIDENCE,
                            blank=True,
                        ),
                    ),
                    migrations.AddField(
                        "progressupdate",
                        "would_help",
                        models.TextField("what would help", max_length=4000, blank=True),
                    ),
                    migrations.AddField(
                        "progressupdate",
                        "why_better",
                        models.TextField("what made the difference", max_length=4000, blank=True),
                    ),
                    migrations.AddField(
                        "challenge", "doubts", models.BooleanField("doubts the rating", default=True)
                    ),
                ]
            ),
        ),
        AddInPlace("actioninforce", "rating_before", models.CharField(max_length=5, db_default="")),
        AddInPlace("actioninforce", "confidence", models.CharField(max_length=6, db_default="")),
        AddInPlace("challengeinforce", "doubts", models.BooleanField(db_default=True)),
        AddInPlace("actioninforce", "late_on", models.DateField(null=True)),
        AddInPlace("actioninforce", "unproven", models.PositiveSmallIntegerField(db_default=0)),
        AddInPlace("actioninforce", "answered", models.PositiveSmallIntegerField(db_default=0)),
        AddInPlace(
            "importdraft",
            "kind",
            models.CharField(max_length=6, choices=DRAFTS, default="plan", db_default="plan"),
        ),
        AddInPlace(
            "reportinground",
            "spares_later_starts",
            models.BooleanField(
                "owes none: actions that start after the first day", default=True, db_default=False
            ),
        ),
        OnDatabase(rebuild_and_adopt),
        *with_lifted(
            "actions",
            ChangeTables(
                [
                    migrations.AddConstraint(
                        "action",
                        models.CheckConstraint(
                            condition=~models.Q(status__in=CLAIMED) | models.Q(rating_before__in=BEFORE),
                            name="action_delivered_keeps_its_rating",
                        ),
                    ),
                    migrations.AddConstraint(
                        "action",
                        models.CheckConstraint(
                            condition=models.Q(late_due__isnull=True, late_on__isnull=True)
                            | models.Q(late_on__gt=models.F("late_due")),
                            name="action_late_after_its_date",
                        ),
                    ),
                    migrations.AddConstraint(
                        "action",
                        models.CheckConstraint(
                            condition=models.Q(confidence__in=KNOWN), name="action_confidence_is_known"
                        ),
                    ),
                    migrations.AddConstraint(
                        "progressupdate",
                        models.CheckConstraint(
                            condition=models.Q(confidence__in=KNOWN), name="update_confidence_is_known"
                        ),
                    ),
                    migrations.AddConstraint(
                        "progressupdate",
                        models.CheckConstraint(
                            condition=~models.Q(confidence="low") | ~models.Q(would_help=""),
                            name="update_of_low_confidence_says_what_would_help",
                            violation_error_message="Low confidence needs what would help.",
                        ),
                    ),
                    migrations.RemoveConstraint("challenge", "one_challenge_waits_at_a_time"),
                    migrations.AddConstraint(
                        "challenge",
                        models.UniqueConstraint(
                            fields=["action"],
                            condition=models.Q(answered_at__isnull=True, doubts=True),
                            name="one_challenge_waits_at_a_time",
                        ),
                    ),
                    migrations.AddConstraint(
                        "challenge",
                        models.CheckConstraint(
                            condition=models.Q(doubts=True) | models.Q(declared="", computed=""),
                            name="question_is_about_no_rating",
                        ),
                    ),
                ]
            ),
        ),
        OnDatabase(check_triggers.CHECKS_KEPT.create, check_triggers.CHECKS_KEPT.drop),
        OnDatabase(release_triggers.RELEASES_KEPT.create, release_triggers.RELEASES_KEPT.drop),
    ]
