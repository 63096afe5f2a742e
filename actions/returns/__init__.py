"""Progress by spreadsheet: a round's return is downloaded, filled in, uploaded, previewed and sent as its
reports."""
