"""The phrases that people put round or in place of a date: tbc, ditto, ongoing, by, before, revised from. In
plain() words; the days themselves are in `periods`.
"""

import re

from jarplan.spreadsheets.understanding.dates import calendar_words

EMPTY = re.compile(
    r"[\W_]*|n/?a|n\.a|none|nil|tb[acd]|to be (?:confirmed|agreed|advised|announced|decided|determined|set)"
    r"|not (?:known|applicable|set|yet known|yet agreed|yet set)|unknown|no date|various|dates? tb[acd]"
)
DITTO = re.compile(r'ditto|do|as above|same(?: as above)?|see above|"+|\'\'|〃|"" ""', re.IGNORECASE)
AT_ONCE = re.compile(
    r"(?:with )?immediate(?:ly| effect| action| start)?|for immediate action|asap|a\.s\.a\.p"
    r"|as soon as (?:possible|practicable)|straight ?away|at once|now|urgent(?:ly)?"
)
KEEPS_ON = (
    r"ongoing|on-going|on going|continuous(?:ly)?|continuing|continual(?:ly)?"
    r"|rolling(?: programme)?|open[- ]ended"
)
REPEATS = (
    r"(?:bi-?)?(?:weekly|monthly|annually|annual)|fortnightly|daily|(?:half[- ])?(?:termly|yearly)|quarterly"
    r"|(?:once|twice|three times) (?:a|each|every|per) (?:week|month|term|quarter|year)"
    rf"|(?:every|each) {calendar_words.MONTH}"
    r"|(?:every|each|per) (?:\w+ )?(?:weeks?|months?|terms?|half[- ]terms?|quarters?|years?)"
)
GOES_ON = re.compile(rf"\b(?:{KEEPS_ON}|{REPEATS}|onwards?)(?!\w)")
BARE_ONGOING = re.compile(rf"(?:{KEEPS_ON})")
STARTS = r"and|then|from|reviewed|review|starting|thereafter|basis|on a|a"
JOINS = r"and|then|from|reviewed|review|starting|thereafter|basis|on a|a|to|until"
JOINING = re.compile(rf"^(?:\W|\b(?:{STARTS}|start|beginning)\b)+|(?:\W|\b(?:{JOINS})\b)+$")
REVISED = re.compile(
    r"(?P<main>.+?)[ ,;]*[(\[]? ?\b(?P<was>(?:revised|moved|changed|slipped|extended|brought forward|put back) from"
    r"|originally|was|previously|formerly|original(?: date)?:?) (?P<old>[^()\[\]]+)[)\]]?"
)
REVISED_TO = re.compile(
    r"(?P<old>.+?)[ ,;(\[]+(?:now|(?:revised|moved|changed|slipped|extended|brought forward|put back) to) "
    r"(?P<main>[^()\[\]]+)[)\]]?"
)
IS_DONE = r"(?:now )?(?:completed?|done|achieved|delivered|finished|implemented|in place|met)"
DONE = re.compile(rf"{IS_DONE}\b[ :,-]*(?P<rest>.*)")
DONE_AFTER = re.compile(rf"(?P<rest>.+?)[ \-,(:\[]+{IS_DONE}[)\]]?")
UNTIL = re.compile(r"\b(?:to|until|till|by|complete by|completed by|ends?)\b")
# Doubt written at the end: the date is kept, and asked.
UNSURE = re.compile(
    r"[ ,;(\[-]*(?:\?+|\(?(?:tb[acd]|provisional(?:ly)?|draft|approx(?:imately)?\.?|to be confirmed)\)?)$"
)
ABOUT = re.compile(r"^(?:approx(?:imately)?\.?|around|about|circa|c\.|provisionally|possibly|~)[ :]*")
# Taken off, since a due date is “by” in any case; “before” is not, as it ends a day earlier.
BY = re.compile(
    r"^(?:by|due(?: by| on)?|on|no later than|not later than|target(?: date)?|deadline|for|in|during|at|"
    r"to be (?:completed|done|achieved) by|complet(?:e|ed|ion) by)(?: the)?[ :]+"
)
FROM = re.compile(
    r"(?:from|starting(?: from| in)?|commenc(?:ing|es)(?: from| in)?|as of|since|starts?(?: in)?|after)[ :]+"
)
AT_LATEST = re.compile(r",? (?:at (?:the )?latest|latest|or (?:sooner|earlier|before))$")
TIME_OF_DAY = re.compile(r",? (?:at )?\d{1,2}(?:[.:]\d\d)? ?(?:am|pm|noon)$")
BRACKETED = re.compile(r"(?P<main>[^()\[\]]+?) ?[(\[](?P<inside>[^()\[\]]+)[)\]]")
START_END = re.compile(
    r"start(?:s|ing)?(?: date)?[: ]+(?P<start>.+?)[,; ]+(?:and )?(?:end|finish|complet)(?:s|es|e|ing|ion)?(?: date)?"
    r"[: ]+(?:by )?(?P<end>.+)"
)
# Each of two dates with its label, before or behind it, in any order: “01/07/2008: start; 19/12/2008: complete”.
STARTING = re.compile(r"\b(?:start|begin|commenc|from)\w*")
ENDING = re.compile(r"\b(?:end|finish|complet|due|deadline|by)\w*")
PARTS = re.compile(r" ?[;,\n] ?|\.(?= |$)")
BEFORE = re.compile(r"(?:before|prior to)(?: the)? ")
AFTER_MATTER = r"(?: (?:from|of|after|following)(?: the)? ?(?P<what>.+))?"
AGO = re.compile(
    rf"(?:within|in|after|over|by)?(?: the)?(?: next)? ?(?:\d{{1,2}} ?(?:-|to) ?)?"
    rf"(?P<n>\d{{1,3}}|{'|'.join(calendar_words.NUMBERS)}|an?) "
    rf"(?P<unit>(?:working |calendar )?days?|weeks?|months?|years?)['s]*(?: time)?{AFTER_MATTER}"
)
PUBLICATION = re.compile(
    r"(?:date of )?(?:publication|publishing|report|the report|jar|inspection report)\b.*"
)
# “ - ” before “-”, which also stands inside dates.
SPLITS = (" to ", " until ", " till ", " through ", " - ", "-", " / ", "/", " and ", " & ", "&", " or ")
SEVERAL = re.compile(r" ?; ?| ?, ?| & | and | / ")
