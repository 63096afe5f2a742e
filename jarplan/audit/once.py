"""A form that is sent twice makes one record."""

import uuid

from jarplan.audit.errors import Repeated


def uuid_of_one(made, *typed, by, once):
    """The UUID of a record to be made from the form `once`, or of any record where `once` is None. Repeated
    where that form was sent before with the same `typed` in it; asked under the lock of what the record
    hangs on. Made of the person too: nobody can choose the UUID of another's record."""
    # The same form with the same words gives the same UUID, so the unique column refuses a second record
    # even where both clicks arrive at once. `typed` is part of it: a form that came back with an error and
    # was put right is another one.
    key = uuid.uuid5(by.uuid, f"{made._meta.label} {once} {typed!r}") if once else uuid.uuid4()
    if once and (earlier := made.objects.filter(uuid=key).first()):
        raise Repeated(earlier)
    return key
