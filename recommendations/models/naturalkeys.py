"""Finding a row by the words that people know it by; fixtures speak of rows in no other way."""

from django.db import models

from jarplan.audit.models import NotWithdrawn, Withdrawable


class NaturalKeyManager(models.Manager):
    """A manager for a model whose `NATURAL_KEY` names the fields (through relations too) of its key."""

    def get_by_natural_key(self, *words):
        found = self.filter(**dict(zip(self.model.NATURAL_KEY, words, strict=True)))
        # A part of what was withdrawn and entered anew is there twice: the newer one stands.
        return found.get() if len(found) < 2 else found.latest("pk")


class NotWithdrawnByWords(NotWithdrawn):
    """The same for a model whose rows can be withdrawn."""

    def get_by_natural_key(self, *words):
        return self.by_words(**dict(zip(self.model.NATURAL_KEY, words, strict=True)))


class KnownByWords(models.Model):
    """A row whose natural key is `NATURAL_KEY`."""

    # Fixtures are loaded into databases that have rows already: keys of rows would meet others there.
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


class Entry(KnownByWords, Withdrawable):
    """An entry of this app that a page makes: corrected with a reason, and withdrawn while nothing depends on it."""

    objects = NotWithdrawnByWords()

    class Meta:
        abstract = True
