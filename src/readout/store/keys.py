"""Numbers that rows are known by, made from their content alone, so that the same documents give the same store.

A document's key holds its day of publication and a hash of its id; a row's key is its document's with the row's place in it
appended. In ascending order of keys the newest documents come first, undated ones last, and the rows of a document in their
own order: every index is then in the order that results are shown in, and a page is found by its last key.
"""

from __future__ import annotations

import calendar
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from readout.errors import InputError

DAY_BITS, HASH_BITS, ROW_BITS = 20, 27, 16  # 63 bits: the positive half of a signed 64-bit integer
LAST_DAY = (1 << DAY_BITS) - 1
MOST_ROWS = 1 << ROW_BITS

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_UNKEPT = re.compile("[\0\ud800-\udfff]")
_NOT_WORD = re.compile(r"[\W_]+")


def number(*parts: str) -> int:
    """A positive 63-bit hash of some strings."""
    digest = hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def document_key(id: str, published: str | None) -> int:
    """The key of a document before clashes are looked for; `slots` gives the keys to try."""
    return (_age(published) << HASH_BITS) | (number("document", id) & ((1 << HASH_BITS) - 1))


def slots(id: str, published: str | None) -> Iterator[int]:
    """Keys a document may take, best first: its own, then those after it on the same day."""
    first = document_key(id, published)
    low = first >> HASH_BITS << HASH_BITS
    for step in range(1 << HASH_BITS):
        yield low | ((first - low + step) % (1 << HASH_BITS))


def row_key(document: int, place: int) -> int:
    """The key of the row that stands at `place` among its kind in a document."""
    return (document << ROW_BITS) | place


def document_of(row: int) -> int:
    """The key of the document that a row belongs to."""
    return row >> ROW_BITS


def key_range(since: str | None, until: str | None, *, rows: bool) -> tuple[int | None, int | None]:
    """The first and last keys of documents (or of their `rows`) published from `since` to `until`, both included.

    A range, open on one side or not, leaves undated documents out.
    """
    shift = HASH_BITS + (ROW_BITS if rows else 0)
    first = None if until is None else (LAST_DAY - period(until)[1].toordinal()) << shift
    last = None if since is None else ((LAST_DAY - period(since)[0].toordinal() + 1) << shift) - 1
    if until is not None and last is None:
        last = (LAST_DAY << shift) - 1
    return first, last


def period(text: str) -> tuple[date, date]:
    """First and last day of "2025", "2025-12" or "2025-12-28".

    Raises `InputError`.
    """
    found = _DATE.fullmatch(text)
    try:
        if not found:
            raise ValueError
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        last = day or calendar.monthrange(year, month or 12)[1]
        return date(year, month or 1, day or 1), date(year, month or 12, last)
    except ValueError:
        raise InputError(f"'{text}' is not a date: write 2025-12-28, 2025-12 or 2025") from None


def clean(text: str) -> str:
    """Text as databases can hold it: NUL and lone surrogates, which they cannot, become U+FFFD, so that offsets stay."""
    return _UNKEPT.sub("\ufffd", text)


@lru_cache(maxsize=1 << 16)  # the same few names, outlets and issues come again and again
def fold(text: str) -> str:
    """A name as it is compared: no case, no marks on letters, words with single spaces between them."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare).strip()


@lru_cache(maxsize=1 << 16)
def facet(kind: str, *values: str | int) -> str:
    """The word by which the full-text index knows that a row has a property: a letter and digits, which no stemmer changes."""
    return f"{kind}{number('facet', kind, *map(str, values))}"


def facets(words: Iterable[str]) -> str:
    """Facet words as one column of the index, in a fixed order."""
    return " ".join(sorted(set(words)))


def _age(published: str | None) -> int:
    found = _DATE.match(published or "")
    if not found:
        return LAST_DAY
    try:
        return LAST_DAY - period(found[0])[0].toordinal()
    except InputError:
        return LAST_DAY
