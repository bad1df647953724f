"""When and where a contact takes place, and how long it lasts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from spacy.tokens import Doc, Span, Token

from readout.codebook.contacts import Contacts
from readout.reading.clauses import marker
from readout.reading.contact_mentions import Mention, word
from readout.reading.times.model import Time

T = TypeVar("T")
BySentence = dict[int, list[tuple[T, Token]]]
BOUNDARIES = ("ccomp", "advcl", "acl:relcl", "parataxis", "csubj", "advcl:relcl")
ABOUT = frozenset({"of", "with", "about", "to", "regarding", "concerning", "as", "than"})
# How far behind its word a place may stand, in words.
REACH = 16
# The last day of several, within so many characters behind the first.
BEHIND = 14
RANGE = re.compile(r"\d\s*(?:-|–|—|to|through|and)\s*(?:[A-Z]\w+\s)?\d")
SETTING = ("during", "at", "in", "following", "after", "on", "with")


class Settings:
    """Finds date, place and length by where their expressions hang in the tree."""

    def __init__(self, doc: Doc, times: Sequence[Time], book: Contacts) -> None:
        self.doc, self.book = doc, book
        self.dates = _by_sentence((time, _head(doc, time.start, time.end)) for time in times if time.date)
        self.lengths = _by_sentence((time, _head(doc, time.start, time.end)) for time in times if time.minutes)
        self.located = _by_sentence((ent, ent.root) for ent in doc.ents if ent.label_ == "LOC")

    def date(self, mention: Mention) -> Time | None:
        """The date expression nearest in the tree, else that of the clause whose setting the contact is."""
        near = self._nearest(mention, self.dates, mention.sites)
        if near is None and mention.predicate is None and mention.verb is None and marker(mention.top) in SETTING:
            near = self._nearest(mention, self.dates, (mention.top.head,))
        return near

    def ranged(self, time: Time) -> bool:
        """Whether it is only the first of several days ("from May 2 to 5")."""
        behind = self.doc.text[time.start : time.end + BEHIND]
        return bool(RANGE.search(behind))

    def minutes(self, mention: Mention) -> int | None:
        """Its length, where the text gives it exactly enough."""
        time = self._nearest(mention, self.lengths, mention.sites)
        return time.minutes if time else None

    def places(self, mention: Mention) -> Iterator[Span]:
        """The places named with it: "in Oslo", "the Oslo talks"; those the tree gives it before those behind it."""
        here = [pair for start in _sentences(mention.sites) for pair in self.located.get(start, ())]
        yield from (ent for ent, head in here if self._located(head, mention))
        if word(mention.token, self.book) not in self.book.topics:
            yield from (ent for ent, _ in here if self._behind(ent, mention))

    def _located(self, head: Token, mention: Mention) -> bool:
        while head.head != head and self._named(head):
            head = head.head
        if head.dep_ == "compound" and head.head in mention.sites:
            return True
        where = self.book.places | ({"to"} if mention.kind == "visit" else frozenset())
        if marker(head) not in where:
            return mention.kind == "visit" and head.dep_ == "obj" and head.head == mention.token
        over = head.head
        return over in mention.sites or (self._beside(over) and over.head in mention.sites)

    def _named(self, head: Token) -> bool:
        """Whether the place is only the name of what stands over it ("the city of Oslo")."""
        if marker(head) == "of":
            return head.dep_ == "nmod" and head.head.lower_ in self.book.towns
        return head.dep_ in ("nmod", "appos", "flat", "conj") and not marker(head) and head.head.i < head.i

    def _beside(self, over: Token) -> bool:
        """Whether a phrase behind the word may belong to what is over it: behind a name or a date, not behind a matter."""
        hanging = over.dep_.split(":")[0] in ("nmod", "obl", "obj", "nsubj", "conj", "flat")
        return hanging and (over.pos_ == "PROPN" or bool(over.ent_type_))

    def _behind(self, ent: Span, mention: Mention) -> bool:
        """Whether the place stands behind "in" right after the word, or a name or date after it, wherever the tree puts it."""
        doc, i = ent.doc, ent.start - 1
        while i > mention.token.i and (doc[i].pos_ in ("DET", "ADJ") or doc[i].lower_ in self.book.towns | {"of"}):
            i -= 1
        if not mention.token.i < i < mention.token.i + REACH or doc[i].lower_ not in self.book.places:
            return False
        before, between = doc[i - 1], doc[mention.token.i + 1 : i]
        close = before in mention.sites or before.pos_ == "PROPN" or bool(before.ent_type_)
        return close and not any(token.pos_ in ("VERB", "AUX", "SCONJ", "PART") or token.text == ";" for token in between)

    def _nearest(self, mention: Mention, expressions: BySentence[Time], sites: tuple[Token, ...]) -> Time | None:
        near = [pair for start in _sentences(sites) for pair in expressions.get(start, ()) if _own(pair[1], sites)]
        found = [(steps, time) for time, head in near if (steps := _steps(head, sites)) is not None]
        best = min(found, key=lambda pair: (pair[0], abs(pair[1].start - mention.token.idx), pair[1].start), default=None)
        return best[1] if best else None


def _sentences(sites: Iterable[Token]) -> list[int]:
    return list(dict.fromkeys(site.sent.start for site in sites))


def _own(head: Token, sites: tuple[Token, ...]) -> bool:
    """Whether a date may be the contact's, and is not that of a matter ("the 2015 deal", "the approaching new year")."""
    if head in sites or head.head in sites:
        return True
    if head.pos_ == "NUM" and head.dep_ in ("nummod", "compound", "amod", "nmod") and not marker(head):
        return head.head.pos_ not in ("NOUN", "PROPN") or bool(head.head.ent_type_)
    return marker(head) not in ABOUT


def _by_sentence(pairs: Iterable[tuple[T, Token | None]]) -> BySentence[T]:
    """Expressions with their heads, by the first word of their sentence: a long text has thousands."""
    found: BySentence[T] = {}
    for expression, head in pairs:
        if head is not None:
            found.setdefault(head.sent.start, []).append((expression, head))
    return found


def _head(doc: Doc, start: int, end: int) -> Token | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def _steps(token: Token, sites: tuple[Token, ...]) -> int | None:
    """How far over the expression one of the sites stands, within its clause."""
    for steps, node in enumerate(_up(token)):
        if node in sites:
            return steps
        if node.dep_ in BOUNDARIES or (node.dep_ == "conj" and node.pos_ == "VERB") or steps > 5:
            return None
    return None


def _up(token: Token) -> Iterator[Token]:
    yield token
    while token.head != token:
        token = token.head
        yield token
