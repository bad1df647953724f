"""Texts in: what a user names on the command line, as `Document`s."""

from readout.sources.fields import Columns
from readout.sources.files import check, count, documents, is_folder
from readout.sources.known import Known, OnError
from readout.sources.online import Manners, Online, is_address

__all__ = ["Columns", "Known", "Manners", "OnError", "Online", "check", "count", "documents", "is_address", "is_folder"]
