"""Where a proposal may be answered: words that bear on one of its names, how they do, and who may answer by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import get_args

from spacy.tokens import Doc, Span, Token

from readout.analysis.evidence import of
from readout.codebook import Codebook
from readout.codebook.responses import Answers
from readout.reading.answering import code
from readout.reading.attested import Attested, identifier
from readout.reading.claimants import Claimant, as_seen, claimants
from readout.reading.clauses import above, auxiliaries, children, negated, phrase, where
from readout.reading.holders import Resolver
from readout.reading.responses import Answering, answerers, answerings, conditional, evidence, last, unreal
from readout.reading.traits import seen_as
from readout.reading.words import base
from readout.record import model
from readout.record.model import Answer

HIGHEST = 4
"""Words above a name among which one may answer."""
EVIDENCE = ("response", *get_args(Answer), "answerer", "proposal")
FREE = -3.0
"""The odds, as a logarithm, of evidence of an answer from which on a clause may be one that names no proposal."""


@dataclass(frozen=True)
class Reply:
    """A word that may answer the proposal of a number; `told` is what rules take it for."""

    word: Token
    proposal: int
    told: Answer | None
    evidence: model.Span
    statement: str | None
    words: Span
    traits: tuple[str, ...]
    claimants: tuple[Claimant, ...]


@dataclass(frozen=True)
class Anchor:
    """How a word bears on a proposal: by a name or a pronoun at `token`, or by nothing but its place."""

    kind: str
    token: Token

    def signs(self, word: Token) -> Iterator[str]:
        """In words that a judge can weigh."""
        yield f"at={self.kind}"
        yield f"at={self.kind} {self.token.dep_}"
        path = list(_path(self.token, word))
        yield f"path={'<'.join(path[:3])}"
        yield f"at={self.kind} far={min(len(path), 4)}"
        yield f"name={base(self.token.lower_)}"
        yield f"name-det={next((child.lower_ for child in children(self.token, 'det', 'nmod:poss')), 'none')}"


Places = dict[tuple[Token, int], list[Anchor]]


def replies(
    names: Mapping[Token, int],
    by: Sequence[tuple[str, ...]],
    cast: Resolver,
    attested: Attested,
    codebook: Codebook,
) -> list[Reply]:
    """Every place that may answer a proposal; `names` are the words that name one, `by` who put each forward."""
    if not names:
        return []
    doc = next(iter(names)).doc
    ruled = {(a.word, a.proposal): a for a in answerings(doc, names, codebook)}
    reader = _Reader(names, by, cast, attested, codebook)
    places = _places(doc, names, ruled, codebook.responses)
    return [reader.reply(word, n, anchors, ruled.get((word, n))) for (word, n), anchors in places.items()]


def _places(doc: Doc, names: Mapping[Token, int], ruled: Mapping[tuple[Token, int], Answering], words: Answers) -> Places:
    found: Places = {key: [] for key in ruled}
    for token in doc:
        for anchor, number in _anchors(token, names, words):
            for word in _answering(token, number, ruled, words):
                found.setdefault((word, number), []).append(anchor)
    taken = {word for word, _ in found}
    for token in doc:
        if token in taken or token in names or not _free(token, words):
            continue
        before = last(token, names)
        if before is not None:
            found[token, before] = [Anchor("free", token)]
    return found


def _anchors(token: Token, names: Mapping[Token, int], words: Answers) -> Iterator[tuple[Anchor, int]]:
    if token in names:
        yield Anchor("name", token), names[token]
    elif token.pos_ == "PRON" and token.lower_ in words.pointing and (number := last(token, names)) is not None:
        yield Anchor("pronoun", token), number


def _answering(token: Token, number: int, ruled: Mapping[tuple[Token, int], Answering], words: Answers) -> Iterator[Token]:
    """The words that may answer by what they say of a name: one that describes it, one above it."""
    yield from (child for child in children(token, "acl") if child.pos_ == "VERB")
    over = list(islice(_over(token), HIGHEST))
    told = [word for word in over if (word, number) in ruled] or [word for word in over if code(word, words) is not None]
    chosen = told or [word for word in over if word.pos_ == "VERB"]
    yield from chosen[:1]


def _over(token: Token) -> Iterator[Token]:
    """The words above a name, up to the first clause that stands beside another with a subject of its own."""
    for word in above(token):
        if word.pos_ in ("VERB", "NOUN", "ADJ"):
            yield word
        if word.dep_ in ("conj", "parataxis") and children(word, "nsubj"):
            return


def _free(token: Token, words: Answers) -> bool:
    """Whether a clause may answer what was put forward before it though it does not name it."""
    if token.pos_ not in ("VERB", "ADJ", "NOUN") or (token.pos_ != "VERB" and not children(token, "cop")):
        return False
    clause, seen = phrase(token), of(token.doc)
    if seen is not None and seen.peak("response", clause.start, clause.end) > FREE:
        return True
    return code(token, words) is not None


def _path(token: Token, word: Token) -> Iterator[str]:
    """The relations that lead from a name up to a word, or down where the word describes it."""
    if word.head == token and word != token:
        yield f"^{word.dep_}"
    for step in (token, *above(token)):
        if step == word or word.head == token:
            return
        yield step.dep_


class _Reader:
    """Describes the places of one text."""

    def __init__(
        self,
        names: Mapping[Token, int],
        by: Sequence[tuple[str, ...]],
        cast: Resolver,
        attested: Attested,
        codebook: Codebook,
    ) -> None:
        self.names, self.by, self.cast, self.attested, self.codebook = names, by, cast, attested, codebook

    def reply(self, word: Token, number: int, anchors: Sequence[Anchor], told: Answering | None) -> Reply:
        """Describe a place."""
        answer = told.answer if told is not None else None
        clause = phrase(word)
        spoken = self.attested.around(where(word))
        return Reply(
            word,
            number,
            answer,
            evidence(word),
            identifier(spoken),
            clause,
            (*self._traits(word, number, anchors, answer), *seen_as(clause, EVIDENCE)),
            self._claimants(word, number, told),
        )

    def _traits(self, word: Token, number: int, anchors: Sequence[Anchor], told: Answer | None) -> Iterator[str]:
        words, clauses = self.codebook.responses, self.codebook.clauses
        yield f"told={told}"
        kinds = sorted({anchor.kind for anchor in anchors}) or ["rule"]
        for anchor in anchors:
            yield from anchor.signs(word)
        coded = code(word, words)
        for kind in kinds:
            yield f"{kind} told={told is not None}"
            yield f"{kind} coded={coded and coded[0]}"
            yield f"{kind} code={coded and coded[1]}"
        yield f"coded={coded and coded[0]}:{coded and coded[1]}"
        yield f"word={base(word.lower_)}"
        yield f"tag={word.tag_}"
        yield f"dep={word.dep_}"
        yield f"over={base(word.head.lower_)}"
        yield from (f"aux={aux}" for aux in sorted(auxiliaries(word)))
        if negated(word, clauses.negations):
            yield "denied"
            yield f"denied {coded and coded[1]}"
        if conditional(word, self.codebook):
            yield "conditional"
        if unreal(word, self.codebook):
            yield "unreal"
        yield f"since={self._since(word, number)}"
        for name, statement in (("cue", self.attested.uttered(where(word))), ("said", self.attested.around(where(word)))):
            yield f"{name}={statement is not None}"
            cue = word.doc.char_span(*statement.cue, alignment_mode="expand") if statement and statement.cue else ()
            yield from (f"{name}={base(token.lower_)}" for token in cue or () if token.pos_ in ("VERB", "NOUN", "ADJ"))

    def _since(self, word: Token, number: int) -> str:
        """Where the proposal was named last before a word: in its sentence, in one of the last three, or nowhere."""
        passed = 0
        for i in range(word.i - 1, -1, -1):
            token = word.doc[i]
            passed += int(word.doc[i + 1].is_sent_start or 0)
            if self.names.get(token) == number:
                return str(passed)
            if passed > 3:
                return "long"
        return "first"

    def _claimants(self, word: Token, number: int, told: Answering | None) -> tuple[Claimant, ...]:
        """Those who may answer: never whoever has put it forward."""
        ruled = answerers(word, self.names, self.cast, self.attested, self.codebook.responses)
        around = [s for s in (self.attested.uttered(where(word)), self.attested.around(where(word))) if s is not None]
        if around and around[-1].cue is not None and (outer := self.attested.around(around[-1].cue)) is not None:
            around.append(outer)
        found = list[Claimant]()
        theirs = {party for actor in self.by[number] if (party := self.cast.party(actor))}
        for who in claimants(word, ruled, list(dict.fromkeys(around)), self.cast, self.codebook):
            actors = tuple(actor for actor in who.actors if actor not in self.by[number])
            ours = {party for actor in actors if (party := self.cast.party(actor))}
            if actors:
                signs = {*who.signs, f"side={bool(ours & theirs)}", f"ruled={told is not None}"}
                found.append(Claimant(actors, frozenset(signs)))
        return as_seen(found, word, self.cast, "answerer")
