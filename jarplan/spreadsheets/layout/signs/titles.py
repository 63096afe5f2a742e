"""Titles that stand among the rows of a plan, and what they say: a timeframe, a recommendation with its number; and
what stands where an action will be.
"""

import re
from dataclasses import replace

from jarplan.spreadsheets.layout.table import Gap
from jarplan.spreadsheets.understanding.headings import plain
from jarplan.spreadsheets.understanding.names import is_ditto
from jarplan.spreadsheets.understanding.references import PART, read_reference

# The timeframes as reports head their groups with them: “For immediate action”, “Within six months”,
# “Longer term”.
BAND = re.compile(
    r"\bimmediate(?:ly)?\b|\b(?:next|within|first|over) \w+ (?:weeks?|months?|years?)\b|\b(?:six|6|three|3|twelve|12)"
    r"[- ]months?\b|\b(?:short|medium|longer|long)[- ]?(?:er)?[- ]term\b|\btimescale\b|\btimeframe\b",
    re.IGNORECASE,
)
# “3. Develop ...”, “Recommendation 3: ...”, “R3 ...”, and “Recommendation 3” alone.
NUMBERED = re.compile(
    r"(?:jar )?(?:recommendation|rec|priority|r)?\s*\.?\s*(?P<number>\d{1,3})\s*[.:)–-]?\s+(?P<text>\S.*)"
    r"|(?:jar )?(?:recommendation|rec|priority)\s*\.?\s*(?P<alone>\d{1,3})\s*[.:)]?",
    re.IGNORECASE | re.DOTALL,
)
# What stands where an action will be. Taken for an action, “TBC” would become one of the plan.
PLACEHOLDER = re.compile(
    r"[\W_]*|n/?a|none|nil|tb[acd]|to be (?:confirmed|agreed|advised|decided|determined|developed)"
    r"|action to be (?:confirmed|agreed|identified|developed)|(?:no )?actions? (?:to follow|tb[acd]|yet)|no action.*",
    re.IGNORECASE,
)
# “4. Qualified social workers”, “R4 ...”, “SEND 2”: a title that may name a recommendation.
NAMING = re.compile(r"\s*\d{1,3}\s*[.:)–-]?\s|.*\b[A-Za-z]{1,15}[ .-]?\d{1,3}\b", re.IGNORECASE | re.DOTALL)
# “Recommendation 4: ...” and “R4 ...”: nothing but a recommendation begins so, or an action that is one of several.
SAYS_REFERENCE = re.compile(
    r"\s*(?:jar )?(?:(?P<word>rec(?:ommendation)?)\s*\.?\s*\d{1,3}\s*(?:[.:)–-]\s|\s|[.:)–-]?$)"
    r"|r ?\d{1,3}\s*[.:)–-]?\s+\S)",
    re.IGNORECASE,
)
# The first of the two cells of a title: “Recommendation 14” or “Recommendation:”, beside its text.
LABEL = re.compile(
    r"(?:jar )?(?:rec(?:ommendation)?\s*\.?(?:\s*(?:no|number)\.?)?\s*(?P<number>\d{1,3})?\s*(?P<sign>[.:)–-])?"
    r"|r ?(?P<letter>\d{1,3})\s*[.:)–-]?)",
    re.IGNORECASE,
)
LABELLED = re.compile(r"\s*(?:jar )?(?:recommendation|rec|priority)\s*[.:–-]\s*", re.IGNORECASE)
# “TOTAL”, “Sub-total:”, “Grand total for the plan”, “Total cost £45,000”: the sum of the rows above.
TOTAL = re.compile(
    r"(?:(?:grand|sub|overall|running|net|gross|estimated|cumulative)[ -]*)?totals?"
    r"(?:\s+(?:(?:estimated )?(?:costs?|budget|funding|resources?|actions?|expenditure|spend)"
    r"|(?:number |amount )?(?:for|of) .{1,60}))?"
    r"\s*[:=]?(?:\s*£?\s?[\d,.]+\s*[km]?)?",
    re.IGNORECASE,
)
# “Page 2 of 7”, “(continued)”, “End of plan”: of the paper and not of the plan.
OF_PAPER = re.compile(
    r"\W*(?:page \d+(?: ?(?:of|/) ?\d+)?|p\.?t\.?o\.?"
    r"|(?:.{0,30}\W)?cont(?:inued|inues|['’]?d)?(?: (?:over(?:leaf)?|below|above|on (?:the )?(?:next|page).{0,15}"
    r"|from.{0,25}))?"
    r"|end(?: of (?:the )?(?:action )?(?:plan|document|report|table|list|sheet))?"
    r"|(?:this page is )?(?:intentionally |left ){1,2}blank"
    r"|(?:last )?(?:updated|printed|saved)(?: on| at)?:? (?:\d{1,2}[ /.-])?\w{1,9}[ /.-]\d{2,4})\W*",
    re.IGNORECASE,
)
# “Strand B”, “THEME 2: Health”, “Part two – CAMHS”: a part of a plan and no action of it.
STRAND = re.compile(
    r"(?i:strand|theme|part|phase|section|work ?stream|priority(?: area)?|objective|aim|goal|outcome|chapter|annexe?"
    r"|appendix|stage|pillar|domain|area|group)\s+(?:[A-Z]|\d{1,2}|[IVX]{1,4}|(?i:one|two|three|four|five|six))"
    r"\s*(?:(?:[:.)]|\s[–-])(?:\s.*)?)?",
    re.DOTALL,
)
FURTHER = r"(?:[./-]\s*\d[\d.]*|\s*\(?[a-z]{1,5}\)?)[.:)]?"  # of 4.1, 4.1.1, 4a and 4(ii)
WITH_STOP = re.compile(r"\s*\d{1,3}\s*[.:)–-]\s")  # “4. ...”, and not “4 posts ...”
SHORT = 80
LONGEST_TITLE = 1000  # of a title that says a recommendation's number with its text


def recommendation_of(number, text):
    """(number or None, text) of the cells that name a recommendation; “3. develop ...” has both in one."""
    words = text.text if text else ""
    found = None
    if number is not None and number is not text:
        found = read_reference(number.value, raw=number.text).first
    matched = NUMBERED.fullmatch(words.strip())
    if matched:
        found = found or int(matched["number"] or matched["alone"])
        words = matched["text"] or ""
    elif number in (None, text) and (alone := re.fullmatch(r"(\d{1,3})[.)]?", words.strip())):
        # A column headed “Recommendation” may have nothing but their numbers.
        found, words = int(alone[1]), ""
    return found, words.strip()


def gap_of(sheet, found):
    """The Gap of one recommendation without an action."""
    row, cell, said, number, text = found
    recommendation, words = recommendation_of(number, text)
    return Gap(*sheet.place(row), cell.address if cell else "", said, recommendation, words)


def says_one_thing(row):
    """One text and nothing else: alone in the row, or said again in its cells."""
    return len({cell.text for cell in row.cells}) == 1 and isinstance(row.cells[0].value, str)


def _joined(cells):
    """The cells of a title as one: “1” and “Recruitment” are “1 Recruitment”."""
    texts = list(dict.fromkeys(cell.text for cell in cells))
    return cells[0] if len(texts) == 1 else replace(cells[0], value=" ".join(texts), text=" ".join(texts))


def is_labelled(row):
    """Are a row's two cells “Recommendation 14” or “Recommendation:” and its text?"""
    if len(row.cells) != 2 or not all(isinstance(cell.value, str) for cell in row.cells):
        return False
    said = LABEL.fullmatch(row.cells[0].text.strip()) if len(row.cells[0].text) <= SHORT else None
    return bool(said and (said["number"] or said["letter"] or said["sign"])) and not is_placeholder(
        row.cells[1]
    )


def words_of_title(text):
    """The plain words of a title without its number or label, by which a recommendation's text is known."""
    numbered = NUMBERED.fullmatch(text.strip())
    return plain((numbered and numbered["text"]) or LABELLED.sub("", text))


def total_in(row):
    """The first cell of a row that says that the row is a total; None where none does."""
    said = (cell for cell in row.cells if isinstance(cell.value, str) and len(cell.text) <= SHORT)
    return next((cell for cell in said if TOTAL.fullmatch(cell.text.strip())), None)


def is_of_paper(cell):
    """Is a cell's text only what a page needs, such as its number?"""
    return len(cell.text) <= SHORT and bool(OF_PAPER.fullmatch(cell.text.strip()))


def is_strand(cell):
    """Does a cell name a part of the plan, such as Strand B?"""
    return len(cell.text) <= 2 * SHORT and bool(STRAND.fullmatch(cell.text.strip()))


def is_part_of(cell, above):
    """Is a cell's reference that of a part of what another has: 1.1 or 1a of 1, (i) of R4, 1.1.2 of 1.1?"""
    whole, said = read_reference(above.value, raw=above.text), cell.text.strip()
    if whole.first is None or whole.letter:
        return False
    number = re.escape(whole.text.removeprefix(whole.prefix))
    if PART.fullmatch(said) or re.fullmatch(rf"\D{{0,15}}{number}{FURTHER}", said, re.IGNORECASE):
        return True
    # “R4” above 1, 2 and 3.
    part = read_reference(cell.value, raw=cell.text)
    return bool(whole.prefix) and not part.prefix and part.first == 1 and part.second is None


def title_of(row):
    """What a title says: all its cells; but of “Recommendation:” and a text the text, by which it is known."""
    said = LABEL.fullmatch(row.cells[0].text.strip()) if is_labelled(row) else None
    return row.cells[1] if said and said["sign"] and not said["number"] else _joined(row.cells)


def is_placeholder(cell):
    """TBC where an action would be."""
    return not cell.problem and bool(PLACEHOLDER.fullmatch(cell.text.strip())) and not is_ditto(cell.text)
