"""A workbook on its way into the plan, what came of it, and what its headings were taken for."""

import base64
import json
import uuid
import zlib
from itertools import islice

from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile

from actions.models.person import person
from jarplan.audit.models import Recorded
from jarplan.files.models import StoredFile, random_name

DRAFTS = "drafts"  # the folder of files that are not kept


def draft_name(instance, filename):
    """A name that nobody can guess, in a folder for what is not kept."""
    return f"{DRAFTS}/{random_name(instance, filename)}"


class Packed:
    """Plain values as the database keeps them: packed from an iterable one after the other, so that they are never
    there as one text, which for 5,000 rows is 16 MB long. Read again, they come one after the other too.
    """

    PIECE = 100  # values that are read at once: what they all call a thing is then held once

    def __init__(self, values):
        packer, values = zlib.compressobj(1), iter(values)
        parts = []
        while piece := list(islice(values, self.PIECE)):
            parts.append(packer.compress(f"{json.dumps(piece, separators=(',', ':'))}\n".encode()))
        self.text = base64.b64encode(b"".join([*parts, packer.flush()])).decode()

    @classmethod
    def of(cls, text):
        made = cls.__new__(cls)
        made.text = text
        return made

    def __iter__(self):
        for line in zlib.decompress(base64.b64decode(self.text)).splitlines():
            yield from json.loads(line)


class PackedField(models.JSONField):
    """A list of plain values, Packed in the database; one that was not, as it is."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs  # the column is the same

    def get_db_prep_value(self, value, connection, prepared=False):
        if isinstance(value, list | tuple):
            value = Packed(value)
        value = value.text if isinstance(value, Packed) else value
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value, expression, connection):
        found = super().from_db_value(value, expression, connection)
        return list(Packed.of(found)) if isinstance(found, str) else found


class PlanImport(Recorded):
    """One workbook that was imported: what it is, what was understood, what it wrote, and whether it was undone.

    `preview` has a row for each row of the sheet, with the cell and the raw value of each field that was written.
    """

    class State(models.TextChoices):
        CONFIRMED = "confirmed", "Imported"
        UNDONE = "undone", "Undone"
        # Before drafts had a table of their own, uploads stood here.
        PREVIEWED = "previewed", "Never confirmed"
        CALLED_OFF = "called_off", "Cancelled"

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField("SHA-256 of the workbook", max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.CONFIRMED)
    uploaded_at = models.DateTimeField()
    uploaded_by = person("uploaded by")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = person("confirmed by", null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = person("undone by", null=True)
    lineage = models.CharField("digest of its headings", max_length=64, blank=True)
    counts = models.JSONField(default=dict)
    preview = models.JSONField("rows as they were understood", default=list)
    touched = models.JSONField("records saved, by kind and UUID", default=list)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["confirmed", "undone"], confirmed_at__isnull=False, confirmed_by__isnull=False
                )
                | (
                    ~Q(state__in=["confirmed", "undone"])
                    & Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                ),
                name="import_is_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="undone", undone_at__isnull=False, undone_by__isnull=False)
                | (~Q(state="undone") & Q(undone_at__isnull=True, undone_by__isnull=True)),
                name="import_is_undone_by_somebody",
            ),
        ]
        indexes = [
            # The earlier imports of a file with the same headings.
            models.Index(fields=["lineage", "state"], name="import_by_lineage"),
        ]

    def __str__(self):
        return f"import of {self.file.original_name}"

    @property
    def not_imported(self):
        """How many rows of the file were rejected or left out; imports of before count the latter as rejected."""
        return self.counts.get("rejected", 0) + self.counts.get("left out", 0)


class ImportDraft(models.Model):
    """A workbook that somebody brought and has not confirmed: what it was taken for, and what it would do. It belongs
    to its user alone, is no part of the plan or its history, and is removed with its file after a day.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be confirmed"
        CONFIRMING = "confirming", "Being imported"

    class Kind(models.TextChoices):
        PLAN = "plan", "Plan"
        RETURN = "return", "Progress return"

    # Of a return, `rows` are those that were read, `understood` is what they would do, and `choices` for whom it is.
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.PLAN, db_default=Kind.PLAN)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    file = models.FileField(upload_to=draft_name, max_length=80)
    original_name = models.CharField("name", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField("size in bytes")
    uploaded_at = models.DateTimeField()
    uploaded_by = person("uploaded by")
    kept_until = models.DateTimeField(help_text="By the machine's clock. The draft is then removed.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    message = models.CharField("result of the last attempt", max_length=1000, blank=True)
    # By “sheet!letter”; where a plan stands on its sheet is said under “sheet!”, which no column has.
    mapping = models.JSONField("chosen columns", default=dict, blank=True)
    answers = models.JSONField("answers to questions", default=dict, blank=True)
    choices = models.JSONField("options when confirmed", default=dict, blank=True)
    # By its reference, as a limit of a role is: a draft is gone after a day, and the choice with it.
    inspection = models.CharField("the inspection that it is for", max_length=40, blank=True)
    understood = models.JSONField("sheets, columns, questions, counts", default=dict, blank=True)
    rows = PackedField("rows as they were understood", default=list, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self):
        return f"draft of an import of {self.original_name}"

    @property
    def chosen(self):
        """The fields that somebody gave to columns, by Column.key."""
        return {key: field for key, field in self.mapping.items() if not key.endswith("!")}

    @property
    def areas(self):
        """Where somebody said that the plan stands, by the sheet's name, as Area.of() takes it."""
        return {key.removesuffix("!"): said for key, said in self.mapping.items() if key.endswith("!")}

    def choose(self, chosen=None, areas=None):
        """Keeps columns and areas; without either, those that were chosen before."""
        chosen = self.chosen if chosen is None else chosen
        areas = self.areas if areas is None else areas
        self.mapping = chosen | {f"{sheet}!": said for sheet, said in areas.items()}

    @property
    def table(self):
        """What was read of the file: a file beside it, so that it is nowhere longer than that."""
        return FieldFile(self, self._meta.get_field("file"), self.understood.get("table", ""))

    @property
    def seal(self):
        """The digest of the table and of all that it was read with."""
        return self.understood.get("seal", "")

    @property
    def matched(self):
        """Which state of the plan the rows were matched to."""
        return self.understood.get("matched", "")


class RememberedHeading(Recorded):
    """What a column with this heading is: an administrator or the programme office said so, and the next file with
    it is read so. An empty field is a column that is not imported.
    """

    key = models.CharField("the heading, in plain words", max_length=200, unique=True)
    heading = models.CharField(max_length=200)
    field = models.CharField(max_length=30, blank=True)
    remembered_at = models.DateTimeField()
    remembered_by = person("remembered by")

    class Meta:
        ordering = ["heading"]
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="remembered_heading_says_something")]

    def __str__(self):
        return self.heading
