"""Which issues a stretch of text is about."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Span

from readout.codebook import Codebook
from readout.reading.phrases import Match, Phrases


class Topic(NamedTuple):
    """Words that name an issue, as tokens `[start, end)`; `reverse` when they name the opposite of its thing."""

    issue: str
    start: int
    end: int
    reverse: bool


class _Kind(NamedTuple):
    issue: str
    kind: str


# Compiling takes 40 ms, so each codebook is compiled once; its digest tells it from others.
_COMPILED: dict[str, Phrases[_Kind]] = {}


def topics(tokens: Doc | Span, codebook: Codebook) -> list[Topic]:
    """What issues are named where, in order; of words that overlap for one issue the longest stand."""
    by_issue: dict[str, list[Match[_Kind]]] = {}
    for match in _phrases(codebook).find(tokens):
        by_issue.setdefault(match.key.issue, []).append(match)
    out = [topic for issue, matches in by_issue.items() for topic in _of_issue(issue, matches)]
    return sorted(out, key=lambda topic: (topic.start, topic.end))


def issues_in(tokens: Doc | Span, codebook: Codebook) -> list[tuple[str, int, int]]:
    """The issues named, as (code, first token, token after the last)."""
    return [topic[:3] for topic in topics(tokens, codebook)]


def _of_issue(issue: str, matches: list[Match[_Kind]]) -> list[Topic]:
    barred: dict[int, int] = {}
    for match in matches:
        if match.key.kind == "excluded":
            barred |= {i: max(match.end, barred.get(i, 0)) for i in range(match.start, match.end)}
    taken: set[int] = set()
    out: list[Topic] = []
    for match in sorted(matches, key=lambda match: (match.start - match.end, match.start)):
        named = match.key.kind != "excluded" and match.end > barred.get(match.start, 0)
        if named and taken.isdisjoint(range(match.start, match.end)):
            taken.update(range(match.start, match.end))
            out.append(Topic(issue, match.start, match.end, match.key.kind == "reverse"))
    return out


def _phrases(codebook: Codebook) -> Phrases[_Kind]:
    if codebook.digest not in _COMPILED:
        _COMPILED[codebook.digest] = Phrases(
            (_Kind(code, kind), pattern)
            for code, entry in codebook.issues.root.items()
            for kind in ("words", "reverse", "excluded")
            for pattern in getattr(entry, kind)
        )
    return _COMPILED[codebook.digest]
