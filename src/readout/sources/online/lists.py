"""Lists of addresses: one a line, or OPML as feed readers write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from readout.errors import InputError, ReadoutError
from readout.sources import limits
from readout.sources.known import OnError, text_of
from readout.sources.online import xml
from readout.sources.online.addresses import is_address

ENDINGS = {".opml", ".urls"}


def addresses(data: bytes, *, on_error: OnError | None = None, source: str | None = None) -> list[str]:
    """The addresses in a list, each once, in its order. Raises `InputError`."""
    try:
        found = list(_opml(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else _lines(data))
    except (ReadoutError, MemoryError):
        raise
    except Exception as error:  # a parser of hostile bytes raises anything
        raise InputError(f"a list that cannot be read ({type(error).__name__})") from error
    good = dict[str, None]()
    for line, address in found:
        if is_address(address):
            good[address] = None
            continue
        wrong = InputError(f"'{address[:200]}' is not an address; it begins with http:// or https://", source=source, line=line)
        if on_error is None:
            raise wrong
        on_error(wrong)
    return list(good)


def named(names: Iterable[str], *, on_error: OnError | None = None) -> list[str]:
    """The addresses that a user names, as they are or in files, each once. Raises `InputError`."""
    found = dict[str, None]()
    for name in names:
        try:
            found |= dict.fromkeys([name] if is_address(name) else _file(name, on_error=on_error))
        except InputError as error:
            if on_error is None:
                raise
            on_error(error)
    return list(found)


def _file(name: str, *, on_error: OnError | None) -> list[str]:
    try:
        with Path(name).open("rb") as stream:
            return addresses(limits.whole(stream), on_error=on_error, source=name)
    except InputError as error:
        raise error if error.source else InputError(error.reason, source=name, line=error.line) from None
    except FileNotFoundError:
        raise InputError("no such file; an address begins with http:// or https://", source=name) from None
    except (OSError, ValueError) as error:
        raise InputError(str(getattr(error, "strerror", None) or error).lower(), source=name) from None


def _lines(data: bytes) -> Iterator[tuple[int | None, str]]:
    for number, line in enumerate(text_of(data).splitlines(), 1):
        address = line.partition(" #")[0].strip()
        if address and not address.startswith("#"):
            yield number, address


def _opml(data: bytes) -> Iterator[tuple[int | None, str]]:
    root = xml.tree(data)
    if root is None or xml.name(root) != "opml":
        raise InputError("not a list of feeds (neither OPML nor an address a line)")
    for element in root.iter():
        address = next((value.strip() for key, value in element.attrib.items() if key.lower() == "xmlurl"), "")
        if xml.name(element) == "outline" and address:
            yield element.sourceline, address
