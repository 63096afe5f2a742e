"""The rows of a sheet that are no actions: its titles, and what is left out of the plan, each with why."""

from jarplan.spreadsheets.layout.table import LEFT_OUT, TITLE, Point

HEADINGS = "This row holds headings."
HEADING = "This row was read as a title for the rows below it, not as an action."
BELOW = "This row is part of the notes or the key of the sheet."
ABOVE = "This row stands above the plan."
NO_ACTION = "This row has no action."
OUTSIDE = "This row is outside the rows that you chose."


def other_rows(grid, headers, found):
    """A Point for each filled row of a sheet that became no row of the plan, in the order of the sheet."""
    # Rows and points say where a person finds them, which in a document is a table and its own row.
    read = {(row.sheet, row.row) for row in found.rows}
    told = {(point.sheet, point.row): point.sentence for point in found.warnings}
    told |= {(point.sheet, point.row): point.sentence for row in found.rows for point in row.warnings}
    of_headings = {number for header in headers for number in range(header.number, header.last + 1)}
    above, foot, outside, first = set(found.above), set(found.foot), set(found.outside), headers[0].number
    others = []
    for number in grid.numbers:
        row = grid.rows[number]
        place = grid.sheet.place(number)
        if place in read or not row.cells:
            continue
        if number in outside:
            kind, sentence = LEFT_OUT, OUTSIDE
        elif number in of_headings:
            kind, sentence = TITLE, HEADINGS
        elif number in found.sections or number in above:
            kind, sentence = TITLE, HEADING
        elif number in foot:
            kind, sentence = LEFT_OUT, BELOW
        else:
            kind, sentence = LEFT_OUT, told.get(place) or (ABOVE if number < first else NO_ACTION)
        cell = row.cells[0]
        others.append(Point("row", *place, cell.address, cell.text, sentence, kind=kind))
    return others
