"""One term for one thing, and templates that can be read: what is banned from pages, mails, documents and terminals.

Template text outside tags and comments is read, and every string of Python that holds a space; comments, docstrings
and stored kinds of events are not: what was recorded keeps its name, and the history shows it in today's words.
"""

import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("actions", "finance", "jarplan", "recommendations")
# Migrations keep the words of their day; headings.py knows other people's sheets, and our own of earlier days.
LEFT_OUT = {"migrations", "headings.py"}
LONGEST_LINE = 120

BANNED = {
    # not: say instead
    r"later date": "extension",
    r"date change": "extension",
    r"say (that it is )?delivered": "mark as delivered",
    r"said to be delivered": "marked as delivered",
    r"tak(e|es|en|ing) (it |the signature )?back": "withdraw",
    r"\bsignatures?\b": "sign-off",
    r"later look": "follow-up review",
    r"look(s|ed)? again": "follow-up review, or check again",
    r"\b(a|the|this|no|new|last|latest) reading\b|\breadings\b(?!-)": "measurement, figure",
    r"known from": "source",
    r"answer(s|ed) for": "accountable",
    r"\bgoverns\b": "in force",
    r"\bdays off\b": "bank holidays and closures",
    r"rules of law": "statutory rules",
    r"what the law asks": "statutory deadlines",
    r"class(es)? of recipients": "recipients",
    r"as the law requires,": "redact",
    r"\bblanking\b": "redaction",
    r"\bdeeds?\b|\bhappenings\b": "change",
    r"\bpiles?\b": "queue",
    r"standing for": "deputy",
    r"call(s|ed)? (the import )?off\b": "cancel",
    r"those chosen": "selected",
    r"the whole (story|history)": "History",
    r"by the rule\b(?! below)": "calculated rating",
    r"\bcomputed\b": "calculated",
    r"rated otherwise": "more optimistic than the rule, or the calculated rating",
    r"speaks? of": "dated",
    r"to hand\b(?! over)": "available",
    r"what there is": "name it",
    r"stands in the way": "there is a problem",
    r"back on track by": "expected back on track",
    r"never moved": "not changed",
    r"not read yet": "no measurement yet",
    r"how we shall know": "success criterion, success measures",
    r"say otherwise": "change the date",
    r"go on later": "save and finish later",
    r"has its report": "a report has already been sent",
    r"one after another": "complete all reports",
    r"your signature does not cover": "what you are not signing off",
    r"how sure we are": "certainty",
    r"left out: weekends": "excludes weekends",
    r"go to the end": "import or cancel",
    r"something to know": "rows to check",
    r"told as one": "shown as one entry",
    r"throw(s|n)? away": "delete",
    r"kept about": "draft",
    r"brought back|bring back\b": "upload again",
    r"stay(s|ed)? out\b": "not imported",
    r"put(s)? (it|them) right": "correct",
    r"\bmeanwhile\b": "since",
    r"as it stands|as they stand\b": "current, as it is now",
    r"\d %": "no space before %",
}


def templates():
    return sorted((ROOT / "templates").rglob("*.html"))


def modules():
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if not LEFT_OUT & {*path.relative_to(ROOT).parts}:
                yield path


def text_of_template(source):
    """What a template says: comments and Django's tags go, and of HTML only what is read aloud stays."""
    source = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", " ", source, flags=re.S)
    spoken = " ".join(re.findall(r'(?:title|text|link|button|label|save|here|alt)="([^"]*)"', source))
    plain = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", source, flags=re.S)
    plain = re.sub(r"<[^>]*>", " ", plain, flags=re.S)
    return " ".join(f"{plain} {spoken}".split())


def docstrings(tree):
    """The ids of the constants that are docstrings."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            yield id(first.value)


def stored(tree):
    """The ids of kinds of events and causes as they are recorded, arguments of record() and lapse(), and of keys."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            yield from (id(one) for key in node.keys if key for one in ast.walk(key))
        if (
            isinstance(node, ast.Call)
            and getattr(node.func, "attr", getattr(node.func, "id", "")) in RECORDING
        ):
            yield from (id(one) for part in node.args for one in ast.walk(part))


RECORDING = {"record", "lapse", "lapse_what_covered", "compile"}


def sentences(source):
    """The strings of a module that people may read: those with a space in them, f-strings as one."""
    tree = ast.parse(source)
    skipped = {*docstrings(tree), *stored(tree)}
    parts = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            constants = [one for one in node.values if isinstance(one, ast.Constant)]
            parts |= {id(one) for one in constants}
            yield node.lineno, " … ".join(one.value for one in constants)
    for node in ast.walk(tree):
        text = getattr(node, "value", None)
        if not isinstance(node, ast.Constant) or not isinstance(text, str) or id(node) in skipped | parts:
            continue
        if " " in text.strip() and not is_stored(text):
            yield node.lineno, text


def is_stored(text):
    """Whether this is a kind of event or a pattern for what sheets say, neither of which is read by anybody."""
    return text in EVENT_KINDS or bool(re.search(r"\\[bwd]|\(\?|SELECT|NEW\.|[|]", text))


def event_kinds():
    from jarplan.reporting.history.words import TITLES

    return {kind for _, kind in TITLES}


EVENT_KINDS = event_kinds() | {"taken back", "rested on one taken back"}


def banned_in(text):
    """Each banned phrase in a text, with what to say instead."""
    return [
        f"“{found[0]}”: say {instead}" for banned, instead in BANNED.items() if (found := find(banned, text))
    ]


def find(banned, text):
    return re.search(banned, text, re.I)


def name(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", templates(), ids=name)
def test_no_banned_words_in_a_template(path):
    assert not banned_in(text_of_template(path.read_text()))


def test_no_banned_words_in_sentences_of_python():
    found = [
        f"{name(path)}:{line} {each}"
        for path in modules()
        for line, text in sentences(path.read_text())
        for each in banned_in(text)
    ]
    assert not found, "\n".join(found)


def test_what_is_read_of_a_template_is_what_people_read():
    source = (
        '{% comment %}later look{% endcomment %}{% load plan %}<p class="later look">A {{ later_look }} B</p>'
        '{% include "x.html" with title="By the rule" %}<td data-label="Known from">1</td>{# piles #}'
    )
    assert text_of_template(source) == "A B 1 By the rule Known from"
    assert banned_in("Later look") and banned_in("by the rule:") and not banned_in("by the rules")


def test_what_is_read_of_python_is_what_people_read():
    source = '"""A later look."""\nx = f"Take {y} back"\nledger.record(a, "later look")\nz = "a later look"\n'
    assert [text for _, text in sentences(source)] == ["Take  …  back", "a later look"]


@pytest.mark.parametrize("path", templates(), ids=name)
def test_template_lines_can_be_read(path):
    long = [number for number, line in enumerate(path.read_text().split("\n"), 1) if len(line) > LONGEST_LINE]
    assert not long, f"{name(path)}: lines {long} have more than {LONGEST_LINE} characters"


def test_templates_are_indented():
    assert importlib.util.find_spec("djhtml"), "djhtml is one of the test dependencies"
    command = [sys.executable, "-m", "djhtml", "--check", "--tabwidth", "2", *map(str, templates())]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
