"""Every export is read back by the library its users would read it with."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from readout.exports import FORMATS, export, write
from readout.exports.tables import TABLES
from readout.record import Record
from tests.exports.sample import TEXT, sample


@pytest.fixture
def records() -> list[Record]:
    return [sample(), sample(id="../second'; DROP TABLE documents; --", url="https://example.org/2?a=1&b=<x>")]


def text_of(records: list[Record], form: str) -> str:
    out = io.StringIO()
    write(records, out, form=form)
    return out.getvalue()


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_csv_has_a_file_a_table_with_every_row(records: list[Record], tmp_path: Path) -> None:
    export(records, tmp_path / "out", form="csv")
    assert {p.stem for p in (tmp_path / "out").iterdir()} == {t.name for t in TABLES}
    statements = rows_of(tmp_path / "out" / "statements.csv")
    assert len(statements) == 2 * len(sample().statements)
    assert "Ana Ruiz" in {row["speakers"] for row in statements}


def test_csv_shows_formulas_and_does_not_run_them(tmp_path: Path) -> None:
    export([sample(title='=HYPERLINK("http://example.org")')], tmp_path, form="csv")
    assert rows_of(tmp_path / "documents.csv")[0]["title"].startswith("'=")


def test_spans_table_quotes_the_text(records: list[Record], tmp_path: Path) -> None:
    export(records, tmp_path, form="csv")
    spans = rows_of(tmp_path / "spans.csv")
    assert all(TEXT[int(s["start"]) : int(s["end"])] == s["quote"].removeprefix("'") for s in spans)
    assert {s["layer"] for s in spans} >= {"statements", "contacts", "proposals", "positions", "commitments", "warnings"}


def test_parquet_is_typed(records: list[Record], tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="needs readout[exports]")
    export(records, tmp_path, form="parquet")
    for table in TABLES:
        assert pq.read_table(tmp_path / f"{table.name}.parquet").column_names == list(table.columns)
    contacts = pq.read_table(tmp_path / "contacts.parquet")
    assert str(contacts.schema.field("minutes").type) == "int64"
    assert contacts.column("participants")[0].as_py() == list(rows_names(sample()))


def rows_names(record: Record) -> tuple[str, ...]:
    known = {a.id: a.name for a in record.actors}
    return tuple(known[p] for p in record.contacts[0].participants)


def test_sqlite_has_keys_search_and_survives_sql_in_names(records: list[Record], tmp_path: Path) -> None:
    export(records, tmp_path / "out.db", form="sqlite")
    with closing(sqlite3.connect(tmp_path / "out.db")) as db:
        assert db.execute("SELECT count(*) FROM documents").fetchone() == (2,)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        found = db.execute("SELECT count(*) FROM statements_fts WHERE statements_fts MATCH 'swap'").fetchone()
        outer = db.execute("SELECT count(*) FROM statements_fts WHERE statements_fts MATCH 'stressed'").fetchone()
    assert (found, outer) == ((0,), (2,))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own parser still makes one
def test_jsonld_is_a_graph_that_rdflib_reads(records: list[Record]) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph()
    for line in text_of(records, "jsonld").splitlines():
        graph.parse(data=line, format="json-ld")
    schema, prov = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("http://www.w3.org/ns/prov#")
    made = set(graph.subjects(rdflib.RDF.type, schema.Quotation)) | set(graph.subjects(rdflib.RDF.type, schema.Claim))
    assert len(made) == 2 * len(sample().statements)
    assert all((s, prov.wasGeneratedBy, None) in graph for s in made)
    assert len(set(graph.subjects(rdflib.RDF.type, schema.Event))) == 2 * len(sample().contacts)


def test_webannotation_selectors_find_the_same_words(records: list[Record]) -> None:
    for line in text_of(records, "webannotation").splitlines():
        for item in json.loads(line)["items"]:
            position, quote = item["target"]["selector"]
            assert TEXT[position["start"] : position["end"]] == quote["exact"]
            assert TEXT.find(quote["prefix"] + quote["exact"] + quote["suffix"]) >= 0


def test_plover_events_have_codes_and_rest_on_words() -> None:
    events = [json.loads(line) for line in text_of([sample()], "plover").splitlines()]
    assert {e["event"][0] for e in events} >= {"CONSULT", "THREATEN", "AGREE", "REJECT"}
    assert all({"id", "date", "actor", "event"} <= e.keys() and e["actor"] for e in events)
    assert all(TEXT[e["text_info"]["start"] : e["text_info"]["end"]] == e["event_text"][0] for e in events)


def test_graphml_is_read_by_networkx(records: list[Record], tmp_path: Path) -> None:
    nx = pytest.importorskip("networkx", reason="needs readout[exports]")
    export(records, tmp_path / "out.graphml", form="graphml")
    graph = nx.read_graphml(tmp_path / "out.graphml", force_multigraph=True)
    assert {name for _, name in graph.nodes(data="name")} == {a.name for a in sample().actors}
    assert {kind for _, _, kind in graph.edges(data="kind")} <= {"meets", "speaks of"}
    assert "meets" in {kind for _, _, kind in graph.edges(data="kind")}


def test_docbin_is_read_by_spacy(records: list[Record], tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    export(records, tmp_path / "out.spacy", form="docbin")
    first, _ = DocBin().from_disk(tmp_path / "out.spacy").get_docs(spacy.blank("en").vocab)
    assert first.text == TEXT
    contents = {s.text for s in first.spans["statements"] if s.label_ == "content"}
    assert {sample().quote(s.content[0]) for s in sample().statements} <= contents


@pytest.mark.parametrize("form", FORMATS)
def test_no_records_make_an_empty_export(form: str, tmp_path: Path) -> None:
    export([], tmp_path / "out", form=form)
    assert (tmp_path / "out").exists()


def test_a_file_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> object:
        yield sample()
        raise RuntimeError("stop")

    for form in ("jsonl", "sqlite", "docbin"):
        with pytest.raises(RuntimeError):
            export(broken(), tmp_path / "out", form=form)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
