"""What does not fit together in a council's own report: references that lead nowhere or to another subject, and days
beside working days. The words are the report's and stay; a note beside them explains."""

import re
from collections import Counter

from jarplan.reporting.plan_checks.finding import found
from jarplan.reporting.plan_checks.words import DAYS
from recommendations.councilreport.records import anchor_of

NUMBER = r"\d{1,2}(?:\.\d{1,2})*(?![\d%])(?!\.\d)"
# “section 8”, “paragraph 9.9 and 4.7”, “sections 7.1, 7.2 or 7.4 to 7.6”.
REFERENCE = re.compile(
    rf"\b(?:sections?|paragraphs?|paras?\.?)\s+"
    rf"(?P<numbers>{NUMBER}(?:(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|to|&)\s+|\s*[-–]\s*)"
    rf"(?:(?:sections?|paragraphs?|paras?\.?)\s+)?{NUMBER})*)",
    re.IGNORECASE,
)
# What shows that a number is not this report's: “section 17 of the Children Act”, “section 47 enquiries”.
ANOTHERS = re.compile(
    r"\s+of\s+(?!this\b|our\b|(?:the|that)\s+(?:same\s+|present\s+|council.s\s+)?(?:report|paper)\b)"
    r"|\s*\(\w\)|\s+(?:[a-z]+\s+)?(?:orders?|enquir|inquir|agreements?|officers?|assessments?|notices?|"
    r"investigations?|dut(?:y|ies)|accommodat|payments?|funding|grants?|powers?)",
    re.IGNORECASE,
)
ACT = re.compile(r"\b(?:Acts?|Regulations?|Order|Schedule|Rules)\b[^.;]{0,25}$")
# Short words say nothing of a subject; longer ones count by their first letters: annual, annually.
WORD = re.compile(r"[a-z]{4,}|\d{4}(?:/\d+)?")
LETTERS = 5
COMMON = 4  # a word in more numbered paragraphs than this says little of their subject
ENOUGH = 0.7  # of words in common, each the less the more paragraphs have it


def references(report, parts, of=""):
    """References of a report to its own paragraphs that lead nowhere, or to another subject than they name; `of` is
    the reference of its inspection."""
    subjects = subjects_of(parts)
    for one in parts:
        for said, numbers in references_in(one.text):
            for number in numbers:
                if problem := problem_of(number, numbers, subjects, one):
                    which = "" if len(numbers) == 1 else f"{number} "
                    sentence = (
                        f"In {report.title}, {one.named} says “{said}”: {which}{problem}. {explained(one)}"
                    )
                    where = f"{report.title}, {one.named}"
                    yield found("paper-reference", where, sentence, "paper", **place_of(one, of))


def references_in(text):
    """(the words, the numbers that they name) of each reference of a text to its own report. Of a span the ends
    count, as what is between them is not said."""
    for match in REFERENCE.finditer(text):
        if not ANOTHERS.match(text, match.end()) and not ACT.search(text[: match.start()]):
            yield match[0], re.findall(r"\d+(?:\.\d+)*", match["numbers"])


def problem_of(number, numbers, subjects, one):
    """What is wrong with a reference to the paragraph of that number, or None; `numbers` are named with it."""
    if number not in subjects:
        return "leads nowhere, as the report has no such paragraph"
    # A whole section is about too much to be told from another.
    better = "." in number and better_than(subjects, number, one, words_of(one.text))
    if better and better not in numbers:
        return f"leads to another subject, as paragraph {better} has more in common with it"
    return None


def place_of(one, of):
    """Where a finding is mended: the paragraph on the page of the report on that inspection."""
    return {"of": of, "anchor": one.anchor or (anchor_of(one.within) if one.within else "")}


def words_of(text):
    """What its words begin with, each once."""
    return {word[:LETTERS] for word in WORD.findall(REFERENCE.sub("", text).casefold())} - {"secti", "parag"}


def explained(one):
    if one.note:
        return f"Note: {one.note}"
    # Words that another record holds are the inspectors': nobody explains them beside the report.
    return "Add a note that explains it." if one.order else "Check it against the inspectors’ report."


def subjects_of(parts):
    """{number: the words of its paragraphs, with those of the paragraphs under it}."""
    words = {}
    for one in parts:
        # A heading without a number belongs to what follows.
        number = one.within if one.number or one.kind != "heading" else ""
        while number:
            words.setdefault(number, set()).update(words_of(one.text))
            number = number.rpartition(".")[0]
    return words


def better_than(subjects, number, one, said):
    """The number of a paragraph that has clearly more of a sentence's own words than the one that it names."""
    own = {other for other in subjects if f"{one.within}.".startswith(f"{other}.")}
    levels = [other for other in subjects if other.count(".") == number.count(".") and other not in own]
    often = Counter(word for other in levels for word in subjects[other])
    said = {word for word in said if 0 < often[word] <= COMMON}
    shared = {other: sum(1 / often[word] for word in said & subjects[other]) for other in levels}
    best = max(levels, key=lambda other: shared[other], default=None)
    return best if best and shared[best] >= max(ENOUGH, 2 * shared.get(number, 0)) else None


def days(report, parts, known, of="", deadlines=()):
    """Days where working days are meant: another paragraph of the report says so of the same number, or one of the
    `deadlines` of its inspection that are counted in working days. `known` are the paragraphs that say it elsewhere.
    """
    meant = {one.number: f"the deadline “{one.title}” is {one.counted}" for one in deadlines}
    for match in (match for one in parts for match in DAYS.finditer(one.text)):
        if (match["unit"] or "").casefold().startswith("working"):
            meant.setdefault(int(match["number"]), f"another paragraph says {match['number']} working days")
    for one in parts:
        for match in DAYS.finditer(one.text):
            why = meant.get(int(match["number"]))
            if why and not match["unit"] and one.within not in known:
                sentence = f"In {report.title}, {one.named} says “{match[0]}”, and {why}. {explained(one)}"
                yield found(
                    "working-days", f"{report.title}, {one.named}", sentence, "paper", **place_of(one, of)
                )
