"""What every view of a record asks of it: names, parties, chains of attribution, signs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from readout.record import Actor, Contact, Position, Proposal, Record, Response, Span, Statement
from readout.record.model import Row

MODES = {"direct": "quoted", "mixed": "partly quoted", "indirect": "in other words"}
MODE_SIGNS = {"direct": "“”", "mixed": "“…", "indirect": "·"}
STATUS_SIGNS = {"held": "●", "planned": "○", "proposed": "◌", "refused": "✕", "cancelled": "⊘"}
STANCE_SIGNS = {"for": "+", "against": "−", "conditional": "±"}
STANCE_WORDS = {"for": "for", "against": "against", "conditional": "on conditions"}
ANSWER_STANCES = {
    "accepts": "for",
    "welcomes": "for",
    "considers": "conditional",
    "criticises": "against",
    "rejects": "against",
}
LAYERS = ("statements", "contacts", "proposals", "positions", "commitments", "warnings")


class View:
    """A record with its actors and statements at hand."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.actors: dict[str, Actor] = {actor.id: actor for actor in record.actors}
        self.statements = {statement.id: statement for statement in record.statements}

    def name(self, actor: str) -> str:
        """An actor's name; its id where the record does not list it."""
        return self.actors[actor].name if actor in self.actors else actor

    def short(self, actor: str) -> str:
        """The part of an actor's name that the text itself uses most, where no other actor shares it; else the name."""
        return self._short.get(actor) or self.name(actor)

    @cached_property
    def _short(self) -> dict[str, str]:
        names = Counter(word for actor in self.record.actors for word in set(actor.name.split()))
        found = {}
        for actor in self.record.actors:
            said = Counter(map(self.record.quote, actor.mentions))
            parts = actor.name.split()
            ends = [" ".join(parts[start:]) for start in range(1, len(parts) - 1)]
            own = [part for part in (*parts, *ends) if said[part] and all(names[word] == 1 for word in part.split())]
            if actor.kind == "person" and own:
                found[actor.id] = max(own, key=said.__getitem__)
        return found

    def party(self, actor: str) -> str:
        """The side an actor is on; itself where it is its own."""
        known = self.actors.get(actor)
        return known.party if known and known.party else actor

    def sides(self) -> dict[str, str]:
        """The parties of those who act, with their names, in order of appearance."""
        return {party: self.name(party) for party in dict.fromkeys(map(self.party, self.acting()))}

    def quote(self, spans: Iterable[Span]) -> str:
        """The words of several spans, on one line, with a mark where something lies between."""
        return " … ".join(" ".join(self.record.quote(span).split()) for span in spans)

    def chain(self, statement: Statement) -> list[Statement]:
        """A statement with those it is nested in, outermost first; itself alone where they go in a circle."""
        chain = [statement]
        while outer := self.statements.get(chain[0].within or ""):
            if outer in chain:
                return [statement]
            chain.insert(0, outer)
        return chain

    def tree(self) -> Iterator[tuple[int, Statement]]:
        """Every statement once with its depth, nested ones after the one they are in."""
        inner: dict[int | None, list[Statement]] = defaultdict(list)  # by identity: a foreign record may use an id twice
        for statement in self.record.statements:
            chain = self.chain(statement)
            inner[id(chain[-2]) if len(chain) > 1 else None].append(statement)
        stack = [(0, statement) for statement in reversed(inner[None])]
        while stack:
            depth, statement = stack.pop()
            yield depth, statement
            stack.extend((depth + 1, nested) for nested in reversed(inner[id(statement)]))

    def timeline(self) -> list[Contact]:
        """Contacts by date, those without one last; each in order of appearance."""
        return sorted(self.record.contacts, key=lambda contact: contact.date or "~")

    def particulars(self, contact: Contact) -> list[str]:
        """Where a contact took place, how long it lasted, who began it."""
        return [
            *([f"in {contact.place}"] if contact.place else []),
            *([f"{contact.minutes} minutes"] if contact.minutes else []),
            *([f"initiated by {self.name(contact.initiator)}"] if contact.initiator else []),
        ]

    def answers(self, proposal: Proposal) -> list[tuple[Response, list[str]]]:
        """The answers to a proposal; those that several give in the same words are one, with all who give it."""
        found: dict[tuple[str, Span], tuple[Response, list[str]]] = {}
        for response in proposal.responses:
            found.setdefault((response.response, response.evidence), (response, []))[1].append(response.by)
        return list(found.values())

    def positions(self) -> dict[str, list[Position]]:
        """Positions by holder: sides in order of appearance, and those of one side together."""
        found: dict[str, list[Position]] = defaultdict(list)
        for position in self.record.positions:
            found[position.party].append(position)
        order = {side: place for place, side in enumerate(self.sides())}
        return dict(sorted(found.items(), key=lambda item: order[self.party(item[0])]))

    def stances(self) -> list[tuple[Position, list[str]]]:
        """The positions; those that several hold in the same words are one, with all who hold it."""
        found: dict[tuple[str, str, Span], tuple[Position, list[str]]] = {}
        for position in self.record.positions:
            key = position.issue, position.stance, position.evidence
            found.setdefault(key, (position, []))[1].append(position.party)
        return list(found.values())

    def counts(self) -> list[str]:
        """How many rows each layer that has any holds, in words: "3 contacts"."""
        sizes = {layer: len(getattr(self.record, layer)) for layer in LAYERS}
        return [f"{size} {layer[:-1] if size == 1 else layer}" for layer, size in sizes.items() if size]

    def word(self, row: Row, actors: Iterable[str]) -> Statement | None:
        """The statement that a row rests on, where it is someone else's word about these actors."""
        statement = self.statements.get(getattr(row, "statement", None) or "")
        return statement if statement and not set(statement.speakers) & set(actors) else None

    def acting(self) -> Iterator[str]:
        """Every actor that a row names, layer by layer, as often as it is named."""
        for layer in LAYERS:
            for row in getattr(self.record, layer):
                yield from doers(row)
                for response in getattr(row, "responses", ()):
                    yield response.by

    def addressed(self) -> Iterator[str]:
        """Every actor to whom something is promised or threatened."""
        for commitment in self.record.commitments:
            yield from commitment.to
        yield from (warning.against for warning in self.record.warnings if warning.against)


def doers(row: Row) -> tuple[str, ...]:
    """The actors whose row it is: who speaks, takes part, proposes, answers, holds, promises or warns."""
    for name in ("speakers", "participants", "by", "party"):
        if found := getattr(row, name, None):
            return (found,) if isinstance(found, str) else found
    return ()


def words(code: str) -> str:
    """A code as a person reads it: "peace settlement"."""
    return code.replace("_", " ")


def shorten(text: str, size: int) -> str:
    """The text in at most `size` characters, cut at a word where there is one."""
    if len(text) <= size:
        return text
    cut = text[: max(1, size - 1)]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > size // 2 else cut).rstrip(" ,;:–—-") + "…"
