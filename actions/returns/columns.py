"""The columns of a return, each described once: its heading, what is typed in it, and the field of the
report's form that takes it. The workbook that is handed out, its guidance and its reading derive from this.

A field that a report gets needs its line here, named as the form names it.
"""

from dataclasses import dataclass

from actions.reports.measurement_forms import MET, NOT_MET
from actions.rules.lifecycle import Confidence, Rating

TEXT, DATE, GIVEN, KEY = "text", "date", "given", "key"
YES, NO = "Yes", "No"
PROGRESS, MEASUREMENTS, GUIDE = "Progress", "Measurements", "Guidance"
DAY = "A day such as 30/09/2008."


@dataclass(frozen=True)
class SheetColumn:
    """One column. `key`: the field of the form, or what is shown; `kind`: TEXT or DATE is typed, GIVEN is
    for the reader, KEY says what the row is about. `choices`: {what the drop-down says: what the form
    takes}; `width`: in characters.
    """

    key: str
    heading: str
    width: int
    kind: str = TEXT
    guidance: str = ""
    choices: tuple = ()

    @property
    def is_typed(self):
        return self.kind in (TEXT, DATE)

    @property
    def meanings(self):
        """{what a cell may say, in small letters: what the form takes}; a choice may be said by its first
        letter, where that tells it from the others."""
        firsts = [words[:1].casefold() for words, _value in self.choices]
        whole = {words.casefold(): value for words, value in self.choices}
        short = {first: value for first, (_w, value) in zip(firsts, self.choices, strict=True)}
        return whole | {first: value for first, value in short.items() if firsts.count(first) == 1}


# Twice the same key column: each row says by itself what it is about, however it is sorted or copied.
REFERENCE = SheetColumn("reference", "Action ref", 9, GIVEN)
ITS_KEY = SheetColumn("key", "Key (do not change)", 12, KEY)
REPORT = (
    REFERENCE,
    SheetColumn("text", "Action", 30, GIVEN),
    SheetColumn("due", "Due", 13, GIVEN),
    SheetColumn("last", "Last report", 32, GIVEN),
    SheetColumn(
        "no_change",
        "Nothing has changed",
        10,
        guidance="Choose Yes if the last report still holds, rating and reason. Leave the other cells as they are.",
        choices=((YES, "on"), (NO, "")),
    ),
    SheetColumn(
        "rating",
        "Declared rating",
        10,
        guidance="Green: on track. Amber: at risk. Red: off track. Blue comes with the sign-off.",
        choices=tuple((one.label, one.value) for one in Rating),
    ),
    SheetColumn(
        "confidence",
        "Confidence",
        12,
        guidance="How sure you are that the action will be delivered and have its effect. What the last report said "
        "is filled in.",
        choices=tuple((one.label, one.value) for one in Confidence),
    ),
    SheetColumn("would_help", "What would help", 26, guidance="Needed where the confidence is low."),
    SheetColumn("done", "What was done", 34, guidance="Since the last report. Do not name a child."),
    SheetColumn("effect", "What changed for children and young people", 26, guidance="If it is known."),
    SheetColumn(
        "why_better",
        "What made the difference",
        26,
        guidance="Needed where the rating is better than the last one.",
    ),
    SheetColumn("reason", "Why the action is not on track", 26, guidance="For amber and red."),
    SheetColumn(
        "next_step",
        "Next step",
        26,
        guidance="For amber and red: what will be done to get back on track, and by whom.",
    ),
    SheetColumn("recovers_on", "Expected back on track", 13, DATE, f"For amber and red. {DAY}"),
    ITS_KEY,
)
MEASUREMENT = (
    REFERENCE,
    SheetColumn("criterion", "Success criterion", 46, GIVEN),
    SheetColumn("measure", "Unit and target", 24, GIVEN),
    SheetColumn("last", "Last figure", 24, GIVEN),
    SheetColumn(
        "value", "Figure", 12, guidance="The new figure, as a number. Leave it empty if there is none."
    ),
    SheetColumn(
        "met",
        "Is the criterion met?",
        14,
        guidance="For a criterion without a number.",
        choices=(("Met", MET), ("Not met yet", NOT_MET)),
    ),
    SheetColumn("on", "Date of the figure", 13, DATE, f"Today or in the past. {DAY}"),
    SheetColumn(
        "source",
        "Source",
        34,
        guidance="For example the case audit or the team’s weekly return. Do not name a child.",
    ),
    ITS_KEY,
)
# What is handed out filled in, from the last report or figure: by itself it says nothing.
PREFILLED = {"confidence", "would_help", "source"}
# Known by the headings that only they have.
SHEETS = {PROGRESS: REPORT, MEASUREMENTS: MEASUREMENT}
MOST_ROWS = 3000  # filled rows of all sheets of a file
