"""Places where a sentence may attribute something, found in its tree: a verb, noun or adjective with what it introduces.

These are candidates only: they complete what the analysis marks where it finds a content but not who says it, and how.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from readout.codebook.attribution import Predicates
from readout.reading.clauses import agent, extent, marker, relative, subject, trimmed
from readout.reading.drafts import Draft, Range
from readout.reading.hedges import is_any

NOT_SAID = frozenset(
    [
        "conj",
        "cc",
        "punct",
        "parataxis",
        "discourse",
        "vocative",
        "list",
        "dep",
        "aux",
        "aux:pass",
        "cop",
        "compound:prt",
        "fixed",
    ]
)
CLAUSES = frozenset(["ccomp", "xcomp", "csubj"])
NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM"])
PHRASES = frozenset(["obl", "nmod", "acl", "advcl", "obl:agent"])


@dataclass(frozen=True)
class Candidate:
    """What `head` may attribute, and by which construction (`frame`: that, to, obj, on, by …)."""

    head: Token
    frame: str
    draft: Draft


def candidates(words: Span, predicates: Predicates) -> Iterator[Candidate]:
    """Every candidate whose head is among these words, in order."""
    for token in words:
        if token.lower_ == "according":
            yield from _according(token)
        elif token.lower_ in predicates.adverbs:
            yield from _reportedly(token)
        elif is_any(token, predicates.by_tag.get(token.pos_, ())):
            found = _by(token) or _raised(token) or _after(token) or _before(token)
            if found is not None:
                yield found


def _after(head: Token) -> Candidate | None:
    """What follows: "she said that …", "they agreed to …", "its call for …"."""
    right = [c for c in head.children if c.i > head.i and c.dep_ not in NOT_SAID]
    first = next((c for c in right if _frame(head, c)), None)
    if first is None:
        return None
    if first.dep_ in ("obj", "iobj"):
        clause = next((c for c in right if c.dep_ == "ccomp"), None)
        first = clause or first
    frame = _frame(head, first)
    start = first.left_edge.i
    before = head.doc[start - 1]
    if first.dep_ == "ccomp" and before.i > head.i and (before.dep_ == "mark" or before.lower_ == "that"):
        start -= 1  # the tree sometimes hangs "that" on the verb of saying
    last = start - 1
    for child in right:
        if child.i >= first.i and (child is first or child.dep_ not in ("advcl", "ccomp") or child.left_edge.i == last + 1):
            last = max(last, child.right_edge.i)
    particle = max([c.i for c in head.children if c.dep_ == "compound:prt" and c.i < start], default=head.i)
    if frame.islower() and first.dep_ in PHRASES:
        particle = start = start + len(marker(first).split())
        particle -= 1
    return _candidate(head, frame, source(head), (start, last + 1), cue_end=particle)


def _frame(head: Token, child: Token) -> str:
    if child.dep_ == "ccomp":
        return "that" if marker(child).startswith("that") else "clause"
    if child.dep_ == "xcomp":
        return "to" if any(c.lower_ == "to" for c in child.children if c.i < child.i) else child.tag_
    if child.dep_ in ("obj", "iobj"):
        return "obj"
    near = child.dep_ in PHRASES and child.left_edge.i <= head.i + 1
    return marker(child) if near and child.left_edge.lower_ == marker(child).split(" ")[0] else ""


def _before(head: Token) -> Candidate | None:
    """What stands before: "…, she said"."""
    said = next((c for c in head.children if c.dep_ == "ccomp" and c.i < head.i), None)
    start, end = (said.left_edge.i, said.right_edge.i + 1) if said is not None else (0, 0)
    if said is None and head.dep_ == "parataxis" and head.head.i < head.left_edge.i:
        start, end = head.sent.start, head.left_edge.i
    speaker = subject(head)
    if start == end or speaker is None:
        return None
    return _candidate(head, "before", _subjects(speaker), (start, end))


def _by(head: Token) -> Candidate | None:
    """What somebody does something to: "the plan proposed by …", "the plan was welcomed by …"."""
    by = agent(head)
    what = relative(head) if head.dep_ == "acl" else next((c for c in head.children if c.dep_ == "nsubj:pass"), None)
    if by is None or what is None or what.i > head.i:
        return None
    start, end = extent(what, leave=lambda t: t.dep_.startswith("acl") and t.i > what.i)
    doer = extent(by, leave=lambda t: t.dep_ == "case" or _aside(t))
    preposition = next((c.i for c in by.children if c.lower_ == "by"), head.i)
    cue = _cue(head, preposition if preposition == head.i + 1 else head.i)
    return Candidate(head, "by", Draft(doer, cue, ((start, end),)))


def _raised(head: Token) -> Candidate | None:
    """What a passive says of its subject: "… is expected to …"."""
    passive = next((c for c in head.children if c.dep_ == "nsubj:pass" and c.i < head.i), None)
    clause = next((c for c in head.children if c.dep_ == "xcomp" and c.i > head.i), None)
    if passive is None or clause is None:
        return None
    rest = head.doc[clause.left_edge.i : clause.right_edge.i + 1]
    content = (phrase_of(passive), (rest.start_char, rest.end_char))
    return Candidate(head, "raised", Draft(None, _cue(head, head.i), tuple(c for c in content if c)))


def _according(token: Token) -> Iterator[Candidate]:
    """The rest of the sentence: "according to …, …"."""
    doc, sent = token.doc, token.sent
    if token.i + 2 >= sent.end or doc[token.i + 1].lower_ != "to":
        return
    noun = doc[token.i + 2]
    while noun.head.i > token.i + 1 and noun.head != noun and noun.head.pos_ in NOMINAL:
        noun = noun.head
    if noun.is_space or noun.is_punct:
        return
    told = extent(noun, leave=lambda t: t.i <= token.i + 1 or _aside(t))
    cue = (token.idx, doc[token.i + 1].idx + 2)
    inked = [t.i for t in sent if not t.is_space and not t.is_punct]
    if inked and inked[0] == token.i:
        start = next((t.i + 1 for t in sent if t.idx >= told[1] and t.text == ","), sent.end)
        content = doc[start : sent.end]
    else:
        content = doc[sent.start : token.i]
    if content.text.strip(" \n,"):
        yield Candidate(token, "according", Draft(told, cue, (trimmed(list(content)),)))


def _candidate(
    head: Token, frame: str, speaker: Range | None, content: tuple[int, int], *, cue_end: int = -1
) -> Candidate | None:
    doc = head.doc
    span = doc[content[0] : content[1]]
    if not span.text.strip():
        return None
    return Candidate(head, frame, Draft(speaker, _cue(head, max(cue_end, head.i)), (trimmed(list(span)),)))


def _cue(head: Token, last: int) -> Range:
    """The head with the auxiliaries and the negation right before it, up to a last token."""
    doc, first = head.doc, head.i
    before = {
        c.i for c in head.children if c.dep_ in ("aux", "aux:pass", "cop") or c.lower_ in ("not", "n't", "never", "no", "n’t")
    }
    for i in sorted(before, reverse=True):
        if i < first and all(doc[k].dep_ == "advmod" or k in before for k in range(i, head.i)):
            first = i
    return doc[first].idx, doc[last].idx + len(doc[last])


def source(head: Token) -> Range | None:
    """The phrase that a cue's tree has for its source: the owner of a noun, the subject of a verb."""
    if head.pos_ == "NOUN":
        owner = next((c for c in head.children if c.dep_ == "nmod:poss"), None)
        if owner is not None:
            return phrase_of(owner)
    found = subject(head)
    if found is None and head.dep_ == "acl" and head.tag_ == "VBG":
        found = subject(head.head.head) if head.head.dep_ in ("obj", "obl") else head.head
    return None if found is None else _subjects(found)


def closings(words: Span, predicates: Predicates) -> Iterator[Draft]:
    """Sources with their cues, without content, after the end of a quotation: "… she told reporters"."""
    for token in words:
        who = subject(token) if token.pos_ == "VERB" and is_any(token, predicates.by_tag["VERB"]) else None
        if who is not None and words.start <= who.i < words.end:
            yield Draft(_subjects(who), _cue(token, token.i), ())


def _subjects(first: Token) -> Range:
    """The phrase of a subject; the tree sometimes hangs its words on the verb one by one ("Ola", "Berg")."""
    start, end = phrase_of(first)
    for other in (c for c in first.head.children if c.dep_ == first.dep_ and c.i > first.i):
        gap = first.doc.text[end : phrase_of(other)[0]]
        if gap.strip():
            break
        end = phrase_of(other)[1]
    return start, end


def phrase_of(head: Token) -> Range:
    """The words of a source: its head with all that belongs to it but asides."""
    return extent(head, leave=_aside)


def _aside(token: Token) -> bool:
    """Tell whether a dependent is an aside: a relative clause or participle after a comma."""
    before = token.left_edge.i - 1
    return token.dep_.startswith("acl") and before >= 0 and token.doc[before].text == ","


def _reportedly(token: Token) -> Iterator[Candidate]:
    """The sentence around an adverb: "… reportedly …"."""
    sent = token.sent
    parts = (token.doc[sent.start : token.i], token.doc[token.i + 1 : sent.end])
    content = tuple(trimmed(list(part)) for part in parts if any(map(str.isalnum, part.text)))
    if content:
        yield Candidate(token, "adverb", Draft(None, (token.idx, token.idx + len(token)), content))
