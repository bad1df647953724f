"""Rows that are fetched as they are needed: page by page, one by one, or all at once as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from importlib import import_module
from typing import Any, Generic, Literal, TypeVar

from readout.errors import InputError, MissingExtraError

T = TypeVar("T")

BATCH = 500  # rows fetched at a time where all are wanted


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows, and where the next page begins: None after the last."""

    rows: tuple[T, ...]
    next: str | None


Fetch = Callable[[str | None, int], Sequence[tuple[str, T]]]
"""Fetches rows after a place, at most so many; each with its own place."""


class Rows(Generic[T]):
    """Rows in a fixed order. Iterating fetches them in batches; nothing is fetched before."""

    def __init__(self, kind: type[T], fetch: Fetch[T]) -> None:
        self.kind, self._fetch = kind, fetch

    def __iter__(self) -> Iterator[T]:
        return self.after(None)

    def after(self, after: str | None) -> Iterator[T]:
        """All rows after a place."""
        while True:
            found = self._fetch(after, BATCH)
            yield from (row for _, row in found)
            if len(found) < BATCH:
                return
            after = found[-1][0]

    def page(self, limit: int = 50, *, after: str | None = None) -> Page[T]:
        """At most `limit` rows, those after the place `after` (the `next` of the page before)."""
        if limit < 1:
            raise InputError("a page has at least one row")
        found = self._fetch(after, limit + 1)
        rows = tuple(row for _, row in found[:limit])
        return Page(rows, found[limit - 1][0] if len(found) > limit else None)

    def to_dicts(self) -> list[dict[str, Any]]:
        """All rows as plain data."""
        return [plain(row) for row in self]

    def to_frame(self, library: Literal["pandas", "polars"] | None = None) -> Any:
        """All rows as a data frame: of pandas where it is installed, else of polars, or of the one that is named.

        Raises `MissingExtraError` where neither is.
        """
        rows = self.to_dicts()
        columns = {name: [row[name] for row in rows] for name in self.columns}
        for name in ("pandas", "polars") if library is None else (library,):
            try:
                return import_module(name).DataFrame(columns)
            except ModuleNotFoundError:
                continue
        raise MissingExtraError("a data frame", extra="frames")

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(field.name for field in fields(self.kind))  # type: ignore[arg-type]


def plain(row: Any) -> dict[str, Any]:
    """One row as plain data: lists for tuples."""
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return {name: _listed(value) for name, value in values.items()}


def _listed(value: Any) -> Any:
    return [_listed(item) for item in value] if isinstance(value, tuple) else value
