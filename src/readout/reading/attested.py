"""On whose word a row rests: the statement around a stretch of text."""

from __future__ import annotations

from collections.abc import Sequence

from readout.record.model import Span, Statement


def attesting(statements: Sequence[Statement], span: Span) -> Statement | None:
    """The innermost statement whose content covers the middle of the span."""
    middle = (span[0] + span[1]) // 2
    around = [(end - start, statement) for statement in statements for start, end in statement.content if start <= middle < end]
    return min(around, key=lambda pair: pair[0])[1] if around else None


def uttering(statements: Sequence[Statement], start: int, end: int) -> Statement | None:
    """The statement whose cue shares these code points: the one that the words there introduce."""
    return next((s for s in statements if s.cue is not None and s.cue[0] < end and start < s.cue[1]), None)


def identifier(statement: Statement | None) -> str | None:
    """Its id, where there is one."""
    return statement.id if statement else None
