"""Records kept in one place: SQLite by default, or PostgreSQL; added once, joined by actor, found by words and by filters."""

from readout.errors import MissingExtraError

try:
    import sqlalchemy as _sqlalchemy  # noqa: F401
except ModuleNotFoundError:
    raise MissingExtraError("the store", extra="store") from None

from readout.store.adding import Added
from readout.store.store import Store

__all__ = ["Added", "Store"]
