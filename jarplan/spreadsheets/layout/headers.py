"""Header rows, found anywhere in a sheet, in one row or two, repeated or not."""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest

from jarplan.spreadsheets.layout.signs.titles import is_labelled
from jarplan.spreadsheets.understanding.contents import LOOKED_AT, content_of, fit
from jarplan.spreadsheets.understanding.headings import (
    GUESS,
    SEVERAL,
    WEAK,
    WORKED_OUT,
    Heading,
    is_calendar,
    may_be_sure,
    plain,
    read_heading,
    read_headings,
)
from jarplan.spreadsheets.understanding.references import is_turned

# 4.2, 4/2, A4-2b: two numbers with something between them.
OF_ACTION = re.compile(r"\D{0,6}\d+\s*[./-]\s*\d+\D?")
# Below this a heading was taken for a field by one telling word, which also stands in many an action.
CERTAIN = 0.7
# “No” and “Priority no” may be anything's number.
SAYS_RECOMMENDATION = re.compile(r"\brec(?:s|ommendations?)?\b", re.IGNORECASE)
# Texts of actions are longer, so most rows of a plan are told at once.
LONGEST = 120  # characters of a heading
MISFIT = -0.2  # of a column's cells to another table's heading; short actions are none
SUBITEMS = ("subitems", "subitem", "sub items", "sub item", "subtasks", "sub tasks")


@dataclass
class Header:
    """A header row: the Heading (or None) and the text of each column by letter. `last` is its last row. One of
    subitems has `within`, the Header of their items, and the letter of the column `edge`, which they leave empty. One
    of a table that has none of its own is `borrowed` from the table before.
    """

    number: int
    last: int
    texts: dict
    headings: dict = field(default_factory=dict)
    within: object = None
    edge: str = ""
    borrowed: bool = False

    @property
    def fields(self):
        """The column letter of each field; of one that has several, the first, of leads the accountable one's."""
        found = {}
        for letter, heading in self.headings.items():
            if heading:
                found.setdefault(heading.field, letter)
            if heading and heading.field == "lead" and "accountable" in plain(self.texts[letter]):
                found["lead"] = letter
        return found

    @property
    def naming(self):
        """The fields of the recommendation whose heading says so, or a person has said so."""
        return frozenset(
            heading.field
            for letter, heading in self.headings.items()
            if heading
            and heading.field in ("recommendation", "recommendation_text")
            and (heading.chosen or SAYS_RECOMMENDATION.search(self.texts[letter]))
        )

    @property
    def others(self):
        """(field, column letter) of the further columns of fields that have several."""
        first = set(self.fields.values())
        return [
            (heading.field, letter)
            for letter, heading in self.headings.items()
            if heading and letter not in first
        ]


def find_headers(grid, *, remembered=None, mapping=None):
    """The Headers of a sheet from the top. `remembered` has fields by a heading's plain words, `mapping` by
    Column.key; both win over what the words seem to mean, and an empty field is a column not to be read.
    """
    if grid.area.headings is not None:
        headers = _named(grid, remembered or {})
    else:
        headers = _found(grid, remembered or {}, mapping)
    override(headers, grid.sheet, mapping)
    return headers


def override(headers, sheet, mapping):
    """Gives the columns of a sheet the fields that a person named."""
    for header in headers:
        _override(header, sheet.name, mapping or {})


def _found(grid, remembered, mapping):
    headers, taken = [], 0
    for at, number in enumerate(grid.numbers):
        if number <= taken:
            continue
        if grid.area.last and number > grid.area.last:
            break
        below = grid.numbers[at + 1] if at + 1 < len(grid.numbers) else None
        header = _of_subitems(grid, number, headers, remembered) or _header_at(
            grid, number, below, remembered
        )
        if header:
            headers.append(header)
            taken = header.last
    if not headers and mapping and any(key.rpartition("!")[0] == grid.sheet.name for key in mapping):
        supposed = supposed_header(grid)
        headers = [supposed] if supposed else []
    return _that_count(headers)


def _of_subitems(grid, number, above, remembered):
    """The Header of the subitems of the item above, as monday.com exports them: “Subitems” and their own headings,
    one column further to the right."""
    first, *others = grid.rows[number].cells
    if not (above and others) or plain(first.text) not in SUBITEMS:
        return None
    texts = {cell.column: cell.text for cell in others}
    header = _of_rows(grid, number, number, [texts], remembered)
    header.texts = texts
    header.headings = {letter: header.headings[letter] for letter in texts}
    if "text" not in header.fields:
        header.headings[others[0].column] = Heading("text", GUESS)
    header.within, header.edge = above[-1].within or above[-1], first.column
    return header


def _named(grid, remembered):
    """The Headers in the rows that a person named, each with the rows below that repeat it; of a sheet without
    headings the one that stands above its first row and says nothing."""
    above = (grid.area.first or (grid.numbers[0] if grid.numbers else 1)) - 1
    found, taken = [], 0
    for first, last in grid.area.headings or [(above, above)]:
        rows = [_all_texts(grid, number) for number in range(first, last + 1)]
        header = _of_rows(grid, first, last, rows, remembered)
        found.append(header)
        taken = max(taken, last)
        if sum(map(len, rows)) < 2:
            continue
        nexts = [one for one, _last in grid.area.headings if one > first]
        for number in grid.numbers:
            until = number + last - first
            if number <= taken or any(one <= until for one in nexts) or not grid.area.has(number):
                continue
            below = _of_subitems(grid, number, found, remembered)
            if below:
                found.append(below)
                taken = number
            elif [_all_texts(grid, one) for one in range(number, until + 1)] == rows:
                found.append(Header(number, until, header.texts, dict(header.headings)))
                taken = until
    return found


def _of_rows(grid, first, last, rows, remembered):
    """The Header of rows that a person named, with every column that has anything in the area below them."""
    letters = {letter for row in rows for letter in row}
    letters |= {
        cell.column
        for number in grid.numbers
        if number > last and grid.area.has(number) and number not in grid.sheet.titles
        for cell in grid.rows[number].cells
    }
    texts = {}
    for letter in sorted(letters, key=lambda one: (len(one), one)):
        said = [_seen(grid, number, letter) for number in range(first, last + 1)]
        texts[letter] = " ".join(filter(None, dict.fromkeys(said)))
    contents = _contents(grid, last, tuple(texts.items()))
    headings = dict(zip(texts, read_headings(list(texts.values()), contents=contents), strict=True))
    for letter, text in texts.items():
        if plain(text) in remembered:
            _give(headings, letter, remembered[plain(text)])
    return Header(first, last, texts, headings)


def _all_texts(grid, number):
    row = grid.rows.get(number)
    return {cell.column: cell.text for cell in row.cells} if row else {}


def _seen(grid, number, letter):
    cell = grid.seen(number, letter)
    return cell.text if cell else ""


def borrowed_header(grid, before):
    """The Header of the table before, for one of a document that goes on without headings; None where its columns or
    what they hold do not fit."""
    rows = [grid.rows[number] for number in grid.numbers if number not in grid.sheet.titles]
    letters = {cell.column for row in rows for cell in row.cells}
    held = {name for name, letter in before.fields.items() if letter in letters}
    if not (letters <= before.texts.keys() and len(letters) * 2 > len(before.texts)):
        return None
    if "text" not in held or not held & {"lead", "due"}:
        return None
    for name, letter in before.fields.items():
        content = content_of([row.cell(letter) for row in rows])
        if fit(name, content) < MISFIT and name in ("text", "lead", "due", "start"):
            return None
    number = rows[0].number - 1
    return Header(number, number, before.texts, dict(before.headings), borrowed=True)


def _that_count(headers):
    """Without a header right above another that says as much: no row of the plan stands under it."""
    return [
        header
        for header, below in zip_longest(headers, headers[1:])
        if not (
            below
            and not below.within
            and below.number == header.last + 1
            and len(below.fields) >= len(header.fields)
        )
    ]


def supposed_header(grid):
    """The first row that has at least three short texts and nothing else: where the headings probably stand."""
    for number in grid.numbers:
        cells = grid.rows[number].cells
        # Nothing here is sure enough to read a plan by: its columns are shown, and a person names them.
        if len(cells) >= 3 and all(isinstance(cell.value, str) and len(cell.text) <= 80 for cell in cells):
            texts = {cell.column: cell.text for cell in cells}
            return Header(
                number, number, texts, dict(zip(texts, read_headings(list(texts.values())), strict=True))
            )
    return None


def _header_at(grid, number, below, remembered):
    if is_labelled(grid.rows[number]):
        return None  # a title, and no group over the headings below
    texts = _texts(grid, number)
    header = _made(grid, number, number, texts, remembered) if _may_be(texts, remembered) else None
    # Headings over two rows stand directly below each other; one look at the row below is enough.
    if below == number + 1 and (header or len(grid.rows[below].cells) >= 2):
        lower = _texts(grid, below)
        grouped = _grouped(grid, number, below, header, remembered)
        if grouped:
            return grouped
        # A title or an action above a whole header is no part of it.
        if (
            _may_be(lower, remembered)
            and _all_headings(lower)
            and not _made(grid, below, below, lower, remembered)
        ):
            upper = {letter: grid.seen(number, letter) for letter in {*texts, *lower}}
            both = {
                letter: " ".join(
                    filter(None, (upper[letter].text if upper[letter] else "", lower.get(letter, "")))
                )
                for letter in sorted(upper, key=lambda one: (len(one), one))
            }
            joint = _made(grid, number, below, both, remembered) or _made(
                grid, number, below, {**texts, **lower}, remembered
            )
            # Two rows are one header only where they mean more together than the upper one alone.
            if joint and len(joint.fields) > len(header.fields if header else ()):
                return joint
    return header


def _grouped(grid, number, below, header, remembered):
    """The Header of a row of groups, such as “Timescale” over “From” and “To”, with the row below; None where the
    upper row has no groups. Each column is what the surer reading says: of its group and its own words (“No” under
    “Recommendation”), or of its own words alone.
    """
    upper, lower = _texts(grid, number), _texts(grid, below)
    groups = _groups(grid, number, lower, header)
    letters = sorted({*upper, *groups, *lower}, key=lambda one: (len(one), one))
    if not groups or not any(map(_is_sure, upper.values())) or not _are_mostly_headings(lower):
        return None
    texts, words = {}, []
    for letter in letters:
        group, own = groups.get(letter) or upper.get(letter, ""), lower.get(letter, "")
        texts[letter] = f"{group} {own}".strip()
        words.append(max(texts[letter], own, key=_confidence))
    grouped = _made(grid, number, below, texts, remembered, words=words)
    return grouped if grouped and len(grouped.fields) > len(header.fields if header else ()) else None


def _groups(grid, number, lower, header):
    """The text of the group above each column of `lower`: merged over several columns, or, in a row that is taken for
    a header itself, standing at the left of empty cells.
    """
    found, groups, last = {}, defaultdict(list), ""
    for letter in sorted(lower, key=lambda one: (len(one), one)):
        cell = grid.seen(number, letter)
        if cell:
            last = cell.text
        if cell or header:
            groups[last].append(letter)
    for text, letters in groups.items():
        if text and len(letters) > 1:
            found.update(dict.fromkeys(letters, text))
    return found if len(groups) > 1 else {}


def _confidence(text):
    heading = read_heading(text) if may_be_sure(text) else None
    return heading.confidence if heading else 0


def _are_mostly_headings(texts):
    """Are at least two, and half of them, surely headings?"""
    if any(len(text) > LONGEST for text in texts.values()):
        return False
    sure = sum(map(_is_sure, texts.values()))
    return sure >= 2 and sure * 2 >= len(texts)


def _texts(grid, number):
    """The texts of a row; nothing where more than one of its cells holds a number or a day, as headings do not,
    unless they are those of a calendar."""
    cells = grid.rows[number].cells
    others = [cell.text for cell in cells if not isinstance(cell.value, str)]
    if len(others) > 1 and not all(map(is_calendar, others)):
        return {}
    return {cell.column: cell.text for cell in cells}


def _may_be(texts, remembered):
    """A quick look that most rows of a plan do not pass: two texts at least are surely headings."""
    if len(texts) < 2 or sum(len(text) <= LONGEST for text in texts.values()) * 2 < len(texts):
        return False
    sure = 0
    for text in texts.values():
        if len(text) <= LONGEST:
            sure += bool(remembered) and plain(text) in remembered
            sure += _is_sure(text)
        if sure >= 2:
            return True
    return False


@lru_cache(maxsize=5000)
def _is_sure(text):
    heading = read_heading(text) if may_be_sure(text) else None
    return bool(heading) and heading.confidence >= CERTAIN


def _all_headings(texts):
    return all(len(text) <= LONGEST and _is_sure(text) for text in texts.values())


def _made(grid, number, last, texts, remembered, *, words=None):
    """The Header of these texts, or None where they are no headings of a plan; `words` are what is read of each
    where that is not all of its text.
    """
    words = words or list(texts.values())
    contents = _contents(grid, last, tuple(texts.items()))
    found = read_headings(words, contents=contents)
    # “Ref” before a recommendation's text is taken for the recommendation's number, unless what stands
    # below it are references of actions.
    moved = [
        letter
        for letter, heading, text in zip(texts, found, words, strict=True)
        if heading
        and heading.field == "recommendation"
        and (read_heading(text) or heading).field == "reference"
    ]
    if moved and _holds_action_references(grid, last, moved[0]):
        found = read_headings(words, recommendation_follows=False, contents=contents)
    headings = dict(zip(texts, found, strict=True))
    for letter, text in texts.items():
        if plain(text) in remembered:
            _give(headings, letter, remembered[plain(text)])
    return Header(number, last, texts, headings) if _is_of_a_plan(texts, headings) else None


def _contents(grid, last, texts):
    """The Content of each column below a header, without the heading itself where the header is repeated there. Of
    one that is repeated, what was found below the first is known.
    """
    if texts not in grid.contents:
        at = bisect_right(grid.numbers, last)
        below = grid.numbers[at : at + LOOKED_AT]
        grid.contents[texts] = [
            content_of([cell for cell in _column(grid, letter, below) if cell and cell.text != text])
            for letter, text in texts
        ]
    return grid.contents[texts]


def _column(grid, letter, numbers):
    return (grid.own(number, letter) for number in numbers)


def _holds_action_references(grid, last, letter):
    """Do most cells of a column hold a number in two parts, or what Excel made of it, as references of actions do?"""
    # As many rows as say it surely; a plan may have thousands.
    below = [number for number in grid.numbers if number > last][:200]
    cells = [cell for cell in (grid.own(number, letter) for number in below) if cell]
    matching = [cell for cell in cells if OF_ACTION.fullmatch(cell.text) or is_turned(cell.value)]
    return len(matching) * 2 > len(cells)


def _is_of_a_plan(texts, headings):
    """Whether at least half of the columns are of a plan. Those that the plan's own export works out do not count."""
    known = [heading for heading in headings.values() if heading]
    ours = sum(
        headings[letter] is None and (plain(text) in WORKED_OUT or is_calendar(text))
        for letter, text in texts.items()
    )
    fields = {heading.field for heading in known}
    sure = sum(heading.confidence >= CERTAIN for heading in known)
    # No plan without a column of actions: tables of costs and of contacts have leads and dates as well.
    if "text" not in fields or sure < 2:
        return False
    # Four that are sure, or the action with its lead or date, outweigh any number of columns that people or tools
    # have put beside them.
    many = sure >= 4 or len(known) * 2 >= len(headings) - ours
    return (len(fields) >= 3 and many) or _has_action(known) or sure == len(headings) - ours == len(known)


def _has_action(known):
    """Are the action and its lead or date surely among these? “Name” and “Title” are names of people as well, until
    both lead and date stand beside them."""
    surest = {heading.field: heading.confidence for heading in known}
    beside = sum(surest.get(name, 0) >= CERTAIN for name in ("lead", "due"))
    return beside and surest["text"] > (max(WEAK.values()) if beside == 1 else GUESS)


def _give(headings, letter, name):
    """Gives a field to one column and takes it from any other, unless it may have several."""
    for other, heading in headings.items():
        if heading and heading.field == name and name not in SEVERAL:
            headings[other] = None
    headings[letter] = Heading(name, 1.0, chosen=True) if name else None


def _override(header, sheet, mapping):
    """What a person said of the columns; of subitems by the heading, as their columns are not those of the items."""
    items = {plain(text): letter for letter, text in header.within.texts.items()} if header.within else {}
    for letter, text in header.texts.items():
        key = f"{sheet}!{items.get(plain(text), '') if header.within else letter}"
        if key in mapping:
            _give(header.headings, letter, mapping[key])
