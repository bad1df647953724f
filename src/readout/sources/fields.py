"""Which fields of a row hold the text and what is known of it: as the user says, or as the tools that write them do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from readout.document import Document
from readout.errors import InputError
from readout.sources.known import Known, day


@dataclass(frozen=True)
class Columns:
    """The name of the field that holds each part of a document; None where no field does."""

    text: str | None = None
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


OWN = Columns("text", "id", "title", "outlet", "published", "url", "language")

# Those whose field of text a row has, and all their marks. The first that fits is taken.
_SHAPES = (
    ((), Columns("event_text", "id", "headline", "publisher", "pub_date")),  # NGEC
    ((), Columns("plaintext", None, "title", "publisher", "publishing_date", "url", "lang")),  # Fundus
    ((), Columns("articleBody", None, "headline", "publisher", "datePublished", "url", "inLanguage")),  # schema.org
    (
        ("hostname", "fingerprint"),
        Columns("text", None, "title", "source-hostname", "date", "source", "language"),
    ),  # Trafilatura
)


def document(row: Mapping[str, Any], *, known: Known, columns: Columns | None = None) -> Document:
    """One document from its plain data; of `known`, only what may hold of several texts is used. Raises `InputError`.

    Columns that the user names must hold what they should; in those that are told by the shape of the row, a day that is
    not in ISO 8601 is left out.
    """
    names = _columns(row, columns or Columns())
    text = _text(row, names.text or "text")
    strict = names.published == OWN.published or (columns is not None and columns.published is not None)
    return Document(
        text=text,
        id=_id(row, names.id),
        title=_string(row, names.title),
        outlet=_string(row, names.outlet) or known.outlet,
        published=_day(row, names.published, strict=strict) or known.published,
        url=_string(row, names.url),
        language=_string(row, names.language),
    )


def _columns(row: Mapping[str, Any], said: Columns) -> Columns:
    shape = next((each for marks, each in _SHAPES if each.text in row and all(mark in row for mark in marks)), OWN)
    if said.text is not None and said.text != shape.text:
        shape = replace(OWN, text=said.text)
    given = {field.name: value for field in fields(said) if (value := getattr(said, field.name)) is not None}
    return replace(shape, **given)


def _text(row: Mapping[str, Any], name: str) -> str:
    text = row.get(name)
    if text is None:
        raise InputError(f"no '{name}'")
    if not isinstance(text, str):
        raise InputError(f"'{name}' is {kind(text)}, not a string")
    if (at := _half_character(text)) is not None:
        raise InputError(f"'{name}' holds half a character (a lone surrogate) at {at}")
    return text


def _string(row: Mapping[str, Any], name: str | None) -> str | None:
    value = row.get(name) if name else None
    if isinstance(value, Mapping) and isinstance(value.get("name"), str):  # schema.org's publisher
        value = value["name"]
    if value is not None and not isinstance(value, str):
        raise InputError(f"'{name}' is {kind(value)}, not a string")
    if value and _half_character(value) is not None:
        raise InputError(f"'{name}' holds half a character (a lone surrogate)")
    return value or None


def _day(row: Mapping[str, Any], name: str | None, *, strict: bool) -> date | None:
    value = row.get(name) if name else None
    if isinstance(value, date):  # of a typed table; a time of day is left out
        return date(value.year, value.month, value.day)
    text = _string(row, name)
    try:
        return day(text) if text else None
    except InputError:
        if strict:
            raise
        return None


def _id(row: Mapping[str, Any], name: str | None) -> str:
    value = row.get(name) if name else None
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InputError(f"'{name}' is {kind(value)}, not a string")
    if isinstance(value, str) and _half_character(value) is not None:
        raise InputError(f"'{name}' holds half a character (a lone surrogate)")
    return str(value)


def _half_character(text: str) -> int | None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return error.start
    return None


def kind(value: Any) -> str:
    """What sort of plain data a value is, in words."""
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
