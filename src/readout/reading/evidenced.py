"""What the model takes a claim to be evidence of: the words that name its topic, its clause and sentence, the names in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from readout.analysis.evidence import rated, steps
from readout.reading.issues import Topic
from readout.reading.scene import Mention, Scene
from readout.reading.traits import UNSEEN
from readout.reading.weighing import clause
from readout.record.model import Stance

AROUND = ("position", "contact", "commitment", "consequence")
"""What a clause may be evidence of that tells whether it shows a stance."""
STANCES = get_args(Stance)


def of_position(scene: Scene, topic: Topic) -> Iterator[str]:
    """What tells whether somebody shows a stance: the topic's words, its clause, the likeliest name of the sentence."""
    evidence, home = scene.evidence, scene.sentences[topic.start]
    if evidence is None:
        yield UNSEEN
        return
    known = {"issue": topic.issue} if topic.issue in evidence.labels else {}  # an issue of one's own codebook is not
    for name, label in (("position", "position"), *known.items()):
        yield from steps(name, evidence.mean(label, topic.start, topic.end))
    start, end = _clause(scene, topic)
    for name, label in (*zip(AROUND, AROUND, strict=True), *known.items()):
        yield from steps(f"clause {name}", evidence.mean(label, start, end))
    yield from steps("some holder", evidence.peak("holder", home.start, home.end))


def of_stance(scene: Scene, topic: Topic) -> Iterator[str]:
    """What tells which stance it is: each by itself at the topic, "against" beside "for" there and in the clause."""
    evidence = scene.evidence
    if evidence is None:
        yield UNSEEN
        return
    for label in STANCES:
        yield from steps(label, evidence.mean(label, topic.start, topic.end))
    for name, (start, end) in (("topic", (topic.start, topic.end)), ("clause", _clause(scene, topic))):
        yield from steps(f"{name} against", evidence.mean("against", start, end) - evidence.mean("for", start, end))
        yield from steps(f"{name} conditional", evidence.mean("conditional", start, end))


def of_holders(scene: Scene, topic: Topic, named: Mapping[str, Sequence[Mention]]) -> Mapping[str, frozenset[str]]:
    """What tells that one of those who are named holds it: his names, how far the topic points at them, the likeliest's."""
    evidence = scene.evidence
    if evidence is None:
        return dict.fromkeys(named, frozenset((UNSEEN,)))
    peaks = {who: max(evidence.peak("holder", m.start, m.end) for m in found) for who, found in named.items()}
    words = range(topic.start, topic.end)
    points = {who: evidence.points("row", words, [m.head.i for m in found]) or 0.0 for who, found in named.items()}
    found: dict[str, set[str]] = {who: set() for who in named}
    for name, odds in (("holder", peaks), ("pointed", points)):
        highest = max(odds.values(), default=0.0)
        for who, at in odds.items():
            found[who].update(rated(name, at, highest))
    return {who: frozenset(signs) for who, signs in found.items()}


def _clause(scene: Scene, topic: Topic) -> tuple[int, int]:
    """The words of the clause that a topic stands in."""
    head = clause(scene.doc[topic.start : topic.end].root)
    return min(head.left_edge.i, topic.start), max(head.right_edge.i + 1, topic.end)
