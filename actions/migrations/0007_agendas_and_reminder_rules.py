"""Puts actions and recommendations on the agendas of meetings, with what each meeting decided; and lets the programme
office set who is told of a late report, and when the papers of a meeting are due."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jarplan.audit.operations import CreateTables

ON_AGENDA = models.Q(taken_off_at__isnull=True)
STANDS = models.Q(taken_off_at__isnull=True, taken_off_by__isnull=True, taken_off_reason="")
TAKEN_OFF = models.Q(taken_off_at__isnull=False, taken_off_by__isnull=False) & ~models.Q(taken_off_reason="")
KINDS = [
    ("noted", "Noted"),
    ("agreed", "Extension agreed"),
    ("refused", "Extension refused"),
    ("challenged", "Rating challenged"),
    ("asked", "Question asked"),
    ("report", "Report asked for"),
]
LADDER = {
    "lead_after": "lead told after",
    "approver_after": "approver told after",
    "accountable_after": "accountable officer told after",
    "portfolio_after": "portfolio holder told after",
}
DAYS = (1, 60)


def keys(recorded=True):
    found = [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
    ]
    return (
        [*found, ("version", models.PositiveIntegerField(default=1, editable=False))] if recorded else found
    )


def to(model, related_name="+", **more):
    protect = django.db.models.deletion.PROTECT
    return models.ForeignKey(to=model, on_delete=protect, related_name=related_name, **more)


def person(name, **more):
    return to(settings.AUTH_USER_MODEL, verbose_name=name, **more)


def has_only(kinds, name=None):
    """Of these kinds a decision has this record of the thing and no other."""
    others = {"date_change", "challenge", "report_by"} - {name}
    found = models.Q(kind__in=kinds, **{f"{one}__isnull": True for one in sorted(others)})
    return found & models.Q(**{f"{name}__isnull": False}) if name else found


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0006_delivered_awaits_proof"),
        ("recommendations", "0007_meetings_are_moved_and_cancelled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="AgendaItem",
                    fields=[
                        *keys(),
                        ("meeting", to("recommendations.meeting", "agenda_items")),
                        ("recommendation", to("recommendations.recommendation", "agenda_items")),
                        ("action", to("actions.action", "agenda_items", null=True, blank=True)),
                        (
                            "asked",
                            models.CharField("what the meeting is asked", max_length=500, blank=True),
                        ),
                        ("put_at", models.DateTimeField()),
                        ("put_by", person("put on the agenda by")),
                        ("taken_off_at", models.DateTimeField(null=True)),
                        ("taken_off_by", person("taken off the agenda by", null=True)),
                        ("taken_off_reason", models.CharField(max_length=1000, blank=True)),
                    ],
                    options={
                        "ordering": ["recommendation__order", "action__plan_order", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=["meeting", "action"],
                                condition=ON_AGENDA,
                                name="an_action_is_on_an_agenda_once",
                            ),
                            models.UniqueConstraint(
                                fields=["meeting", "recommendation"],
                                condition=models.Q(taken_off_at__isnull=True, action__isnull=True),
                                name="a_recommendation_is_on_an_agenda_once",
                            ),
                            models.CheckConstraint(
                                condition=STANDS | TAKEN_OFF, name="agenda_item_is_taken_off_with_a_reason"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaDecision",
                    fields=[
                        *keys(recorded=False),
                        ("item", to("actions.agendaitem", "decisions")),
                        ("kind", models.CharField(max_length=10, choices=KINDS)),
                        ("taken_at", models.DateTimeField("recorded")),
                        ("taken_by", person("recorded by")),
                        ("words", models.TextField("what was decided", max_length=2000, blank=True)),
                        ("date_change", to("actions.datechange", null=True, verbose_name="extension")),
                        ("challenge", to("actions.challenge", null=True)),
                        ("report_by", models.DateField("report asked for by", null=True)),
                    ],
                    options={
                        "ordering": ["taken_at", "pk"],
                        "indexes": [
                            models.Index(
                                fields=["item"],
                                condition=models.Q(kind="report"),
                                name="reports_asked_by_meetings",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=has_only(["noted"])
                                | has_only(["agreed", "refused"], "date_change")
                                | has_only(["challenged", "asked"], "challenge")
                                | has_only(["report"], "report_by"),
                                name="agenda_decision_has_its_record",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReminderRules",
                    fields=[
                        *keys(),
                        *[
                            (name, models.PositiveSmallIntegerField(words, null=True, blank=True))
                            for name, words in LADDER.items()
                        ],
                        (
                            "papers_before",
                            models.PositiveSmallIntegerField("papers due before a meeting"),
                        ),
                        ("set_at", models.DateTimeField()),
                        ("set_by", person("set by")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(pk=1), name="reminder_rules_are_one_row"
                            ),
                            *[
                                models.CheckConstraint(
                                    condition=models.Q(**{f"{name}__isnull": True})
                                    | models.Q(**{f"{name}__range": DAYS}),
                                    name=f"{name}_is_a_number_of_working_days",
                                )
                                for name in LADDER
                            ],
                            models.CheckConstraint(
                                condition=models.Q(papers_before__range=DAYS),
                                name="papers_are_due_some_days_before",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
