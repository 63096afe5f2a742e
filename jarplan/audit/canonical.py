"""The one way a state is written down, so that the same state always has the same bytes and digest."""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

# As they are: most of what a state holds. By the class itself, as a subclass of str is written as its text.
AS_IT_IS = frozenset([str, int, bool, type(None)])


def plain(value):
    """A value as JSON knows it: decimals and days as text, moments in UTC; floats are refused (TypeError)."""
    # The two first, and without a call for each thing in them: an import's state holds 100,000.
    if type(value) is dict:
        return {str(key): item if type(item) in AS_IT_IS else plain(item) for key, item in value.items()}
    if type(value) is list:
        return [item if type(item) in AS_IT_IS else plain(item) for item in value]
    if value is None or isinstance(value, bool | int | str):
        # A member of TextChoices becomes a plain str.
        return str(value) if isinstance(value, str) else value
    if isinstance(value, datetime):
        # UTC to the microsecond, always with both: the text is hashed, and 10:00+01:00 and 09:00+00:00 are
        # one moment with two spellings.
        return value.astimezone(timezone.get_fixed_timezone(0)).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        # Never 1E+2: the digits as they are.
        return format(value, "f")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(f"A state cannot hold a {type(value).__name__}.")


def canonical(value):
    """The text of a value: keys in order, no spaces, every character as itself."""
    # Characters stand for themselves so that a redaction finds a name in the text; separators without
    # spaces, so that one state has one text.
    return json.dumps(plain(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(text):
    """SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
