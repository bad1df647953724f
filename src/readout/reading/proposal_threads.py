"""One proposal under all its names: the mentions that name it again, the nouns that take it up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from spacy.tokens import Doc, Token

from readout.codebook import Codebook
from readout.reading.clauses import children
from readout.reading.holders import Resolver
from readout.reading.proposal_mentions import Mention
from readout.reading.words import among, base
from readout.record import model

REACH = 12
"""Sentences within which "the plan" points back to a proposal."""
LATELY = 30
"""Proposals among which a mention looks for the one that it names again."""


@dataclass
class Thread:
    """One proposal and every mention of it, the first full one first; `likely` is how likely that one is a proposal's."""

    first: Mention
    likely: float
    mentions: list[Mention] = field(default_factory=list)

    @property
    def by(self) -> tuple[str, ...]:
        """Who puts it forward as far as rules tell: whoever the first mention that tells says."""
        return next((mention.by for mention in (self.first, *self.mentions) if mention.by), ())


def threads(
    found: Sequence[Mention], likely: Sequence[float], threshold: float, cast: Resolver, codebook: Codebook
) -> list[Thread]:
    """The proposals of a text: what is likely one, in order, with the later mentions that name it again."""
    chosen, made = _chosen(found, likely, threshold), list[Thread]()
    sentence = list(accumulate(int(token.is_sent_start or 0) for token in found[0].head.doc)) if found else []
    for number, mention in enumerate(found):
        thread = next((t for t in made[: -LATELY - 1 : -1] if _same(mention, t, cast, codebook, sentence)), None)
        if thread is not None:
            thread.mentions.append(mention)
        elif number in chosen:
            made.append(Thread(mention, likely[number]))
    return made


def _chosen(found: Sequence[Mention], likely: Sequence[float], threshold: float) -> set[int]:
    """The numbers of the mentions that the judge takes; of those that share words the likeliest."""
    taken, chosen = list[model.Span](), set[int]()
    for number in sorted(range(len(found)), key=lambda number: -likely[number]):
        start, end = found[number].name
        if likely[number] >= threshold and not any(start < other[1] and other[0] < end for other in taken):
            taken.append(found[number].name)
            chosen.add(number)
    return chosen


def _same(mention: Mention, thread: Thread, cast: Resolver, codebook: Codebook, sentence: Sequence[int]) -> bool:
    """Whether a mention names a proposal again: one of the same side, where both tell whose they are."""
    ours, theirs = _sides(mention.by, cast), _sides(thread.by, cast)
    if ours and theirs and not ours & theirs:
        return False
    last = (thread.mentions or [thread.first])[-1]
    overlapping = any(mention.name[0] < m.name[1] and m.name[0] < mention.name[1] for m in (thread.first, last))
    near = sentence[mention.head.i] - sentence[last.head.i]
    return overlapping or _again(mention, last, near, codebook) or (bool(ours and theirs) and _alike(mention, thread))


def _sides(actors: Sequence[str], cast: Resolver) -> set[str]:
    return {*actors, *(party for actor in actors if (party := cast.party(actor)))}


def _again(mention: Mention, last: Mention, near: int, codebook: Codebook) -> bool:
    """Whether a noun without terms of its own points back ("the plan", "their offer", ", an idea that …")."""
    noun = mention.head
    if mention.put != "named" or not among(noun, codebook.proposals.again):
        return False
    if noun.dep_ == "appos" and near == 0:
        return True
    told = any(child.dep_.split(":")[0] in ("acl", "nmod") for child in noun.children if child.i > noun.i)
    told |= any(child.lower_ in codebook.proposals.another for child in noun.children)
    definite = any(child.lower_ in codebook.clauses.definite or child.dep_ == "nmod:poss" for child in noun.children)
    return near <= REACH and not told and definite


def _alike(mention: Mention, thread: Thread) -> bool:
    """Whether two mentions by one side share their noun or most of their words."""
    one, two = _words(mention), _words(thread.first)
    if mention.put == thread.first.put == "named" and base(mention.head.lower_) == base(thread.first.head.lower_):
        return True
    return bool(one and two) and len(one & two) / min(len(one), len(two)) >= 0.5


def _words(mention: Mention) -> set[str]:
    return {base(token.lower_) for token in mention.head.subtree if token.pos_ in ("NOUN", "VERB", "PROPN", "NUM", "ADJ")}


def heads(doc: Doc, put: Sequence[Thread], cast: Resolver, codebook: Codebook) -> dict[Token, int]:
    """The words that name a proposal, the heads of its mentions and of what takes it up, with its number."""
    own = {mention.head: number for number, thread in enumerate(put) for mention in (thread.first, *thread.mentions)}
    return _echoes(doc, put, own, cast, codebook) | own


def _echoes(
    doc: Doc, put: Sequence[Thread], heads: Mapping[Token, int], cast: Resolver, codebook: Codebook
) -> dict[Token, int]:
    """Later definite nouns that repeat the noun of what is put forward ("voted against the duties"), with its number.

    So do nouns that take it up within its sentence.
    """
    nouns, found = dict[str, tuple[int, int]](), dict[Token, int]()
    for number, thread in enumerate(put):
        head = thread.first.head
        for noun in thread.first.words:
            if noun.pos_ == "NOUN" and (noun == head or noun.dep_ in ("obj", "nsubj:pass")) and not cast.at(noun):
                nouns.setdefault(base(noun.lower_), (number, noun.i))
    last = None
    for token in doc:
        number, first = nouns.get(base(token.lower_), (0, len(doc)))
        later = token.i > first and token.pos_ == "NOUN"
        if later and any(child.lower_ in codebook.clauses.definite for child in token.children):
            found[token] = number
        elif last is not None and last.sent == token.sent and _aside(token, codebook):
            found[token] = heads[last]
        last = token if token in heads else last
    return found


def _aside(noun: Token, codebook: Codebook) -> bool:
    """Whether a noun takes up, after a comma, what was named before it (", a condition that Corvia rejected")."""
    if not (among(noun, codebook.proposals.again) and children(noun, "acl:relcl")):
        return False
    articles = [child for child in noun.children if child.lower_ in codebook.proposals.indefinite]
    return any(article.i > 0 and article.nbor(-1).is_punct for article in articles)
