"""A word that a line's end broke in two: whether its hyphen is the word's own or only the printer's.

Two words that make no third one are a compound. A spelling checker's dictionary says what is a word."""

import re
from functools import cache

from spellchecker import SpellChecker

SELDOM = 50  # what is counted less often is a slip, a name or a piece of a word


def words(text):
    return frozenset(text.split())


# Parts of a word that keep their hyphen before a word, though they are none themselves.
FIRST_PARTS = words(
    """
    extra intra inter socio psycho bio neuro multi non self co ex semi quasi pre post anti pro mid macro micro mini
    vice infra poly mono cross well eco geo ultra pseudo trans pan bi tri
    """
)
# Words that only lengthen what is before or after them: no compound, though the dictionary knows both parts.
LENGTHEN_AFTER = words("un dis mis im in under over out up fore super sub re on de for be per con com sup")
LENGTHEN_BEFORE = words(
    """
    less some like able ably ate ant ants ally ship ships dom hood hoods ward wards wise ion ions ling ring king ding
    ting ties shire ton ford ham bury ed er ers est ing ism ist
    """
)
# Words of our reports that the dictionary does not know.
OURS = words("carer carers adopter adopters leaver leavers experiential")
# After a short first part only these: reoffending and referral are words, re-referral and re-offending too.
AFTER = {
    "re": words("""
        offend offends offended offending offender offenders referral referrals referred assess assessed assessment
        assessments open opened opening train trained training think thinking design designed home homed
    """),
    "sub": words("group groups committee committees regional"),
    "in": words("house depth year care person area school"),
    "on": words("site call going"),
    "over": words("reliance reliant representation represented optimistic optimism"),
    "under": words("representation represented reporting reported fives"),
    "out": words("of"),
    "up": words("to"),
    "co": words("location located production produced chair chairs design designed"),
    "anti": words("social"),
    "extra": words("curricular"),
    "socio": words("economic economically"),
    "mid": words("year term point"),
    "inter": words("agency agencies authority generational professional departmental"),
    "pre": words("birth proceedings school court admission existing employment planned arranged meeting"),
    "post": words("adoption natal qualifying qualification order"),
}
# Second parts before which our reports write a hyphen though the dictionary may have one word, too.
PARTICLES = words("up off around after")
# And what they write as one word though the dictionary has only its parts.
GROWN = words(
    """
    safeguarding safeguard safeguarded wellbeing childcare childminder childminders childminding caseload caseloads
    caseworker caseworkers underpin underpinned stakeholder stakeholders caregiver caregivers underachievement
    nationwide playgroup aftercare thereafter hereafter timescale timescales online overarching framework frameworks
    onto into hitherto withholding workstream workstreams multimedia interim headteacher headteachers nonsense
    """
)
BROKEN = re.compile(r"(\S*?)([^\W\d_]+(?:['’][^\W\d_]+)?|\d+)-$")
# An address of the web or of mail that goes on in the next line: its signs are its own.
ADDRESS = re.compile(r"(?:https?://|www\.|\w@)\S*[-_=&?#%~]$", re.IGNORECASE)


def joined(before, after, text=""):
    """Two lines as one. `text` is all that was pasted: what it says elsewhere decides first about a broken word."""
    before, after = before.rstrip(), after.lstrip()
    if not before or not after:
        return before or after
    if before.endswith("\u00ad"):
        return before[:-1] + after
    if before.endswith("/") or re.search(r"\S–$", before):
        return before + after
    if ADDRESS.search(before):
        return before + after
    broken = BROKEN.search(before)
    if not broken:
        return f"{before} {after}"
    if re.match(r"(?:and|or|to)\s", after):  # a hyphen that hangs: “pre- and post-birth”
        return f"{before} {after}"
    tail = re.match(r"[^\W_]*", after)[0]
    return before + after if keeps_hyphen(broken[1], broken[2], tail, text) else before[:-1] + after


def keeps_hyphen(before, head, tail, text=""):
    """Whether head and tail make a compound, by what is said elsewhere in the text and by the words themselves."""
    word, compound = f"{head}{tail}".casefold(), f"{head}-{tail}".casefold()
    if not tail or tail[0].isupper() or tail[0].isdigit() or head[0].isdigit() or head[1:].isupper():
        return True
    folded = text.casefold()
    if re.search(rf"(?<![\w-]){re.escape(compound)}(?!\w)", folded):
        return True
    if re.search(rf"(?<![\w-]){re.escape(word)}(?!\w)", folded):
        return False
    if before.endswith("-"):  # day-to-day, but multi-agency broken before its end
        return is_word(head) and is_word(tail) and tail not in LENGTHEN_BEFORE
    return is_compound(head.casefold(), tail.casefold())


# What British spelling has otherwise than the dictionary, which is American.
AMERICAN = (
    (r"is(e[sd]?|ing|ations?|ers?)$", r"iz\1"),
    (r"our(?=s?$|ed|ing|al|ab|ful|ite|hood)", "or"),
    (r"tre(s?)$", r"ter\1"),
    (r"tred$", "tered"),
    (r"ogramme", "ogram"),
    (r"ll(?=ed$|ing$|ors?$|ers?$)", "l"),
    (r"ence(?=s?$)", "ense"),
    (r"ae", "e"),
)


@cache
def dictionary():
    """The words of English; read once, when the first broken word is met."""
    counted = SpellChecker(language="en").word_frequency.dictionary
    return OURS | frozenset(word for word, often in counted.items() if often >= SELDOM)


def is_word(part):
    """Whether a text is a word, in British spelling or in American."""
    part = part.casefold()
    return any(one in dictionary() for one in (part, *(re.sub(old, new, part) for old, new in AMERICAN)))


def is_compound(head, tail):
    """Whether these two are words of a compound that is written with its hyphen."""
    if head + tail in GROWN:
        return head == "well"
    if (
        tail in AFTER.get(head, ())
        or (head in ("re", "pre") and tail[0] == "e")
        or (head, tail[0]) == ("co", "o")
    ):
        return True
    if tail in PARTICLES or head in ("self", "non"):
        return is_word(head) and is_word(tail)
    if is_word(head + tail) or head in LENGTHEN_AFTER or tail in LENGTHEN_BEFORE:
        return False
    return (is_word(head) or head in FIRST_PARTS) and is_word(tail)
