"""Repairs of what the analysis marks: contents that reach too far, belong elsewhere or say nothing of a source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from readout.codebook.attribution import Predicates
from readout.reading.clauses import children, marker
from readout.reading.drafts import Draft, Range, edges_of, inside, similarity, with_marks
from readout.reading.hedges import covering, is_any
from readout.reading.predicates import candidates, closings, source
from readout.reading.quotes import Quotation, share

RELATIVES = frozenset(["WDT", "WP", "WP$", "WRB", "IN"])
RELATIVE = 8
"""Words of a relative clause among which its verb is looked for."""

HEADS = frozenset(["VERB", "NOUN", "ADJ"])
FINITE = frozenset(["VBD", "VBZ", "VBP"])
DEMONSTRATIVES = frozenset(["this", "that"])
CONTRASTS = frozenset(["while", "whereas"])

NEAR = 8
"""Drafts after one among which those that begin inside its content are looked for."""


@dataclass(frozen=True)
class Page:
    """What the rules look at: the analysed text with its quotations, and the words that can attribute."""

    doc: Doc
    text: str
    quoted: Sequence[Quotation]
    words: Predicates


def repaired(drafts: Sequence[Draft], page: Page) -> Iterator[Draft]:
    """Drafts in order, mended: see each rule."""
    cues = {item.cue for item in drafts}
    for i, item in enumerate(drafts := [sourced(item, page) for item in drafts]):
        if referred := before(item, page):
            yield replace(item, content=(referred,))
            continue
        near = drafts[max(0, i - NEAR) : i + NEAR + 1]
        home = at_home(item, page)
        content = tuple(part for r in home if (part := clipped(r, item, near, page)))
        strays = [Draft(None, None, (r,), item.level) for r in item.content if r not in home]
        for mended in (*([replace(item, content=content)] if content else []), *strays):
            if found := mended if mended.cue else completed(mended, page):
                yield found
        yield from (d for d in seconds(item, page) if d.cue not in cues)


def sourced(item: Draft, page: Page) -> Draft:
    """Take the source from the tree where none is marked, or one in another sentence than its verb, which has a subject."""
    cue, marked = covering(page.doc, item.cue), covering(page.doc, item.source)
    if cue is None or (marked is not None and cue[0].sent == marked[0].sent):
        return item
    if marked is None and cue[0].lower_ == "according" and (found := next(candidates(cue[:1], page.words), None)):
        return replace(item, source=found.draft.source)
    head = next((token for token in sorted(cue, key=lambda t: t.pos_ == "ADJ") if token.pos_ in HEADS), None)
    if head is None or not (_owned(head, cue) or _acts(head, cue) if marked is None else _subject_of(head) or _acts(head, cue)):
        return item
    return replace(item, source=source(head) or item.source)


def _owned(noun: Token, cue: Span) -> bool:
    return noun.pos_ == "NOUN" and any(child.i < cue.start for child in children(noun, "nmod:poss"))


def _acts(head: Token, cue: Span) -> bool:
    """Whether a verb in the active, or an adjective with "be", has a subject before it that may speak."""
    own = [child for child in head.children if child.dep_ == "nsubj" and child.i < cue.start]
    passive = children(head, "aux:pass") or children(head, "expl")
    return head.pos_ in ("VERB", "ADJ") and bool(own) and not passive and own[0].tag_ not in RELATIVES


def _subject_of(verb: Token) -> bool:
    own = children(verb.head if verb.dep_ == "conj" else verb, "nsubj") if verb.pos_ == "VERB" else []
    return bool(own) and own[0].tag_ not in RELATIVES


def before(item: Draft, page: Page) -> Range | None:
    """The sentence before, where all that is said is "this": "… ready for talks. This was stated by the President"."""
    parts = (covering(page.doc, part) for part in item.content if item.cue)
    this = next((part[0] for part in parts if part is not None and len(part) == 1), None)
    if this is None or this.lower_ not in DEMONSTRATIVES or this.dep_ != "nsubj:pass" or this.sent.start == 0:
        return None
    said = page.doc[this.sent.start - 1].sent
    start, end = said.start_char, said.start_char + len(said.text.rstrip(" \n."))
    return with_marks(start, end, page.quoted, page.text) if any(map(str.isalnum, page.text[start:end])) else None


def seconds(item: Draft, page: Page) -> Iterator[Draft]:
    """Statements of the same source that the content of another has swallowed: "… and called for", ", adding that"."""
    cue = covering(page.doc, item.cue)
    for start, end in item.content if cue is not None else ():
        content = covering(page.doc, (start, end))
        for token in content or ():
            if cue is not None and cue.end_char <= start and another(token, cue, page.words):
                for found in candidates(page.doc[token.i : token.i + 1], page.words):
                    yield replace(found.draft, source=item.source, level=item.level)


def completed(item: Draft, page: Page) -> Draft | None:
    """Find cue and source of a content that has neither, in the tree; without them only a quotation is a statement."""
    content = covering(page.doc, item.content[0])
    if content is None:
        return None
    best, most = None, 0.5
    for found in candidates(content[0].sent, page.words):
        if item.source and _part(found.draft.source, item) and not _part(item.source, item):
            continue  # what is said, not who says it: "Norway is ready for talks: minister"
        alike = similarity(found.draft.content, item.content)
        if alike >= most:
            best, most = found.draft, alike
    if best is None:
        best = _closed(content, item, page)
    if best is not None:
        return replace(best, source=item.source or best.source, level=item.level)
    return item if item.source or share(item.content, page.quoted, page.text) > 0 else None


def _closed(content: Span, item: Draft, page: Page) -> Draft | None:
    """The attribution after the last words of a quotation: "“…,” she told reporters"."""
    last = content[-1].sent
    after = page.doc[content.end : last.end]
    if share(item.content, page.quoted, page.text) < 1 or len(after) == 0:
        return None
    return next((replace(found, content=item.content) for found in closings(after, page.words)), None)


def _part(source: Range | None, item: Draft) -> bool:
    return source is not None and inside(source, item.content[0])


def at_home(item: Draft, page: Page) -> Sequence[Range]:
    """Contents in the sentence of the cue, and quotations elsewhere; all where none stands there.

    A statement goes on in another sentence only in quotation marks (a quote resumed after its cue).
    """
    cue = covering(page.doc, item.cue)
    if cue is None or len(item.content) == 1:
        return item.content
    sent = cue[0].sent
    here = [r for r in item.content if r[0] < sent.end_char and sent.start_char < r[1]]
    if not here:
        return item.content
    speaks = share(here, page.quoted, page.text) > 0
    return [r for r in item.content if r in here or (speaks and share([r], page.quoted, page.text) == 1)]


def clipped(part: Range, item: Draft, near: Iterable[Draft], page: Page) -> Range | None:
    """End a content before another statement of the same source, or a verb coordinated with its own cue."""
    start, end = part
    for other in near:
        alike = item.source is not None and other.source == item.source and not start <= item.source[0] < end
        if alike and other.cue and start < other.cue[0] < end:
            end = other.cue[0]
    cue, content = covering(page.doc, item.cue), covering(page.doc, part)
    if cue is not None and content is not None and start >= cue.end_char:
        second = next((t for t in content if another(t, cue, page.words) or aside(t, cue, page.words)), None)
        if second is not None:
            end = min(end, second.left_edge.idx)
    if end < part[1]:
        return edges_of(start, end, page.text)
    return start, end if content is None else _with_clause(content, end)


def _with_clause(content: Span, end: int) -> int:
    """Where a content ends together with the relative clause that follows it after a comma."""
    doc, first = content.doc, content.end + 1
    if first >= len(doc) or doc[first - 1].text != "," or doc[first - 1].idx != end:
        return end
    heads = (t for t in doc[first : first + RELATIVE] if t.dep_ == "acl:relcl" and doc[first].tag_ in RELATIVES)
    clause = next((t for t in heads if content.start <= t.head.i < content.end and t.left_edge.i >= first - 1), None)
    return end if clause is None else clause.right_edge.idx + len(clause.right_edge)


def aside(token: Token, cue: Span, words: Predicates) -> bool:
    """Tell whether a clause goes on beside a cue, not in what it introduces: "… and discussed", "…, while others want"."""
    over = token.head
    if token.pos_ != "VERB" or over.pos_ != "VERB":
        return False
    if token.dep_ == "advcl":
        return marker(token) in CONTRASTS and is_any(token, words.by_tag["VERB"]) and bool(children(token, "nsubj"))
    beside = token.dep_ == "conj" and cue.start <= over.i < cue.end and token.tag_ == over.tag_ and token.tag_ in FINITE
    return beside and not children(over, "ccomp")  # after a clause, what is coordinated may as well go on inside it


def another(token: Token, cue: Span, words: Predicates) -> bool:
    """Tell whether a verb that can attribute stands beside the one of a cue: coordinated, or as a participle after a comma."""
    if (
        not is_any(token, words.by_tag["VERB"])
        or not cue.start <= token.head.i < cue.end
        or token.head.pos_ != "VERB"
        or token.pos_ != "VERB"
    ):
        return False
    return token.dep_ == "conj" or (token.dep_ == "advcl" and token.tag_ == "VBG" and token.nbor(-1).text == ",")
