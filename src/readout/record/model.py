"""The data classes of a record. Fields follow the corpus guidelines, which `docs/record.md` restates with examples.

Every span is `[start, end)` in code points of the record's `text`. Rows are in order of appearance. Where a row rests on
someone's word, `statement` is the id of that statement.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from readout.errors import RecordError

Offset = Annotated[int, Field(ge=0)]
Span = tuple[Offset, Offset]

ActorKind = Literal["person", "organization", "country", "group"]
Mode = Literal["direct", "mixed", "indirect"]
ContactKind = Literal["call", "meeting", "summit", "talks", "visit", "letter"]
Status = Literal["held", "planned", "proposed", "refused", "cancelled"]
Answer = Literal["accepts", "rejects", "considers", "welcomes", "criticises"]
Stance = Literal["for", "against", "conditional"]


class Row(BaseModel):
    """Base of every row: frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Actor(Row):
    """Someone who speaks, meets, proposes, answers, holds a position, commits or warns."""

    id: str
    name: str
    kind: ActorKind
    role: str | None = None
    party: str | None = None
    mentions: tuple[Span, ...] = ()


class Statement(Row):
    """Who is said to have said, claimed, wanted or felt what."""

    id: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    speakers: tuple[str, ...] = ()
    mode: Mode
    within: str | None = None
    hedge: Span | None = None
    channel: Span | None = None


class Contact(Row):
    """A call, meeting, summit, round of talks, visit or letter between parties."""

    kind: ContactKind
    participants: tuple[str, ...]
    initiator: str | None = None
    date: str | None = None
    place: str | None = None
    minutes: int | None = None
    status: Status
    evidence: tuple[Span, ...]
    statement: str | None = None


class Response(Row):
    """An actor's answer to a proposal."""

    by: str
    response: Answer
    evidence: Span
    statement: str | None = None


class Proposal(Row):
    """A plan, offer, draft or initiative put forward for others to accept."""

    name: Span
    by: tuple[str, ...]
    terms: tuple[str, ...] = ()
    evidence: tuple[Span, ...]
    responses: tuple[Response, ...] = ()
    statement: str | None = None


class Position(Row):
    """A party's stance on an issue of the codebook."""

    party: str
    issue: str
    stance: Stance
    evidence: Span
    statement: str | None = None


class Commitment(Row):
    """What an actor has agreed, pledged or announced to do."""

    by: tuple[str, ...]
    action: Span
    to: tuple[str, ...] = ()
    due: str | None = None
    evidence: tuple[Span, ...] = ()
    statement: str | None = None


class Warning(Row):  # noqa: A001 (the guidelines' name)
    """A threat, or a warning of consequences."""

    by: str
    against: str | None = None
    condition: Span | None = None
    consequence: Span
    evidence: tuple[Span, ...] = ()
    statement: str | None = None


class Time(Row):
    """A date or duration expression with its TIMEX3 value (TimeML; Pustejovsky et al. 2003)."""

    span: Span
    value: str


class Made(Row):
    """What made the record: the package's version and the digests of model and codebook."""

    version: str
    model: str
    codebook: str


class Record(Row):
    """All that was read in one document."""

    id: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    text: str
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    contacts: tuple[Contact, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    positions: tuple[Position, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    warnings: tuple[Warning, ...] = ()
    times: tuple[Time, ...] = ()
    readout: Made

    @model_validator(mode="after")
    def _check_spans(self) -> Record:
        for start, end in spans(self):
            if not start < end <= len(self.text):
                raise ValueError(f"span [{start}, {end}) does not fit a text of {len(self.text)} characters")
        return self

    def quote(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span[0] : span[1]]

    def to_dict(self) -> dict[str, Any]:
        """Plain data, as `to_json` writes it."""
        return self.model_dump(mode="json")

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as JSON, non-ASCII kept as it is."""
        return self.model_dump_json(indent=indent)

    @classmethod
    def from_json(cls, data: str | bytes) -> Record:
        """Read what `to_json` wrote. Raises `RecordError`."""
        try:
            return cls.model_validate_json(data)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "record"
            raise RecordError(f"not a record: {where}: {first['msg']}") from error


def spans(row: Any) -> list[Span]:
    """Every span in a row, however deep, in field order."""
    if isinstance(row, Row):
        return [s for name in type(row).model_fields for s in spans(getattr(row, name))]
    if isinstance(row, tuple):
        if len(row) == 2 and all(isinstance(x, int) for x in row):
            return [row]
        return [s for item in row for s in spans(item)]
    return []
