"""Where a text names what someone puts forward: "Oman offered to host talks", "a plan drafted by Qatar", "the offer"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from typing import Literal

from spacy.tokens import Doc, Span, Token

from readout.codebook import Codebook
from readout.codebook.proposals import Proposals
from readout.codebook.responses import Answers
from readout.reading.attested import Attested
from readout.reading.claimants import Claimant, as_seen, claimants
from readout.reading.clauses import agent, children, marker, phrase, subject, trimmed, where
from readout.reading.holders import Resolver, doers, owners, sides, voiced, whom
from readout.reading.said import Said, said
from readout.reading.traits import traits
from readout.reading.words import among, base
from readout.record import model
from readout.record.model import Statement


@dataclass(frozen=True)
class Mention:
    """One naming of a proposal.

    It is `named` by a noun ("the plan"), `said` in a statement ("proposed X"), or `done` by a verb outside statements;
    `head` is the noun, or the head of what the verb puts forward.
    """

    head: Token
    name: model.Span
    evidence: model.Span
    by: tuple[str, ...]
    put: Literal["named", "said", "done"]
    statement: Statement | None
    words: Span
    traits: tuple[str, ...]
    claim: Callable[[], tuple[Claimant, ...]] = tuple
    """Finds the claimants, which only the first mention of what counts as a proposal is asked for."""

    @cached_property
    def claimants(self) -> tuple[Claimant, ...]:
        """Who may have put it forward."""
        return self.claim()


def mentions(doc: Doc, cast: Resolver, attested: Attested, codebook: Codebook) -> list[Mention]:
    """Every place that may name a proposal, in order."""
    words, found = codebook.proposals, dict[Token, Mention]()
    for token in doc:
        if _noun(token, words):
            found[token] = _named(token, cast, attested, codebook)
    for item in said(doc, attested.statements):
        if item.head not in found:
            found[item.head] = _said(item, cast, attested, codebook)
    for token in doc:
        for child in _put_forward(token) if _kind(token, words) else ():
            if child not in found:
                found[child] = _done(token, child, cast, attested, codebook)
    rows = sorted(found.values(), key=lambda mention: mention.name)
    return [replace(mention, claim=partial(_claimants, mention, cast, attested, codebook)) for mention in rows]


def _claimants(mention: Mention, cast: Resolver, attested: Attested, codebook: Codebook) -> tuple[Claimant, ...]:
    spoken = mention.statement
    outer = attested.around(spoken.cue) if spoken is not None and spoken.cue else None
    around = [statement for statement in (spoken, outer) if statement is not None]
    return as_seen(claimants(mention.head, mention.by, around, cast, codebook), mention.head, cast, "proposer")


def _noun(token: Token, words: Proposals) -> str | None:
    """The kind of a noun that names a proposal."""
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound" or marker(token) in words.occasions:
        return None
    kind = next((kind for kind, nouns in words.nouns.items() if among(token, nouns)), None)
    if kind is None and any(child.lower_ in words.qualifiers for child in token.children):
        return "qualified"
    return "put forward" if kind is None and _made(token, words) is not None else kind


def _made(noun: Token, words: Proposals) -> Token | None:
    """The participle that says by whom it is put forward ("drafted by Qatar", "as proposed by Oman"), right after it."""
    after = noun.i + 1
    after += after < len(noun.doc) and noun.doc[after].lower_ in words.like
    if after >= len(noun.doc) or noun.doc[after].tag_ != "VBN":
        return None
    made = noun.doc[after]
    return made if _kind(made, words) == "propose" and agent(made) is not None else None


def _kind(token: Token | None, words: Proposals) -> str | None:
    """The kind of a verb, or of a word of readiness, that puts something forward."""
    if token is None:
        return None
    if token.pos_ in ("ADJ", "NOUN") and among(token, words.ready):
        return "ready"
    if token.pos_ != "VERB":
        return None
    own, particles = base(token.lower_), {child.lower_ for child in children(token, "compound", "advmod")}
    return next(
        (kind for kind, verbs in words.verbs.items() if any(rest <= particles for rest in _parted(verbs).get(own, ()))), None
    )


@lru_cache(maxsize=64)
def _parted(verbs: tuple[str, ...]) -> dict[str, list[frozenset[str]]]:
    """The particles of each verb ("put forward"), by what all forms of the verb share."""
    found: dict[str, list[frozenset[str]]] = {}
    for first, *rest in map(str.split, verbs):
        found.setdefault(base(first), []).append(frozenset(rest))
    return found


def _put_forward(trigger: Token) -> Iterator[Token]:
    """What a verb or word of readiness puts forward: a clause, an object, a noun with "for" or "to"."""
    for child in trigger.children:
        relation, after = child.dep_.split(":")[0], child.i > trigger.i
        clause = relation in ("xcomp", "ccomp") or (after and relation in ("acl", "advcl") and marker(child) == "to")
        noun = child.dep_ in ("obj", "nsubj:pass") or (after and relation in ("obl", "nmod") and marker(child) in ("for", "to"))
        if clause or noun:
            yield child


def _named(noun: Token, cast: Resolver, attested: Attested, codebook: Codebook) -> Mention:
    words = codebook.proposals
    made = _made(noun, words)
    tokens = phrase(noun, leave=lambda token: _aside(token, noun))
    tokens = tokens if made is None else noun.doc[tokens.start : max(tokens.end, made.right_edge.i + 1)]
    span = (tokens.start_char, tokens.end_char)
    spoken = attested.around(span)
    by = _proposers(noun, spoken, cast, codebook)
    governor = noun.head if noun.head.pos_ in ("VERB", "NOUN", "ADJ") and noun.head != noun else None
    seen = [
        *_general("named", str(_noun(noun, words)), by),
        *traits(governor, tokens, spoken, codebook.clauses),
        f"noun={base(noun.lower_)}",
        f"place={noun.dep_}",
        f"plural={noun.tag_ == 'NNS'}",
        f"det={next((child.lower_ for child in children(noun, 'det', 'nmod:poss')), 'none')}",
        *(f"with={child.dep_}:{marker(child)}" for child in children(noun, "acl", "nmod")),
        *(f"adj={base(child.lower_)}" for child in children(noun, "amod", "compound")),
        f"answered={_answered(noun, codebook.responses)}",
        f"put forward={_kind(governor, words)}",
        f"made={made is not None}",
    ]
    return Mention(noun, span, span, by, "named", spoken, tokens, tuple(seen))


def _general(put: str, kind: str, by: Sequence[str]) -> list[str]:
    return [f"put={put}", f"kind={kind}", f"put={put} kind={kind}", f"by={min(len(by), 2)}", f"put={put} by={bool(by)}"]


def _answered(noun: Token, words: Answers) -> str | None:
    """The answer that the clause around a noun gives to it, if any."""
    verb = noun.head if noun.head.pos_ == "VERB" else next(iter(children(noun, "acl")), None)
    if verb is None:
        return None
    return next((code for code, entry in words.answers.items() if among(verb, entry.verbs)), None)


def _aside(token: Token, noun: Token) -> bool:
    """Clauses after a comma, appositions and case marks are no part of a name."""
    if token.head != noun:
        return token.dep_ == "parataxis"
    if token.dep_ in ("case", "parataxis", "mark", "cop", "nsubj", "aux", "conj", "cc"):
        return True
    comma = token.left_edge.i > 0 and token.doc[token.left_edge.i - 1].text in (",", "—", "–")
    return comma and token.i > noun.i and token.dep_ in ("acl:relcl", "appos", "acl", "advcl", "obl")


def _proposers(noun: Token, spoken: Statement | None, cast: Resolver, codebook: Codebook) -> tuple[str, ...]:
    """Whose proposal: whoever the clause says has made it, its owner, or whoever agrees on it or has it in a clause beside it.

    A pronoun tells less than the subject of the verb that puts the noun forward ("Oman offered its help"), and nobody answers
    a proposal of their own ("Oman supported its proposal").
    """
    words = codebook.proposals
    made = [agent(clause) for clause in (_made(noun, words), *children(noun, "acl")) if clause is not None]
    if noun.dep_ == "nsubj:pass" and _kind(noun.head, words):
        made.append(agent(noun.head))
    found = next((actors for doer in made if doer is not None and (actors := whom(doer, cast))), ())
    clauses = [clause for clause in children(noun, "acl:relcl") if _kind(clause, words) or among(clause, words.making)]
    if noun.dep_ == "obj" and (_kind(noun.head, words) or among(noun.head, words.making)):
        clauses.insert(0, noun.head)
    owned = owners(noun, cast, prepositions=words.proposers)
    vague = not any(child.pos_ != "PRON" for child in children(noun, "nmod:poss"))
    if vague and _answered(noun, codebook.responses) and owned == doers(noun.head, cast):
        owned = ()
    putting = next((actors for clause in clauses if (actors := doers(clause, cast))), ())
    if putting and owned and sides(putting, cast) == sides(owned, cast):
        return found or putting
    found = found or (putting or owned if vague and clauses and clauses[0] == noun.head else owned or putting)
    return found or (spoken.speakers if spoken is not None and _given(noun, spoken, words) else ())


def _given(noun: Token, spoken: Statement, words: Proposals) -> bool:
    """Whether the cue of the statement around a noun puts it forward ("they agreed a draft accord")."""
    cue = noun.doc.char_span(*spoken.cue, alignment_mode="expand") if spoken.cue else None
    return (
        cue is not None
        and noun.head in cue
        and (_kind(noun.head, words) in ("propose", "offer") or among(noun.head, words.making))
    )


def _said(item: Said, cast: Resolver, attested: Attested, codebook: Codebook) -> Mention:
    spoken, name = item.statement, trimmed(item.content)
    outer = attested.around(spoken.cue) if spoken.cue else None
    by = voiced(spoken.speakers, outer.speakers if outer else (), cast)
    kind = _kind(item.trigger, codebook.proposals) or "other"
    starts = [span[0] for span in (spoken.source, spoken.cue) if span is not None and span[0] < name[0]]
    near = item.trigger is not None and item.trigger.sent == item.head.sent
    seen = traits(item.trigger, item.content, spoken, codebook.clauses)
    return Mention(
        item.head,
        name,
        (min(starts, default=name[0]) if near else name[0], name[1]),
        by,
        "said",
        spoken,
        item.content,
        (*_general("said", kind, by), *seen, *_forms(kind, seen)),
    )


def _forms(kind: str, seen: Sequence[str]) -> list[str]:
    return [f"kind={kind} {trait}" for trait in seen if trait.startswith("form=")]


def _done(trigger: Token, head: Token, cast: Resolver, attested: Attested, codebook: Codebook) -> Mention:
    tokens = phrase(
        head, leave=lambda token: token.dep_ == "parataxis" or (token.head == head and token.dep_ in ("mark", "case"))
    )
    name = (tokens.start_char, tokens.end_char)
    doer, kind, by = subject(trigger), str(_kind(trigger, codebook.proposals)), doers(trigger, cast)
    if trigger.pos_ == "NOUN":
        by = by or owners(trigger, cast, prepositions=codebook.proposals.proposers)
    spoken = attested.around(where(head))
    by = voiced(by, spoken.speakers if spoken else (), cast)
    starts = [name[0], trigger.idx, *([doer.left_edge.idx] if doer is not None and doer.sent == trigger.sent else [])]
    seen = traits(trigger, tokens, spoken, codebook.clauses)
    evidence = (min(starts), max(name[1], where(trigger)[1]))
    return Mention(head, name, evidence, by, "done", spoken, tokens, (*_general("done", kind, by), *seen, *_forms(kind, seen)))
