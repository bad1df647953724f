"""All that a store holds, to compare one with another."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from readout.store import Store
from readout.store.tables import metadata


def dump(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every table, in the order of their primary keys."""
    with store._database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
        }
