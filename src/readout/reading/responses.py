"""How proposals are answered as far as rules tell: accepted, rejected, considered, welcomed, criticised; by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from readout.codebook import Codebook
from readout.codebook.responses import Answers
from readout.reading.answering import alone, by_verb, verdict
from readout.reading.attested import Attested
from readout.reading.clauses import above, agent, auxiliaries, children, extent, marker, negated, relative, subject, where
from readout.reading.holders import Resolver, doers
from readout.reading.words import among
from readout.record import model
from readout.record.model import Answer

REACH = 2
"""Sentences within which "it", or a verb without an object, answers the proposal named last."""
FARTHEST = 300
"""Words within which it does, where sentences have no end."""


@dataclass(frozen=True)
class Answering:
    """A word that answers, the number of the proposal that it answers, and how."""

    word: Token
    proposal: int
    answer: Answer


def answerings(doc: Doc, names: Mapping[Token, int], codebook: Codebook) -> Iterator[Answering]:
    """Every word that answers a proposal."""
    for token in doc if names else ():
        if token in names and token.pos_ not in ("VERB", "ADJ"):
            continue
        reading = next(_readings(token, names, codebook.responses), None)
        if reading is None or _settled(token, codebook):
            continue
        answer, target = reading
        if negated(token, codebook.clauses.negations):
            if answer == "considers" and not auxiliaries(token) & {*codebook.clauses.future, *codebook.clauses.open}:
                continue
            answer = codebook.responses.answers[answer].denied
        if answer == "accepts" and conditional(token, codebook):
            answer = "considers"
        yield Answering(token, target, answer)


def _settled(word: Token, codebook: Codebook) -> bool:
    """Whether another word tells: the inner of "agreed to study", the outer of "refused to discuss"; or none has answered."""
    words = codebook.responses
    verbs = [child for child in children(word, "xcomp") if child.pos_ == "VERB"]
    inner = [verb for verb in verbs if by_verb(verb, words) not in (None, "accepts")]
    if inner and by_verb(word, words) == "accepts":
        return True
    if word.dep_ == "xcomp" and by_verb(word.head, words) == "rejects":
        return True
    doer = subject(word)
    return (doer is not None and negated(doer, codebook.clauses.negations)) or unreal(word, codebook)


def unreal(word: Token, codebook: Codebook) -> bool:
    """Whether it is asked for or supposed, not done ("called on them to accept", "if they accept")."""
    for token in (word, *above(word)):
        if marker(token).split(" ")[0] in codebook.clauses.conditions:
            return True
        if token.dep_ in ("xcomp", "ccomp", "advcl", "acl") and among(token.head, codebook.proposals.verbs.get("ask", ())):
            return True
        if token.dep_ not in ("conj", "xcomp", "advcl", "acl"):
            return False
    return False


def _readings(token: Token, names: Mapping[Token, int], words: Answers) -> Iterator[tuple[Answer, int]]:
    """What a word may answer, and how, the surest first."""
    if token.pos_ == "VERB":
        yield from _by_verb(token, names, words)
        code = next((code for code, entry in words.answers.items() if among(token, entry.harms)), None)
        target = _judged(token, names, words) if code is not None else None
        if code is not None and target is None and not children(token, "nsubj") and auxiliaries(token, shared=False):
            # "a truce as proposed by Oman “would only prolong the war”": a quote may lose its subject.
            target = last(token, names, sentences=0)
        if code is not None and target is not None:
            yield code, target
    elif children(token, "cop"):
        target = _judged(token, names, words)
        code = verdict([token, *token.subtree], words) if target is not None else None
        if code is not None and target is not None:
            yield code, target
    elif token.pos_ == "NOUN":
        yield from _by_noun(token, names, words)


def _by_verb(verb: Token, names: Mapping[Token, int], words: Answers) -> Iterator[tuple[Answer, int]]:
    target, code = _object(verb, names, words), by_verb(verb, words)
    if target is not None:
        if among(verb, words.naming) and (seen := verdict([t for t in verb.subtree if t.i > verb.i], words)):
            yield seen, target
        if code is not None:
            yield code, target
    elif (code := alone(verb, words)) is not None and (target := last(verb, names)) is not None:
        yield code, target


def _by_noun(noun: Token, names: Mapping[Token, int], words: Answers) -> Iterator[tuple[Answer, int]]:
    """What a noun answers: "their support for the plan", "expressed its full support"."""
    code = next((code for code, entry in words.answers.items() if among(noun, entry.nouns)), None)
    if code is None:
        return
    told = [child for child in children(noun, "nmod", "obl", "acl") if child.dep_ != "nmod:poss"]
    target = next((names[child] for child in told if child in names), None)
    if target is None and among(noun.head, words.voicing) and not told:
        target = last(noun, names)
    if target is not None:
        yield code, target


def _object(verb: Token, names: Mapping[Token, int], words: Answers) -> int | None:
    """The proposal that a verb has as its object, its passive subject, or the noun that its clause describes."""
    places = [child for child in children(verb, "obj", "obl", "nsubj", "xcomp", "ccomp") if _is_object(child, words)]
    places += _passive(verb)
    phrases = [place for place in places if not children(place, "nsubj")]
    inner = [token for place in phrases for token in children(place, "nmod", "obj", "conj", "obl")]
    for token in (*places, *inner):
        if token in names:
            return names[token]
    described = relative(verb)
    if (
        described is not None
        and described in names
        and not any(place.dep_ == "obj" and place.lower_ not in words.pointing for place in places)
    ):
        return names[described]
    pointing = [
        token for token in (*places, *inner) if token.lower_ in words.pointing and token.dep_ in ("obj", "nsubj:pass", "obl")
    ]
    return last(pointing[0], names) if pointing else None


def _passive(verb: Token) -> list[Token]:
    """What is answered in a passive: its subject, shared in a coordination too; the agent of one that moves somebody.

    "was welcomed by Skopje and is being examined in Sofia", "we are encouraged by the offer".
    """
    doer = subject(verb) if children(verb, "aux:pass") else None
    return [place for place in (doer, agent(verb)) if place is not None]


def _is_object(child: Token, words: Answers) -> bool:
    if child.dep_ in ("nsubj", "obl:agent"):
        return False
    return not child.dep_.startswith("obl") or marker(child) in words.prepositions


def _judged(word: Token, names: Mapping[Token, int], words: Answers) -> int | None:
    """The proposal that is the subject of a verdict."""
    for child in children(word, "nsubj"):
        if child in names:
            return names[child]
        if child.lower_ in words.pointing:
            described = relative(word)
            return names[described] if described is not None and described in names else last(child, names)
    return None


def last(token: Token, names: Mapping[Token, int], *, sentences: int = REACH) -> int | None:
    """The proposal named last before a word, not further back than it may point."""
    passed = int(token.is_sent_start or 0)
    for i in range(token.i - 1, max(-1, token.i - FARTHEST), -1):
        if token.doc[i] in names:
            return names[token.doc[i]]
        passed += int(token.doc[i].is_sent_start or 0)
        if passed > sentences:
            return None
    return None


def conditional(word: Token, codebook: Codebook) -> bool:
    """Whether it is answered on a condition."""
    return any(marker(child).split(" ")[0] in codebook.clauses.conditions for child in children(word, "advcl"))


def answerers(word: Token, names: Mapping[Token, int], cast: Resolver, attested: Attested, words: Answers) -> tuple[str, ...]:
    """Who answers: the agent or subject of the word, whoever the cue that holds it is said of, whoever speaks."""
    spoken = attested.uttered(where(word))
    doer = agent(word)
    if (doer is None or doer in names) and spoken is not None and spoken.speakers:
        return spoken.speakers
    if doer is not None and doer in names:
        moved = subject(word)
        return cast.at(moved) if moved is not None else ()
    if doer is None and children(word, "aux:pass"):
        return next(
            (found for place in children(word, "obl") if marker(place) in words.seats and (found := cast.at(place))), ()
        )
    if children(word, "cop") or any(among(word, entry.harms) for entry in words.answers.values()):
        around = attested.around(where(word))
        return around.speakers if around else ()
    if word.pos_ == "NOUN":
        holder = next(iter(children(word, "nmod:poss")), None)
        found = cast.at(holder) if holder is not None else ()
        return found or doers(word.head, cast)
    return doers(word, cast)


def evidence(word: Token) -> model.Span:
    """From whoever answers to the end of what is answered."""
    start, end = extent(
        word, leave=lambda token: token.head == word and token.dep_ in ("parataxis", "advcl", "conj", "cc", "ccomp")
    )
    doer = subject(word)
    if doer is not None and doer.sent == word.sent and doer.i < word.i:
        start = min(start, doer.left_edge.idx)
    return start, end
