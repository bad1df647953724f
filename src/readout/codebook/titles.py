"""Titles, roles and the other nouns by which people and parties are spoken of."""

from __future__ import annotations

from typing import Literal

from readout.codebook.table import Table

Gender = Literal["m", "f", "x"]


class Joint(Table):
    """Nouns for several parties at once."""

    people: frozenset[str]
    states: frozenset[str]
    anybody: frozenset[str]
    parties: frozenset[str]
    teams: frozenset[str]
    meeting: frozenset[str]


class Titles(Table):
    """What people and parties are called when they are not named; all in lower case but the honorifics."""

    titles: dict[str, tuple[str, ...]]
    ranks: frozenset[str]
    former: frozenset[str]
    leaders: frozenset[str]
    offices_held: frozenset[str]
    counterparts: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    honorifics: dict[str, Gender]
    groups: frozenset[str]
    bodies: dict[str, Literal["state", "body"]]
    documents: frozenset[str]
    papers: frozenset[str]
    messages: frozenset[str]
    joint: Joint
    mediation: frozenset[str]
    own: frozenset[str]
    places: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    regional: frozenset[str]
    offices: frozenset[str]
    presidencies: frozenset[str]
    presiding: frozenset[str]
    press: frozenset[str]
    regions: frozenset[str]
    relations: frozenset[str]
    national: frozenset[str]
    things: frozenset[str]
    general: frozenset[str]
    public: frozenset[str]
    own_state: frozenset[str]
    own_bodies: frozenset[str]
    not_own: frozenset[str]
    topical: frozenset[str]
    title_states: dict[str, str]
    national_offices: frozenset[str]
    portfolios: frozenset[str]
    bureaus: frozenset[str]
    homes: dict[str, str]
    national_bodies: frozenset[str]
    entourage: frozenset[str]
    fighters: frozenset[str]
    askers: frozenset[str]
    joint_statements: tuple[str, ...]
    issued: frozenset[str]


def plural(noun: str) -> str:
    """The plural of an English noun as titles form it."""
    irregular = {"man": "men", "woman": "women", "person": "people", "wife": "wives", "child": "children"}
    for one, many in irregular.items():
        if noun.endswith(one):
            return noun[: -len(one)] + many
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


def several(title: str) -> str:
    """The plural of a title, which may hold a preposition ("heads of state")."""
    for link in (" of ", " for "):
        noun, found, rest = title.partition(link)
        if found:
            return several(noun) + found + rest
    *first, last = title.split()
    return " ".join((*first, plural(last)))
