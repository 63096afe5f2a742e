"""A cell of leads or of partners, split into posts and their organisations. A post keeps its organisation: the
ambiguous separators only split where both sides can stand alone, and commas are asked.
"""

import re
from dataclasses import dataclass, replace

from jarplan.spreadsheets.understanding import names
from jarplan.spreadsheets.understanding.names import Known, has_role, is_body, tidied

# Each cut is tried with what stands on both sides, so the work grows with the square of the signs.
LONGEST, MOST_LINES, MOST_SIGNS = 600, 60, 12  # a cell with more characters, lines, or / & + holds no names
TOO_LONG = "The cell has too much text to be names. Who are the leads?"
BLANKS = re.compile(r"[^\S\n]+")
SURE = re.compile(r"\s*;\s*")
SOFT = re.compile(r"\s*/\s*|\s+&\s+|\s*\+\s*|\s*\|\s*")
# A dash with a space on one side at least, or a long one: not the one in Co-ordinator.
DASH = re.compile(r"\s+[-–—]\s+|\s*[–—]\s*|\s+-|-\s+")
# Two to four words with capitals. Titles are written so too, so it is only asked after the words of posts
# and bodies.
FULL_NAME = re.compile(r"(?:(?:[A-Z][a-z'’-]+|[A-Z]\.?) ){1,3}[A-Z][a-z'’-][A-Za-z'’-]*")  # or S Patel
ROLE_FIRST = re.compile(
    r"(?:the )?(?:head|hd|director|manager|chief|deputy|assistant|leader|chair|principal|officer|co-?ordinator"
    r"|executive head|head ?teacher)\b",
    re.IGNORECASE,
)
BRACKET = re.compile(r"(?P<post>.+?)\s*[(\[](?P<inside>[^()\[\]]+)[)\]]")


@dataclass(frozen=True, slots=True)
class Lead:
    """One lead: a post, an organisation, or both. `organisation` is the plan's own name where it is `known`, and
    `written` is how the cell has it.
    """

    post: str
    organisation: str
    raw: str
    known: bool = False
    written: str = ""


@dataclass(frozen=True, slots=True)
class Leads:
    """What a cell says of who leads. A cell of organisations only has no leads, but `organisations`; so has one whose
    row's own cell of the organisation names several (`by_agency`), the first of which leads.
    """

    leads: tuple = ()
    organisations: tuple = ()
    raw: str = ""
    question: str = ""
    notes: tuple = ()
    by_agency: bool = False

    @property
    def without_officer(self):
        """The organisations that are named without a post; none while it is asked what the cell says."""
        alone = [lead.organisation for lead in self.leads if lead.organisation and not lead.post]
        return () if self.question else tuple(dict.fromkeys([*self.organisations, *alone]))

    @property
    def unknown(self):
        """The organisations that the plan does not know, to be listed once for the whole file."""
        names = [lead.organisation for lead in self.leads if lead.organisation and not lead.known]
        return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class Partners:
    """The partners of a cell, by the plan's own names where it knows them; `unknown` are those it does not."""

    names: tuple = ()
    unknown: tuple = ()
    raw: str = ""
    question: str = ""


def read_leads(text, *, known=None, previous=None, agency=""):
    """The Leads of a cell. `known` maps each known organisation to its short name or names; `previous` is the
    Leads of the cell above, for ditto; `agency` is the row's own cell of the organisation, if it has one.
    """
    known, raw = known if isinstance(known, Known) else Known.of(known or {}), str(text or "")
    if names.is_ditto(raw):
        return _ditto(previous, raw)
    if _holds_no_names(raw):
        return Leads(raw=raw, question=TOO_LONG)
    if names.is_nobody(raw):
        return Leads(raw=raw, notes=("No lead is named.",))
    whole = known.post(raw, agency)
    if whole:
        return Leads((_known_post(whole, raw),), (), raw)
    found = []
    parts, questions = _parts(BLANKS.sub(" ", raw), known)
    for part in parts:
        leads, question = _of_part(part, known)
        found += [lead for lead in leads if not names.is_nobody(lead.post or lead.organisation)]
        questions += [question] if question else []
    once = {}
    for lead in found:
        once.setdefault((lead.post.casefold(), lead.organisation.casefold()), lead)
    found = list(once.values())
    first, *others = _bodies_of(agency, known)
    # The row's own column of the organisation wins over what stood in the cell, unless the plan knows that.
    if first:
        found = [_of_agency(lead, first, known) for lead in found]
    if others and any(lead.post for lead in found):
        questions.append(
            f"“{tidied(agency)}” names {1 + len(others)} organisations. Is {first} the one that leads?"
        )
        return replace(_answer(found, raw, questions), organisations=tuple(others), by_agency=True)
    return _answer(found, raw, questions)


def _bodies_of(agency, known):
    """The organisations of a row's own cell of them: several only where the plan knows each, else the cell as it is;
    an empty text where it names nobody.
    """
    if not agency or names.is_nobody(agency):
        return [""]
    bodies = [known.match(body) for body in _cut(tidied(agency), known)[0]]
    return bodies if len(bodies) > 1 and all(bodies) else [agency]


def _holds_no_names(raw):
    lines, signs = sum(map(raw.count, "\n;")), sum(map(raw.count, "/&+|"))
    return len(raw) > LONGEST or lines > MOST_LINES or signs > MOST_SIGNS


def _of_agency(lead, agency, known):
    """A lead with the organisation of its row's own column; what stood after its comma was part of the title."""
    if lead.known or not lead.post:
        return lead
    said, own = (known.match(body) or body for body in (lead.written, agency))
    is_said = said.casefold() == own.casefold()
    post = f"{lead.post}, {lead.written}" if lead.written and not is_said else lead.post
    return _lead(post, agency, lead.raw, known)


def _answer(found, raw, questions):
    notes = []
    if found and not any(lead.post for lead in found):
        organisations = tuple(lead.organisation for lead in found)
        return Leads((), organisations, raw, " ".join(questions))
    notes += [
        f"“{lead.post}” is a group, not one accountable officer."
        for lead in found
        if names.is_group(lead.post)
    ]
    notes += [
        f"“{lead.written}” was read as {lead.organisation}."
        for lead in found
        if lead.known and names.key_of(lead.organisation) != names.key_of(lead.written)
    ]
    return Leads(tuple(found), (), raw, " ".join(questions), tuple(dict.fromkeys(notes)))


def _ditto(previous, raw):
    if previous is None:
        return Leads(
            raw=raw, question="The cell says “as above”, but nobody is named above it. Who is the lead?"
        )
    return replace(previous, raw=raw)


def _parts(raw, known):
    """(the parts of a cell, a question for each doubtful cut): cut at semicolons and new lines, and at / & + where
    both sides can stand alone.
    """
    parts, questions = [], []
    for line in _lines(raw, known):
        for sure in SURE.split(line):
            cut, doubted = _cut(sure, known, people=True)
            parts += _with_shared_body(cut, known) if doubted else cut
            questions += [f"Does “{tidied(sure)}” name {len(cut)} leads?"] if doubted else []
    return [part for part in map(tidied, parts) if part], questions


def _with_shared_body(parts, known):
    """Two people with one organisation in brackets at the end may both be of it: proposed, as the cut is asked."""
    last = BRACKET.fullmatch(parts[-1])
    people = [*parts[:-1], tidied(last["post"])] if last and known.match(tidied(last["inside"])) else []
    if not people or not all(map(FULL_NAME.fullmatch, people)):
        return parts
    return [f"{person} ({last['inside']})" for person in people]


def _lines(raw, known):
    """Its lines; an organisation on a line of its own, or in brackets, belongs to the post above it."""
    lines = []
    for line in raw.splitlines():
        line = line.strip()
        above = lines[-1] if lines else ""
        if not line:
            continue
        # A line break inside one name.
        if above and (line[0] in "([" or above.endswith((",", "-", "–", "(")) or line[0] in ",-–"):
            lines[-1] = f"{above} {line}"
        elif above and not above.endswith(";") and _lacks_body(above, known) and known.match(line):
            lines[-1] = f"{above}, {line}"
        else:
            lines.append(line)
    return lines


def _lacks_body(line, known):
    leads, _question = _of_part(tidied(line), known)
    return len(leads) == 1 and bool(leads[0].post) and not leads[0].organisation and has_role(leads[0].post)


def _cut(text, known, *, people=False):
    """(the parts, whether a cut is doubtful): cut at / & + wherever what stands on both sides can stand alone.
    With `people`, two full names are cut as well.
    """
    if known.match(text) or known.post(text):
        return [text], False
    for found in SOFT.finditer(text):
        left, right = tidied(text[: found.start()]), tidied(text[found.end() :])
        cut = _may_cut(left, right, known, people)
        if cut:
            others, doubted = _cut(right, known, people=people)
            return [left, *others], doubted or cut == "doubted"
    return [text], False


def _may_cut(left, right, known, people):
    """ "sure", "doubted" or "" for a cut between two sides. “Post, body & body” stays one and is asked later."""
    first = tidied(SOFT.split(right, maxsplit=1)[0])
    if not left or not first or left.count("(") != left.count(")"):
        return ""
    if people and _is_person(left, known) and _is_person(tidied(first.split("(")[0]), known):
        return "doubted"
    if not (has_role(first) or is_body(first, known)):
        first = right  # the sign that ended it stands inside a title: Health & Wellbeing Manager
    head = tidied(re.split(r",|\s[-–—]\s|\(", first, maxsplit=1)[0])
    certain = bool(known.match(left) or names.INITIALS.fullmatch(left))
    if has_role(head):
        if has_role(left):
            sure = re.search(r"[,()]", left) or ROLE_FIRST.match(head)
            return "sure" if sure else "doubted"
        return ("sure" if certain else "doubted") if is_body(left, known) else ""
    if is_body(left, known) and is_body(first, known):
        return "sure" if certain or known.match(first) or len(left.split()) > 1 or people else ""
    return ""


def _is_person(text, known):
    """Is it written like the name of a person, and neither a post nor a body?"""
    return bool(FULL_NAME.fullmatch(text)) and not has_role(text) and not is_body(text, known)


def _of_part(part, known):
    """(the leads of one part, a question where its commas or dashes can be read otherwise)."""
    if known.post(part):
        return [_known_post(known.post(part), part)], ""
    if known.match(part):
        return [_lead("", part, part, known)], ""
    body, colon, post = map(str.strip, part.partition(":"))
    if colon and known.match(body) and (has_role(post) or _is_person(post, known)) and "," not in post:
        return [_lead(post, body, part, known)], ""
    bracket = BRACKET.fullmatch(part)
    if bracket:
        return _of_bracket(part, bracket, known)
    if "," in part:
        return _of_commas(part, known)
    dashed = DASH.split(part, maxsplit=1)
    if len(dashed) == 2 and has_role(dashed[0]) and not has_role(dashed[1]):
        return [_lead(dashed[0], dashed[1], part, known)], _two_bodies(dashed[1], known)
    if len(dashed) == 2 and has_role(dashed[1]) and is_body(tidied(dashed[0]), known):
        return [_lead(tidied(dashed[1]), tidied(dashed[0]), part, known)], ""
    if len(dashed) == 2:
        for person, body in (map(tidied, dashed), map(tidied, reversed(dashed))):
            if _is_person(person, known) and known.match(body):
                return [_lead(person, body, part, known)], ""
    joined = re.split(r"\s+and\s+", part)
    if len(joined) == 2 and all(map(has_role, joined)) and ROLE_FIRST.match(joined[1]):
        return [_lead(one, "", one, known) for one in joined], f"Does “{part}” name two leads?"
    if is_body(part, known):
        return [_lead("", part, part, known)], ""
    return [_lead(part, "", part, known)], ""


def _of_bracket(part, bracket, known):
    """Post (organisation). A directorate in brackets stays in the title, and so does what is no known body."""
    inside, post = tidied(bracket["inside"]), tidied(bracket["post"])
    whole = has_role(inside) or not has_role(post)
    if known.match(post) and has_role(inside):
        return [_lead(inside, post, part, known)], ""
    if known.match(inside) or (not whole and _is_long_body(inside, known)):
        return [_lead(post, inside, part, known)], _two_bodies(inside, known)
    if is_body(post, known):
        return [_lead("", part, part, known)], ""
    if "," in post:
        leads, question = _of_commas(post, known)
        leads[-1] = replace(
            leads[-1], post=f"{leads[-1].post} ({inside})".strip(), raw=f"{leads[-1].raw} ({inside})"
        )
        return leads, question
    return [_lead(part, "", part, known)], ""


def _is_long_body(text, known):
    """A body's name in words, or one of the initials every council writes; CYPS may be a directorate."""
    # Initials that mean the same everywhere; others may be a directorate, which is part of the post's
    # title.
    common = {"lcc", "pct", "lpt", "lsc", "lscb", "yos", "yot", "camhs", "nhs", "uhl"}
    return is_body(text, known) and (not names.INITIALS.fullmatch(text) or names.key_of(text) in common)


def _of_commas(part, known):
    """“Post, organisation” is one lead. More names are split where a post or a body begins, and asked."""
    pieces = [piece for whole in part.split(",") for piece in _at_dash(tidied(whole), known) if piece]
    leads, at = [], 0
    while at < len(pieces):
        piece, rest = pieces[at], pieces[at + 1 :]
        at += 1
        if _is_person(piece, known) and rest and known.match(rest[0]):
            leads.append(_lead(piece, rest[0], f"{piece}, {rest[0]}", known))
            at += 1
        elif has_role(piece) and not known.match(piece):
            taken = _body_among(rest, known)
            title = ", ".join([piece, *rest[: max(taken - 1, 0)]])
            body = rest[taken - 1] if taken else ""
            at += taken
            raw = ", ".join([title, body]) if body else title
            leads.append(_lead(title, body, raw, known))
        elif is_body(piece, known):
            leads.append(_lead("", piece, piece, known))
        else:
            leads.append(_lead(piece, "", piece, known))
    question = _two_bodies(leads[-1].organisation, known) if len(leads) == 1 else ""
    if len(leads) == 1:
        leads = [replace(leads[0], raw=part)]
    else:
        said = "; ".join(_said(lead) for lead in leads)
        question = f"These names are separated by commas. Are these the leads: {said}?"
    return leads, question


def _at_dash(piece, known):
    """[a division or title, its organisation] of “Children - Leicester City PCT”; else the piece alone."""
    dashes = [] if known.match(piece) else list(DASH.finditer(piece))
    if not dashes:
        return [piece]
    title, body = tidied(piece[: dashes[-1].start()]), tidied(piece[dashes[-1].end() :])
    return [title, body] if is_body(body, known) else [piece]


def _body_among(rest, known):
    """How many of the pieces after a post belong to it: up to its organisation, before the next post."""
    if not rest or (has_role(rest[0]) and not known.match(rest[0])):
        return 0
    if not is_body(rest[0], known) and len(rest) > 1 and is_body(rest[1], known):
        return 2
    return 1


def _said(lead):
    return ", ".join(filter(None, (lead.post, lead.organisation)))


def _two_bodies(body, known):
    """A question where one post has two organisations: “PCT & Partnership Trust”."""
    halves = [tidied(half) for half in SOFT.split(body)]
    if known.match(body) or len(halves) < 2 or not all(is_body(half, known) for half in halves):
        return ""
    return f"Is this one post of {' and '.join(halves)}, or does the second organisation lead by itself?"


def _lead(post, body, raw, known):
    name = known.match(body) if body else ""
    return Lead(tidied(post), name or names.without_stops(tidied(body)), raw, bool(name), tidied(body))


def _known_post(post, raw):
    title, organisation = post
    return Lead(title, organisation, raw, True, organisation)


def read_partners(text, *, known=None, previous=None):
    """The Partners of a cell; semicolons, new lines, and / & + between bodies split, commas are asked."""
    known, raw = known if isinstance(known, Known) else Known.of(known or {}), str(text or "")
    if names.is_ditto(raw):
        if previous is None:
            return Partners(
                raw=raw, question="The cell says “as above”, but no partner is named above it. Who is it?"
            )
        return replace(previous, raw=raw)
    if _holds_no_names(raw):
        return Partners(raw=raw, question=TOO_LONG)
    if names.is_nobody(raw):
        return Partners(raw=raw)
    found, asked = [], False
    for line in BLANKS.sub(" ", raw).splitlines():
        for sure in SURE.split(line):
            for part in filter(None, map(tidied, _cut(sure, known)[0])):
                pieces = _partners_of(part, known)
                asked = asked or (len(pieces) > 1 and not all(map(known.match, pieces)))
                found += pieces
    found = list(dict.fromkeys(known.match(name) or name for name in found if not names.is_nobody(name)))
    unknown = tuple(name for name in found if not known.match(name))
    question = (
        f"These names are separated by commas. Are these the partners: {'; '.join(found)}?" if asked else ""
    )
    return Partners(tuple(found), unknown, raw, question)


def _partners_of(part, known):
    """A part cut at its commas and at the last “and” between two bodies."""
    if known.match(part) or "," not in part:
        halves = [tidied(half) for half in re.split(r"\s+and\s+", part)]
        return halves if len(halves) == 2 and all(map(known.match, halves)) else [part]
    pieces = [tidied(piece) for piece in re.split(r",\s*(?:and\s+)?", part)]
    last = [tidied(half) for half in re.split(r"\s+and\s+", pieces[-1])]
    if not known.match(pieces[-1]) and len(last) == 2 and all(is_body(half, known) for half in last):
        pieces[-1:] = last
    return [piece for piece in pieces if piece]
