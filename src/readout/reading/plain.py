"""An analysed text as plain Python objects, which the layers look at in place of spaCy's.

The layers look at tokens six million times in a hundred articles, and spaCy makes a token anew each time, and its text, its
children and its sentence too. Here each is made once. Names and meaning are spaCy's, so that a layer takes either; there is no
more here than the layers use.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, cast, overload

from spacy import tokens as spacy


class Token:
    """A token with its place in the tree; two are the same only if they are one object."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_digit",
        "is_punct",
        "is_quote",
        "is_sent_start",
        "is_space",
        "is_title",
        "is_upper",
        "left_edge",
        "lemma_",
        "lower_",
        "pos_",
        "right_edge",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )
    doc: Doc
    text: str
    lower_: str
    is_alpha: bool
    is_digit: bool
    is_punct: bool
    is_quote: bool
    is_space: bool
    is_title: bool
    is_upper: bool
    head: Token
    left_edge: Token
    right_edge: Token
    children: list[Token]
    sent: Span

    def __init__(self, doc: Doc, token: spacy.Token, like: Token | None) -> None:
        """Make it from spaCy's; `like` is another of the same word, if there is one."""
        self.doc, self.i, self.idx, self.whitespace_ = doc, token.i, token.idx, token.whitespace_
        self.lemma_, self.pos_, self.tag_, self.dep_ = token.lemma_, token.pos_, token.tag_, token.dep_
        self.ent_type_, self.is_sent_start = token.ent_type_, token.is_sent_start
        self.children = []
        word = token if like is None else like
        self.text, self.lower_ = word.text, word.lower_
        self.is_alpha, self.is_digit, self.is_punct = word.is_alpha, word.is_digit, word.is_punct
        self.is_quote, self.is_space, self.is_title, self.is_upper = word.is_quote, word.is_space, word.is_title, word.is_upper

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_sent_end(self) -> bool:
        """Whether it is the last of its sentence."""
        return self.i + 1 == self.sent.end

    @property
    def lefts(self) -> list[Token]:
        """Those of its children that stand before it."""
        return [child for child in self.children if child.i < self.i]

    @property
    def subtree(self) -> Iterator[Token]:
        """It and all that hang on it, in spaCy's order."""
        here = False
        for child in self.children:
            if not here and child.i > self.i:
                here = True
                yield self
            yield from child.subtree
        if not here:
            yield self

    def nbor(self, i: int = 1) -> Token:
        """The token so many places on. Raises `IndexError` outside the text."""
        if self.i + i < 0:
            raise IndexError(self.i + i)
        return self.doc.tokens[self.i + i]


class Span:
    """Tokens `[start, end)` of a text."""

    __slots__ = ("_root", "doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label
        self._root: Token | None = None

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __contains__(self, token: object) -> bool:
        return isinstance(token, Token) and self.start <= token.i < self.end

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        place = (self.end if at < 0 else self.start) + at
        if not self.start <= place < self.end:
            raise IndexError(at)
        return self.doc.tokens[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and (self.start, self.end, self.label_) == (other.start, other.end, other.label_)

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.label_))

    @property
    def start_char(self) -> int:
        """Where it begins in the text."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """Where its last token ends in the text."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its words as they stand in the text."""
        return self.doc.text[self.start_char : self.end_char] if self.start < self.end else ""

    @property
    def sent(self) -> Span:
        """The sentence of its first token."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The token nearest the root of its tree, the first of several."""
        if self._root is None:
            self._root = self._nearest()
        return self._root

    def _nearest(self) -> Token:
        outer = list[Token]()
        for token in self:
            head = token.head
            if head is token:
                return token
            if not self.start <= head.i < self.end:
                outer.append(token)
        return min(outer, key=_depth) if outer else self.doc.tokens[self.start]


def _depth(token: Token) -> int:
    """Steps from a token to the root of its tree; many for a mark or white space that nothing hangs on."""
    if not token.children and (token.is_space or token.is_punct):
        return len(token.doc) - 1
    steps = 0
    while token.head is not token:
        token, steps = token.head, steps + 1
    return steps


class Doc:
    """The tokens of a text, its sentences, names and attributions."""

    def __init__(self, doc: spacy.Doc) -> None:
        self.text = doc.text
        self.tensor, self.has_annotation = doc.tensor, doc.has_annotation
        self.tokens, words = list[Token](), dict[int, Token]()
        for original in doc:
            self.tokens.append(Token(self, original, words.get(original.orth)))
            words.setdefault(original.orth, self.tokens[-1])
        for token, original in zip(self.tokens, doc, strict=True):
            token.head = self.tokens[original.head.i]
            token.left_edge = self.tokens[original.left_edge.i]
            token.right_edge = self.tokens[original.right_edge.i]
            if token.head is not token:
                token.head.children.append(token)
        starts = [token.i for token in self.tokens if token.is_sent_start or token.i == 0]
        self.sents = [Span(self, start, end) for start, end in pairwise((*starts, len(doc)))]
        for sent in self.sents:
            for token in sent:
                token.sent = sent
        self.ents = [Span(self, span.start, span.end, span.label_) for span in doc.ents]
        self._ = SimpleNamespace()
        self._.evidence = doc._.evidence if doc.has_extension("evidence") else None
        if doc.has_extension("attributions"):
            self._.attributions = tuple(self._plain(attribution) for attribution in doc._.attributions)

    def _plain(self, found: Any) -> Any:
        source, cue = (None if span is None else self[span.start : span.end] for span in (found.source, found.cue))
        return replace(found, source=source, cue=cue, content=tuple(self[part.start : part.end] for part in found.content))

    @property
    def doc(self) -> Doc:
        """Itself."""
        return self

    def has_extension(self, name: str) -> bool:
        """Whether `_` has it."""
        return hasattr(self._, name)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[at]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.tokens]

    def char_span(self, start: int, end: int, *, alignment_mode: str) -> Span | None:
        """The tokens that share a character with `[start, end)`, a space after the first left out; None outside the text."""
        if alignment_mode != "expand":
            raise ValueError(alignment_mode)
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1) - 1
        if not 0 <= start < len(self.text) or not 0 < end <= len(self.text):
            return None
        if start == self.tokens[first].idx + len(self.tokens[first]):
            first += 1
        return Span(self, first, last + 1)


def plain(doc: spacy.Doc) -> spacy.Doc:
    """A text as plain objects, which stand in for spaCy's."""
    return cast(spacy.Doc, Doc(doc))
