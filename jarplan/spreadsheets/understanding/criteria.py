"""A cell of success criteria, split into its criteria: bullets, numbers, new lines, semicolons. The marks are no
part of the text.
"""

import re

# Bullets as Word pastes them, those of its own fonts among them: see jarplan/symbols.py.
MARKS = "•◦▪●○■□❑◆◇►➢➤➔✓✔☑❖·§‣⁃"
# A lone o is Word's bullet of the second level. A dash needs its space: -5% is a figure.
BULLET = re.compile(rf"\s*(?:[{MARKS}]\s*|[*–—-]\s+|o[ \t]+(?=\S))")
NUMBER = re.compile(r"\s*\(?\d{1,2}[.)]\s+(?=\S)")
LETTER = re.compile(r"\s*\(?(?:[a-h]|ix|iv|v?i{1,3}|v|x)[.)]\s+(?=\S)", re.IGNORECASE)
# A number before a letter: “by 20. 30 places” is no list.
INLINE_NUMBER = re.compile(r"(?:^|(?<=[\s.;,]))\(?(\d{1,2})[.)]\s+(?=[^\W\d])")
MOST_LINES = 200
NOTHING = re.compile(r"[\W_]*|n/?a|tb[acd]|to be (?:confirmed|agreed|decided)|none")


def split_criteria(text):
    """The criteria of a cell, each once, in order; nothing for an empty cell, n/a or tbc."""
    lines = [line for line in str(text or "").splitlines() if line.strip()]
    if len(lines) <= MOST_LINES:
        lines = [part for line in lines for part in _at_inline_marks(line) if part.strip()]
    if len(lines) > MOST_LINES:
        return list(dict.fromkeys(" ".join(line.split()) for line in lines))  # a list of something else
    # One line that begins “A) ...” is an article as likely as a mark.
    lettered = sum(bool(LETTER.match(line)) for line in lines) > 1
    marks = (BULLET, NUMBER, LETTER) if lettered else (BULLET, NUMBER)
    marked = [_without_mark(line, marks) for line in lines]
    if any(mark for mark, _rest in marked):
        items = _of_marked(marked)
    else:
        items = [piece for line in lines for piece in re.split(r";(?=\s|$)", line)]
    items = [" ".join(item.split()).removesuffix("; and").rstrip("; ") for item in items]
    return list(dict.fromkeys(item for item in items if item and not _is_nothing(item)))


def _at_inline_marks(line):
    """The line cut before each mark inside it, and before 1. 2. 3. where they stand in order."""
    numbers = list(INLINE_NUMBER.finditer(line))
    if len(numbers) > 1 and [int(one[1]) for one in numbers] == list(range(1, len(numbers) + 1)):
        cuts = [0, *[one.start() for one in numbers], len(line)]
        return [line[start:end] for start, end in zip(cuts, cuts[1:], strict=False)]
    return re.split(rf"(?=[{MARKS}])", line)


def _without_mark(line, marks):
    """(whether the line begins with a mark, the rest of it)."""
    matched = next(filter(None, (mark.match(line) for mark in marks)), None)
    return (bool(matched), line[matched.end() :] if matched else line)


def _of_marked(marked):
    """A line without a mark goes on the one above; before the first mark it stands alone."""
    items, begun = [], False
    for mark, rest in marked:
        begun = begun or mark
        if mark or not begun or not items:
            items.append(rest)
        else:
            items[-1] = f"{items[-1]} {rest.strip()}"
    return items


def _is_nothing(item):
    return bool(NOTHING.fullmatch(item.casefold().strip(" .")))
