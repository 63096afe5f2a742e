"""The workers that take tasks. The tasks themselves are rows of django-tasks-db."""

from django.db import models


class Worker(models.Model):
    """A process that takes tasks, when it was last seen by the database's clock, and how far it is with the task that
    it does. No record of the plan: no backup holds it.
    """

    name = models.CharField(max_length=64, unique=True)
    seen = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-seen",)

    def __str__(self):
        return self.name
