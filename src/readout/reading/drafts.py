"""Attributions on their way to statements: ranges of the text, trimmed as the guidelines cut them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from spacy.tokens import Span

from readout.reading.quotes import Quotation, overlapping

if TYPE_CHECKING:
    from readout.analysis.attribution import Attribution

Range = tuple[int, int]

BYLINE = re.compile(r"\s[A-Z]{2,4}(?:/[A-Z]{2,4})+\s*$")
"""The initials of writer and editor, with which an agency ends an article ("MJ/PA")."""


@dataclass(frozen=True)
class Draft:
    """An attribution as ranges of the text; `level` 0 is outer, 1 nested in the content of another."""

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    level: int = 0

    @cached_property
    def ranges(self) -> tuple[Range, ...]:
        """All its ranges, in order of appearance."""
        return tuple(sorted(r for r in (self.source, self.cue, *self.content) if r))

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.ranges[0][0]

    @property
    def opening(self) -> int:
        """Where its cue or content begins: what several statements of one source are told apart by."""
        return min(start for start, _ in (self.cue or self.content[0], *self.content))

    @property
    def end(self) -> int:
        """Where it ends."""
        return max(end for _, end in self.ranges)

    @property
    def size(self) -> int:
        """Length of its content."""
        return sum(end - start for start, end in self.content)


def draft(attribution: Attribution, text: str, quoted: Sequence[Quotation]) -> Draft | None:
    """Trim an attribution of a Doc with this text; None where nothing of its content is left."""
    lasting = attribution.cue is None
    if attribution.source is not None and BYLINE.fullmatch(f" {attribution.source.text}"):
        return None
    content = sorted({r for span in attribution.content if (r := trim_content(span, text, quoted, lasting=lasting))})
    if not content:
        return None
    source, cue = _trim_edges(attribution.source, text), _trim_edges(attribution.cue, text)
    return Draft(source, cue, tuple(_joined(content)), attribution.level)


def trim_content(span: Span, text: str, quoted: Sequence[Quotation], *, lasting: bool = False) -> Range | None:
    """Cut white space and outer punctuation off a content span, and let it have the quotation marks at its edges.

    The final full stop of a content without a cue stays (`lasting`): it is a turn of a transcript, whole sentences.
    """
    start, end = span.start_char, span.end_char
    if not text[end:].strip() and (initials := BYLINE.search(text, start, end)):
        end = initials.start()
    while start < end and (text[start].isspace() or text[start] in ",;:.)—–-"):
        start += 1
    while start < end and (
        text[end - 1].isspace() or text[end - 1] in ",;:(—–-" or (text[end - 1] == "." and not lasting and _stop(span, end))
    ):
        end -= 1
    if not any(map(str.isalnum, text[start:end])):
        return None
    return with_marks(start, end, quoted, text)


def similarity(ranges: Sequence[Range], others: Sequence[Range]) -> float:
    """Intersection over union of two sets of ranges, each without overlap in itself."""
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in ranges for c, d in others)
    either = sum(b - a for a, b in (*ranges, *others)) - both
    return both / either if either else 0.0


def inside(one: Range, other: Range) -> bool:
    """Whether a range lies in another."""
    return other[0] <= one[0] and one[1] <= other[1]


def edges_of(start: int, end: int, text: str) -> Range | None:
    """A range cut off before another clause, without the white space, marks and conjunction at its end."""
    words = text[start:end].rstrip(" \n,;:—–-")
    last = words.rsplit(None, 1)
    if len(last) == 2 and last[1].lower() in ("and", "but", "or", "also"):
        words = last[0].rstrip(" \n,;:—–-")
    return (start, start + len(words)) if _words(words) else None


def with_marks(start: int, end: int, quoted: Sequence[Quotation], text: str) -> Range:
    """Extend a range over the marks of a quotation that begins or ends right beside it and otherwise lies inside."""
    for q in overlapping(quoted, start - 1, end + 2):
        opened = start == q.start or (not _words(text[q.start : start]) and q.start < start)
        closed = not _words(text[end : q.end])
        if q.start >= start and end < q.end and closed:
            end = q.end
        elif opened and q.end <= end + 2 and closed:
            start, end = min(start, q.start), max(end, q.end)
        elif opened and q.end <= end:
            start = min(start, q.start)
    return start, end


def _words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _stop(span: Span, end: int) -> bool:
    """Tell whether the full stop before `end` is a token of its own, not the end of an abbreviation."""
    token = next((t for t in reversed(span) if t.idx < end), None)
    return token is not None and not _words(token.text)


def _trim_edges(span: Span | None, text: str) -> Range | None:
    if span is None:
        return None
    start, end = span.start_char, span.end_char
    while start < end and not (text[start].isalnum() or text[start] in "“\"‘'«($€£[@#"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:—–-"):
        end -= 1
    return (start, end) if start < end else None


def _joined(ranges: Iterable[Range]) -> list[Range]:
    """Sorted ranges, overlapping ones made one."""
    out: list[Range] = []
    for start, end in ranges:
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
