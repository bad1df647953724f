"""How Readout behaves towards servers, and what it puts up with from them."""

from __future__ import annotations

from dataclasses import dataclass

from readout.sources import limits
from readout.version import __version__

ROBOT = "readout"  # the name that robots.txt knows it by
AGENT = f"{ROBOT}/{__version__} (reads news feeds and articles for one desk; obeys robots.txt)"


@dataclass(frozen=True)
class Manners:
    """What a user may change. Times are in seconds.

    `delay` lies between two requests to one host; robots.txt may ask for more. `patience` is for the next bytes of an answer,
    `whole` for all of it: a server that drips a byte every few seconds is not waited for. `limit` is in bytes, unpacked.
    `allow_private` lets addresses be fetched that are not of the public internet.
    """

    delay: float = 1.0
    patience: float = 20.0
    whole: float = 90.0
    limit: int = limits.LIMIT
    redirects: int = 5
    allow_private: bool = False
