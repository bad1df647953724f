"""Addresses on the network: which are well formed, and which machines may be asked.

A feed is a text from outside, and so are the addresses in it: one that leads to this machine or its network must not be asked
for anything (server-side request forgery). A name is looked up once, the numbers it stands for are checked, and the connection
goes to the number that was checked: a name that changes its mind in between (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import urljoin

from readout.errors import FetchError, MissingExtraError

PORTS = {"http": 80, "https": 443}
_BEGINNING = re.compile(r"https?://", re.IGNORECASE)
_UNFIT = re.compile(r"[\x00-\x20\x7f]")
# Networks in IPv6 whose addresses hold one of IPv4, with the bit where it begins: IPv4-compatible, NAT64 (RFC 6052), 6to4.
_HOLDING = tuple((ipaddress.IPv6Network(net), shift) for net, shift in (("::/96", 0), ("64:ff9b::/96", 0), ("2002::/16", 80)))
# Networks for purposes of their own that some versions of Python 3.11 take for parts of the internet.
_OWN = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "64:ff9b:1::/48", "2001::/23", "3fff::/20", "5f00::/16", "fec0::/10")))


class RefusedError(FetchError):
    """An address that is well formed, but leads to where nothing is fetched from unless the user allows it."""


Number = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Address:
    """An address in its parts. `target` is the path with the query; the part after `#` is left out."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host, with the port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """The address of the host, without a path."""
        return f"{self.scheme}://{self.authority}"

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"


def is_address(name: str) -> bool:
    """Whether a source that a user names is an address on the network."""
    return bool(_BEGINNING.match(name))


def parsed(url: str, *, base: Address | None = None) -> Address:
    """The parts of an address, which may be told from that of the page it stands on. Raises `FetchError`."""
    try:
        from urllib3.exceptions import LocationParseError
        from urllib3.util import parse_url
    except ImportError:
        raise MissingExtraError("reading from the network", extra="feeds") from None
    try:
        whole = urljoin(str(base), url) if base else url
        if _UNFIT.search(whole):
            whole = _UNFIT.sub(lambda found: f"%{ord(found[0]):02X}", whole)
        parts = parse_url(whole)
    except (LocationParseError, ValueError):
        raise FetchError("not a well-formed address", source=url) from None
    if parts.scheme not in PORTS:
        raise FetchError(f"an address that begins with '{parts.scheme or ''}:'; only http and https are read", source=url)
    if parts.host and "%" in parts.host:
        raise FetchError("not a well-formed address", source=url)
    if not parts.host:
        raise FetchError("an address without a host", source=url)
    if parts.auth:
        raise FetchError("an address with a user name in it; such are not kept or sent", source=url)
    return Address(parts.scheme, parts.host.strip("[]"), parts.port or PORTS[parts.scheme], parts.request_uri)


def numbers(address: Address, *, allow_private: bool) -> list[str]:
    """The numbers a host may be reached by, in the order of the system. Raises `FetchError` where none may be asked."""
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(f"no such host: {address.host}", again=True) from None
    told = list(dict.fromkeys(str(each[4][0]) for each in found))
    public = [each for each in told if allow_private or is_public(each)]
    if not public:
        raise RefusedError(f"{address.host} is not on the public internet ({told[0]}); --allow-private reads it all the same")
    return public


def is_public(number: str) -> bool:
    """Whether a number is one of the public internet: not this machine, its network, or a group of machines."""
    try:
        each: Number = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if not each.is_global or each.is_multicast or any(each in net for net in _OWN if net.version == each.version):
        return False
    inner = _inner(each)
    return inner is None or is_public(str(inner))


def _inner(number: Number) -> ipaddress.IPv4Address | None:
    """The address of IPv4 that one of IPv6 stands for."""
    if not isinstance(number, ipaddress.IPv6Address):
        return None
    if number.ipv4_mapped is not None:
        return number.ipv4_mapped
    if number.teredo is not None:
        return number.teredo[1]
    shift = next((shift for net, shift in _HOLDING if number in net), None)
    return None if shift is None else ipaddress.IPv4Address(int(number) >> shift & 0xFFFFFFFF)
