"""What someone puts forward for others to accept, under all its names, with the answers it gets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from spacy.tokens import Doc, Token

from readout.codebook import Codebook
from readout.reading.attested import Attested, identifier
from readout.reading.clauses import children
from readout.reading.holders import Resolver
from readout.reading.issues import issues_in
from readout.reading.judge import judges, meaning
from readout.reading.proposal_mentions import Mention, mentions
from readout.reading.responses import responses
from readout.reading.words import among, base
from readout.record import model
from readout.record.model import Proposal, Statement

REACH = 12
"""Sentences within which "the plan" points back to a proposal."""
NOBODYS = 0.5
"""Likelihood from which on a proposal counts that nobody is known to have put forward: few are annotated."""
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

    @property
    def proposers(self) -> tuple[str, ...]:
        """Who puts it forward: the likeliest of those who may, where the first mention tells or no other does."""
        return proposers(self.first) if self.first.by or not self.by else self.by


def proposals(doc: Doc, cast: Resolver, statements: Sequence[Statement], codebook: Codebook) -> tuple[Proposal, ...]:
    """Read the proposals of a text and the answers to them, in order of appearance."""
    attested = Attested(statements)
    found = mentions(doc, cast, attested, codebook)
    threads = _threads(doc, found, [likelihood(mention) for mention in found], cast, codebook)
    names = {mention.head: number for number, thread in enumerate(threads) for mention in (thread.first, *thread.mentions)}
    given = responses(doc, _echoes(doc, threads, cast, codebook) | names, cast, attested, codebook)
    rows = enumerate(threads)
    return tuple(_row(doc, thread, given.get(n, ()), codebook) for n, thread in rows if thread.by or thread.likely >= NOBODYS)


def _echoes(doc: Doc, threads: Sequence[Thread], cast: Resolver, codebook: Codebook) -> dict[Token, int]:
    """Later definite nouns that repeat the noun of what is put forward ("voted against the duties"), with its number.

    So do nouns that take it up within its sentence.
    """
    nouns, found = dict[str, tuple[int, int]](), dict[Token, int]()
    for number, thread in enumerate(threads):
        head = thread.first.head
        for noun in thread.first.words:
            if noun.pos_ == "NOUN" and (noun == head or noun.dep_ in ("obj", "nsubj:pass")) and not cast.at(noun):
                nouns.setdefault(base(noun.lower_), (number, noun.i))
    heads = {mention.head: number for number, thread in enumerate(threads) for mention in (thread.first, *thread.mentions)}
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


def likelihood(mention: Mention) -> float:
    """How likely it is that a mention names a proposal."""
    return judges()["proposals"].probability(mention.traits, meaning(mention.words))


def proposers(mention: Mention) -> tuple[str, ...]:
    """Who puts it forward: the likeliest of those who may."""
    judge = judges()["proposers"]
    likely = [judge.probability(claimant.signs) for claimant in mention.claimants]
    return mention.claimants[likely.index(max(likely))].actors if likely else ()


def _threads(doc: Doc, found: Sequence[Mention], likely: Sequence[float], cast: Resolver, codebook: Codebook) -> list[Thread]:
    chosen, threads = _chosen(found, likely), list[Thread]()
    sentence = list(accumulate(int(token.is_sent_start or 0) for token in doc))
    for number, mention in enumerate(found):
        thread = next((t for t in threads[: -LATELY - 1 : -1] if _same(mention, t, cast, codebook, sentence)), None)
        if thread is not None:
            thread.mentions.append(mention)
        elif number in chosen:
            threads.append(Thread(mention, likely[number]))
    return threads


def _chosen(found: Sequence[Mention], likely: Sequence[float]) -> set[int]:
    """The numbers of the mentions that the judge takes; of those that share words the likeliest."""
    threshold, taken, chosen = judges()["proposals"].threshold, list[model.Span](), set[int]()
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


def _row(doc: Doc, thread: Thread, given: Sequence[model.Response], codebook: Codebook) -> Proposal:
    spans, by = list(_evidence(thread)), thread.proposers
    return Proposal(
        name=thread.first.name,
        by=by,
        terms=_terms(doc, thread, codebook),
        evidence=tuple(spans),
        responses=tuple(response for response in given if response.by not in by),
        statement=identifier(thread.first.statement),
    )


def _evidence(thread: Thread) -> Iterator[model.Span]:
    yield thread.first.evidence
    end = thread.first.evidence[1]
    for mention in thread.mentions:
        if mention.name[0] >= end:
            yield mention.name
            end = mention.name[1]


def _terms(doc: Doc, thread: Thread, codebook: Codebook) -> tuple[str, ...]:
    """The issues named in what is put forward, in order."""
    found = list[str]()
    for span in (thread.first.name, *(mention.name for mention in thread.mentions)):
        tokens = doc.char_span(*span, alignment_mode="expand")
        found += [issue for issue, *_ in issues_in(tokens, codebook)] if tokens is not None else []
    return tuple(dict.fromkeys(found))
