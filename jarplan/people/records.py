"""Writing a record only when its values are good: what the database may not check is checked before."""

from copy import copy

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def validated(instance, **values):
    """Raises ValidationError where the record with these values would not be a good one."""
    draft = copy(instance)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.full_clean()
    return draft


def insert(instance):
    """Adds a good record. ValidationError where it is none, or somebody took its name a moment before."""
    instance.full_clean()
    try:
        with transaction.atomic():
            instance.save(force_insert=True)
    except IntegrityError:
        instance.full_clean()
        raise ValidationError("This name was taken a moment ago. Choose another one.") from None
    return instance
