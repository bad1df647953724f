"""Texts from the network: pages, PDFs and feeds by their addresses."""

from readout.sources.online.addresses import is_address
from readout.sources.online.manners import Manners
from readout.sources.online.source import Online
from readout.sources.online.visits import Visit, Visits

__all__ = ["Manners", "Online", "Visit", "Visits", "is_address"]
