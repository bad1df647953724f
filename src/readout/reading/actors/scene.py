"""Who is speaking where: the attributions of a text as the pronouns in them see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from spacy.tokens import Doc, Span

OPENING, CLOSING, EITHER = frozenset("“«„"), frozenset("”»"), frozenset('"')


class Attributed(Protocol):
    """What is needed of an attribution: a source and contents."""

    @property
    def source(self) -> Span | None:
        """The noun phrase that names the source."""

    @property
    def content(self) -> tuple[Span, ...]:
        """What is attributed."""


class Scene:
    """For every token the innermost attribution whose content holds it, and whether it stands inside quote marks."""

    def __init__(self, doc: Doc, attributions: Iterable[Attributed]) -> None:
        self._inner: dict[int, Attributed] = {}
        known = [a for a in attributions if a.source is not None]
        for attribution in sorted(known, key=lambda a: -sum(len(s) for s in a.content)):
            for span in attribution.content:
                for i in range(span.start, span.end):
                    self._inner[i] = attribution
        self._quoted = _quoted(doc)
        self._voices: dict[int, Span] = {}
        for attribution in sorted(known, key=lambda a: -sum(len(s) for s in a.content)):
            source = attribution.source
            if source is not None and not self._quoted[source.start]:
                self._voices.update((i, source) for span in attribution.content for i in range(span.start, span.end))
        self._said: dict[int, list[range]] = {}
        for attribution in known:
            if attribution.source is not None:
                self._said.setdefault(attribution.source.start, []).extend(range(c.start, c.end) for c in attribution.content)

    def speaker(self, token: int) -> Span | None:
        """The source of the innermost content around a token."""
        attribution = self._inner.get(token)
        return attribution.source if attribution else None

    def voice(self, token: int) -> Span | None:
        """The source of the words in which a first person stands: of a quotation, not of what is reported inside it."""
        return self._voices.get(token) if self._quoted[token] else self.speaker(token)

    def said(self, source: int) -> list[range]:
        """The tokens of what the source that starts there says."""
        return self._said.get(source, [])

    def quoted(self, token: int) -> bool:
        """Whether the token stands inside quote marks."""
        return self._quoted[token]


def _quoted(doc: Doc) -> Sequence[bool]:
    """Inside or outside quote marks, token by token; a new paragraph closes what was left open."""
    inside, out = False, list[bool]()
    for token in doc:
        mark = token.text[:1]
        if token.is_space and "\n" in token.text:
            inside = False
        elif mark in OPENING or (mark in EITHER and not inside):
            inside = True
        elif mark in CLOSING or mark in EITHER:
            inside = False
        out.append(inside)
    return out
