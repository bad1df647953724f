"""Where a party may show a stance: an issue that is named, in what somebody says or in the writer's own voice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from readout.reading.issues import Topic
from readout.reading.scene import CONDITION, Scene
from readout.record import Statement


class Said:
    """A statement in tokens; or, where `statement` is None, a sentence in the writer's own voice.

    `inner` are the tokens of statements within it that others make.
    """

    def __init__(
        self, scene: Scene, statement: Statement | None, content: tuple[int, ...], inner: Iterable[Statement] = ()
    ) -> None:
        self.scene, self.statement, self.content = scene, statement, content
        self.speakers = statement.speakers if statement else ()
        self.sides = scene.sides(self.speakers)
        self.cue = scene.tokens([statement.cue] if statement and statement.cue else [])
        self.region = frozenset((*self.cue, *content))
        others = (s for s in inner if set(s.speakers) != set(self.speakers))
        self.inner = frozenset(scene.tokens(span for other in others for span in other.content))

    @cached_property
    def classes(self) -> frozenset[str]:
        """The classes of predicates in the content."""
        return frozenset(name for i in self.content for name in self.scene.classes[i])

    @cached_property
    def conditions(self) -> tuple[int, ...]:
        """The tokens of the content that may open a condition."""
        return tuple(i for i in self.content if CONDITION in self.scene.classes[i])


@dataclass(frozen=True)
class Claim:
    """An issue that is named at a place; the statements around it, from the inside out, and last the writer's voice."""

    topic: Topic
    views: tuple[Said, ...]


def claims(scene: Scene, statements: Sequence[Statement]) -> Iterator[Claim]:
    """Every issue named in a text, in order."""
    around = _around(scene, statements)
    unsaid: dict[int, Said] = {}
    for number, topic in enumerate(scene.topics):
        home = scene.sentences[topic.start]
        if home.number not in unsaid:
            unsaid[home.number] = Said(scene, None, tuple(range(home.start, home.end)))
        views = sorted(around.get(number, ()), key=lambda said: len(said.content))
        yield Claim(topic, (*views, unsaid[home.number]))


def _around(scene: Scene, statements: Sequence[Statement]) -> dict[int, list[Said]]:
    """The statements around each topic, by its number."""
    within: dict[str | None, list[Statement]] = {}
    for statement in statements:
        within.setdefault(statement.within, []).append(statement)
    starts = [topic.start for topic in scene.topics]
    around: dict[int, list[Said]] = {}
    for statement in statements:
        said = Said(scene, statement, scene.tokens(statement.content), within.get(statement.id, ()))
        if said.content:
            for number in range(bisect_left(starts, min(said.region)), bisect_left(starts, max(said.region) + 1)):
                if starts[number] in said.region:
                    around.setdefault(number, []).append(said)
    return around
