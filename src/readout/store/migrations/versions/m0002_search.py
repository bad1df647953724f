"""Full-text search over statements and documents, kept up to date by the database itself."""

from alembic import op

revision = "0002"
down_revision = "0001"

# Each table with the columns that are searched.
SEARCHED = {"statements": ("source", "cue", "quote"), "documents": ("title", "text")}

# A text longer than this is found by its beginning only: PostgreSQL indexes no more than a megabyte a row.
MOST = 200_000

_ADD = "INSERT INTO {table}_search (rowid, {columns}, facets) VALUES (new.key, {new}, new.facets);"
_REMOVE = """INSERT INTO {table}_search ({table}_search, rowid, {columns}, facets)
    VALUES ('delete', old.key, {old}, old.facets);"""
SQLITE = (
    """CREATE VIRTUAL TABLE {table}_search USING fts5
    ({columns}, facets, content = '{table}', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2',
     prefix = '2 3')""",
    "CREATE TRIGGER {table}_search_added AFTER INSERT ON {table} BEGIN " + _ADD + " END",
    "CREATE TRIGGER {table}_search_removed AFTER DELETE ON {table} BEGIN " + _REMOVE + " END",
    "CREATE TRIGGER {table}_search_changed AFTER UPDATE ON {table} BEGIN " + _REMOVE + " " + _ADD + " END",
    "INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')",
)

# Words are made the way SQLite's unicode61 makes them: marks on letters dropped, everything but letters and digits a gap
# (PostgreSQL's own parser would take "Moscow/Kyiv" for a path). No stop words: "no first use" must be found as it stands.
POSTGRESQL = (
    "CREATE TEXT SEARCH DICTIONARY readout_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION readout (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION readout ALTER MAPPING FOR asciiword, word, numword WITH readout_stem",
    rf"""CREATE FUNCTION readout_words(plain text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT to_tsvector('readout', regexp_replace(
        regexp_replace(normalize(left(coalesce(plain, ''), {MOST}), NFKD), '[\u0300-\u036F]', '', 'g'),
        '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u2000-\u206F\u20A0-\u20CF\u2190-\u2BFF\u3000-\u303F]+',
        ' ', 'g')) $$""",
)
POSTGRESQL_TABLE = (
    """ALTER TABLE {table} ADD COLUMN search tsvector GENERATED ALWAYS AS
    ({vectors} || array_to_tsvector(string_to_array('=' || replace(facets, ' ', ' ='), ' '))) STORED""",
    "CREATE INDEX ix_{table}_search ON {table} USING gin (search) WITH (fastupdate = off)",
)


def upgrade() -> None:
    """Index what is there, and keep the index up from now on."""
    connection = op.get_bind()
    postgresql = connection.dialect.name == "postgresql"
    for statement in POSTGRESQL if postgresql else ():
        connection.exec_driver_sql(statement)
    for table, columns in SEARCHED.items():
        put = {
            "table": table,
            "columns": ", ".join(columns),
            "new": ", ".join(f"new.{column}" for column in columns),
            "old": ", ".join(f"old.{column}" for column in columns),
            "vectors": " || ".join(f"readout_words({column})" for column in columns),
        }
        for statement in POSTGRESQL_TABLE if postgresql else SQLITE:
            connection.exec_driver_sql(statement.format(**put))
