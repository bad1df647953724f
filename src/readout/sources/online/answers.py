"""What a server answered, and what its headers say of it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

DAY = 24 * 3600.0


@dataclass(frozen=True)
class Answer:
    """What was found at an address. `url` is where it was in the end, `body` None where it has not changed since."""

    url: str
    body: bytes | None
    kind: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None

    @property
    def host(self) -> str | None:
        """The host that it was found on."""
        return urlsplit(self.url).hostname


def kind_of(headers: Mapping[str, str]) -> tuple[str, str | None]:
    """The media type that headers give, in small letters, and the name of the encoding, where Python knows it."""
    message = Message()
    message["Content-Type"] = headers.get("Content-Type", "").replace("\n", " ").replace("\r", " ")
    told = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    charset = message.get_param("charset")
    try:
        return told, codecs.lookup(charset).name if isinstance(charset, str) else None
    except (LookupError, ValueError):
        return told, None


def seconds(value: str | None) -> float | None:
    """The seconds that a Retry-After header asks to wait, at most a day; None where it says nothing."""
    if not value:
        return None
    if re.fullmatch(r"\d{1,12}", value.strip()):
        return min(float(value), DAY)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return min(max((when - datetime.now(UTC)).total_seconds(), 0.0), DAY)


def header(headers: Mapping[str, str], name: str) -> str | None:
    """A header that is given back to the server later: None where it is longer than one would be, or not plain."""
    value = (headers.get(name) or "").strip()
    return value if value and len(value) <= 500 and value.isascii() and value.isprintable() else None
