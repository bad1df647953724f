"""XML from outside, mended and made harmless (libxml2): nothing declared in it is put in place, nothing it names is fetched."""

from __future__ import annotations

import html
import re
from typing import Any

from readout.errors import MissingExtraError

_REFERENCE = re.compile(rb"&#(?:x([0-9a-f]{1,8})|([0-9]{1,8}));", re.IGNORECASE)
_END = re.compile(rb"\]\s*>")

Tree = Any  # lxml has no types of its own


def tree(data: bytes) -> Tree | None:
    """The elements of what is XML, more or less; None where nothing is."""
    try:
        from lxml import etree
    except ImportError:
        raise MissingExtraError("reading feeds", extra="feeds") from None
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_REFERENCE.sub(_character, _undeclared(data.lstrip(b" \t\r\n"))), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is not None:
        for reference in list(root.iter(etree.Entity)):
            _replace(reference)
    return root


def _character(reference: re.Match[bytes]) -> bytes:
    """A reference to a character; a sign that there is none where it is to half of one: libxml2 lets those through."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return b"&#xfffd;" if 0xD800 <= number <= 0xDFFF else reference[0]


def _undeclared(data: bytes) -> bytes:
    """A document without what it declares of itself: entities that are made of entities that are made of entities."""
    start = data.find(b"<!DOCTYPE")
    end = data.find(b">", start)
    if start < 0 or end < 0:
        return data
    if b"[" in data[start:end]:
        found = _END.search(data, start)
        end = found.end() - 1 if found else end
    return data[:start] + data[end + 1 :]


def name(element: Tree) -> str:
    """The name of an element, in small letters, without its namespace."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _replace(reference: Tree) -> None:
    """Put the character of HTML (`&nbsp;`) in the place of a reference to it; what a document declares itself is dropped."""
    found = html.unescape(reference.text)
    text = ("" if found == reference.text else found) + (reference.tail or "")
    before, parent = reference.getprevious(), reference.getparent()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    reference.tail = None
    parent.remove(reference)
