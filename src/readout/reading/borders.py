"""Where source, cue and content meet, cut as the guidelines cut them whatever the analysis marks."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from readout.reading.clauses import children
from readout.reading.drafts import Draft
from readout.reading.hedges import covering
from readout.reading.predicates import phrase_of

NOUNS = frozenset(["NOUN", "ADJ"])


def bordered(item: Draft, doc: Doc) -> Draft:
    """A draft with its borders set right."""
    return _introduced(_whole(item, doc), doc)


def _introduced(item: Draft, doc: Doc) -> Draft:
    """Give the "to" after a noun or an adjective to the cue ("ready to | help"); after a verb it opens the content."""
    cue = covering(doc, item.cue)
    first = None if cue is None else next((n for n, part in enumerate(item.content) if part[0] > cue.start_char), None)
    if cue is None or first is None or cue[-1].pos_ not in NOUNS or children(cue[-1], "case") or cue.end + 1 >= len(doc):
        return item
    start, end = item.content[first]
    to = doc[cue.end]
    if to.lower_ != "to" or to.dep_ != "mark" or to.idx != start or doc[cue.end + 1].idx >= end:
        return item
    content = list(item.content)
    content[first] = (doc[cue.end + 1].idx, end)
    return replace(item, cue=(cue.start_char, to.idx + len(to)), content=tuple(content))


def _whole(item: Draft, doc: Doc) -> Draft:
    """Take the noun to a source of which only the article is marked."""
    source = covering(doc, item.source)
    if source is None or len(source) > 1 or source[0].dep_ != "det" or source[0].head.i < source[0].i:
        return item
    return replace(item, source=phrase_of(source[0].head))
