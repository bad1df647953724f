"""Documents, their records and the actors in them."""

import re

from alembic import op

revision = "0001"
down_revision = None

# What the words in capitals below stand for. Text is in the order of its code points, whatever language a database is set to.
WORDS = {
    "sqlite": {"TEXT": "TEXT", "BIG": "INTEGER"},
    "postgresql": {"TEXT": 'TEXT COLLATE "C"', "BIG": "BIGINT"},
}
ROWS = {
    "ROW": "key BIG PRIMARY KEY NOT NULL, document BIG NOT NULL REFERENCES documents (key) ON DELETE CASCADE",
    "RESTING": "quote TEXT NOT NULL, statement BIG REFERENCES statements (key) ON DELETE CASCADE",
}

TABLES = {
    "documents": """
        key BIG PRIMARY KEY NOT NULL, id TEXT NOT NULL, outlet TEXT, url TEXT, title TEXT, published TEXT,
        text_digest TEXT NOT NULL, source_digest TEXT NOT NULL, record_digest TEXT NOT NULL, version TEXT NOT NULL,
        model TEXT NOT NULL, codebook TEXT NOT NULL, facets TEXT NOT NULL, text TEXT NOT NULL, record TEXT NOT NULL""",
    "actors": "id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, given TEXT",
    "names": """
        key BIG PRIMARY KEY NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, kind TEXT NOT NULL, party TEXT NOT NULL,
        side BIG, first TEXT NOT NULL, last TEXT NOT NULL, joined TEXT NOT NULL, actor TEXT NOT NULL REFERENCES actors (id)""",
    "pins": "name BIG PRIMARY KEY NOT NULL REFERENCES names (key), actor TEXT NOT NULL REFERENCES actors (id)",
    "document_actors": """
        document BIG NOT NULL REFERENCES documents (key) ON DELETE CASCADE, place INTEGER NOT NULL, id TEXT NOT NULL,
        name BIG NOT NULL REFERENCES names (key), role TEXT, PRIMARY KEY (document, place)""",
    "statements": """
        ROW, id TEXT NOT NULL, mode TEXT NOT NULL, within TEXT, source TEXT, cue TEXT, hedge TEXT, channel TEXT,
        quote TEXT NOT NULL, facets TEXT NOT NULL""",
    "statement_speakers": """
        statement BIG NOT NULL REFERENCES statements (key) ON DELETE CASCADE, place INTEGER NOT NULL,
        name BIG NOT NULL REFERENCES names (key), PRIMARY KEY (statement, place)""",
    "contacts": """
        ROW, kind TEXT NOT NULL, date TEXT, place TEXT, minutes INTEGER, status TEXT NOT NULL,
        initiator BIG REFERENCES names (key), RESTING""",
    "contact_participants": """
        contact BIG NOT NULL REFERENCES contacts (key) ON DELETE CASCADE, place INTEGER NOT NULL,
        name BIG NOT NULL REFERENCES names (key), PRIMARY KEY (contact, place)""",
    "proposals": "ROW, name TEXT NOT NULL, RESTING",
    "proposal_authors": """
        proposal BIG NOT NULL REFERENCES proposals (key) ON DELETE CASCADE, place INTEGER NOT NULL,
        name BIG NOT NULL REFERENCES names (key), PRIMARY KEY (proposal, place)""",
    "proposal_terms": """
        proposal BIG NOT NULL REFERENCES proposals (key) ON DELETE CASCADE, place INTEGER NOT NULL, issue TEXT NOT NULL,
        PRIMARY KEY (proposal, place)""",
    "responses": """
        proposal BIG NOT NULL REFERENCES proposals (key) ON DELETE CASCADE, place INTEGER NOT NULL,
        "by" BIG NOT NULL REFERENCES names (key), response TEXT NOT NULL, RESTING, PRIMARY KEY (proposal, place)""",
    "positions": """
        ROW, party BIG NOT NULL REFERENCES names (key), issue TEXT NOT NULL, stance TEXT NOT NULL, RESTING""",
    "commitments": "ROW, action TEXT NOT NULL, due TEXT, RESTING",
    "commitment_parties": """
        commitment BIG NOT NULL REFERENCES commitments (key) ON DELETE CASCADE, role TEXT NOT NULL, place INTEGER NOT NULL,
        name BIG NOT NULL REFERENCES names (key), PRIMARY KEY (commitment, role, place)""",
    "warnings": """
        ROW, "by" BIG NOT NULL REFERENCES names (key), against BIG REFERENCES names (key), condition TEXT,
        consequence TEXT NOT NULL, RESTING""",
    "spans": """
        document BIG NOT NULL REFERENCES documents (key) ON DELETE CASCADE, layer TEXT NOT NULL, "row" INTEGER NOT NULL,
        field TEXT NOT NULL, part INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        PRIMARY KEY (document, layer, "row", field, part)""",
}
INDEXES = (
    "documents text_digest",
    "documents outlet",
    "names folded",
    "names first",
    "names last",
    "names joined",
    "names actor",
    "document_actors name document",
    "statement_speakers name statement",
    "contact_participants name contact",
    "proposal_authors name proposal",
    "proposal_terms issue proposal",
    "commitment_parties name commitment",
    "statements document",
    "contacts document",
    "proposals document",
    "positions document",
    "commitments document",
    "warnings document",
    "contacts statement",
    "proposals statement",
    "responses statement",
    "positions statement",
    "commitments statement",
    "warnings statement",
    "contacts date",
    "responses by proposal",
    "positions issue key",
    "positions party key",
    "warnings by key",
    "warnings against key",
)


def upgrade() -> None:
    """Make the tables."""
    dialect = op.get_bind().dialect.name
    for name, columns in TABLES.items():
        written = _put(WORDS[dialect], _put(ROWS, columns))
        without = " WITHOUT ROWID" if name == "spans" and dialect == "sqlite" else ""
        op.execute(f"CREATE TABLE {name} ({written}){without}")
    op.create_index("ix_documents_id", "documents", ["id"], unique=True)
    for line in INDEXES:
        table, *columns_of = line.split()
        op.create_index("_".join(["ix", table, *columns_of]), table, columns_of)


def _put(words: dict[str, str], sql: str) -> str:
    return re.sub(r"\b[A-Z]+\b", lambda found: words.get(found[0], found[0]), sql)
