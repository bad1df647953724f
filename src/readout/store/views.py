"""What the store gives back: one class a kind of row, with the words it rests on and where they stand.

`actors` and the like are ids of the store's own actors, `names` what they are called; spans count code points of the text of
`document`. A row's `statement` is the id, in its document, of the statement it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass

from readout.record import Span


@dataclass(frozen=True, slots=True)
class Grounded:
    """What every row has: its document, and the words it rests on."""

    document: str
    published: str | None
    outlet: str | None
    statement: str | None
    quote: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class StatementRow(Grounded):
    """Who is said to have said what: `quote` is the content, `within` the statement this one stands in."""

    speakers: tuple[str, ...]
    names: tuple[str, ...]
    parties: tuple[str, ...]
    source: str | None
    cue: str | None
    mode: str
    within: str | None
    hedge: str | None
    channel: str | None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document: `statements` is how many were read in it."""

    document: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A copy of `document`. `differs` holds what it changes: start and end in that text, and the words it has there."""

    copy: str
    document: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    differs: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class ContactRow(Grounded):
    """Who met or called whom; `date` is as precise as the text is."""

    kind: str
    date: str | None
    status: str
    participants: tuple[str, ...]
    names: tuple[str, ...]
    initiator: str | None
    place: str | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class ProposalRow(Grounded):
    """What was put forward; `responses` are pairs of who answered and how."""

    name: str
    by: tuple[str, ...]
    names: tuple[str, ...]
    terms: tuple[str, ...]
    responses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PositionRow(Grounded):
    """Who stands where on an issue."""

    holder: str
    name: str
    party: str | None
    issue: str
    stance: str


@dataclass(frozen=True, slots=True)
class CommitmentRow(Grounded):
    """What somebody has agreed, pledged or announced to do."""

    action: str
    by: tuple[str, ...]
    names: tuple[str, ...]
    to: tuple[str, ...]
    due: str | None


@dataclass(frozen=True, slots=True)
class WarningRow(Grounded):
    """What somebody threatens, or warns of."""

    by: str
    name: str
    against: str | None
    condition: str | None
    consequence: str


@dataclass(frozen=True, slots=True)
class ActorRow:
    """Somebody who appears in the documents, under all the names that are joined."""

    actor: str
    name: str
    kind: str
    party: str | None
    aliases: tuple[str, ...]
    documents: int
    statements: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of a timeline. `date` is the day of the event, or of publication where the text does not say it."""

    date: str | None
    event: str
    what: str
    actors: tuple[str, ...]
    names: tuple[str, ...]
    quote: str
    document: str
    outlet: str | None
    statement: str | None
