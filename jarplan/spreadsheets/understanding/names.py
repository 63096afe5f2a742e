"""Telling organisations, posts and other names apart: known organisations by name, short name or initials, and
the words that give a post or a body away.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

ROLES = re.compile(
    r"\b(?:head|hd|director|dir|manager|mgr|officer|chief|co-?ordinator|leader|chair(?:man|woman|person)?"
    r"|(?:executive |virtual |deputy |assistant )?head ?teachers?|teachers?|heads|principals?|nurses?|matron"
    r"|advis[eo]rs?|inspector|superintendent|sergeant|constable|commander|consultants?|partner \(|business partner"
    r"|secretary|treasurer|administrator|analyst|psychologists?|therapists?|paediatrician|doctor|dr|gps?"
    r"|social workers?|practitioners?|workers?|supervisor|clerk|solicitor|accountant|architect|champion|member"
    r"|managers|officers|directors|leads?|deputy|asst|assistant|commissioner|portfolio holder|cabinet lead"
    r"|councillor|cllr|ad|dcs|ceo)\b",
    re.IGNORECASE,
)
BODIES = re.compile(
    r"\b(?:council|city|county|borough|trust|pct|nhs|police|constabulary|probation|connexions|service|services"
    r"|partnerships?|board|authority|agency|agencies|forum|schools?|college|university|hospitals?|ofsted|camhs"
    r"|yos|yot|lscb|lsc|jobcentre|centre|association|union|unions|charity|charities|committee|executive|team"
    r"|group|network|federation|academy|mencap|barnardo'?s|nspcc|action|plus|strategies|strategy|bodies)\b",
    re.IGNORECASE,
)
INITIALS = re.compile(r"(?:[A-Z]\.?&?){2,7}s?")
NOBODY = re.compile(
    r"[\W_]*|n/?a|n\.a\.?|none|nil|tb[acd]|to be (?:confirmed|agreed|advised|decided|determined|appointed)"
    r"|not (?:known|applicable|yet (?:known|agreed|appointed))|unknown|vacant|vacancy|various",
    re.IGNORECASE,
)
DITTO = re.compile(r'ditto|do\.?|as above|same(?: as above)?|see above|"+|\'\'|〃', re.IGNORECASE)
GROUP = re.compile(
    r"(?:all|every|each)\b.*|.*\b(?:head ?teachers|managers|officers|directors|partners|staff|agencies|schools|heads"
    r"|practitioners|teachers|social workers)",
    re.IGNORECASE,
)
STOPS, WORDS = re.compile(r"(?<=\b\w)\."), re.compile(r"[\w']+")
ENDS = re.compile(r"^[\s•·●▪*–—;,/&+-]+|[\s;,/&+–—-]+$")


@dataclass(frozen=True, slots=True)
class Known:
    """The plan's organisations and posts, looked up however they are written. `posts` has (title, organisation) by
    the key of both.
    """

    by_key: dict
    by_initials: dict
    posts: dict = field(default_factory=dict)

    @classmethod
    def of(cls, organisations, posts=()):
        """From a mapping of names to a short name, several short names, or none; posts are (title, organisation)."""
        by_key, by_initials = {}, {}
        for name, shorts in organisations.items():
            by_key[key_of(name)] = name
            for letters in _letters_of(name):
                # A set: initials that two bodies share are nobody's, and are asked.
                by_initials.setdefault(letters, set()).add(name)
            for short in [shorts] if isinstance(shorts, str) else shorts or ():
                if short:
                    by_key.setdefault(key_of(short), name)
        return cls(by_key, by_initials, {key_of(f"{title}, {body}"): (title, body) for title, body in posts})

    def post(self, title, organisation=""):
        """The (title, organisation) of a known post, from both in one text or in two; None where it is none."""
        return (
            self.posts.get(key_of(f"{title}, {organisation}" if organisation else title))
            if self.posts
            else None
        )

    def match(self, text):
        """The full name of a known organisation, or "" where it is none: by name, by short name with or without
        stops, or by initials that only one has.
        """
        key = key_of(text)
        if not key or key in self.by_key:
            return self.by_key.get(key, "")
        if INITIALS.fullmatch(text.strip()):
            found = self.by_initials.get(key.replace(" ", ""), ())
            return next(iter(found)) if len(found) == 1 else ""
        return ""


@lru_cache(maxsize=256)  # a name is looked up in several ways, one after the other
def key_of(text):
    """A name without case, stops, articles and the difference of & and and; L.C.C. is LCC."""
    text = STOPS.sub("", str(text).casefold()).replace("&", " and ").replace("’", "'")
    return " ".join(word for word in WORDS.findall(text) if word != "the")


def _letters_of(name):
    """The initials of a name, and the initials that stand in it: LCP and PCT of Leicester City PCT."""
    words = [
        word for word in re.findall(r"[\w']+", name) if word.casefold() not in ("the", "of", "and", "for")
    ]
    # NHS stands in the names of dozens of bodies and tells none of them apart.
    inside = {word.casefold() for word in words if len(word) > 2 and word.isupper() and word != "NHS"}
    return {"".join(word[0] for word in words).casefold(), *inside}


def without_stops(text):
    """LCC for L.C.C.; any other text as it is."""
    return text.replace(".", "") if re.fullmatch(r"(?:[A-Z]\.){2,6}[A-Z]?", text) else text


ABBREVIATED = {
    "hd": "head",
    "dir": "director",
    "mgr": "manager",
    "svc": "service",
    "svcs": "services",
    "serv": "service",
    "asst": "assistant",
    "dep": "deputy",
    "exec": "executive",
    "coord": "coordinator",
    "dept": "department",
    "dev": "development",
    "ed": "education",
    "ch": "children",
}


def post_key(title):
    """A title with its usual abbreviations written out: two posts of one key may be one post, and are asked."""
    words = key_of(title.replace("-", "")).split()
    return " ".join(ABBREVIATED.get(word, word) for word in words)


def tidied(text):
    """One line, single spaces, no bullet or stray stop at its ends."""
    return ENDS.sub("", " ".join(str(text).split()))


def is_nobody(text):
    """TBC, N/A, vacant, nothing."""
    return bool(NOBODY.fullmatch(" ".join(str(text).split()).strip(" .")))


def is_ditto(text):
    return bool(DITTO.fullmatch(str(text).strip()))


def has_role(text):
    """Does it name a post? A body such as a Partnership Executive does not, unless it has a post's word."""
    return bool(ROLES.search(text))


def is_body(text, known):
    """Is it an organisation: a known one, initials, or a name with a body's word and no post's?"""
    text = text.strip()
    if known.match(text):
        return True
    # ann@pct.nhs.uk is a person's.
    return not has_role(text) and "@" not in text and bool(INITIALS.fullmatch(text) or BODIES.search(text))


def is_group(text):
    """All headteachers, social workers: many people, of whom nobody is accountable."""
    return bool(GROUP.fullmatch(text.strip()))
