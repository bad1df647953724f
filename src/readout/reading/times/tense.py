"""Whether an undated day or month lies behind or ahead: by the verb that governs it, else by the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from readout.codebook.times import Tense
from readout.reading.times.lexicon import BREAK, Atom

STOPS: Final = frozenset(".!?;")
BARE: Final = ("to", "be", "been")  # a participle or infinitive after these tells nothing by itself
WORDS_BACK: Final = 25
WORDS_ON: Final = 12
STEPS_UP: Final = 8
FAR: Final = 2  # words between a verb and a time that belongs to its object
PERFECT: Final = frozenset(("has", "have", "'ve", "’ve", "having"))


class Direction:
    """Past (-1), future (1) or unknown (0) for the times of one text."""

    def __init__(self, doc: Doc, atoms: Sequence[Atom], tense: Tense) -> None:
        self._doc, self._atoms = doc, atoms
        self._parsed = doc.has_annotation("TAG") and doc.has_annotation("DEP")
        self._past, self._future = frozenset(tense.past), frozenset(tense.future)
        self._until, self._infinitive = frozenset(tense.until), frozenset(tense.infinitive)
        self._will, self._forward = frozenset(tense.will), frozenset(tense.forward)

    def of(self, first: int, last: int, far: bool) -> int:
        """The direction of the time whose atoms are `first` to `last`; `far` for a season, a month or a day of a month.

        "He proposed a summit in March" speaks of a March to come, "he proposed it on Friday" of a day that is over. A time
        that belongs to a thing ("a meeting on January 5") may be ahead of what was done about it.
        """
        sign = self._governed(first, last, far) if self._parsed else self._nearest(first, last, far)
        until = first > 0 and self._atoms[first - 1].text in self._until
        return 1 if until and (sign == 0 or (far and not self._parsed)) else sign

    # By the tree

    def _governed(self, first: int, last: int, far: bool) -> int:
        span = self._doc.char_span(self._atoms[first].start, self._atoms[last].end, alignment_mode="expand")
        if span is None:
            return 0
        path = self._path(span.root)
        verb = path[-1]
        if any(token.lower_ in self._future for token in path):
            return 1
        if not _predicates(verb):
            return 0
        aimed, forward = self._aimed(first), verb.lower_ in self._forward
        if (aimed and (forward or verb.tag_ == "VBN")) or (forward and far and verb.i < span.start - FAR):
            return 1
        sign, thing = self._verb(verb), any(token.tag_.startswith("NN") for token in path[1:-1])
        return 0 if far and thing and sign < 0 else sign

    def _path(self, token: Token) -> list[Token]:
        """From a time up to the verb, or the noun or adjective with a copula, that governs it."""
        path = [token]
        while len(path) < STEPS_UP and token.head.i != token.i and (not _predicates(token) or token.tag_ == "VBG"):
            token = token.head
            path.append(token)
        return path

    def _verb(self, verb: Token) -> int:
        """The time of a verb with its auxiliaries; 0 for a present."""
        helpers = {child.lower_ for child in verb.lefts if child.tag_.startswith(("VB", "MD", "TO"))}
        helpers |= {child.lower_ for child in verb.lefts if child.dep_.startswith("aux") or child.dep_ == "cop"}
        if helpers & self._will:
            return 1
        if "to" in helpers and "have" not in helpers:  # "had been due to expire" is over
            return -1 if any(child.lower_ == "had" for child in verb.head.lefts) else 1
        if verb.tag_ == "VBD" or helpers & self._past or helpers & PERFECT:
            return -1
        if verb.lower_ in self._future or any(child.lower_ in self._future for child in verb.children):
            return 1
        return -1 if verb.tag_ == "VBN" else 0

    # By the words around

    def _nearest(self, first: int, last: int, far: bool) -> int:
        for at in self._around(first, last):
            if sign := self._sign(at):
                aimed = self._aimed(first) or (far and at < first - FAR)
                return 1 if aimed and self._atoms[at].text in self._forward else sign
        return 0

    def _aimed(self, first: int) -> bool:
        """Whether the time is what something is set, planned or invited for."""
        return first > 0 and self._atoms[first - 1].text == "for"

    def _around(self, first: int, last: int) -> Iterator[int]:
        """The words of the sentence before a time, from the nearest, then those after it."""
        sides = range(first - 1, max(-1, first - 1 - WORDS_BACK), -1), range(last + 1, min(len(self._atoms), last + WORDS_ON))
        for side in sides:
            for at in side:
                if self._atoms[at].text in STOPS or self._atoms[at].code == BREAK:
                    break
                yield at

    def _sign(self, at: int) -> int:
        word, before = self._atoms[at].text, self._atoms[at - 1].text if at else ""
        if before in BARE:
            return int(before == "to" and word in self._infinitive)
        if word in self._past:
            return -1
        if word in self._will:
            return 1
        if word in self._future:
            return -1 if "had" in (before, self._atoms[at - 2].text if at > 1 else "") else 1
        return -1 if word.endswith("ed") and len(word) > 4 else 0


def _predicates(token: Token) -> bool:
    return token.tag_.startswith("VB") or any(child.dep_ == "cop" for child in token.lefts)
