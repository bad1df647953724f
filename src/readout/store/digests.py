"""Digests by which the store tells whether a document, or what was read in it, has changed."""

from __future__ import annotations

import hashlib

from readout.document import Document
from readout.record import Record
from readout.store.keys import clean


def digest_of(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def source_digest(source: Document | Record) -> str:
    """SHA-256 over all that is read: the text, and what is known about it, as databases can hold it."""
    digest = hashlib.sha256()
    for value in (source.id, source.outlet, source.url, source.title, str(source.published or ""), source.text):
        data = clean(value or "").encode()
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()
