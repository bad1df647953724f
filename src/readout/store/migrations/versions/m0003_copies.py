"""Copies: documents that tell what another document tells, in nearly the same words, and are not read for themselves."""

from alembic import op

revision = "0003"
down_revision = "0002"

TEXT = {"sqlite": "TEXT", "postgresql": 'TEXT COLLATE "C"'}


def upgrade() -> None:
    """Make the table of copies."""
    plain = TEXT[op.get_bind().dialect.name]
    # Deferred: a document that is read again is removed and put back within one transaction.
    op.execute(f"""CREATE TABLE copies (
        id {plain} PRIMARY KEY NOT NULL,
        document {plain} NOT NULL REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
        outlet {plain}, url {plain}, title {plain}, published {plain}, source_digest {plain} NOT NULL,
        text {plain} NOT NULL)""")
    op.create_index("ix_copies_document", "copies", ["document", "id"])
