"""Finding a row by the words that people know it by; fixtures speak of rows in no other way."""

from django.db import models


class NaturalKeyManager(models.Manager):
    """A manager for a model whose `NATURAL_KEY` names the fields (through relations too) of its key."""

    def get_by_natural_key(self, *words):
        return self.get(**dict(zip(self.model.NATURAL_KEY, words, strict=True)))


class KnownByWords(models.Model):
    """A row whose natural key is `NATURAL_KEY`."""

    NATURAL_KEY: tuple[str, ...] = ()

    objects = NaturalKeyManager()

    class Meta:
        abstract = True

    def natural_key(self):
        words = []
        for path in self.NATURAL_KEY:
            value = self
            for name in path.split("__"):
                value = getattr(value, name)
            words.append(value)
        return tuple(words)
