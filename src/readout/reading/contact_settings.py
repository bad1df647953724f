"""When and where a contact takes place, and how long it lasts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from readout.codebook.contacts import Contacts
from readout.reading.clauses import marker
from readout.reading.contact_mentions import Mention, word
from readout.reading.times.model import Time

BOUNDARIES = ("ccomp", "advcl", "acl:relcl", "parataxis", "csubj", "advcl:relcl")
SETTING = ("during", "at", "in", "following", "after", "on", "with")


class Settings:
    """Finds date, place and length by where their expressions hang in the tree."""

    def __init__(self, doc: Doc, times: Sequence[Time], book: Contacts) -> None:
        self.book = book
        self.dates = [(time, head) for time in times if time.date and (head := _head(doc, time.start, time.end))]
        self.lengths = [(time, head) for time in times if time.minutes and (head := _head(doc, time.start, time.end))]
        self.places = [(ent, ent.root) for ent in doc.ents if ent.label_ == "LOC"]

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
        for ent, head in self.places:
            if head.sent == mention.token.sent and self._located(head, mention):
                return ent
        return None

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

    def _nearest(self, mention: Mention, expressions: list[tuple[Time, Token]], sites: tuple[Token, ...]) -> Time | None:
        best = min(
            (
                (steps, abs(time.start - mention.token.idx), n)
                for n, (time, head) in enumerate(expressions)
                if (steps := _steps(head, sites)) is not None
            ),
            default=None,
        )
        return expressions[best[2]][0] if best else None


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
