"""Where a plan stands on each sheet of a file, as somebody says it: its rows of headings, its first and last row."""

import re

from django import forms

MOST_ROWS = 4  # of one head
NO_HEADINGS = re.compile(r"(?:none|no(?: headings)?|nil|0|-)", re.IGNORECASE)
ROWS = re.compile(r"(?:rows? )?(\d{1,6})(?: ?(?:-|–|to) ?(\d{1,6}))?", re.IGNORECASE)
SEPARATORS = r"\s*(?:,|;|\band\b)\s*"
ENTER_ROWS = "Enter the row of the headings as a number, such as 5, or none"
FROM_ONE = "Rows are counted from 1"
SPANS = ("headings", "actions", "titles")
READ_AS = {"title": "Title", "left out": "Left out"}


class RowsField(forms.CharField):
    """Rows of a sheet: 5; 5-9; 5, 12-14. Cleans to a list of [first, last], empty where nothing was typed."""

    def clean(self, value):
        return listed_rows(" ".join(super().clean(value).split()))


def listed_rows(text):
    """[[first, last]] of any rows as they are typed. Raises ValidationError."""
    found = [_span(part) for part in re.split(SEPARATORS, text) if text]
    if not all(found):
        raise forms.ValidationError("Enter the rows as numbers, such as 5 or 12-14")
    return sorted(found)


def _span(text):
    """[first, last] of “5-6”; None of what is no rows."""
    matched = ROWS.fullmatch(text)
    first, last = (int(matched[1]), int(matched[2] or matched[1])) if matched else (0, 0)
    return [first, last] if 0 < first <= last else None


class HeadingRowsField(forms.CharField):
    """The rows of a sheet's headings: 5; 5-6 for headings over two rows; 5, 40 for two tables; none. Cleans to a list
    of [first, last], or None where nothing was typed."""

    def clean(self, value):
        text = " ".join(super().clean(value).split())
        if not text:
            return None
        return rows_in(text)


def rows_in(text):
    """[[first, last]] of rows as they are typed. Raises ValidationError."""
    if NO_HEADINGS.fullmatch(text):
        return []
    found = []
    for part in re.split(SEPARATORS, text):
        span = _span(part)
        if span is None:
            raise forms.ValidationError(ENTER_ROWS)
        if span[1] - span[0] >= MOST_ROWS:
            raise forms.ValidationError(f"Headings can be over {MOST_ROWS} rows at most. {ENTER_ROWS}")
        found.append(span)
    return sorted(found)


def rows_in_words(rows):
    """The text that rows_in() reads: 5-6, 40."""
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in rows)


def area_fields(sheet, said):
    """The boxes in which the area of one sheet is said, by name; `said` is what is kept of it."""
    number = {"class": "width-4", "inputmode": "numeric"}
    listed = {"required": False, "max_length": 500, "widget": forms.TextInput(attrs={"class": "width-20"})}
    shown = "none" if said.get("headings") == [] else rows_in_words(_headings(sheet, said))
    return {
        "headings": HeadingRowsField(
            label="Row of the headings",
            initial=shown,
            required=False,
            max_length=200,
            help_text="For example 5; 5-6 for headings over two rows; 5, 40 for two tables; none if there are none.",
            widget=forms.TextInput(attrs={"class": "width-10"}),
        ),
        "first": forms.IntegerField(
            label="First row of the plan",
            initial=said.get("first"),
            required=False,
            min_value=1,
            help_text="Leave empty to start below the headings.",
            widget=forms.TextInput(attrs=number),
            error_messages={"invalid": "Enter the first row as a number, such as 6", "min_value": FROM_ONE},
        ),
        "last": forms.IntegerField(
            label="Last row of the plan",
            initial=said.get("last"),
            required=False,
            min_value=1,
            help_text="Leave empty to read to the end.",
            widget=forms.TextInput(attrs=number),
            error_messages={"invalid": "Enter the last row as a number, such as 40", "min_value": FROM_ONE},
        ),
        "actions": RowsField(
            label="Rows that are actions",
            initial=rows_in_words(said.get("actions", ())),
            help_text="If they were read as titles or left out. For example 5, or 12-14.",
            **listed,
        ),
        "titles": RowsField(
            label="Rows that are titles",
            initial=rows_in_words(said.get("titles", ())),
            help_text="If they were read as actions. For example 5, or 12-14.",
            **listed,
        ),
        "leave": forms.BooleanField(label="Leave this sheet out", initial=said.get("leave"), required=False),
    }


def _headings(sheet, said):
    return said["headings"] if "headings" in said else sheet.get("heads", [])


def wrong_with(sheet, typed):
    """(name, sentence) of what is wrong with an area that was typed."""
    rows, first, last = typed.get("headings") or [], typed.get("first"), typed.get("last")
    end = sheet.get("last_row", 0)
    ends = {name: max((one[1] for one in typed.get(name) or ()), default=0) for name in SPANS}
    for name, number in (*ends.items(), ("first", first)):
        if number and number > end:
            yield name, f"The last filled row is row {end:,}. Enter a row up to {end:,}"
    both = _both(typed)
    if both:
        yield "titles", f"Row {both:,} cannot be both an action and a title"
    if first and last and first > last:
        yield "last", f"The last row cannot come before the first row, {first:,}"
    elif last and rows and last <= rows[0][0]:
        yield "last", f"The last row must be below the headings in row {rows[0][0]:,}"


def _both(typed):
    """The first row that was said to be an action and a title; 0 where none was."""
    spans = [
        max(one[0], other[0])
        for one in typed.get("actions") or ()
        for other in typed.get("titles") or ()
        if one[0] <= other[1] and other[0] <= one[1]
    ]
    return min(spans, default=0)


def said_of(sheet, before, typed):
    """What is kept of an area that was typed; {} where all is as it was found."""
    found, rows = {}, typed.get("headings")
    # That there are none is a choice where none were found as well: the sheet is then read by its columns.
    if rows is not None and (not rows or rows != _headings(sheet, before) or "headings" in before):
        found["headings"] = rows
    found |= {name: typed[name] for name in ("first", "last", "actions", "titles") if typed.get(name)}
    return found | ({"leave": True} if typed.get("leave") else {})


def rows_shown(sheet, results):
    """(number, where it is, what it says, what it was read as) of the rows of a sheet to choose from; `results` has
    what the rows of the file were read as by (sheet, row)."""
    heads = {number for first, last in sheet.get("heads", ()) for number in range(first, last + 1)}
    for number, name, row, text in sheet.get("seen", ()):
        place = (
            "" if name == sheet["name"] else f"{name}, row {row}" if row else f"Heading above {name.lower()}"
        )
        read_as = "Headings" if number in heads else results.get((name, row), "")
        yield number, place, text, read_as


def results_of(draft):
    """What each row of a draft's file was read as, in a word, by (sheet, row)."""
    found = {
        (one["sheet"], one["row"]): READ_AS[one["kind"]] for one in draft.understood["outlook"]["others"]
    }
    return found | {(row["sheet"], row["row"]): "Action" for row in draft.rows}
