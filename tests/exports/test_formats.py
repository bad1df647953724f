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
from tests.exports.sample import TEXT, sample, span


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


# Rows other than statements and contacts, by what JSON-LD calls them.
CLAIMED = {"Proposal": 1, "Response": 1, "Position": 2, "Commitment": 1, "Warning": 1}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own parser still makes one
def test_jsonld_is_a_graph_that_rdflib_reads(records: list[Record]) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph()
    for line in text_of(records, "jsonld").splitlines():
        graph.parse(data=line, format="json-ld")
    schema, prov = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("http://www.w3.org/ns/prov#")
    graph.bind("schema", schema, replace=True)
    made = set(graph.subjects(rdflib.RDF.type, schema.Quotation)) | set(graph.subjects(rdflib.RDF.type, schema.Claim))
    for row, many in CLAIMED.items():
        assert len(set(graph.subjects(schema.additionalType, rdflib.URIRef(f"urn:readout:terms#{row}")))) == 2 * many
    assert len(made) == 2 * (len(sample().statements) + sum(CLAIMED.values()))
    articles = set(graph.subjects(rdflib.RDF.type, schema.NewsArticle))
    events = set(graph.subjects(rdflib.RDF.type, schema.Event))
    assert (len(articles), len(events)) == (2, 2 * len(sample().contacts))
    derived = {*graph.subject_objects(prov.wasDerivedFrom), *graph.subject_objects(prov.wasQuotedFrom)}
    assert {row for row, _ in derived} == made | events
    assert {article for _, article in derived} == articles
    assert all((s, prov.wasGeneratedBy, None) in graph for s in made | events)
    assert {graph.value(article, schema.datePublished).datatype for article in articles} == {schema.Date}
    # A question somebody would ask: who said what, and for whom do they stand?
    asked = """SELECT ?name ?party WHERE { ?s a schema:Quotation; schema:creator ?who; prov:wasAttributedTo ?who.
               ?who schema:name ?name; schema:affiliation/schema:name ?party }"""
    assert {tuple(map(str, row)) for row in graph.query(asked)} == {("Ana Ruiz", "Lemuria")}


def test_an_address_is_made_an_iri() -> None:
    record = sample(url="https://example.org/a b?c=<x>&d=%20é")
    for form in ("jsonld", "webannotation"):
        assert "https://example.org/a%20b?c=%3Cx%3E&d=%20%C3%A9" in text_of([record], form)


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
    assert len({e["id"] for e in events}) == len(events)
    consult = next(e for e in events if e["event"] == ["CONSULT"])
    assert consult["statement"]["id"] == "s0"
    assert [who["entity_text"] for who in consult["statement"]["speaker"]] == ["Ana Ruiz"]
    assert TEXT[consult["statement"]["start"] : consult["statement"]["end"]] == consult["statement"]["text"]


def test_plover_knows_countries_by_their_codes() -> None:
    renamed = {"tavria": "Ukraine", "lemuria": "Russia"}
    actors = [
        a.model_copy(update={"id": renamed.get(a.id, a.id).lower(), "name": renamed.get(a.id, a.name)}) for a in sample().actors
    ]
    actors = [a.model_copy(update={"party": renamed.get(a.party, "").lower() or None}) for a in actors]
    contact = sample().contacts[0]
    record = sample(actors=actors, statements=(), contacts=(contact.model_copy(update={"statement": None}),), **EMPTY)
    (event,) = (json.loads(line) for line in text_of([record], "plover").splitlines())
    assert event["actor"] == [
        {"entity_text": "Jon Vale", "code": "UKR", "party": "Ukraine", "sector": "GOV", "office": "minister"}
    ]
    assert event["recipient"][0]["code"] == "RUS"
    assert event["statement"] is None


EMPTY = dict.fromkeys(("proposals", "positions", "commitments", "warnings"), ())


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
    said = {(s.kb_id_, s.label_): s.text for s in first.spans["statements"]}
    assert (said["s0", "source"], said["s0", "cue"]) == ("Lemurian envoy Ana Ruiz", "said")
    assert first.user_data["published"] == "2026-03-03"


def test_docbin_has_the_mentions_of_actors(tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    actors = [a.model_copy(update={"mentions": (span(a.name),)}) for a in sample().actors]
    export([sample(actors=actors)], tmp_path / "out.spacy", form="docbin")
    (doc,) = DocBin().from_disk(tmp_path / "out.spacy").get_docs(spacy.blank("en").vocab)
    assert {(s.kb_id_, s.label_, s.text) for s in doc.spans["actors"]} == {(a.id, a.kind, a.name) for a in sample().actors}


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
