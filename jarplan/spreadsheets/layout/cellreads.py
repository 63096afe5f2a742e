"""The fields of a sheet's rows, each read from its cells. Plans say the same again and again, so what was said before
is not read a second time; “as above” is, because it depends on the row above.
"""

from functools import lru_cache, partial

from jarplan.spreadsheets.understanding.criteria import split_criteria
from jarplan.spreadsheets.understanding.dates.phrases import DITTO
from jarplan.spreadsheets.understanding.dates.reading import read_date
from jarplan.spreadsheets.understanding.leads import Leads, read_leads, read_partners
from jarplan.spreadsheets.understanding.names import is_ditto, is_nobody
from jarplan.spreadsheets.understanding.ratings import read_rating
from jarplan.spreadsheets.understanding.statuses import read_status

REMEMBERED = 2000  # different texts of one field


class CellReads:
    """Reads one sheet's cells: `known` are the plan's organisations, `dates` the options of read_date(), `key` the
    sheet's own key of ratings. `above` is what the row above says, for ditto, or None.
    """

    def __init__(self, known, dates, key):
        self.known, self.dates = known, dates
        # Without `typed` the cell that says 1 would be taken for the one that says TRUE.
        remembered = lru_cache(REMEMBERED, typed=True)
        self.read_leads = remembered(partial(read_leads, known=known))
        self.read_partners = remembered(partial(read_partners, known=known))
        self.read_date = remembered(partial(read_date, **dates))
        self.read_rating = remembered(partial(read_rating, key=key))
        self.read_status = remembered(read_status)
        self.split_criteria = remembered(lambda text: tuple(split_criteria(text)))

    def leads(self, row, above):
        """Who leads: by the lead's column, with the row's own agency; by that alone where there is nothing else."""
        said, agency = row.raw("lead"), row.raw("agency")
        if is_ditto(said):
            # Not remembered: what “as above” means depends on the row above.
            return read_leads(said, known=self.known, previous=above and above.leads)
        if said or not agency or is_nobody(agency):
            return self.read_leads(said, agency=agency)
        found = self.read_leads(agency)
        named = tuple(lead.organisation or lead.post for lead in found.leads)
        return Leads((), named or found.organisations, agency)

    def partners(self, row, above):
        said = row.raw("partners")
        if is_ditto(said):
            return read_partners(said, known=self.known, previous=above and above.partners)
        return self.read_partners(said)

    def date(self, row, name, above):
        """The start or the due date; the cells of one that goes on in the next row are one text."""
        cells = row.cells.get(name, ())
        value, raw = (
            (cells[0].value, cells[0].text) if len(cells) == 1 else (row.raw(name) or None, row.raw(name))
        )
        if isinstance(value, str) and DITTO.fullmatch(value.strip(" .\n\t")):
            return read_date(value, raw=raw, previous=above and getattr(above, name), **self.dates)
        return self.read_date(value, raw=raw)

    def rating(self, row):
        """The rating by its column, or by the colour of the status where there is none."""
        # Many plans colour the status and have no column of ratings.
        column = "rag" if row.cells.get("rag") or row.fills.get("rag") else "status"
        return self.read_rating(row.raw("rag"), fill=row.fills.get(column))

    def status(self, row):
        return self.read_status(row.raw("status"))

    def criteria(self, row):
        return self.split_criteria(row.raw("criteria"))
