"""Docs from marked-up text: `[s:the minister] [c:said] [x:that talks go on]`, with nothing predicted.

`s` is a source, `c` a cue, `x` a content; a number after the letter tells one attribution from another in the same text
(`[x1:…]`), and spans may nest. An attribution with an odd number is nested in another (level 1).
"""

from __future__ import annotations

import re
from collections import defaultdict

import spacy
from spacy.tokens import Doc, Span

from readout.analysis import Attribution

OPENING = re.compile(r"\[([scx])(\d?):")
LEMMAS = {
    "told": "tell",
    "agreed": "agree",
    "stressed": "stress",
    "noted": "note",
    "said": "say",
    "is": "be",
    "was": "be",
    "are": "be",
    "claimed": "claim",
    "claims": "claim",
    "believed": "believe",
    "called": "call",
    "reporters": "reporter",
    "Speaking": "speak",
    "lawmakers": "lawmaker",
}

_nlp = spacy.blank("en")
_nlp.add_pipe("sentencizer")


def unmarked(marked: str) -> tuple[str, list[tuple[str, str, int, int]]]:
    """The text without its marks, and (kind, number, start, end) of each marked span."""
    text, spans, open_spans, i = "", [], [], 0
    while i < len(marked):
        if m := OPENING.match(marked, i):
            open_spans.append((m[1], m[2], len(text)))
            i = m.end()
        elif marked[i] == "]" and open_spans:
            spans.append((*open_spans.pop(), len(text)))
            i += 1
        else:
            text += marked[i]
            i += 1
    return text, sorted(spans, key=lambda s: s[2])


def doc_of(marked: str) -> Doc:
    """A Doc with sentences, lemmas and `attributions`."""
    if not Doc.has_extension("attributions"):
        Doc.set_extension("attributions", default=())
    text, spans = unmarked(marked)
    doc = _nlp(text)
    for token in doc:
        token.lemma_ = LEMMAS.get(token.text, token.lower_)
    parts: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for kind, number, start, end in spans:
        parts[number][kind].append(doc.char_span(start, end, alignment_mode="expand"))
    doc._.attributions = tuple(
        Attribution(
            source=found["s"][0] if found["s"] else None,
            cue=found["c"][0] if found["c"] else None,
            content=tuple(found["x"]),
            level=int(number or 0) % 2,
        )
        for number, found in sorted(parts.items())
    )
    return doc
