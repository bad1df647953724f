"""Statements: who is said to have said, claimed, wanted or felt what.

Spans and links come from the analysis, in the conventions of PolNeAR (Newell et al. 2018); here they are trimmed as the
guidelines cut them, nested in each other, and given their mode, hedge, channel and speakers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from readout.codebook.attribution import Attribution as Words
from readout.reading.borders import bordered
from readout.reading.chains import chained
from readout.reading.channels import channel
from readout.reading.drafts import Draft, Range, draft, inside
from readout.reading.headlines import headline
from readout.reading.hedges import covering, hedge
from readout.reading.implied import implied
from readout.reading.quotes import Quotation, overlapping, paragraphs, quotations, share
from readout.reading.repairs import Page, repaired
from readout.record.model import Mode, Statement

if TYPE_CHECKING:
    from readout.reading.actors import Cast


NEAR = 20
"""Statements before and after one in whose content its channel is not looked for: more than two sentences hold."""


def statements(doc: Doc, cast: Cast, words: Words) -> tuple[Statement, ...]:
    """Read the attributions of a Doc as statements, in order of appearance."""
    text = doc.text  # spaCy joins it from the tokens anew each time
    quoted = quotations(text)
    marked = _ordered(d for a in doc._.attributions if (d := draft(a, text, quoted)))
    mended = repaired(_ordered(chained(marked, doc, words.chains)), Page(doc, text, quoted, words.predicates))
    drafts = _ordered(bordered(item, doc) for item in mended)
    if (areas := paragraphs(text)) and (title := headline(doc, text, areas[0], cast, drafts)):
        drafts = _ordered([title, *drafts])
    drafts = [d for d in drafts if d.source or d.cue or mode(d, quoted, text) == "direct"]  # words in marks say nothing yet
    outer = enclosing(drafts)
    within: dict[int | None, list[Draft]] = {}
    for item, o in zip(drafts, outer, strict=True):
        within.setdefault(o, []).append(item)
    out: list[Statement] = []
    for i, item in enumerate(drafts):
        speakers = _speakers(item, doc, cast, out, text)
        if not speakers and item.source is None:
            speakers = implied(item, doc, cast, out, words.impersonal)
        frame = None if (o := outer[i]) is None else drafts[o]
        others = drafts[max(0, i - NEAR) : i + NEAR]
        out.append(
            Statement(
                id=f"s{i}",
                source=item.source,
                cue=item.cue,
                content=item.content,
                speakers=speakers,
                mode=mode(item, quoted, text),
                within=None if o is None else f"s{o}",
                hedge=hedge(item, doc, words.hedge, inner=within.get(i, ())),
                channel=channel(item, doc, words.channel, outer=frame, others=others),
            )
        )
    return tuple(out)


def _speakers(item: Draft, doc: Doc, cast: Cast, before: Sequence[Statement], text: str) -> tuple[str, ...]:
    """Who is behind the source; of a free-standing quotation, whoever spoke last in this paragraph or the one before."""
    source = covering(doc, item.source)
    if source is not None:
        return cast.at(source)
    last = next((s for s in reversed(before) if s.within is None and s.source), None)
    if item.cue or item.level or last is None or text.count("\n\n", last.content[-1][1], item.start) > 1:
        return ()
    return last.speakers


def _ordered(drafts: Iterable[Draft]) -> list[Draft]:
    """In order of appearance, an outer statement before the ones in it; the same at two levels is one."""
    found: dict[tuple[Range | None, tuple[Range, ...]], Draft] = {}
    for item in drafts:
        found.setdefault((item.cue, item.content), item)
    outer = {d.content: d.opening for d in found.values() if not d.level}

    def place(item: Draft) -> int:  # a source that another cites comes after it, though named before its cue
        return max(item.opening, outer.get(item.content, 0)) if item.level else item.opening

    return sorted(found.values(), key=lambda d: (place(d), -d.size, d.level, d.ranges))


def mode(item: Draft, quoted: Sequence[Quotation], text: str) -> Mode:
    """Direct when all of the content is inside quotation marks, mixed when some is, else indirect.

    Marks that enclose the whole statement, its cue too, quote whoever is said to have made it.
    """
    anchor = item.cue or item.source
    around = [q for q in overlapping(quoted, *anchor) if q.start <= anchor[0] and anchor[1] <= q.end] if anchor else []
    inside = [q for start, end in item.content for q in overlapping(quoted, start, end) if q not in around]
    part = share(item.content, sorted(set(inside), key=lambda q: (q.start, -q.end)), text)
    return "direct" if part == 1 else "mixed" if part > 0 else "indirect"


def enclosing(drafts: Sequence[Draft]) -> list[int | None]:
    """For each statement the index of the smallest other one in whose content it stands, or None.

    One that an analysis calls nested and that stands in no other (a chain of sources: "wrote, citing officials") is nested
    in the one with the same content.
    """
    starts = [d.start for d in drafts]
    longest = max((d.end - d.start for d in drafts), default=0)
    around = [range(bisect_left(starts, d.start - longest), bisect_right(starts, d.end)) for d in drafts]
    return [_enclosing(i, [j for j in near if j != i], drafts) for i, near in enumerate(around)]


def _enclosing(i: int, near: Sequence[int], drafts: Sequence[Draft]) -> int | None:
    item = drafts[i]
    anchor = item.cue or item.source
    around = [
        j
        for j in near
        if anchor and _inside([anchor], drafts[j].content) and 2 * _shared(item.content, drafts[j].content) >= item.size
    ]
    if not around and item.level > 0:
        around = [
            j
            for j in near
            if drafts[j].level < item.level and 2 * _shared(item.content, drafts[j].content) > max(item.size, drafts[j].size)
        ]
    return min(around, key=lambda j: (drafts[j].size, j), default=None)


def _inside(ranges: Sequence[Range], content: Sequence[Range]) -> bool:
    return all(any(inside(one, part) for part in content) for one in ranges)


def _shared(ranges: Sequence[Range], content: Sequence[Range]) -> int:
    return sum(max(0, min(end, b) - max(start, a)) for start, end in ranges for a, b in content)
