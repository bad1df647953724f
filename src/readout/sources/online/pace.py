"""Asking one host no more often than it bears."""

from __future__ import annotations

import time
from collections import defaultdict

from readout.errors import FetchError

# What a host may ask for in robots.txt: with more than this, a feed of 20 entries would take half an hour.
MOST = 60.0


class ShutError(FetchError):
    """A host that has asked to be left alone, and was not asked again."""


class Pace:
    """When each host may be asked again."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._own = dict[str, float]()
        self._next = defaultdict[str, float](float)
        self._shut = dict[str, float]()

    def wait(self, host: str) -> None:
        """Wait until a host may be asked. Raises `ShutError` where it has asked to be left alone for longer."""
        now = time.monotonic()
        if (shut := self._shut.get(host, now)) > now:
            raise ShutError("the server asks to be left alone for now", again=True, after=shut - now)
        time.sleep(max(self._next[host] - now, 0.0))
        self._next[host] = time.monotonic() + max(self._delay, self._own.get(host, 0.0))

    def slow(self, host: str, delay: float) -> None:
        """Keep the distance that a host asks for."""
        self._own[host] = min(delay, MOST)

    def shut(self, host: str, seconds: float) -> None:
        """Leave a host alone for some time."""
        self._shut[host] = time.monotonic() + seconds
