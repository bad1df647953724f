"""Offices: names that are one, such as "the secretary of state", with who held it when the text was published."""

from alembic import op

revision = "0005"
down_revision = "0004"

TEXT = {"sqlite": "TEXT", "postgresql": 'TEXT COLLATE "C"'}


def upgrade() -> None:
    """Add the holder to names; those that are there have none until their documents are read again."""
    op.execute(f"ALTER TABLE names ADD COLUMN holder {TEXT[op.get_bind().dialect.name]} NOT NULL DEFAULT ''")
