"""Sources that give other sources: "Reuters quoted the minister as saying …", "the paper, citing officials, wrote …".

Both say the same, one at second hand: the inner statement has the content of the outer, one level below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from readout.codebook.attribution import Chains
from readout.reading.clauses import children, trimmed, where
from readout.reading.drafts import Draft
from readout.reading.hedges import covering, is_any
from readout.reading.predicates import phrase_of

REACH = 16
"""Words between "quoted" and "as saying"."""


def chained(drafts: Sequence[Draft], doc: Doc, words: Chains) -> Iterator[Draft]:
    """The drafts, with the inner one of each chain beside the outer."""
    cues = {item.cue for item in drafts}
    inner = [(item, found) for item in drafts if (found := _cited(item, doc, words))]
    taken = {found.cue for _, found in inner}
    for item in drafts:
        if item.cue in taken:
            continue
        said = _quoted(item, doc, words)
        yield from (item,) if said is None else said[: 1 if said[1].cue in cues else 2]
    yield from (found for _, found in inner)


def _quoted(item: Draft, doc: Doc, words: Chains) -> tuple[Draft, Draft] | None:
    """The two statements of "Y quoted X as saying C"."""
    cue = covering(doc, item.cue)
    if cue is None or item.source is None or not is_any(cue[-1], words.verbs) or cue[-1].tag_ == "VBG":
        return None
    after = doc[cue.end : min(cue.end + REACH, cue.sent.end)]
    mark = next((t for t in after if t.lower_ == "as" and t.i + 1 < len(doc) and doc[t.i + 1].tag_ == "VBG"), None)
    if mark is None or mark.i == cue.end:
        return None
    speaker, saying = trimmed(doc[cue.end : mark.i]), doc[mark.i + 1]
    content = tuple(part for part in item.content if not speaker[0] <= part[0] < saying.idx)
    if not content:
        return None
    return replace(item, content=content), Draft(speaker, where(saying), content, item.level + 1)


def _cited(item: Draft, doc: Doc, words: Chains) -> Draft | None:
    """Whom the source of a statement cites for it, in a participle beside the source."""
    source = covering(doc, item.source)
    if source is None or item.cue is None or source.end + 1 >= len(doc) or doc[source.end].text != ",":
        return None
    verb = doc[source.end + 1]
    if verb.tag_ != "VBG" or not is_any(verb, words.verbs) or where(verb) == item.cue:
        return None
    over = [verb.head] if verb.dep_ == "case" else []  # trees take "citing" for a preposition too
    cited = next((c for c in (*children(verb, "obj"), *over) if c.i > verb.i and _speaks(c, words)), None)
    if cited is None:
        return None
    phrase = trimmed(doc[verb.i + 1 : cited.right_edge.i + 1]) if over else phrase_of(cited)
    return Draft(phrase, where(verb), item.content, item.level + 1)


def _speaks(head: Token, words: Chains) -> bool:
    """Whether a phrase names somebody or an organization, or those who know."""
    named = any(t.ent_type_ in ("PERSON", "ORG") for t in head.subtree)
    return named or is_any(head, words.sources)
