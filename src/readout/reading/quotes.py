"""Where a text quotes: paragraphs and the ranges between quotation marks.

Real texts lose marks, re-open a quotation at each paragraph, and use one character for quote and apostrophe. Every such
case has one repair, none raises, and none reaches further than a paragraph:

- a quotation that its paragraph does not close ends with the paragraph; it goes on in the next one where that re-opens
  it, or where that closes it without having opened it;
- where another quotation of its kind opens in the same paragraph, an unclosed one ends before that;
- a single mark opens only where one closes it (or the next paragraph re-opens it): else it is an apostrophe;
- guillemets point outwards, «so», unless the first of their paragraph points the other way, »so«;
- a closing mark that nothing opened is no quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Kind = Literal["double", "single", "guillemet", "angle", "corner"]
Role = Literal["open", "close", "either", "none"]

KINDS: dict[str, Kind] = {
    **dict.fromkeys(("“", "”", "„", "‟", '"', "``", "''"), "double"),
    **dict.fromkeys(("‘", "’", "‚", "‛", "'"), "single"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "angle"),
    **dict.fromkeys("「」『』", "corner"),
}
OPENERS = frozenset({*"“‟‘‛「『", "``"})
CLOSERS = frozenset({*"”」』", "''"})
LOW = frozenset("„‚")
POINTED = frozenset({"guillemet", "angle"})
BEFORE_OPENING = frozenset("([{—–-/“‘«„‚\"'")
MARK = re.compile("``|''|[" + "".join(mark for mark in KINDS if len(mark) == 1) + "]")
BREAK = re.compile(r"\n[^\S\n]*\n\s*|(?<=[.!?:…”’»\"'])\n\s*")
LONGEST = 4000
"""No quotation is longer (code points): no paragraph of prose is so long, a text without line breaks may be."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted range, its marks included.

    `depth` is 0 for a quotation that no other encloses; `closed` is false where the closing mark is missing; `resumes`
    is true where it goes on with the quotation that the paragraph before left open.
    """

    start: int
    end: int
    depth: int = 0
    closed: bool = True
    resumes: bool = False


class Mark(NamedTuple):
    """A quotation mark, and what its neighbours allow it to be.

    `firm` tells a closing single mark from the apostrophe of a plural ("the ministers’ talks").
    """

    start: int
    end: int
    kind: Kind
    role: Role
    firm: bool


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Ranges of the paragraphs: parted by blank lines, and by line ends after closing punctuation."""
    edges = [0, *(edge for m in BREAK.finditer(text) for edge in m.span()), len(text)]
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        body = text[start:end]
        if stripped := body.strip():
            begin = start + len(body) - len(body.lstrip())
            found.append((begin, begin + len(stripped)))
    return found


def quotations(text: str) -> tuple[Quotation, ...]:
    """All quoted ranges of a text, in order of their start; nested ones after the one that encloses them."""
    areas = paragraphs(text)
    marks = [list(_marks(text, start, end)) for start, end in areas]
    found: list[Quotation] = []
    left: Kind | None = None
    for i, (start, end) in enumerate(areas):
        first = marks[i + 1][0] if i + 1 < len(areas) and marks[i + 1] else None
        reopens = first.kind if first and first.role != "close" and first.start == areas[i + 1][0] else None
        paragraph = _Paragraph(text, start, end, left=left, reopens=reopens)
        left = paragraph.read(marks[i])
        found += paragraph.found
    return tuple(_nested(found, text))


def overlapping(quoted: Sequence[Quotation], start: int, end: int) -> list[Quotation]:
    """Those of some sorted quotations that share a character with a range."""
    i = bisect_left(quoted, start - LONGEST, key=lambda q: q.start)
    out = []
    while i < len(quoted) and quoted[i].start < end:
        if start < quoted[i].end:
            out.append(quoted[i])
        i += 1
    return out


def share(spans: Iterable[tuple[int, int]], quoted: Sequence[Quotation], text: str) -> float:
    """Share of the letters and digits of the spans that stand inside the quotations; 0 where there are none."""
    inside = total = 0
    for start, end in spans:
        total += _letters(text[start:end])
        reached = start
        for q in overlapping(quoted, start, end):
            inside += _letters(text[max(reached, q.start) : min(q.end, end)])
            reached = max(reached, q.end)
    return inside / total if total else 0.0


def _letters(words: str) -> int:
    return sum(map(str.isalnum, words))


def _marks(text: str, start: int, end: int) -> Iterator[Mark]:
    outward: dict[Kind, str] = {}
    for m in MARK.finditer(text, start, end):
        before = text[m.start() - 1] if m.start() > start else " "
        after = text[m.end()] if m.end() < end else " "
        mark, kind = m.group(), KINDS[m.group()]
        if kind in POINTED:
            role: Role = "open" if mark == outward.setdefault(kind, mark) else "close"
        else:
            role = _role(mark, kind, before, after)
        if role != "none":
            firm = not before.isalnum() or not (after.isspace() and text[m.end() + 1 : m.end() + 2].isalnum())
            yield Mark(m.start(), m.end(), kind, role, firm)


def _role(mark: str, kind: Kind, before: str, after: str) -> Role:
    """What a mark can be between its neighbours; `none` for an apostrophe."""
    if kind == "single" and before.isalnum() and after.isalnum():
        return "none"
    opens = (before.isspace() or before in BEFORE_OPENING) and not (after.isspace() or after in ",;:!?)]}")
    closes = not before.isspace() and not after.isalnum()
    if mark in LOW or mark in OPENERS:
        return "close" if closes and not opens and mark not in LOW else "open"
    if mark in CLOSERS:
        return "open" if opens and not closes else "close"
    if kind == "single":
        straight = mark == "'" and opens and not after.isdigit()
        return "close" if closes else "open" if straight else "none"
    return "either" if opens == closes else "open" if opens else "close"


def _closers_ahead(marks: Sequence[Mark]) -> list[bool]:
    """For each single mark, whether one that can close it stands before the next that opens.

    For an opening mark any closing mark will do; for one that may be a plural's apostrophe, only a firm one.
    """
    ahead = [False] * len(marks)
    closer = firm = False
    for i in range(len(marks) - 1, -1, -1):
        mark = marks[i]
        if mark.kind == "single":
            ahead[i] = closer if mark.role == "open" else firm
            closer, firm = mark.role != "open", mark.role != "open" and (firm or mark.firm)
    return ahead


class _Open(NamedTuple):
    mark: Mark
    resumes: bool


class _Paragraph:
    """The quotations of one paragraph.

    `left` is the kind of quotation that the paragraph before left open, `reopens` the kind that the next one opens with.
    """

    def __init__(self, text: str, start: int, end: int, *, left: Kind | None, reopens: Kind | None) -> None:
        self.text, self.start, self.end = text, start, end
        self.left, self.reopens = left, reopens
        self.found: list[Quotation] = []
        self.open: list[_Open] = []

    def read(self, marks: Sequence[Mark]) -> Kind | None:
        """Fill `found`; the kind that the paragraph leaves open, if any."""
        for mark, closed_later in zip(marks, _closers_ahead(marks), strict=True):
            alike = [o for o in self.open if o.mark.kind == mark.kind]
            if mark.role == "open" or (mark.role == "either" and not alike):
                if mark.kind != "single" or closed_later or self.reopens == "single":
                    self._push(mark, alike)
            elif alike and (mark.kind != "single" or mark.firm or not closed_later):
                self._pop(alike[-1], mark.end)
            elif not alike and mark.kind == self.left and not self.found and not self.open:
                self._keep(self.start, mark.end, resumes=True)
        return self._finish()

    def _push(self, mark: Mark, alike: list[_Open]) -> None:
        if len(alike) > 1:
            self._lose(alike[0], alike[1].mark.start)
        self.open.append(_Open(mark, self.left == mark.kind and mark.start == self.start))

    def _pop(self, opened: _Open, end: int) -> None:
        """End a quotation; what was opened inside it and not closed was no quotation."""
        del self.open[self.open.index(opened) :]
        self._keep(opened.mark.start, end, resumes=opened.resumes)

    def _lose(self, opened: _Open, end: int) -> None:
        self.open.remove(opened)
        self._keep(opened.mark.start, end, closed=False, resumes=opened.resumes)

    def _keep(self, start: int, end: int, *, closed: bool = True, resumes: bool = False) -> None:
        body = self.text[start : min(end, start + LONGEST)].rstrip()
        if _letters(body):
            self.found.append(Quotation(start, start + len(body), closed=closed and start + len(body) == end, resumes=resumes))

    def _finish(self) -> Kind | None:
        """End what is still open: with the paragraph, or before the next quotation of its kind."""
        outer = self.open[0].mark.kind if self.open else None
        goes_on = outer is not None and outer == self.reopens
        starts = sorted(q.start for q in self.found)
        while self.open:
            opened = self.open[0]
            rivals = [s for s in starts[bisect_left(starts, opened.mark.end) :] if KINDS.get(self.text[s]) == opened.mark.kind]
            rivals += [o.mark.start for o in self.open[1:] if o.mark.kind == opened.mark.kind]
            if opened.mark.kind == "single" and not goes_on:
                self.open.remove(opened)
            else:
                self._lose(opened, self.end if goes_on or not rivals else min(rivals))
        return outer


def _nested(found: Iterable[Quotation], text: str) -> Iterator[Quotation]:
    """The same quotations in order, with their depth; one that crosses the end of another is cut there."""
    ends: list[int] = []
    for q in sorted(found, key=lambda q: (q.start, -q.end)):
        while ends and ends[-1] <= q.start:
            ends.pop()
        end = min(q.end, ends[-1]) if ends else q.end
        if end == q.end or _letters(text[q.start : end]):
            yield replace(q, end=end, depth=len(ends))
            ends.append(end)
