"""Find many phrases in a text at once, whatever their inflection.

A pattern is words in order; `a|b` are alternatives for one place, and `a ~ b` are two phrases that stand near each other in
one sentence, in any order. Words are compared by a light stem, so that a pattern needs no grammar and no tags; hyphens in
text and pattern do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import Generic, NamedTuple, TypeVar, cast

from spacy.tokens import Doc, Span

K = TypeVar("K", bound=Hashable)

# Tokens between the two halves of a "~" pattern; 5 lost a tenth of the pairs in train, 12 brought chance pairs.
REACH = 8
WHOLE = -1
LONGEST = 8
"""Words that one half of a "~" pattern may have."""
HYPHENS = frozenset("-‐‑–")
_VOWEL = re.compile(r"[aeiouy]")


class Match(NamedTuple, Generic[K]):
    """A pattern's key and the tokens `[start, end)` it covers."""

    key: K
    start: int
    end: int


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Cut a word to what its inflections share: number, tense, -ing, doubled consonants, -ise and -ize."""
    word = word.lower().removesuffix("'s").removesuffix("’s")
    if len(word) < 4:
        return word
    if word.endswith(("ies", "ied")):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("ing") and _VOWEL.search(word[:-3]) and len(word) > 5:
        word = word[:-3]
    elif word.endswith("ed") and _VOWEL.search(word[:-2]) and len(word) > 4:
        word = word[:-2]
    word = re.sub(r"is(e?|ation)$", r"iz\1", word) if len(word) > 5 else word
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") else word


@lru_cache(maxsize=2)
def _stems(doc: Doc) -> list[tuple[int, str]]:
    """Number and stem of each token but the hyphens; each layer looks for phrases of its own in the same text."""
    return [(token.i, stem(token.lower_)) for token in doc if token.text not in HYPHENS]


class _Node:
    """A place in the trie: the stems that may follow, and the patterns that end here."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ends: list[tuple[int, int]] = []


class Phrases(Generic[K]):
    """A trie of patterns, each with a key."""

    def __init__(self, patterns: Iterable[tuple[K, str]]) -> None:
        self._root = _Node()
        self._keys: list[K] = []
        for key, pattern in patterns:
            halves = pattern.split("~")
            for side, half in enumerate(halves):
                self._add(half, (len(self._keys), side if len(halves) > 1 else WHOLE))
            self._keys.append(key)

    def _add(self, phrase: str, end: tuple[int, int]) -> None:
        places = [place.split("|") for place in "".join(" " if c in HYPHENS else c for c in phrase).split()]
        for words in product(*places):
            node = self._root
            for word in words:
                node = node.next.setdefault(stem(word), _Node())
            node.ends.append(end)

    def find(self, tokens: Doc | Span) -> list[Match[K]]:
        """All matches, overlapping ones too, by where they start; token numbers are those of the doc."""
        words = _stems(tokens.doc)
        if tokens is not tokens.doc:
            span = cast(Span, tokens)
            words = words[bisect_left(words, (span.start, "")) : bisect_left(words, (span.end, ""))]
        found: list[Match[K]] = []
        halves: dict[int, list[Match[int]]] = {}
        for at, (start, _) in enumerate(words):
            for (number, side), end in self._walk(words, at):
                if side == WHOLE:
                    found.append(Match(self._keys[number], start, end))
                else:
                    halves.setdefault(number, []).append(Match(side, start, end))
        for number, sides in halves.items():
            found += _near(self._keys[number], sides, tokens.doc)
        return sorted(found, key=lambda match: (match.start, match.end))

    def _walk(self, words: list[tuple[int, str]], at: int) -> Iterator[tuple[tuple[int, int], int]]:
        node: _Node | None = self._root
        for place in range(at, len(words)):  # islice would step over all the words before
            number, word = words[place]
            node = node.next.get(word) if node else None
            if node is None:
                return
            for end in node.ends:
                yield end, number + 1


def _near(key: K, sides: list[Match[int]], doc: Doc) -> Iterator[Match[K]]:
    """Join each first half to the nearest second half within reach in its sentence."""
    others = [match for match in sides if match.key == 1]
    starts = [match.start for match in others]
    for one in (match for match in sides if match.key == 0):
        around = others[bisect_left(starts, one.start - REACH - LONGEST) : bisect_right(starts, one.end + REACH)]
        apart = [(max(o.start - one.end, one.start - o.end), o) for o in around]
        gap, other = min(((gap, o) for gap, o in apart if gap >= 0), default=(REACH + 1, one))
        start, end = min(one.start, other.start), max(one.end, other.end)
        if gap <= REACH and not any(doc[i].is_sent_start for i in range(start + 1, end)):
            yield Match(key, start, end)
