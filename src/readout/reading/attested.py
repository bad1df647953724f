"""On whose word a row rests: the statements around a stretch of text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from readout.record.model import Span, Statement


class Attested:
    """The statements of a text, to be found by where their contents and cues stand."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self._contents = _Spans([(span, s) for s in statements for span in s.content])
        self._cues = _Spans([(s.cue, s) for s in statements if s.cue is not None])

    def around(self, span: Span) -> Statement | None:
        """The innermost statement whose content covers the middle of the span."""
        return self._contents.smallest((span[0] + span[1]) // 2)

    def uttered(self, span: Span) -> Statement | None:
        """The statement whose cue holds the middle of the span: the one that the words there introduce."""
        return self._cues.smallest((span[0] + span[1]) // 2)


class _Spans:
    def __init__(self, found: list[tuple[Span, Statement]]) -> None:
        self._found = sorted(found, key=lambda pair: pair[0])
        self._starts = [span[0] for span, _ in self._found]
        self._longest = max((end - start for (start, end), _ in found), default=0)

    def smallest(self, at: int) -> Statement | None:
        first, last = bisect_left(self._starts, at - self._longest), bisect_right(self._starts, at)
        around = [(end - start, n) for n, ((start, end), _) in enumerate(self._found[first:last]) if at < end]
        return self._found[first + min(around)[1]][1] if around else None


def identifier(statement: Statement | None) -> str | None:
    """Its id, where there is one."""
    return statement.id if statement else None
