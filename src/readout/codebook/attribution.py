"""How news attributes: hedges and channels."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator

from readout.codebook.table import Table


def _small(word: str) -> str:
    if not word or word != " ".join(word.lower().split()):
        raise ValueError(f"{word!r}: write it in small letters, without spaces around it")
    return word


Words = tuple[Annotated[str, AfterValidator(_small)], ...]


class Predicates(Table):
    """Words that can attribute what they introduce, by part of speech."""

    adverbs: Words
    verbs: Words
    adjectives: Words
    nouns: Words

    @cached_property
    def by_tag(self) -> dict[str, frozenset[str]]:
        """The words by their universal part-of-speech tag."""
        return {"VERB": frozenset(self.verbs), "ADJ": frozenset(self.adjectives), "NOUN": frozenset(self.nouns)}


class Hedge(Table):
    """Words by which a writer keeps a distance from what is said."""

    cues: Words
    unless: Words
    passive: Words
    labels: Words
    doubts: Words


class Channel(Table):
    """Words that introduce or head the outlet, platform, audience or setting of an utterance."""

    tell: Words
    opening: Words
    prepositions: dict[str, tuple[Literal["audiences", "settings", "outlets"], ...]]
    audiences: Words
    settings: Words
    outlets: Words
    bare: Words
    links: Words
    ends: Words

    @cached_property
    def heads(self) -> dict[str, frozenset[str]]:
        """For each preposition the words that may head its phrase; for "" those of every list."""
        every = frozenset((*self.audiences, *self.settings, *self.outlets))
        return {"": every} | {
            word: frozenset(head for name in lists for head in getattr(self, name)) for word, lists in self.prepositions.items()
        }


class Impersonal(Table):
    """Cues without a source in an official readout, by whose they are."""

    own: frozenset[str]
    either: frozenset[str]
    joint: frozenset[str]
    agreed: frozenset[str]
    mutual: frozenset[str]
    reach: int


class Chains(Table):
    """Verbs by which one source gives another, and nouns for those who are given without a name."""

    verbs: Words
    participles: Words
    sources: Words


class Attribution(Table):
    """The table of attribution."""

    chains: Chains

    predicates: Predicates
    hedge: Hedge
    channel: Channel
    impersonal: Impersonal
