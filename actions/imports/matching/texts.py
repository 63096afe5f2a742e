"""Comparing texts as a reader does: equal but for case and punctuation, near, or different."""

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher

NEAR = 0.75
COMMON = 50  # a word in more texts than this tells nothing
TRIED = 5


def folded(text):
    """Words only, in lower case."""
    return " ".join(re.findall(r"\w+", str(text).casefold()))


def likeness(one, other):
    """From 0 to 1: how much two texts are the same words in the same order."""
    first, second = folded(one).split()[:400], folded(other).split()[:400]
    return SequenceMatcher(None, first, second, autojunk=False).ratio() if first and second else 0.0


class Texts:
    """Texts by which something is found again: `add` what they belong to, then ask for equal or near ones."""

    def __init__(self):
        self.equal_to = defaultdict(list)
        self.by_word = defaultdict(set)
        self.all = []

    def add(self, text, thing):
        self.equal_to[folded(text)].append(thing)
        for word in set(folded(text).split()):
            self.by_word[word].add(len(self.all))
        self.all.append((text, thing))

    def equal(self, text):
        """What has this text, but for case and punctuation."""
        return self.equal_to.get(folded(text), []) if folded(text) else []

    def nearest(self, text, *, may=lambda thing: True):
        """What has the most alike text, if it is near; None otherwise. `may` says of a thing whether it is sought."""
        seen = Counter()
        for word in set(folded(text).split()):
            if len(self.by_word.get(word, ())) <= COMMON:
                seen.update(self.by_word.get(word, ()))
        best, found = NEAR, None
        for at, _times in seen.most_common(TRIED):
            other, thing = self.all[at]
            like = likeness(text, other) if may(thing) else 0
            if like >= best:
                best, found = like, thing
        return found
