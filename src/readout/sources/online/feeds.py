"""RSS and Atom: the articles that a feed names (feedparser, given XML that is mended and pruned first).

feedparser reads broken XML as well, but in time that grows with the square of its length: 300 KB of `<a <a` took 6 seconds, and
a feed of 4 MB an hour. What it is given here is well formed, and holds only what is asked of it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

from readout.errors import InputError, MissingExtraError, ReadoutError
from readout.sources.known import day
from readout.sources.online import xml
from readout.sources.online.addresses import is_address

KINDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
# Entries looked at, the first of the feed, which are the newest. Feeds have 10 to 100; one that holds all of an archive has no
# news below this.
MOST = 500
_ELEMENTS = 100 * MOST
_ROOTS = {"rss", "feed", "rdf"}
_ENTRIES = {"item", "entry"}
# What an entry may have besides the words of the article, which are taken from its page.
_WANTED = {"title", "link", "guid", "id", "pubdate", "published", "updated", "date", "issued", "created", "origlink"}
_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:rss|feed|rdf:rdf)\b", re.I
)
_TAG = re.compile(r"<[^<>]*>")
_NOT_LETTER = re.compile(r"[^A-Za-z]+")
_YEARS = range(1990, 2100)


@dataclass(frozen=True)
class Entry:
    """What a feed says of an article."""

    url: str
    title: str | None = None
    published: date | None = None


@dataclass(frozen=True)
class Feed:
    """A feed: who publishes it, and its articles, each once, in its order."""

    title: str | None
    entries: tuple[Entry, ...]


def is_feed(data: bytes) -> bool:
    """Whether what is served as something else is a feed all the same."""
    return bool(_BEGINNING.match(data[:2000]))


def feed(data: bytes, *, url: str) -> Feed:
    """The feed found at an address. Raises `InputError`."""
    try:
        import feedparser
    except ImportError:
        raise MissingExtraError("reading feeds", extra="feeds") from None
    try:
        # As of a stream: what is given as bytes would be tried as the name of a file first.
        found = feedparser.parse(
            io.BytesIO(_pruned(data)),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ReadoutError, MemoryError):
        raise
    except Exception as error:  # a parser of hostile bytes raises anything
        raise InputError(f"a feed that cannot be read ({type(error).__name__})") from error
    entries = dict[str, Entry]()
    for entry in _entries(found.entries):
        entries.setdefault(entry.url, entry)
    return Feed(_plain(found.feed.get("title")), tuple(entries.values()))


def _entries(found: list[Any]) -> Iterator[Entry]:
    for each in found:
        url = str(each.get("feedburner_origlink") or each.get("link") or "").partition("#")[0]
        if is_address(url):
            yield Entry(url, _plain(each.get("title")), _day(each))


def _pruned(data: bytes) -> bytes:
    """A feed with nothing in it but what is asked of it. Raises `InputError` where it is none."""
    from lxml import etree

    root = xml.tree(data)
    if root is None or xml.name(root) not in _ROOTS:
        raise InputError("not a feed (neither RSS nor Atom)")
    entries = [each for each in root.iter() if xml.name(each) in _ENTRIES]
    for place, entry in enumerate(entries):
        if place >= MOST:
            entry.getparent().remove(entry)
        for child in list(entry):
            if xml.name(child) not in _WANTED:
                entry.remove(child)
    count = 0
    for element in root.iter():
        count += 1
        _plainly_named(element)
    if count > _ELEMENTS:
        raise InputError(f"a feed of more than {_ELEMENTS} parts")
    mended: bytes = etree.tostring(root, encoding="utf-8")
    return mended


def _plainly_named(element: xml.Tree) -> None:
    """Take the prefix from names whose namespace is not declared: strict XML refuses them."""
    if ":" in element.tag and "}" not in element.tag:
        element.tag = _NOT_LETTER.sub("", element.tag.rpartition(":")[2]) or "x"
    for each in [each for each in element.attrib if ":" in each and "}" not in each]:
        del element.attrib[each]


def _plain(value: Any) -> str | None:
    """A title without the tags that may stand in it."""
    text = " ".join(unescape(_TAG.sub("", value)).split()) if isinstance(value, str) else ""
    return text[:500] or None


def _day(entry: Any) -> date | None:
    """The day an entry says it was published, where it was published: not turned into that of Greenwich."""
    written = str(_first(entry, "published", "created", "updated") or "").strip()
    parsed: Any = _first(entry, "published_parsed", "created_parsed", "updated_parsed")
    for read in (day, lambda text: parsedate_to_datetime(text).date(), lambda _: date(*parsed[:3])):
        try:
            found = read(written)
        except (InputError, ValueError, TypeError, IndexError, OverflowError):
            continue
        return found if found.year in _YEARS else None
    return None


def _first(entry: Any, *names: str) -> Any:
    """The first of these that an entry has; as of a plain dict: feedparser's own gives one for another, and warns of it."""
    return next((value for name in names if (value := dict.get(entry, name))), None)
