"""Paragraphs from the lines of printed pages, told from where the lines stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

# A step between lines this much larger than the usual one parts paragraphs. Word sets 6 to 10 points after paragraphs of lines
# 13 to 15 points apart: 1.4 and more. Below 1.2, superscripts and mixed fonts part them as well.
_STEP = 1.25
_INDENT = 0.8  # of the size of letters
_SIZES = 1.12  # between which two sizes of letters are the same
_EDGE = 0.1  # of the page, above and below, where running titles stand
_EDGE_OF_NUMBERS = 0.18  # LaTeX sets the number of a page that high
_ROOM = 0.2  # of the usual width: a line that ends this far before the others is the last of its paragraph, if a sentence ends
_HYPHENATED = 0.03  # share of lines that end inside a word, from which on a text is taken to be hyphenated,
_FEW = 3  # if there are so many

_NUMBER = re.compile(r"\W*(?:page|seite|p\.)?\s*\d{1,4}(?:\s*(?:/|of|von|\|)\s*\d{1,4})?\W*", re.IGNORECASE)
_END = re.compile(r"[.!?:;…][\"'”’»)\]]*\Z")
_BULLET = re.compile(r"(?:[•●▪◦‣·–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
_BROKEN = re.compile(r"(\w+)-\Z")
# Letters printed as one, and hyphens that only show where a line breaks.
_LETTERS = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xa0": " "})


@dataclass(frozen=True)
class Line:
    """A line of print: its text, its left and right ends and its foot in points, the size of letters, its place on the page."""

    text: str
    left: float
    right: float
    foot: float
    size: float
    place: float


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of a text, without running titles and page numbers."""
    kept = [[replace(line, text=line.text.translate(_LETTERS)) for line in page] for page in _without_edges(pages)]
    joined = list[list[Line]]()
    for page in kept:
        step, width = _usual_step(page), _usual_width(page)
        for place, line in enumerate(page):
            before = page[place - 1] if place else None
            if before is None and joined and _goes_on(joined[-1][-1], line):
                joined[-1].append(line)
            elif before is None or _parts(before, line, step=step, width=width):
                joined.append([line])
            else:
                joined[-1].append(line)
    words = _Words(line.text for page in kept for line in page)
    return [words.join([line.text for line in lines]) for lines in joined]


def _without_edges(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """Pages without what stands at the edge of half of them or more, whatever its numbers, and without page numbers."""
    seen = Counter(key for page in pages for key in {_key(line) for line in page if _at_edge(line)})
    running = {key for key, count in seen.items() if len(pages) > 1 and count > 1 and count * 2 >= len(pages)}
    for page in pages:
        yield [line for line in page if not (_at_edge(line) and _key(line) in running) and not _is_number(line)]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text).casefold()


def _at_edge(line: Line, edge: float = _EDGE) -> bool:
    return not edge < line.place < 1 - edge


def _is_number(line: Line) -> bool:
    return _at_edge(line, _EDGE_OF_NUMBERS) and bool(_NUMBER.fullmatch(line.text))


def _usual_step(page: Sequence[Line]) -> float:
    """How far lines are apart: the middle of all steps down that can be from one line to the next."""
    steps = [first.foot - second.foot for first, second in pairwise(page)]
    within = [step for step, line in zip(steps, page, strict=False) if 0.5 * line.size < step < 2.5 * line.size]
    return median(within) if within else 0.0


def _usual_width(page: Sequence[Line]) -> float:
    return max((line.right for line in page), default=0.0) - min((line.left for line in page), default=0.0)


def _parts(first: Line, second: Line, *, step: float, width: float) -> bool:
    """Whether a paragraph begins with the second of two lines."""
    down = first.foot - second.foot
    if max(first.size, second.size) > _SIZES * min(first.size, second.size):
        return abs(down) > 0.5 * min(first.size, second.size)
    if down <= 0.5 * first.size:  # beside it, or in the next column
        return abs(down) > 0.5 * first.size and not _goes_on(first, second)
    if down > _STEP * max(step, first.size) or _BULLET.match(second.text):
        return True
    ended = bool(_END.search(first.text))
    indented = second.left - first.left > _INDENT * second.size
    short = first.right < second.left + width * (1 - _ROOM)
    return ended and (indented or (short and down > 1.1 * step))


def _goes_on(last: Line, first: Line) -> bool:
    """Whether a paragraph goes on from one page or column to the next."""
    same = max(last.size, first.size) <= _SIZES * min(last.size, first.size)
    return same and not _END.search(last.text) and not _BULLET.match(first.text)


class _Words:
    """The words of a text, to tell a hyphen that parts a word at the end of a line from one that belongs to it."""

    def __init__(self, lines: Iterable[str]) -> None:
        lines = list(lines)
        broken = sum(bool(_BROKEN.search(line)) for line in lines)
        self._hyphenated = broken >= max(_FEW, _HYPHENATED * len(lines))
        self._whole = Counter(word for line in lines for word in re.findall(r"[\w-]*\w", line.casefold()))

    def join(self, lines: Sequence[str]) -> str:
        """The lines of a paragraph as one."""
        text = ""
        for line in lines:
            if text.endswith("\xad"):
                text = text[:-1] + line
            elif (found := _BROKEN.search(text)) and line[:1].islower():
                rest = re.match(r"\w+", line)
                text = (text[:-1] if self._parted(found[1], rest[0] if rest else "") else text) + line
            else:
                text = f"{text} {line}" if text else line
        return text.replace("\xad", "")

    def _parted(self, start: str, rest: str) -> bool:
        one, two = f"{start}{rest}".casefold(), f"{start}-{rest}".casefold()
        return self._whole[one] > 0 or (self._hyphenated and self._whole[two] == 0)
