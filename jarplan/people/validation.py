"""Writing a record only when its values are good: what the database may not check is checked before."""

from copy import copy

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from jarplan.audit.ledger import save_version
from jarplan.inserting import insert as insert_rows


def validated(instance, **values):
    """Raises ValidationError where the record with these values would not be a good one."""
    # A copy, so that a refused value does not stay in the caller's record and get saved by a later verb.
    draft = copy(instance)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.full_clean()
    return draft


def insert(instance):
    """Adds a good record. ValidationError where it is none, or somebody took its name a moment before."""
    instance.full_clean()
    try:
        # A savepoint: after an IntegrityError PostgreSQL refuses every further statement of the
        # transaction.
        with transaction.atomic():
            instance.save(force_insert=True)
    # Somebody took the name between the check and the row. The second check names the field, as the first
    # would have.
    except IntegrityError:
        instance.full_clean()
        raise ValidationError("Somebody has just used this name. Choose another name.") from None
    return instance


def insert_all(instances):
    """Adds good records of one kind in few statements. ValidationError where one is none, or its name is taken."""
    for instance in instances:
        # That what it points to is there, and that nobody else has its name, the database sees for all at once.
        instance.clean_fields(exclude={field.name for field in instance._meta.fields if field.is_relation})
    try:
        with transaction.atomic():
            if instances:
                insert_rows(type(instances[0]), instances)
    except IntegrityError:
        raise ValidationError("Somebody has just used one of these names.") from None
    return instances


def save_good(instance, version, values):
    """Saves good values to a record of this version; a name taken a moment ago is a ValidationError."""
    validated(instance, **values)
    try:
        with transaction.atomic():
            save_version(instance, version=version, **values)
    except IntegrityError:
        raise ValidationError("Somebody has just used this name. Choose another name.") from None
