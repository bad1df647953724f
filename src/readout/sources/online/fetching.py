"""Fetching: what stands at an address, politely and within bounds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from readout.errors import FetchError
from readout.sources.limits import too_long
from readout.sources.online.addresses import Address, parsed
from readout.sources.online.answers import Answer, header, kind_of, seconds
from readout.sources.online.connection import answered
from readout.sources.online.manners import AGENT, Manners
from readout.sources.online.pace import Pace
from readout.sources.online.robots import MOST as ROBOTS_LIMIT
from readout.sources.online.robots import Robots

if TYPE_CHECKING:
    from urllib3 import HTTPResponse

_MOVED = {301, 302, 303, 307, 308}
_FOUND = {200, 203}
_NOT_NOW = {408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524}
_REST = 60.0  # seconds that a host is left alone where it says that it is asked too much, but not for how long
_PIECE = 2**16
_UNPACKED = {"", "identity", "gzip", "x-gzip"}
# Only what zlib unpacks is asked for: how much comes out of it is bounded piece by piece.
_HEADERS = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Connection": "close"}


class Fetcher:
    """Fetches addresses one after the other; keeps nothing of what it is sent, cookies least of all."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._pace = Pace(manners.delay)
        self._robots = Robots(self._robots_of)

    def fetch(self, url: str, *, kinds: Collection[str], etag: str | None = None, modified: str | None = None) -> Answer:
        """What stands at an address, if it is of one of the `kinds` (media types; `""` is one that is not told).

        With the `etag` or `modified` of an earlier answer, one without a body where nothing has changed since.
        Raises `FetchError`.
        """
        asked = {"Accept": ", ".join(filter(None, kinds)) + ", */*;q=0.1"}
        if etag:
            asked["If-None-Match"] = etag
        if modified:
            asked["If-Modified-Since"] = modified

        def fit(address: Address, response: HTTPResponse) -> Answer:
            if response.status == 304 and (etag or modified):
                return Answer(str(address), None, etag=etag, modified=modified)
            return self._found(address, response, kinds=kinds)

        try:
            return self._follow(parsed(url), asked, fit, allowed=self._allowed)
        except FetchError as error:
            raise type(error)(error.reason, source=url, again=error.again, after=error.after) from None

    def _follow(
        self,
        address: Address,
        headers: Mapping[str, str],
        fit: Callable[[Address, HTTPResponse], Answer],
        *,
        allowed: Callable[[Address], None],
    ) -> Answer:
        """Ask for an address, and for those that it leads to, each checked like the first."""
        for _ in range(self._manners.redirects + 1):
            allowed(address)
            self._pace.wait(address.host)
            with answered(address, {**_HEADERS, **headers}, manners=self._manners) as response:
                place = response.headers.get("Location")
                if response.status not in _MOVED or not place:
                    return fit(address, response)
            address = parsed(place, base=address)
        raise FetchError(f"redirected more than {self._manners.redirects} times")

    def _allowed(self, address: Address) -> None:
        delay = self._robots.check(address)
        if delay:
            self._pace.slow(address.host, delay)

    def _found(self, address: Address, response: HTTPResponse, *, kinds: Collection[str]) -> Answer:
        self._check(address, response)
        kind, charset = kind_of(response.headers)
        if kind not in kinds:
            raise FetchError(f"neither a page nor a feed ({kind[:80] or 'of no kind'})")
        body = _body(response, limit=self._manners.limit)
        found = Answer(str(address), body, kind, charset)
        return replace(found, etag=header(response.headers, "ETag"), modified=header(response.headers, "Last-Modified"))

    def _check(self, address: Address, response: HTTPResponse) -> None:
        """Raise `FetchError` where an answer is none."""
        status = response.status
        if status in _FOUND:
            return
        after = seconds(response.headers.get("Retry-After"))
        if status == 429 or (status == 503 and after):
            self._pace.shut(address.host, _REST if after is None else after)
        raise FetchError(_said(response), again=status in _NOT_NOW, after=after)

    def _robots_of(self, address: Address) -> bytes | None:
        def fit(address: Address, response: HTTPResponse) -> Answer:
            if 400 <= response.status < 500 and response.status != 429:
                return Answer(str(address), None)
            self._check(address, response)
            return Answer(str(address), _body(response, limit=ROBOTS_LIMIT, cut=True))

        return self._follow(address, {"Accept": "text/plain, */*;q=0.1"}, fit, allowed=lambda _: None).body


def _body(response: HTTPResponse, *, limit: int, cut: bool = False) -> bytes:
    """All of a body, unpacked; one longer than the limit is an error, or cut there."""
    packed = response.headers.get("Content-Encoding", "").strip().lower()
    if packed not in _UNPACKED:
        raise FetchError(f"an answer packed in a way that was not asked for ({packed[:80]})")
    length = response.headers.get("Content-Length", "")
    if not cut and length.isdecimal() and len(length) < 20 and int(length) > limit:
        raise _more(limit)
    parts, total = list[bytes](), 0
    while part := response.read1(_PIECE, decode_content=True):
        parts.append(part)
        total += len(part)
        if total > limit:
            if not cut:
                raise _more(limit)
            break
    return b"".join(parts)[:limit]


def _more(limit: int) -> FetchError:
    return FetchError(too_long("page", limit=limit).reason)


def _said(response: HTTPResponse) -> str:
    """The status of an answer, with its usual words: what the server itself writes there may be anything."""
    from http import HTTPStatus

    try:
        return f"the server answers {response.status} {HTTPStatus(response.status).phrase}"
    except ValueError:
        return f"the server answers {response.status}"
