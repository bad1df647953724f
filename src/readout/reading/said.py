"""A statement seen as words of the analysis: its cue, what the cue introduces, and the heads of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from readout.record.model import Statement


@dataclass(frozen=True)
class Said:
    """One statement; `content` is the part of it that follows or stands nearest to its cue."""

    statement: Statement
    content: Span
    cue: Span | None = None

    @property
    def trigger(self) -> Token | None:
        """The word of the cue that carries its meaning: the last verb, noun or adjective in it."""
        if self.cue is None:
            return None
        words = [token for token in self.cue if token.pos_ in ("VERB", "NOUN", "ADJ")]
        return words[-1] if words else self.cue.root

    @property
    def head(self) -> Token:
        """The head of the content."""
        return self.content.root


def said(doc: Doc, statements: Sequence[Statement]) -> Iterator[Said]:
    """Every statement that can be laid on tokens, in order."""
    for statement in statements:
        cue = doc.char_span(*statement.cue, alignment_mode="expand") if statement.cue else None
        parts = [part for span in statement.content if (part := doc.char_span(*span, alignment_mode="expand")) is not None]
        if parts:
            yield Said(statement, _main(parts, cue), cue)


def _main(parts: list[Span], cue: Span | None) -> Span:
    """The first part after the cue, else the longest."""
    after = [part for part in parts if cue is not None and part.start >= cue.end]
    return after[0] if after else max(parts, key=len)
