"""Texts in: what a user names on the command line, as `Document`s."""

from readout.sources.files import check, count, documents
from readout.sources.known import Known, OnError

__all__ = ["Known", "OnError", "check", "count", "documents"]
