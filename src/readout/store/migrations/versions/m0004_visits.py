"""Visits: what was fetched from the network, so that it is not fetched for nothing."""

from alembic import op

revision = "0004"
down_revision = "0003"

TEXT = {"sqlite": "TEXT", "postgresql": 'TEXT COLLATE "C"'}


def upgrade() -> None:
    """Make the table of visits."""
    plain = TEXT[op.get_bind().dialect.name]
    op.execute(f"""CREATE TABLE visits (
        url {plain} PRIMARY KEY NOT NULL,
        etag {plain}, modified {plain}, document {plain}, reason {plain},
        settled INTEGER NOT NULL, fails INTEGER NOT NULL, due {plain})""")
    op.create_index("ix_visits_document", "visits", ["document"])
