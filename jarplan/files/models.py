"""Files that people brought: checked, named at random, known by their SHA-256, never changed."""

import uuid
from pathlib import PurePath

from django.db import models
from django.db.models import Q

from jarplan.audit.models import Recorded
from jarplan.people.models import User


def random_name(instance, filename):
    """A name that nobody can guess, in one of 256 folders; only the checked extension is kept."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}{PurePath(filename).suffix.lower()}"


class StoredFile(Recorded):
    """One uploaded file. Served only through the permission check of the room that it was brought to."""

    # Room for the folder, 32 hexadecimal digits and the ending.
    file = models.FileField(upload_to=random_name, max_length=60)
    original_name = models.CharField("name", max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    blanked_at = models.DateTimeField(
        null=True, help_text="When its content was removed as law required; the row stays."
    )
    # The row stays after a redaction, with who and when: evidence that points to it must not break.
    blanked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(original_name=""), name="stored_file_has_a_name"),
            models.CheckConstraint(condition=Q(size__gt=0), name="stored_file_is_not_empty"),
        ]

    def __str__(self):
        return self.original_name
