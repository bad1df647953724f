"""Marks over a text, drawn as elements that nest, whatever way the spans overlap."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from readout.record import Span


@dataclass(frozen=True)
class Mark:
    """A span of the text that belongs to a row of the record.

    `row` is the row's anchor, `part` what the words are in it (content, source, cue, evidence …), `colours` those of the sides
    it belongs to.
    """

    span: Span
    row: str
    part: str
    colours: tuple[int, ...] = ()

    @property
    def opening(self) -> Markup:
        """The start tag, without an anchor. Class `c3` paints it in a side's colour, `j3` says that the side has part in it."""
        kind = "c" if len(self.colours) == 1 else "j"
        classes = " ".join([self.part, *(f"{kind}{colour}" for colour in self.colours)])
        role = Markup(' role="heading" aria-level="1"') if self.part == "heading" else ""
        return Markup('<span class="{}" data-row="{}"{}').format(classes, self.row, role)


def marked(text: str, marks: Iterable[Mark]) -> Markup:
    """The text as HTML with its marks; the first piece of a row has the row's anchor as its id.

    A mark that crosses the end of another is cut in two there.
    """
    return Markup("").join(_pieces(text, list(marks)))


def _pieces(text: str, marks: list[Mark]) -> Iterator[Markup]:
    anchored: set[str] = set()
    open_ends: list[int] = []
    at = 0
    waiting = [(*_order(mark.span), number) for number, mark in enumerate(marks)]
    heapq.heapify(waiting)
    while waiting:
        start, _, number = heapq.heappop(waiting)
        mark = marks[number]
        while open_ends and open_ends[-1] <= start:
            yield escape(text[at : open_ends[-1]]) + Markup("</span>")
            at = open_ends.pop()
        end = mark.span[1]
        if open_ends and end > open_ends[-1]:
            end = open_ends[-1]
            marks.append(replace(mark, span=(end, mark.span[1])))
            heapq.heappush(waiting, (*_order(marks[-1].span), len(marks) - 1))
        anchor = Markup("") if mark.row in anchored else Markup(' id="{}"').format(mark.row)
        anchored.add(mark.row)
        yield escape(text[at:start]) + mark.opening + anchor + Markup(">")
        open_ends.append(end)
        at = start
    while open_ends:
        yield escape(text[at : open_ends[-1]]) + Markup("</span>")
        at = open_ends.pop()
    yield escape(text[at:])


def _order(span: Span) -> tuple[int, int]:
    """Earlier first, and of those that begin together the longer first."""
    return span[0], -span[1]
