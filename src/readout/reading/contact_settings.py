"""When and where a contact takes place, and how long it lasts."""

from __future__ import annotations

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
SETTING = ("during", "at", "in", "following", "after", "on", "with")


class Settings:
    """Finds date, place and length by where their expressions hang in the tree."""

    def __init__(self, doc: Doc, times: Sequence[Time], book: Contacts) -> None:
        self.book = book
        self.dates = _by_sentence((time, _head(doc, time.start, time.end)) for time in times if time.date)
        self.lengths = _by_sentence((time, _head(doc, time.start, time.end)) for time in times if time.minutes)
        self.places = _by_sentence((ent, ent.root) for ent in doc.ents if ent.label_ == "LOC")

    def date(self, mention: Mention) -> Time | None:
        """The date expression nearest in the tree, else that of the clause whose setting the contact is."""
        near = self._nearest(mention, self.dates, mention.sites)
        if near is None and mention.predicate is None and mention.verb is None and marker(mention.top) in SETTING:
            near = self._nearest(mention, self.dates, (mention.top.head,))
        return near

    def minutes(self, mention: Mention) -> int | None:
        """Its length, where the text gives it exactly enough."""
        time = self._nearest(mention, self.lengths, mention.sites)
        return time.minutes if time else None

    def place(self, mention: Mention) -> Span | None:
        """The place named with it: "in Oslo", "the Oslo talks"."""
        here = self.places.get(mention.token.sent.start, ())
        return next((ent for ent, head in here if self._located(head, mention)), None)

    def _located(self, head: Token, mention: Mention) -> bool:
        while head.head != head and head.dep_ in ("nmod", "appos", "flat", "conj") and marker(head) in ("of", ""):
            head = head.head
        if head.dep_ == "compound" and head.head in mention.sites:
            return True
        where = self.book.places | ({"to"} if mention.kind == "visit" else frozenset())
        if marker(head) not in where:
            return mention.kind == "visit" and head.dep_ == "obj" and head.head == mention.token
        over = head.head
        beside = over.dep_ in ("nmod", "obl", "obj", "nsubj", "conj") and word(over, self.book) not in self.book.kinds
        return over in mention.sites or (beside and over.head in mention.sites)

    def _nearest(self, mention: Mention, expressions: BySentence[Time], sites: tuple[Token, ...]) -> Time | None:
        near = [pair for start in dict.fromkeys(site.sent.start for site in sites) for pair in expressions.get(start, ())]
        found = [(steps, time) for time, head in near if (steps := _steps(head, sites)) is not None]
        best = min(found, key=lambda pair: (pair[0], abs(pair[1].start - mention.token.idx), pair[1].start), default=None)
        return best[1] if best else None


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
