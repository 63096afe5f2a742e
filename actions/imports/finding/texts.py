"""Comparing texts as a reader does: equal but for case and punctuation, near, or different."""

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from functools import lru_cache
from heapq import nlargest

WORDS = re.compile(r"\w+")
NEAR = 0.75
COMMON = 50  # a word in more texts than this tells nothing
TRIED = 5
TELLING = 4  # letters of a word that tells a text from others
COMPARED = 400  # words of a text


@lru_cache(maxsize=64)  # a recommendation may stand in thousands of rows, one below the other
def folded(text):
    """Words only, in lower case."""
    return " ".join(WORDS.findall(str(text).casefold()))


def likeness(one, other):
    """From 0 to 1: how much two texts are the same words in the same order."""
    first, second = folded(one).split()[:COMPARED], folded(other).split()[:COMPARED]
    return SequenceMatcher(None, first, second, autojunk=False).ratio() if first and second else 0.0


def are_near(one, other):
    """Do two texts read nearly the same?"""
    return likeness(one, other) >= NEAR


def share_a_word(one, other):
    """Have two texts a word in common that is longer than “the” and “for”?"""
    first, second = ({word for word in folded(text).split() if len(word) >= TELLING} for text in (one, other))
    return bool(first & second)


class Texts:
    """Texts by which something is found again: `add` what they belong to, then ask for equal or near ones."""

    def __init__(self):
        self.equal_to = defaultdict(list)
        self.by_word = defaultdict(list)
        self.all = []

    def add(self, text, thing):
        words = folded(text)
        self.equal_to[words].append(thing)
        words = words.split()
        for word in set(words):
            self.by_word[word].append(len(self.all))
        self.all.append((words[:COMPARED], thing))

    def equal(self, text):
        """What has this text, but for case and punctuation."""
        return self.equal_to.get(folded(text), []) if text else []

    def nearest(self, text, *, may=lambda thing: True):
        """What has the most alike text, if it is near; None otherwise. `may` says of a thing whether it is sought."""
        words, seen, rare = folded(text).split(), Counter(), 0
        for word in set(words):
            places = self.by_word.get(word, ())
            if len(places) <= COMMON:
                seen.update(places)
                rare += 1
        words, others = words[:COMPARED], len(words) - rare
        # No more words can be the same than the rare ones that are shared, and all those that are not rare.
        likely = [
            (times, -at)
            for at, times in seen.items()
            if 2 * (times + others) >= NEAR * (len(words) + len(self.all[at][0])) and may(self.all[at][1])
        ]
        return self._most_alike(words, nlargest(TRIED, likely)) if likely else None

    def ranked(self, text, most):
        """[(what has the text, how near from 0 to 1)] of the nearest few, the nearest first, however far they are."""
        words = folded(text).split()[:COMPARED]
        shared = Counter(at for word in set(words) for at in self.by_word.get(word, ()) if len(word) > 3)
        found = []
        for at, _times in shared.most_common(most + TRIED):
            other, thing = self.all[at]
            found.append((thing, SequenceMatcher(None, words, other, autojunk=False).ratio()))
        return sorted(found, key=lambda pair: -pair[1])[:most]

    def _most_alike(self, words, likely):
        best, found = NEAR, None
        matcher = SequenceMatcher(None, b=words, autojunk=False)
        for _times, at in likely:
            other, thing = self.all[-at]
            matcher.set_seq1(other)
            # The quick ratio is an upper bound, and spares most of the slow comparisons.
            if matcher.quick_ratio() >= best:
                like = matcher.ratio()
                best, found = (like, thing) if like >= best else (best, found)
        return found
