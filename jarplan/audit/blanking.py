"""Takes a text out of the recorded states, as law may require, so that the chain still verifies.

The verb itself stands in jarplan/reporting/: it also blanks the live rows and files of every room.
"""

import json

from jarplan.audit.canonical import canonical, digest
from jarplan.audit.models import AuditBlank, AuditState

REMOVED = "[removed]"


def blanked(value, text):
    """A copy of a value with each text that holds `text` (whatever its case) having it replaced."""
    if isinstance(value, str):
        return replace(value, text)
    if isinstance(value, dict):
        return {key: blanked(item, text) for key, item in value.items()}
    if isinstance(value, list):
        return [blanked(item, text) for item in value]
    return value


def replace(value, text):
    """`value` with every occurrence of `text` replaced, upper and lower case alike, also where the value is
    itself a JSON text that had to escape it."""
    for wanted in {text, escaped(text)}:
        value = replace_exactly(value, wanted)
    return value


def escaped(text):
    """The text as it stands inside a JSON text."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def held(value, text):
    """Whether a text holds another one."""
    return replace(value, text) != value


def replace_exactly(value, text):
    low, wanted, parts, start = value.lower(), text.lower(), [], 0
    if len(low) != len(value):  # a letter whose lower case is longer: compare as typed
        return value.replace(text, REMOVED)
    while (found := low.find(wanted, start)) >= 0:
        parts += [value[start:found], REMOVED]
        start = found + len(wanted)
    return "".join([*parts, value[start:]]) if parts else value


def fields_holding(value, text, path=""):
    """The names of the fields of a state that hold the text."""
    if isinstance(value, str):
        return {path} if held(value, text) else set()
    if isinstance(value, dict):
        return {name for key, item in value.items() for name in fields_holding(item, text, path or key)}
    if isinstance(value, list):
        return {name for item in value for name in fields_holding(item, text, path)}
    return set()


def states_holding(text):
    """The AuditState rows whose reason or state holds the text, with the names of the fields."""
    for row in AuditState.objects.order_by("sequence").iterator():
        fields = fields_holding(json.loads(row.body), text) if row.body and maybe(row.body, text) else set()
        if fields or held(row.reason, text):
            yield row, fields


def maybe(body, text):
    """Whether a JSON text may hold the text, however deeply escaped: a quick look before reading it."""
    letters = text.lower().split('"')[0].split("\\")[0]
    return letters in body.lower()


def blank_states(*, blanking, text):
    """Blanks the text in every state and reason; returns [{sequence, part, digest_after, fields}].

    Runs inside the caller's verb, whose event must carry what this returns.
    """
    done = []
    for row, fields in list(states_holding(text)):
        if fields:
            body = canonical(blanked(json.loads(row.body), text))
            done.append(write_blank(row, "body", body, blanking, sorted(fields)))
        if (reason := replace(row.reason, text)) != row.reason:
            done.append(write_blank(row, "reason", reason, blanking, ["reason"]))
    return done


def write_blank(row, part, text, blanking, fields):
    """Asks the triggers' leave for one text, writes it, and says what was done."""
    AuditBlank.objects.create(
        sequence=row.sequence, part=part, digest_after=digest(text), blanking=blanking.uuid
    )
    AuditState.objects.filter(sequence=row.sequence).update(**{part: text})
    return {"sequence": row.sequence, "part": part, "digest_after": digest(text), "fields": fields}
