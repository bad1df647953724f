"""What names a contact between parties, who takes part in it, and what tells whether it was held."""

from __future__ import annotations

from functools import cached_property
from typing import Literal, Self, cast

from pydantic import model_validator

from readout.codebook.table import Table
from readout.record.model import ContactKind, Status

Words = frozenset[str]
Found = Status | Literal["denied"]


VOWELS = "aeiou"


def inflected(verb: str) -> list[str]:
    """The regular forms of a verb: -s, -ed, -ing, with a doubled last letter too."""
    stem = verb[:-1] if verb.endswith("e") else verb
    forms = [*plurals(verb), stem + "ed", stem + "ing"]
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        forms.append(verb[:-1] + "ied")
    if len(verb) > 2 and verb[-1] not in VOWELS + "wxy" and verb[-2] in VOWELS:
        forms += [verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    return forms


def plurals(noun: str) -> list[str]:
    """The word and its form in -s."""
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return [noun, noun[:-1] + "ies"]
    return [noun, noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "z")) else "s")]


class Nouns(Table):
    """Nouns of one kind: firm ones name a contact by themselves, loose ones only between parties of their own."""

    firm: Words
    loose: Words = frozenset()


class Verb(Table):
    """A verb that names a contact, and where in its clause the other side stands.

    It names none with the prepositions of `unless`, nor without a place behind one of those of `needs`, where it has any.
    """

    kind: ContactKind
    others: tuple[str, ...]
    alone: bool = False
    person: bool = False
    initiates: bool = False
    status: Status | None = None
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


class Format(Table):
    """A fixed format of talks, by the words that name it, and the parties that it joins."""

    names: tuple[str, ...]
    members: tuple[str, ...]


class Cues(Table):
    """Words over or beside a contact that tell its status; `denied` ones say that there was none."""

    held: Words
    planned: Words
    proposed: Words
    refused: Words
    cancelled: Words
    denied: Words


class Contacts(Table):
    """Words that name contacts and what tells them apart."""

    irregular: dict[str, str]
    nouns: dict[ContactKind, Nouns]
    plural: Words
    telephone: Words
    online: Words
    excluded: Words
    unless: dict[str, Words]
    containers: Words
    things: Words
    verbs: dict[str, Verb]
    coming: Words
    light: Words
    happening: Words
    joined: Words
    joining: Words
    presence: Words
    initiative: Words
    between: Words
    delegations: Words
    leads: Words
    factions: Words
    audiences: Words
    status: Cues
    another: Words
    places: Words
    towns: Words
    offices: Words
    topics: Words
    separate: Words
    formats: dict[str, Format]

    @model_validator(mode="after")
    def _check_nouns(self) -> Self:
        seen: dict[str, str] = {}
        for kind, nouns in self.nouns.items():
            for word in nouns.firm | nouns.loose:
                if seen.setdefault(word, kind) != kind:
                    raise ValueError(f"the noun '{word}' is both {seen[word]} and {kind}")
        return self

    def format(self, text: str) -> tuple[str, ...]:
        """The members of a format that is named in some words."""
        plain = f" {text.lower().replace('-', ' ')} "
        named = (one.members for one in self.formats.values() for name in one.names if f" {name} " in plain)
        return next(named, ())

    @cached_property
    def forms(self) -> dict[str, str]:
        """The word behind each inflected form of a verb."""
        words = self._vocabulary()
        regular = {form: word for word in sorted(words) for form in inflected(word)}
        return {word: word for word in words} | regular | self.irregular

    @cached_property
    def plurals(self) -> dict[str, str]:
        """The word behind each form of a noun or adjective."""
        words = self._vocabulary()
        return {form: word for word in sorted(words) for form in plurals(word)} | {word: word for word in words}

    def _vocabulary(self) -> set[str]:
        """Every word that the reading asks for, of phrases the first."""
        lists = [self.light, self.happening, self.joined, self.leads, self.containers, self.things, self.delegations]
        lists += [
            self.audiences,
            self.presence,
            self.initiative,
            self.telephone,
            self.online,
            self.excluded,
            self.topics,
            self.factions,
            self.joining,
        ]
        words = {word for words in lists for word in words} | set(self.kinds) | set(self.verbs) | set(self.cues)
        return {word.split()[0] for word in words}

    @cached_property
    def kinds(self) -> dict[str, ContactKind]:
        """The kind that each noun names."""
        return {word: kind for kind, nouns in self.nouns.items() for word in nouns.firm | nouns.loose}

    @cached_property
    def loose(self) -> Words:
        """The nouns that are no contact by themselves."""
        return frozenset(word for nouns in self.nouns.values() for word in nouns.loose)

    @cached_property
    def cues(self) -> dict[str, Found]:
        """The status that each cue tells, `denied` included."""
        return {word: cast(Found, status) for status in Cues.model_fields for word in getattr(self.status, status)}
