"""Texts in: what a user names on the command line, as `Document`s."""

from readout.sources.fields import Columns
from readout.sources.files import check, count, documents, is_folder
from readout.sources.known import Known, OnError

__all__ = ["Columns", "Known", "OnError", "check", "count", "documents", "is_folder"]
