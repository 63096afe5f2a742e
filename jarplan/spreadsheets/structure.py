"""The bounded pass over a sheet's XML before its values are read: how far it is really filled, which formulas
have no saved result, what is hidden or merged. openpyxl's read-only sheets know none of it.
"""

from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

from jarplan.archives import xml_elements
from jarplan.spreadsheets.limits import MAX_ELEMENTS, MAX_MERGES, MAX_STRAY, SheetRefused, limits


@dataclass
class Structure:
    """What one sheet's XML says about its shape. `uncalculated` has column letters by row number; `stray` the
    addresses of the few filled cells that lie beyond what is read.
    """

    last_row: int = 0
    last_column: int = 0
    uncalculated: dict = field(default_factory=dict)
    hidden_rows: set = field(default_factory=set)
    hidden_columns: set = field(default_factory=set)
    merged: list = field(default_factory=list)
    stray: list = field(default_factory=list)
    elements: int = 0


def structure_of(archive, sheet, counted=0):
    """The Structure of an openpyxl read-only sheet; `counted` elements stand in the sheets before it.

    Raises SheetRefused where it reaches too far or lies about the order of its rows (a row out of order would be
    lost silently).
    """
    found, row_number, cells, most = Structure(elements=counted), 0, [], limits()
    for element in xml_elements(archive, sheet._worksheet_path):
        tag = element.tag.rsplit("}", 1)[-1]
        if tag == "c":
            cells.append((element.get("r"), *_filled(element)))
            element.clear()
            _count(found, sheet)
        elif tag == "row":
            _count(found, sheet)
            number = int(element.get("r") or row_number + 1)
            if number <= row_number:
                raise SheetRefused(
                    f"Sheet “{sheet.title}” is damaged: row {number} comes out of order. Save it again in Excel."
                )
            row_number = number
            _note_row(found, sheet, number, cells, most)
            if element.get("hidden") in ("1", "true") and number <= most.rows:
                found.hidden_rows.add(number)
            cells = []
            element.clear()
        elif tag == "col" and element.get("hidden") in ("1", "true"):
            last = min(int(element.get("max")), most.columns)
            found.hidden_columns.update(
                get_column_letter(at) for at in range(int(element.get("min")), last + 1)
            )
        elif tag == "mergeCell" and len(found.merged) < MAX_MERGES:
            found.merged.append(element.get("ref", ""))
    return found


def _count(found, sheet):
    found.elements += 1
    if found.elements > MAX_ELEMENTS:
        raise SheetRefused(
            f"This workbook carries formatting on more than {MAX_ELEMENTS:,} cells, up to sheet “{sheet.title}”. "
            "Copy the filled part into a new workbook and try again."
        )


def _filled(element):
    """(has a value, has a formula without its saved value) of one cell element."""
    parts = {child.tag.rsplit("}", 1)[-1]: child for child in element}
    value = parts.get("v")
    has_value = (value is not None and value.text is not None) or "is" in parts
    return has_value, "f" in parts and not has_value


def _note_row(found, sheet, number, cells, most):
    column = 0
    for address, has_value, uncalculated in cells:
        row, column = coordinate_to_tuple(address) if address else (number, column + 1)
        if row != number:
            raise SheetRefused(
                f"Sheet “{sheet.title}” is damaged: row {number} has a cell of row {row}. Save it again in Excel."
            )
        if not has_value and not uncalculated:
            # A cell that is only coloured still says something, where there are values near it.
            if number <= most.rows and column <= most.columns:
                found.last_column = max(found.last_column, column)
            continue
        if number > most.rows or column > most.columns:
            _note_stray(found, sheet, f"{get_column_letter(column)}{number}", most)
            continue
        found.last_row, found.last_column = number, max(found.last_column, column)
        if uncalculated:
            found.uncalculated.setdefault(number, []).append(get_column_letter(column))


def _note_stray(found, sheet, address, most):
    found.stray.append(address)
    if len(found.stray) > MAX_STRAY:
        raise SheetRefused(
            f"Sheet “{sheet.title}” is filled as far as cell {address} and beyond; at most {most.rows:,} rows "
            f"and {most.columns} columns are read. Delete what is beyond, or split the sheet, and try again."
        )
