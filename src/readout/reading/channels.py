"""The outlet, platform, audience or setting through which words came ("told Axios", "in a statement")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from readout.codebook.attribution import Channel
from readout.reading.drafts import Draft, Range
from readout.reading.hedges import covering, is_any

REACH = 12
"""Tokens after a cue in which its channel is looked for."""


def channel(
    draft: Draft, doc: Doc, words: Channel, *, outer: Draft | None = None, others: Sequence[Draft] = ()
) -> Range | None:
    """Find the channel of a statement: after its cue, right after its source, or at the start of its sentence.

    `outer` is the statement in whose content it stands, whose own channel is not its; nor is what stands in the content
    of `others`.
    """
    cue = covering(doc, draft.cue)
    if cue is None:
        return None
    for phrase in _candidates(draft, cue, words):
        start, end = phrase.start_char, phrase.end_char
        framed = outer is None or any(a <= start and end <= b for a, b in outer.content)
        if framed and not any(a <= start and end <= b and not a <= cue.start_char < b for o in others for a, b in o.content):
            return start, end
    return None


def _candidates(draft: Draft, cue: Span, words: Channel) -> Iterator[Span]:
    at = cue.end
    if any(is_any(t, words.tell) for t in cue):
        told = _phrase(cue.doc, at, draft, words)
        if told is not None:
            at = told.end
            if _heads(told, words) or _is_outlet(told):
                yield told
    for i in (*_after(draft, cue, at, words), *_beside_source(draft, cue), *_opening(cue[0].sent, words)):
        kind = cue.doc[i].lower_
        phrase = _phrase(cue.doc, i + 1, draft, words) if kind in words.prepositions else None
        if phrase is not None and _heads(phrase, words, kind) and not _is_bare(phrase, words):
            yield phrase


def _after(draft: Draft, cue: Span, at: int, words: Channel) -> Iterator[int]:
    """Tokens after the cue, over its source and over when it was said, as far as the next part of the statement."""
    doc = cue.doc
    for i in range(at, min(cue.end + REACH, cue[0].sent.end)):
        token = doc[i]
        if _in(token, draft.content):
            return
        yield i
        passing = token.lower_ in words.ends or token.lower_ in words.links or token.is_digit or token.text == ","
        if not passing and not (draft.source and _in(token, [draft.source])):
            return


def _beside_source(draft: Draft, cue: Span) -> Iterator[int]:
    """The token after the source, where the cue comes later: "the minister, in a statement, said"."""
    source = covering(cue.doc, draft.source)
    if source is not None and source.end < cue.start:
        yield source.end + 1 if cue.doc[source.end].text == "," else source.end


def _opening(sent: Span, words: Channel) -> Iterator[int]:
    """The first words of the sentence, after "Speaking" or the like."""
    inked = [t.i for t in sent if not t.is_space and not t.is_quote][:2]
    for i in inked:
        yield i
        if not is_any(sent.doc[i], words.opening):
            return


def _in(token: Token, ranges: Sequence[Range]) -> bool:
    return any(a <= token.idx < b for a, b in ranges)


def _phrase(doc: Doc, start: int, draft: Draft, words: Channel) -> Span | None:
    """The noun phrase that begins at a token, up to punctuation, the statement's own parts or a word that ends it."""
    end = start
    while end < len(doc) and not _in(doc[end], draft.ranges):
        token = doc[end]
        hyphen = token.text in "-–" and not doc[end - 1].whitespace_
        if token.is_space or token.lower_ in words.ends or (token.is_sent_start and end > start):
            break
        if token.is_punct and not hyphen:
            break
        end += 1
    while end > start and doc[end - 1].lower_ in words.prepositions:
        end -= 1
    if end > start and is_any(_core(doc[start:end], words)[-1], words.audiences):
        end = _audience_end(doc[start:end], words)
    return doc[start:end] if end > start else None


def _core(phrase: Span, words: Channel) -> Span:
    """The words before the first preposition or participle."""
    cut = next((i for i, t in enumerate(phrase) if i and t.lower_ in words.links), len(phrase))
    return phrase[:cut]


def _audience_end(phrase: Span, words: Channel) -> int:
    """An audience keeps the place of a name ("reporters in Muscat"), not what else follows."""
    core = _core(phrase, words)
    rest = phrase[len(core) :]
    named = len(rest) > 1 and rest[0].lower_ in ("in", "of") and rest[1].is_title
    return phrase.end if named else core.end


def _heads(phrase: Span, words: Channel, kind: str = "") -> bool:
    """Tell whether a word, or two together, before the first preposition makes a channel after a preposition (`kind`)."""
    core, heads = _core(phrase, words), words.heads.get(kind, frozenset())
    return any(is_any(t, heads) for t in core) or any(f"{a.lower_} {b.lower_}" in heads for a, b in pairwise(core))


def _is_bare(phrase: Span, words: Channel) -> bool:
    return len(phrase) == 2 and phrase[0].lower_ in ("the", "this", "these", "that") and is_any(phrase[1], words.bare)


def _is_outlet(phrase: Span) -> bool:
    """Tell whether a hearer is an unknown name rather than a person or a place."""
    named = [t for t in phrase if t.is_title or t.is_upper]
    return bool(named) and phrase[-1] == named[-1] and not any(t.ent_type_ in ("PERSON", "LOC", "NORP") for t in phrase)
