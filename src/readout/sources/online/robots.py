"""What a host allows robots, as its robots.txt says it (RFC 9309; read by Protego, which follows it to the letter)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readout.errors import FetchError, MissingExtraError
from readout.sources.online.addresses import Address, RefusedError
from readout.sources.online.manners import ROBOT

if TYPE_CHECKING:
    from protego import Protego

HELD = 24 * 3600.0  # what RFC 9309 allows at most
HELD_BAD = 600.0
MOST = 500 * 1024  # bytes, what RFC 9309 asks for at least; the rest is not looked at


@dataclass(frozen=True)
class _Rules:
    until: float
    rules: Protego | None = None
    failed: FetchError | None = None


class Robots:
    """The rules of the hosts seen so far. `fetch` gives a robots.txt, None where there is none, or raises `FetchError`."""

    def __init__(self, fetch: Callable[[Address], bytes | None]) -> None:
        self._fetch = fetch
        self._known = dict[str, _Rules]()

    def check(self, address: Address) -> float | None:
        """Raise `FetchError` where an address must not be fetched; give the delay that its host asks for."""
        known = self._known.get(address.origin)
        if known is None or known.until < time.monotonic():
            known = self._known[address.origin] = self._read(address)
        if known.failed is not None:
            raise known.failed
        if known.rules is None:
            return None
        if not known.rules.can_fetch(str(address), ROBOT):
            raise FetchError("robots.txt does not allow it")
        return known.rules.crawl_delay(ROBOT)

    def _read(self, address: Address) -> _Rules:
        try:
            from protego import Protego
        except ImportError:
            raise MissingExtraError("reading from the network", extra="feeds") from None
        now = time.monotonic()
        try:
            data = self._fetch(Address(address.scheme, address.host, address.port, "/robots.txt"))
        except RefusedError as error:
            return _Rules(now + HELD_BAD, failed=error)
        except FetchError as error:
            # A host that does not say what it allows is not asked for more (RFC 9309, 2.3.1.4).
            failed = FetchError(f"{error.reason} (asked for robots.txt)", again=True, after=error.after)
            return _Rules(now + HELD_BAD, failed=failed)
        rules = None if data is None else Protego.parse(data[:MOST].decode("utf-8-sig", "replace"))
        return _Rules(now + HELD, rules=rules)
