"""Whom "I" and "we" mean: the speaker of the words, those the speaker speaks for, or who signs the text."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Span

from readout.reading.actors.figures import Figure
from readout.reading.actors.joint import Joint
from readout.reading.actors.labels import Labels
from readout.reading.actors.phrases import Phrase
from readout.reading.actors.scene import Scene
from readout.reading.actors.signature import Signature

Figures = tuple[Figure, ...]
SPEAKER = frozenset({"i", "me", "my", "myself", "mine"})
SPEAKERS = frozenset({"we", "us", "our", "ours", "ourselves"})


class FirstPerson:
    """Resolves first persons. `behind` gives those behind a source, `together` a speaker and whom they met."""

    def __init__(
        self,
        scene: Scene,
        labels: Labels,
        signed: Signature,
        behind: Callable[[Span], Figures],
        together: Joint,
    ) -> None:
        self.scene, self.labels, self.signed, self.behind = scene, labels, signed, behind
        self.together, self.home = together, together.introduction.home

    def means(self, phrase: Phrase) -> Figures:
        """Whom a first person means; nobody where that cannot be told."""
        token, plural = phrase.start, phrase.head.lower_ in SPEAKERS
        source = self.scene.voice(token)
        if source is not None and not self.labels.speaks(source.start, token):
            source = None
        jointly = plural and self.signed.own is not None and not self.scene.quoted(token) and self.signed.is_joint()
        labelled = self.labels.speaker(token) if source is None else None
        if jointly or (source is None and labelled is None):
            return self.signed.jointly() if plural else self.signed.author()
        if source is None:
            return self._all(phrase, labelled or ())
        return () if source.start <= token < source.end else self._all(phrase, self.behind(source))

    def _all(self, phrase: Phrase, speakers: Figures) -> Figures:
        """The speaker, or those a single speaker speaks for by "we"."""
        if phrase.head.lower_ not in SPEAKERS or len(speakers) != 1:
            return speakers
        pair = self.together.pair_with(phrase, speakers[0])
        return pair or self._side(speakers[0])

    def _side(self, speaker: Figure) -> Figures:
        """Whom somebody speaks for: the state behind a body, for officials of no stated side that of the paper's home."""
        side = speaker.side
        while side is not None and side.side is not None:
            side = side.side
        local = side is None or (side.kind == "organization" and side.code is None)
        if speaker.kind == "person" and local and self.home is not None and speaker.titles & self.together.titles.public:
            return (self.home,)
        return (side,) if side is not None else (speaker,)
