"""What the roof itself keeps: only the mark of a demonstration. Everything else lies in the rooms below."""

from django.db import models
from django.db.models import Q


class Demonstration(models.Model):
    """The mark of a database that the demonstration made: one row, and no row in any council's own database.
    Without it the clock cannot be pinned and nothing is ever emptied."""

    complete = models.BooleanField("made to the end", default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="demonstration_mark_is_one_row")]

    def __str__(self):
        return "a demonstration" if self.complete else "a demonstration, half made"
