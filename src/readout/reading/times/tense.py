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
        """The direction of the time whose atoms are `first` to `last`; `far` for a month or season.

        "He proposed a summit in March" speaks of a March to come, "he proposed it on Friday" of a day that is over.
        """
        sign = self._governed(first, last, far) if self._parsed else self._nearest(first, last)
        if sign == 0 and first and self._atoms[first - 1].text in self._until:
            return 1
        return sign

    # By the tree

    def _governed(self, first: int, last: int, far: bool) -> int:
        span = self._doc.char_span(self._atoms[first].start, self._atoms[last].end, alignment_mode="expand")
        if span is None:
            return 0
        token = span.root
        for _ in range(STEPS_UP):
            if token.lower_ in self._future:
                return 1
            if token.tag_.startswith("VB") and token.tag_ != "VBG":
                if far and token.lower_ in self._forward and token.i < span.start - FAR:
                    return 1
                return self._verb(token)
            if token.head.i == token.i:
                break
            token = token.head
        return 0

    def _verb(self, verb: Token) -> int:
        """The time of a verb with its auxiliaries; 0 for a present."""
        helpers = {child.lower_ for child in verb.lefts if child.tag_.startswith(("VB", "MD", "TO"))}
        helpers |= {child.lower_ for child in verb.lefts if child.dep_.startswith("aux") or child.dep_ == "cop"}
        if helpers & self._will or ("to" in helpers and "have" not in helpers):
            return 1
        if verb.tag_ == "VBD" or helpers & self._past or helpers & PERFECT:
            return -1
        if verb.lower_ in self._future or any(child.lower_ in self._future for child in verb.children):
            return 1
        return -1 if verb.tag_ == "VBN" else 0

    # By the words around

    def _nearest(self, first: int, last: int) -> int:
        for at in self._around(first, last):
            if sign := self._sign(at):
                return sign
        return 0

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
            return -1 if before in self._past or (at > 1 and self._atoms[at - 2].text in self._past) else 1
        return -1 if word.endswith("ed") and len(word) > 4 else 0
