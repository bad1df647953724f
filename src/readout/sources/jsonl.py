"""Documents one JSON object a line: `text`, and where known `id`, `title`, `outlet`, `published`, `url`, `language`.

Other keys are let be, so that a record can be read again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from readout.document import Document
from readout.errors import InputError
from readout.sources.known import Known, OnError, day, text_of

_TEXTS = ("title", "outlet", "url", "language")


def documents(lines: Iterable[bytes], *, source: str, known: Known, on_error: OnError | None = None) -> Iterator[Document]:
    """The document of each line that is not blank."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield document(_object(line), known=known)
        except InputError as error:
            wrong = InputError(error.reason, source=source, line=number)
            if on_error is None:
                raise wrong from None
            on_error(wrong)


def document(fields: dict[str, Any], *, known: Known) -> Document:
    """One document from its plain data; of `known`, only what may hold of several texts is used. Raises `InputError`."""
    text = fields.get("text")
    if text is None:
        raise InputError("no 'text'")
    if not isinstance(text, str):
        raise InputError(f"'text' is {_kind(text)}, not a string")
    if (at := _half_character(text)) is not None:
        raise InputError(f"'text' holds half a character (a lone surrogate) at {at}")
    said = {name: _string(fields, name) for name in _TEXTS}
    published = _string(fields, "published")
    return Document(
        text=text,
        id=_id(fields.get("id")),
        title=said["title"],
        outlet=said["outlet"] or known.outlet,
        published=day(published) if published else known.published,
        url=said["url"],
        language=said["language"],
    )


def _object(line: bytes) -> dict[str, Any]:
    text = text_of(line).strip()
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"broken JSON at character {error.pos + 1}: {error.msg}") from None
    except (RecursionError, ValueError) as error:
        raise InputError(f"broken JSON: {error}") from None
    if not isinstance(value, dict):
        raise InputError(f"{_kind(value)}, not an object with a 'text'")
    return value


def _string(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise InputError(f"'{name}' is {_kind(value)}, not a string")
    if value and _half_character(value) is not None:
        raise InputError(f"'{name}' holds half a character (a lone surrogate)")
    return value


def _id(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InputError(f"'id' is {_kind(value)}, not a string")
    return str(value)


def _half_character(text: str) -> int | None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return error.start
    return None


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
