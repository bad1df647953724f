"""Words by which a writer keeps a distance from what is attributed ("reportedly", "claimed", "so-called")."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from spacy.tokens import Doc, Span, Token

from readout.codebook.attribution import Hedge
from readout.reading.drafts import Draft, Range

LABEL = 6
"""Tokens before a cue among which "what" makes it a label ("what the ministry called")."""


def hedge(draft: Draft, doc: Doc, words: Hedge, *, inner: Sequence[Draft] = ()) -> Range | None:
    """Find the hedge of a statement; words inside the statements nested in it (`inner`) are theirs."""
    cue = covering(doc, draft.cue)
    if cue is not None and (found := _in_cue(draft, cue, words)):
        return found
    for part in (draft.source, *draft.content):
        span = covering(doc, part)
        for found in _doubts(span, words) if span is not None else ():
            if not any(a <= found[0] < b for other in inner for a, b in other.ranges):
                return found
    return None


def covering(doc: Doc, part: Range | None) -> Span | None:
    """The tokens that a range touches."""
    return None if part is None else doc.char_span(*part, alignment_mode="expand")


def is_any(token: Token, words: Container[str]) -> bool:
    """Tell whether a token, as written, without a plural's s or by its lemma, is one of some words."""
    return token.lower_ in words or token.lemma_.lower() in words or token.lower_.removesuffix("s") in words


def _in_cue(draft: Draft, cue: Span, words: Hedge) -> Range | None:
    doc = cue.doc
    near = doc[max(0, cue.start - 1) : cue.end]
    doubt = next((t for t in near if is_any(t, words.cues)), None)
    if draft.source is None and draft.cue and any(t.lemma_ == "be" for t in cue):
        return draft.cue if doubt or any(is_any(t, words.passive) for t in cue) else None
    if doubt is not None:
        after = doc[cue.end] if cue.end < len(doc) else None
        return None if after is not None and is_any(after, words.unless) else _range(doubt, doubt)
    before = doc[max(0, cue.start - LABEL) : cue.start]
    what = next((t for t in before if t.lower_ == "what" and draft.source and t.idx < draft.source[0]), None)
    return _range(what, cue[-1]) if what is not None and any(is_any(t, words.labels) for t in cue) else None


def _doubts(span: Span, words: Hedge) -> Iterable[Range]:
    whole = span.text.lower()
    if not any(doubt in whole for doubt in words.doubts):  # the usual case, told quickly
        return
    for i, token in enumerate(span):
        for width in (3, 2, 1):
            piece = span[i : i + width]
            if len(piece) == width and piece.text.lower() in words.doubts:
                yield _range(token, piece[-1])
                break


def _range(first: Token, last: Token) -> Range:
    return first.idx, last.idx + len(last)
