"""The filters that each kind of row can be asked for by; see `Filter` for what they mean."""

from __future__ import annotations

from typing import TypedDict


class When(TypedDict, total=False):
    """Filters that all rows have; days, months or years in `since` and `until`, both included."""

    outlet: str
    since: str
    until: str
    document: str


class OfStatements(When, total=False):
    """Filters of statements and documents."""

    speaker: str
    party: str
    issue: str
    stance: str
    mode: str


class OfRows(When, total=False):
    """Filters of other rows: anybody in them, anybody of a party in them, and on whose word they are."""

    actor: str
    party: str
    speaker: str


class OfContacts(OfRows, total=False):
    """Filters of contacts."""

    kind: str
    status: str


class OfProposals(OfRows, total=False):
    """Filters of proposals."""

    issue: str


class OfPositions(OfRows, total=False):
    """Filters of positions."""

    issue: str
    stance: str


class OfEvents(OfProposals, total=False):
    """Filters of events."""

    kind: str
