"""Text that a spreadsheet would run as a formula, and the apostrophe by which a CSV file keeps it text. What is
guarded on writing is the same again when it is read.
"""

# The wide forms too: some spreadsheets take them for the narrow ones. A stroke begins the call of another program.
FORMULA_MARKS = tuple("=+-@|＝＋－＠｜")


def runs_as_formula(text):
    """Would Excel, or another spreadsheet, take this text for a formula?"""
    return text[:1] in ("\t", "\r", "\n") or text.lstrip().startswith(FORMULA_MARKS)


def guarded(text):
    """Text for a CSV file: an apostrophe before what would run, and before one that is the text's own."""
    # What begins with an apostrophe and would run without it gets another one, so that without_guard()
    # gives back what was there.
    return f"'{text}" if runs_as_formula(text.lstrip("'")) else text


def without_guard(text):
    """The text of a CSV cell as it was before guarded()."""
    return text[1:] if text.startswith("'") and runs_as_formula(text.lstrip("'")) else text
