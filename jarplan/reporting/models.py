"""What the roof itself keeps: the mark of a demonstration, to whom it has written on which day, the packs of
meetings, the files of published versions and packs, and what people keep for themselves. Everything else lies in the
rooms below.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from actions.models import Action
from actions.models.person import person
from jarplan.audit.integrity.redaction import REMOVED
from jarplan.audit.models import Recorded
from jarplan.dates import in_full
from jarplan.people.models import User
from recommendations.models import Inspection, Meeting, PlanVersion, Recommendation


class Demonstration(models.Model):
    """The mark of a database that the demonstration made: one row, and no row in any council's own database.
    Without it the clock cannot be pinned and nothing is ever emptied."""

    complete = models.BooleanField("complete", default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="demonstration_mark_is_one_row")]

    def __str__(self):
        return "a demonstration" if self.complete else "an incomplete demonstration"


class Digest(models.Model):
    """That somebody was written to on a day, recorded before it is sent: never what was said. A day has one of a
    person at most, whatever happens between the record and the sending; `is_sent` says that the mail server took it.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="digests", verbose_name="to")
    day = models.DateField()
    moment = models.DateTimeField("written", help_text="Anything later is new in the next message.")
    things = models.PositiveIntegerField("number of items")
    is_sent = models.BooleanField("accepted by the mail server", default=False)

    class Meta:
        ordering = ["-day", "user"]
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="one_digest_of_a_person_and_day"),
            models.CheckConstraint(condition=Q(things__gt=0), name="digest_says_something"),
        ]

    def __str__(self):
        return f"{self.user} on {self.day}"


class Told(models.Model):
    """That a message told somebody of a date at one of its steps: 14 working days before a statutory deadline, or the
    approver's turn in a report that is late. It counts once the mail server took the message, so that none is told
    twice and none is lost with a message that was never sent. `what`: "deadline:", "steps:" or "report:" and the
    UUIDs of what it is about.
    """

    digest = models.ForeignKey(Digest, on_delete=models.PROTECT, related_name="told")
    what = models.CharField(max_length=100)
    step = models.CharField(max_length=20)

    class Meta:
        ordering = ["-digest__moment", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["digest", "what", "step"], name="a_message_tells_of_a_step_once")
        ]
        indexes = [models.Index(fields=["what", "step"], name="what_was_told")]

    def __str__(self):
        return f"{self.what} ({self.step})"


class MeetingPack(Recorded):
    """What a meeting is given of the plan. As a draft, which has no number, it is what the programme office writes
    and chooses; once it is made, it is frozen text as well, with its digest, which only a redaction changes.

    It is about the inspection that its meeting was about when it was begun; about all of them where that is empty. A
    pack that was made is corrected by a new one, never changed.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="packs")
    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, null=True, blank=True, related_name="meeting_packs"
    )
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    begun_at = models.DateTimeField()
    begun_by = person("begun by")
    cut_off = models.DateField("plan as at")
    sections = models.JSONField("sections chosen", default=list, blank=True)
    decision_maker = models.CharField("decision-maker", max_length=100)
    lead = models.CharField("report of", max_length=200, blank=True)
    author = models.CharField("report author", max_length=200, blank=True)
    wards = models.CharField("wards affected", max_length=200, blank=True)
    purpose = models.TextField("purpose", max_length=4000, blank=True)
    asks = models.TextField("recommendations", max_length=4000, blank=True)
    advice = models.TextField("advice", max_length=8000, blank=True)
    explained = models.TextField("why figures are restated", max_length=4000, blank=True)
    financial = models.TextField("financial implications", max_length=4000, blank=True)
    financial_from = models.CharField("financial implications from", max_length=200, blank=True)
    legal = models.TextField("legal implications", max_length=4000, blank=True)
    legal_from = models.CharField("legal implications from", max_length=200, blank=True)
    other = models.TextField("other implications", max_length=4000, blank=True)
    other_from = models.CharField("other implications from", max_length=200, blank=True)
    number = models.PositiveIntegerField(unique=True, null=True, blank=True, editable=False)
    format = models.PositiveSmallIntegerField(default=1, editable=False)
    # Text, as that of a version: its digest is of these very bytes.
    content = models.TextField(blank=True, editable=False)
    digest = models.CharField("SHA-256 of the content", max_length=64, blank=True, editable=False)
    made_at = models.DateTimeField(null=True, blank=True, editable=False)
    made_by = person("made by", null=True, blank=True, editable=False)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
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
                    number__isnull=True, made_at__isnull=True, made_by__isnull=True, content="", digest=""
                )
                | (
                    Q(number__gte=1, made_at__isnull=False, made_by__isnull=False)
                    & ~Q(content="")
                    & ~Q(digest="")
                ),
                name="a_pack_is_made_whole",
            ),
            models.CheckConstraint(condition=~Q(decision_maker=""), name="a_pack_has_a_decision_maker"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(corrects=F("id")), name="a_pack_corrects_another"
            ),
        ]

    def __str__(self):
        name = f"pack {self.number}" if self.number else "draft of a pack"
        return f"{name} for {self.meeting.body}, {in_full(self.meeting.held_on)}"

    @property
    def words_removed(self):
        """Whether words were taken out of it, as the law may require."""
        return REMOVED in self.content


MADE = "made"  # the folder of the store, in which nothing else lies


def made_name(instance, filename):
    """Apart from what people brought, in one of 256 folders."""
    name = uuid.uuid4().hex
    return f"{MADE}/{name[:2]}/{name}.{instance.kind}"


class MadeFile(models.Model):
    """A version of the plan or a meeting pack as a file, made once for all who read it: where it lies in the store of
    files, or why it could not be made. It follows from the document and can be thrown away.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="files", null=True)
    pack = models.ForeignKey(MeetingPack, on_delete=models.PROTECT, related_name="files", null=True)
    kind = models.CharField(max_length=4)
    stamp = models.CharField("digest of what it was made of", max_length=64)
    file = models.FileField(upload_to=made_name, max_length=60, blank=True)
    size = models.PositiveIntegerField("size in bytes", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    moment = models.DateTimeField()
    problem = models.CharField("why it could not be made", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "kind"], name="one_file_of_a_version_and_kind"),
            models.UniqueConstraint(fields=["pack", "kind"], name="one_file_of_a_pack_and_kind"),
            models.CheckConstraint(
                condition=Q(version__isnull=False, pack__isnull=True)
                | Q(version__isnull=True, pack__isnull=False),
                name="made_file_is_of_one_document",
            ),
            models.CheckConstraint(
                condition=Q(file="", sha256="") & ~Q(problem="")
                | ~Q(file="") & ~Q(sha256="") & Q(problem=""),
                name="made_file_is_there_or_says_why_not",
            ),
        ]

    def __str__(self):
        return f"{self.version or self.pack} as {self.kind}"


class SavedView(models.Model):
    """A list as one person wants to see it again: what they asked it for, under a name of their own. Nobody else
    reads it, and it is no part of the history."""

    class Page(models.TextChoices):
        ACTIONS = "actions", "Actions"
        TIMELINE = "timeline", "Timeline"
        RECOMMENDATIONS = "recommendations", "Recommendations"
        MEASURES = "measures", "Measures"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.CharField("list", max_length=15, choices=Page)
    name = models.CharField(max_length=60)
    # As words and not as an address, in which a redaction would not find them.
    asked = models.JSONField("what the list is asked for", default=dict)
    saved_at = models.DateTimeField()
    saved_by = person("saved by")

    class Meta:
        ordering = [Lower("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                "saved_by", "page", Lower("name"), name="views_of_a_person_differ_in_name"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_a_name"),
        ]

    def __str__(self):
        return self.name


class Watch(models.Model):
    """That somebody wants to know when an action, or any action of a recommendation, changes. Their own business, as
    a view is."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, null=True, related_name="watches")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, related_name="watches"
    )
    watched_at = models.DateTimeField()
    watched_by = person("watched by")

    class Meta:
        ordering = ["watched_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__isnull=True) ^ Q(recommendation__isnull=True),
                name="watch_is_of_one_thing",
            ),
            models.UniqueConstraint(fields=["watched_by", "action"], name="action_is_watched_once"),
            models.UniqueConstraint(
                fields=["watched_by", "recommendation"], name="recommendation_is_watched_once"
            ),
        ]

    def __str__(self):
        return f"{self.watched_by} watches {self.action or self.recommendation}"
