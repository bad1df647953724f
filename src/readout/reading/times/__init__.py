"""Times: every date and duration expression with its value, resolved against the day of publication."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import chain

from spacy.tokens import Doc

from readout.codebook import Codebook
from readout.codebook.times import Times
from readout.reading.times.context import Context, Reading
from readout.reading.times.forms import Forms, Match
from readout.reading.times.lengths import horizon
from readout.reading.times.lexicon import Lexicon
from readout.reading.times.model import Time, in_span
from readout.reading.times.resolve import resolve
from readout.reading.times.tense import Direction

__all__ = ["Time", "in_span", "times"]


def times(doc: Doc, published: date | None, codebook: Codebook) -> tuple[Time, ...]:
    """Find the times of a text, in order of appearance, without overlap.

    Without `published`, what depends on it has a value with X for what cannot be told ("on Friday" is XXXX-WXX-5).
    """
    table = codebook.times
    lexicon, forms = _compiled(codebook.digest, table)
    atoms = lexicon.atoms(doc.text)
    direction = Direction(doc, atoms, table.tense)
    context = Context(published, table)
    found: list[Time] = []
    for match in chain.from_iterable(m.parts() if m.form.read == "range" else (m,) for m in forms.matches(atoms)):
        context.ask = partial(direction.of, match.first, match.last)
        reading = resolve(match, context)
        if reading is None:
            continue
        found.append(_placed(match, reading, context, signal=atoms[match.first - 1].text if match.first else ""))
        if reading.period is not None and match.form.read != "shift":
            context.remember(reading.period)
    return tuple(found)


def _placed(match: Match, reading: Reading, context: Context, *, signal: str) -> Time:
    part = match.value("PHASE") or match.value("EDGE") or ""
    bounded = "BOUND" in match or signal in context.table.words["BOUND"]
    return Time(
        *match.span,
        reading.kind,
        reading.value,
        period=reading.period,
        minutes=None if bounded else reading.minutes,
        signal=signal,
        part=part,
        horizon=horizon(reading, context, signal),
    )


_cache: dict[str, tuple[Lexicon, Forms]] = {}


def _compiled(digest: str, table: Times) -> tuple[Lexicon, Forms]:
    if digest not in _cache:
        lexicon = Lexicon(table)
        lexicon.close()
        _cache[digest] = lexicon, Forms(table, lexicon)
    return _cache[digest]
