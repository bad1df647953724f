"""Where source, cue and content meet, cut as the guidelines cut them whatever the analysis marks."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from readout.reading.clauses import children
from readout.reading.drafts import Draft
from readout.reading.hedges import covering

NOUNS = frozenset(["NOUN", "ADJ"])
PHRASE = frozenset(["NOUN", "PROPN", "ADJ", "NUM"])
ARTICLES = frozenset(["a", "an", "the"])


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
    if source is None or len(source) > 1 or source[0].lower_ not in ARTICLES:
        return item
    end = source.end
    while end < len(doc) and doc[end].pos_ in PHRASE:
        end += 1
    return replace(item, source=(source.start_char, doc[end - 1].idx + len(doc[end - 1])))
