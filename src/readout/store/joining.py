"""Which names stand for the same actor: a pure function over names, so that the order in which documents came is nothing.

Countries, organizations and well-known people are known by the codebook's entry; other countries and organizations by their
name. Offices whose holder is known are joined as the holder's name would be. Other people are joined by family name and given
names, where these agree and their parties do not differ; a family name alone stands for the one person it can mean. What
cannot be told stays apart, for somebody to decide.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from readout.codebook import Codebook
from readout.record import Record
from readout.store.keys import fold
from readout.store.naming import Naming, folded
from readout.store.offices import Offices


@dataclass(frozen=True)
class Name:
    """A name as documents write it. `first` and `last` are the parts it is looked up by, empty where it is no person's."""

    key: int
    name: str
    folded: str
    kind: str
    party: str
    first: str = ""
    last: str = ""

    @property
    def full(self) -> bool:
        """Whether it has a given name besides the family name."""
        return self.first != self.last


class Joiner:
    """Joins names by what a codebook knows."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook, self._offices = codebook, Offices(codebook)
        rules = codebook.joining
        self._spelling = [(re.compile(expression), new) for expression, new in rules.spelling]
        self._dropped = frozenset(rules.suffixes) | frozenset(rules.particles)
        self._given = {self._spelled(name): self._spelled(same[0]) for same in rules.given for name in same}

    def holders(self, record: Record) -> dict[str, str]:
        """Who held the offices that a record names without a name, by the ids of its actors."""
        naming, found = Naming(record), dict[str, str]()
        for actor in record.actors:
            if actor.kind == "person":
                holder = self._offices.holder(folded(actor), self.party(naming.party(actor)), record.published)
                found |= {actor.id: holder} if holder else {}
        return found

    def parts(self, name: str, *, kind: str, party: str = "") -> tuple[str, ...]:
        """The parts of a person's name in one spelling; none for others, and for descriptions ("a senior official").

        `party` is the name, as it is compared, of the party that the person stands for.
        """
        if kind != "person" or not any(c.isupper() for word in name.split()[-1:] for c in word):
            return ()
        if self._offices.describes(fold(name), self.party(party)):
            return ()
        full = self._people.get(fold(name), name)
        words = [word for word in fold(full).split() if word not in self._dropped]
        spelled = [self._spelled(word) for word in words]
        return (*(self._given.get(word, word) for word in spelled[:-1]), *spelled[-1:])

    def party(self, folded: str) -> str:
        """A party by the codebook's id for it, where it has one."""
        return self._entries.get(folded, folded)

    def fixed(self, name: Name) -> str:
        """The id of an actor that hangs on nothing but its name."""
        if name.kind == "person":
            return slug(f"{name.folded} {self.party(name.party) or 'person'}" if name.last else name.folded)
        return slug(self.party(name.folded))

    def known(self, name: Name) -> bool:
        """Whether a name is, whole, that of a person in the codebook, and of no state or organization."""
        return name.folded in self._people and name.folded not in self._entries

    def title(self, names: Sequence[Name]) -> str:
        """What to call an actor that goes by these names."""
        for name in names:
            entry = self._entries.get(name.folded) if name.kind != "person" else None
            if entry is not None:
                return self._titles[entry]
            if self.known(name):
                return self._people[name.folded]
        return min(names, key=_plainness).name

    def people(self, names: Iterable[Name], *, alone: Set[str]) -> dict[int, str]:
        """The ids of persons by the key of their name: of all full names, and of those family names in `alone`.

        `names` must hold all names with the family names of its full ones, and all full names with a part in `alone`.
        """
        ordered = sorted(names, key=lambda name: (-len(name.folded.split()), name.folded, name.key))
        persons = list(self._persons([name for name in ordered if name.full]))
        found = {name.key: self._id(person) for person in persons for name in person}
        return found | {name.key: self._alone(name, persons) for name in ordered if not name.full and name.last in alone}

    def _persons(self, names: Sequence[Name]) -> Iterator[list[Name]]:
        """Full names grouped by person, the longest names first; one that fits several persons stands for itself."""
        by_last: dict[str, list[list[Name]]] = defaultdict(list)
        for name in names:
            groups = by_last[name.last]
            fitting = [group for group in groups if all(self._same(name, other) for other in group)]
            exact = [group for group in fitting if any(name.folded == other.folded for other in group)]
            if len(exact or fitting) == 1:
                (exact or fitting)[0].append(name)
            else:
                groups.append([name])
        return (group for groups in by_last.values() for group in groups)

    def _same(self, one: Name, other: Name) -> bool:
        if one.folded == other.folded:
            return True
        known = {self._people[name.folded] for name in (one, other) if name.folded in self._people}
        if len(known) > 1:
            return False
        sides = {self.party(one.party), self.party(other.party)} - {""}
        if len(sides) > 1:
            return False
        mine, theirs = (self.parts(name.name, kind=name.kind, party=name.party)[:-1] for name in (one, other))
        if _agree(mine[0], theirs[0]):
            return all(map(_agree, mine[1:], theirs[1:]))
        short, long = sorted((mine, theirs), key=len)
        return bool(one.party and other.party) and _within(short, long)

    def _alone(self, name: Name, persons: Sequence[list[Name]]) -> str:
        """The person that a family name alone stands for, if it can be only one."""
        mine = self.party(name.party)
        for part in ("last", "first"):
            fitting = []
            for person in persons:
                sides = {self.party(other.party) for other in person} - {""}
                known = mine in sides if mine else False
                if getattr(person[0], part) == name.last and (known or (part == "last" and not (mine and sides))):
                    fitting.append((known, person))
            best = [person for known, person in fitting if known] or [person for _, person in fitting]
            if len(best) == 1:
                return self._id(best[0])
            if best:
                break
        return self.fixed(name)

    def _id(self, person: Sequence[Name]) -> str:
        known = [self._people[name.folded] for name in person if name.folded in self._people]
        return slug(fold(known[0]) if known else min(person, key=_plainness).folded)

    def _spelled(self, word: str) -> str:
        for expression, new in self._spelling:
            word = expression.sub(new, word)
        return word

    @cached_property
    def _people(self) -> Mapping[str, str]:
        """The full names of well-known people, by all their names."""
        found: dict[str, str] = {}
        for full, person in self._codebook.people.items():
            found |= {fold(name): full for name in (*person.aliases, full)}
        return found

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        tables = (self._codebook.organizations, self._codebook.states)
        return {id: entry.name for table in tables for id, entry in table.items()}

    @cached_property
    def _entries(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for table in (self._codebook.organizations, self._codebook.states):
            for id, entry in table.items():
                found |= {fold(name): id for name in (id, entry.name, *entry.aliases)}
        return found


def slug(folded: str) -> str:
    """An id made of a folded name."""
    return "-".join(folded.split()) or "unnamed"


def _plainness(name: Name) -> tuple[bool, bool, int, str, int]:
    """Sorts the usual form of a name first: given and family name, no initials, few parts."""
    words = name.folded.split()
    alone = name.kind == "person" and len(words) == 1
    return alone, any(len(word) == 1 for word in words), len(words), name.folded, name.key


def _agree(one: str, other: str) -> bool:
    """Whether two given names are one, or one is the other's initial."""
    return one == other or (1 in (len(one), len(other)) and one[:1] == other[:1])


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether given names stand in a longer row of them, in the same order."""
    rest = iter(long)
    return all(any(_agree(name, other) for other in rest) for name in short)
