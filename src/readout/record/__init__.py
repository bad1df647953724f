"""The record of a document: plain frozen data, its JSON form and its JSON Schema."""

from readout.record.model import (
    Actor,
    Commitment,
    Contact,
    Made,
    Position,
    Proposal,
    Record,
    Response,
    Span,
    Statement,
    Time,
    Warning,
)

__all__ = [
    "Actor",
    "Commitment",
    "Contact",
    "Made",
    "Position",
    "Proposal",
    "Record",
    "Response",
    "Span",
    "Statement",
    "Time",
    "Warning",
]
