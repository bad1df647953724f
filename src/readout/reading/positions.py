"""Where the parties stand: an issue of the codebook, for, against or on a condition, with the clause that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from spacy.tokens import Doc, Token

from readout.codebook import Codebook
from readout.document import Document
from readout.reading.claims import Cast, Claim, Said, Scene, claims
from readout.reading.clauses import trimmed
from readout.reading.judge import Judge, judges
from readout.reading.stance import evidence, whose
from readout.record import Position, Span, Statement
from readout.record.model import Stance

WEIGHTS = Path(__file__).parents[1] / "models" / "en" / "positions.json"
CLAUSES = frozenset(("ROOT", "root", "conj", "ccomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis", "advcl:relcl"))


@dataclass(frozen=True)
class Finding:
    """A claim that shows a stance: how likely it does, which, and whose."""

    claim: Claim
    likely: float
    stance: Stance
    parties: tuple[str, ...]


def positions(
    doc: Doc, document: Document, cast: Cast, statements: Sequence[Statement], codebook: Codebook
) -> tuple[Position, ...]:
    """Read the positions of a text, in order of their evidence; one for each party and issue, with the likeliest."""
    del document
    scene, best = Scene(doc, cast, codebook), dict[tuple[str, str], Finding]()
    for finding in one_voice(scene, findings(scene, statements, judges(WEIGHTS))):
        for party in finding.parties:
            key = party, finding.claim.topic.issue
            if key not in best or finding.likely > best[key].likely:
                best[key] = finding
    rows = [
        Position(
            party=party,
            issue=issue,
            stance=found.stance,
            evidence=shown(scene, found.claim),
            statement=found.claim.said.statement.id,
        )
        for (party, issue), found in best.items()
    ]
    return tuple(sorted(rows, key=lambda row: row.evidence))


def findings(scene: Scene, statements: Sequence[Statement], judge: Mapping[str, Judge]) -> Iterator[Finding]:
    """The claims that the judges take for stances."""
    for claim in claims(scene, statements):
        signs = evidence(scene, claim)
        likely = judge["position"].probability(signs)
        if likely >= judge["position"].threshold:
            stance: Stance = max(get_args(Stance), key=lambda name: judge[name].probability(signs))
            yield Finding(claim, likely, stance, holders(scene, claim, judge["party"]))


def holders(scene: Scene, claim: Claim, judge: Judge) -> tuple[str, ...]:
    """Whose stance a claim shows: the speakers', or that of the party for which the one speaker speaks."""
    pair = spoken_for(scene, claim.said)
    if pair and judge.probability(whose(scene, claim, *pair)) >= judge.threshold:
        return pair[1:]
    return claim.said.statement.speakers


def spoken_for(scene: Scene, said: Said) -> tuple[str, str] | None:
    """The one speaker of a statement and the party that it speaks for, where these are two."""
    speakers = said.statement.speakers
    party = scene.cast[speakers[0]].party if len(speakers) == 1 else None
    if party is None or party == speakers[0] or scene.cast[speakers[0]].kind == "country":
        return None
    return speakers[0], party


def one_voice(scene: Scene, found: Iterable[Finding]) -> Iterator[Finding]:
    """Of findings on the same words by one side ("Oman is ready …, its envoy said") the likeliest."""
    taken: dict[tuple[str, int], list[set[str]]] = {}
    for finding in sorted(found, key=lambda finding: -finding.likely):
        sides = scene.sides(finding.claim.said.statement.speakers)
        voices = taken.setdefault((finding.claim.topic.issue, finding.claim.topic.start), [])
        if all(sides.isdisjoint(other) for other in voices):
            voices.append(sides)
            yield finding


def shown(scene: Scene, claim: Claim) -> Span:
    """The shortest clause around the topic, within its statement, as one run of words; a cue that shows a stance with it."""
    said, topic = claim.said, claim.topic
    head = _clause(scene.doc[topic.start : topic.end].root, said)
    inside = {token.i for token in head.subtree} & said.region | set(range(topic.start, topic.end))
    if {head.i, head.head.i} & set(said.cue) and {name for i in said.cue for name in scene.classes[i]} - scene.neutral:
        inside |= set(said.cue)
    first, last = topic.start, topic.end - 1
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    while first < topic.start and scene.doc[first].dep_ in ("case", "mark", "cc", "punct") and scene.words[first] != "to":
        first += 1
    return trimmed([scene.doc[i] for i in range(first, last + 1)])


def _clause(token: Token, said: Said) -> Token:
    """The head of the clause that a word stands in, no farther up than the statement reaches."""
    while token.head.i != token.i and token.head.i in said.region:
        if token.dep_ in CLAUSES and token.pos_ in ("VERB", "AUX", "ADJ"):
            break
        token = token.head
    return token
