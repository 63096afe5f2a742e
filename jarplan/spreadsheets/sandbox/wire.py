"""What goes between the site and the process that reads a file for it, and how it is written: as JSON, so that what a
process wrote that has handled a stranger's file can only ever become these records, and never runs anything.
"""

import gc
import json
import types
import typing
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from functools import cache, partial

from jarplan.spreadsheets.layout.table import Column, Gap, PlanRow, PlanTable, Point, SheetReport, Understood
from jarplan.spreadsheets.reading.workbook import Cell
from jarplan.spreadsheets.understanding.dates.results import Reading
from jarplan.spreadsheets.understanding.leads import Lead, Leads, Partners
from jarplan.spreadsheets.understanding.names import Known
from jarplan.spreadsheets.understanding.ratings import Rated
from jarplan.spreadsheets.understanding.references import Reference
from jarplan.spreadsheets.understanding.statuses import Stated

KIND = "="  # the key under which a written record says what it is
AT = "\0"  # begins what stands for a text: its place among the texts
# Shorter ones gain little by it.
LONG = 40  # characters of a text that is worth a place there
put = object.__setattr__
COMPACT = (",", ":")
SCALARS = frozenset([str, int, float, bool, date, datetime, time, timedelta, types.NoneType])
# What a field of such a type may hold beside it; everywhere else a subclass is another class.
NARROWER = {float: frozenset([float, int]), int: frozenset([int, bool]), date: frozenset([date, datetime])}


CELL_FIELDS = tuple(one.name for one in fields(Cell))
CELL_DEFAULTS = tuple(None if one.default is MISSING else one.default for one in fields(Cell))


class NotOurs(ValueError):
    """The bytes are no records of ours."""


@dataclass(frozen=True)
class Job:
    """What is to be done with a file: the `task`, the file's name, the settings in force, the task's own options."""

    task: str
    name: str
    settings: dict
    options: dict


@dataclass(frozen=True)
class Answer:
    """What came of it: a table, or a file (`content` in base64) and its name; else why not, in a sentence
    (`refused`) or for the log (`failed`). `peak` is the most memory that the process had, in bytes; `lines` are
    those that said all this, packed. Neither is sent.
    """

    table: PlanTable | None = None
    content: str = ""
    name: str = ""
    refused: str = ""
    failed: str = ""
    peak: int = 0
    lines: bytes = b""


# Only these classes are ever made from an answer. pickle would have been shorter, and would run what a
# taken-over reader wrote.
RECORDS = (
    *(Job, Answer, PlanTable, PlanRow, Cell, Column, Gap, Point, SheetReport, Understood),
    *(Known, Lead, Leads, Partners, Rated, Reading, Reference, Stated),
)
BY_NAME = {record.__name__: record for record in RECORDS}
SHAPED = frozenset(RECORDS)


def encode(record):
    """Yield the lines of one record and all that it holds: the record, then each row of its table, so that neither
    side has them all twice. Before each stand the long texts that are new in it: a text is written once, because
    a cell may be merged over a thousand rows. A field that has its default is left out.
    """
    texts, sent = {}, 0
    write = json.JSONEncoder(
        default=partial(_written, texts), check_circular=False, separators=COMPACT
    ).encode
    rows = record.table.rows if isinstance(record, Answer) and record.table else ()
    if rows:
        record = replace(record, table=replace(record.table, rows=[]))
    for one in (record, *rows):
        line = write(one)
        if len(texts) > sent:
            yield f"{write(list(texts)[sent:])}\n".encode()
            sent = len(texts)
        yield f"{line}\n".encode()


def decode(lines):
    """The record of lines that encode() yielded. A list is read back where a field says it is one; any other sequence
    is a tuple. Raises NotOurs for any other lines.
    """
    texts, shared, found = [], {}, []
    collecting = gc.isenabled()
    gc.disable()  # nothing of this is rubbish yet, and looking for it takes as long as the reading
    try:
        for line in lines:
            if line.startswith(b"["):
                texts += json.loads(line)
            else:
                found.append(json.loads(line, object_hook=partial(_read, texts, shared)))
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise (
            error if isinstance(error, NotOurs) else NotOurs("The lines are not what was agreed.")
        ) from error
    finally:
        if collecting:
            gc.enable()
    return _whole(found)


def _whole(found):
    """The first record with those that came after it."""
    if not found or type(found[0]) not in SHAPED:
        raise NotOurs("The lines hold no record.")
    first, *rows = found
    if rows:
        if not isinstance(first, Answer) or not first.table or any(type(row) is not PlanRow for row in rows):
            raise NotOurs("The lines hold other rows than those of a table.")
        first.table.rows = rows
    return first


@dataclass(frozen=True)
class _Shape:
    """The fields of a record: their defaults, what makes those that must be new each time, their types; in `order`,
    each with whether it has a default and which."""

    defaults: dict
    makers: dict
    types: dict
    order: tuple


@cache
def _shape(record):
    defaults = {one.name: one.default for one in fields(record) if one.default is not MISSING}
    return _Shape(
        defaults,
        {one.name: one.default_factory for one in fields(record) if one.default_factory is not MISSING},
        {name: _classes(hint) for name, hint in typing.get_type_hints(record).items()},
        tuple((one.name, (one.name in defaults, defaults.get(one.name))) for one in fields(record)),
    )


def _classes(hint):
    """The classes of which a value of an annotation may be; a subclass is another class."""
    if hint is object:
        return SCALARS
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return frozenset(one for part in typing.get_args(hint) for one in _classes(part))
    found = typing.get_origin(hint) or hint
    return NARROWER.get(found) or frozenset([found])


def _written(texts, value):
    """What json writes in place of a value that it does not know itself."""
    record = type(value)
    if record in SHAPED:
        shape, made = _shape(record), {KIND: record.__name__}
        defaults = shape.defaults
        for name, _default in shape.order:
            held = getattr(value, name)
            if name in defaults and (held is defaults[name] or held == defaults[name]):
                continue
            if name == "cells" and record is PlanRow:
                made[name] = [[of, [_packed(texts, cell) for cell in cells]] for of, cells in held.items()]
                continue
            held = _placed(texts, held)
            made[name] = _pairs(held) if type(held) is dict else held
        return made
    if isinstance(value, datetime | date | time):
        return {KIND: record.__name__, "of": value.isoformat()}
    if isinstance(value, timedelta):
        return {KIND: "timedelta", "of": value.total_seconds()}
    if isinstance(value, set | frozenset):
        return {KIND: record.__name__, "of": sorted(value)}
    raise TypeError(f"{record.__name__} is not one of the RECORDS that can be sent.")


def _placed(texts, held):
    """A long text as its place among the texts; anything else as it is."""
    if type(held) is str and (len(held) > LONG or held.startswith(AT)):
        return f"{AT}{texts.setdefault(held, len(texts))}"
    return held


def _packed(texts, cell):
    """A cell as a list: there are more of them than of all else, and an object for each would take as long as the
    reading itself. A text that is the value is left out, as are the last fields that have their defaults."""
    value, text = _placed(texts, cell.value), cell.text
    text = None if type(cell.value) is str and cell.value == text else _placed(texts, text)
    packed = [cell.column, value, text, cell.address, cell.problem, cell.number_format, cell.fill]
    while len(packed) > 4 and packed[-1] == CELL_DEFAULTS[len(packed) - 1]:
        packed.pop()
    return packed


def _unpacked(texts, shared, packed):
    """The Cell of such a list; what many cells say is `shared`. Raises NotOurs of any other."""
    if type(packed) is not list or not 4 <= len(packed) <= len(CELL_DEFAULTS):
        raise NotOurs("A cell is not what was agreed.")
    column, value, text, address, problem, number_format, fill = [*packed, *CELL_DEFAULTS[len(packed) :]]
    if type(value) is str:
        value = texts[int(value[1:])] if value[:1] == AT else shared.setdefault(value, value)
    number_format = shared.setdefault(number_format, number_format)
    if text is None:
        text = value
    elif type(text) is str and text[:1] == AT:
        text = texts[int(text[1:])]
    words = (column, text, address, problem, number_format, fill)
    if type(value) not in SCALARS or any(type(one) is not str for one in words):
        raise NotOurs("A cell does not hold such a value.")
    made = object.__new__(Cell)
    for name, held in zip(CELL_FIELDS, (column, value, text, address, *words[3:]), strict=True):
        put(made, name, held)
    return made


def _cells_of(texts, shared, found):
    """The cells of a row by field, from the pairs that were sent."""
    if type(found) is not list:
        raise NotOurs("A row does not hold such cells.")
    return {
        of: tuple(_unpacked(texts, shared, cell) for cell in cells) for of, cells in found if type(of) is str
    }


def _pairs(found):
    """A dict as the pairs in it: its keys may be anything, and none of them can pass for a KIND."""
    of = [(key, _pairs(held) if type(held) is dict else held) for key, held in found.items()]
    return {KIND: "dict", "of": of}


PLAIN = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=seconds),
    "dict": lambda pairs: {_fixed(key): _fixed(held) for key, held in pairs},
    "set": lambda values: set(_fixed(values)),
    "frozenset": lambda values: frozenset(_fixed(values)),
}


def _read(texts, shared, found):
    """The record or value that a JSON object stands for; what is `shared` is held once for all records."""
    kind = found.pop(KIND, None)
    if kind in PLAIN:
        return PLAIN[kind](found["of"])
    record = BY_NAME.get(kind)
    if record is None:
        raise NotOurs(f"{kind!r} is no record.")
    shape = _shape(record)
    if record is PlanRow and "cells" in found:
        found["cells"] = _cells_of(texts, shared, found["cells"])
    for name, held in found.items():
        its, allowed = type(held), shape.types[name]
        # A place among the texts. A text of its own that begins with NUL is sent as one too, so nothing
        # else can look like this.
        if its is str and held[:1] == AT:
            found[name] = held = texts[int(held[1:])]
            its = type(held)
        elif its is str or its is frozenset:
            found[name] = shared.setdefault(held, held)
        elif its is list and tuple in allowed:
            fixed = _fixed(held)
            # A thousand questions offer the same answers.
            found[name], its = shared.setdefault(fixed, fixed) if name == "options" else fixed, tuple
        if its not in allowed:
            raise NotOurs(f"{kind} does not hold such a {name}.")
    # Past __init__, as most records are frozen; and one by one in the same order, so that the interpreter keeps the
    # names once for all records and not a dict for each of them. Types were checked above.
    made = object.__new__(record)
    try:
        for name, (has_default, default) in shape.order:
            if name in found:
                put(made, name, found[name])
            elif has_default:
                put(made, name, default)
            else:
                put(made, name, shape.makers[name]())
    except KeyError:
        raise NotOurs(f"{kind} lacks a field.") from None
    return made


def _fixed(value):
    """A sequence as a tuple, with those in it."""
    return tuple(map(_fixed, value)) if type(value) is list else value
