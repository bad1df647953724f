"""From text to record: what a record holds, and that the same text always gives the same bytes."""

from datetime import date, datetime

import pytest

from readout import Document, Reader, Record, read
from readout.errors import InputError, ModelError

CALL = (
    "Norway hosts new round of talks\n\n"
    "Norwegian Foreign Minister Espen Barth Eide told reporters in Oslo on Monday that both delegations had agreed to meet "
    "again in March.\n\n"
    "“We are not there yet,” Eide said. “But nobody left the table.”\n\n"
    "Colombia rejected the rebels’ demand for a bilateral ceasefire."
)


@pytest.fixture(scope="module")
def record(reader: Reader) -> Record:
    return reader.read(CALL, title="Norway hosts new round of talks", outlet="Nordlys", published="2024-02-05")


def told(record: Record) -> list[tuple[str | None, str | None, list[str], str]]:
    def quote(span: tuple[int, int] | None) -> str | None:
        return span and record.quote(span)

    return [(quote(s.source), quote(s.cue), [record.quote(c) for c in s.content], s.mode) for s in record.statements]


def test_record_holds_what_was_said(record: Record) -> None:
    found = told(record)
    eide = "Norwegian Foreign Minister Espen Barth Eide"
    assert (eide, "told", ["that both delegations had agreed to meet again in March"], "indirect") in found
    assert ("Eide", "said", ["“We are not there yet,”", "“But nobody left the table.”"], "direct") in found
    assert ("Colombia", "rejected", ["the rebels’ demand for a bilateral ceasefire"], "indirect") in found


def test_nested_statements_name_the_one_around_them(record: Record) -> None:
    by_cue = {record.quote(s.cue): s for s in record.statements if s.cue}
    assert by_cue["had agreed"].within == by_cue["told"].id
    assert by_cue["told"].within is None


def test_channel_of_a_statement_is_its_audience(record: Record) -> None:
    (first,) = (s for s in record.statements if s.cue and record.quote(s.cue) == "told")
    assert first.channel and record.quote(first.channel) == "reporters in Oslo"


def test_speakers_are_actors_of_the_record(record: Record) -> None:
    actors = {a.id: a for a in record.actors}
    speakers = {a for s in record.statements for a in s.speakers}
    assert {"Espen Barth Eide", "Colombia"} <= {actors[a].name for a in speakers}


def test_actors_are_those_of_rows_and_their_parties_only(reader: Reader) -> None:
    record = reader.read("Bolivia is far from Sweden. Poland said that talks go on.")
    assert [a.name for a in record.actors] == ["Poland"]


def test_record_keeps_what_was_known_of_the_document(record: Record) -> None:
    assert (record.text, record.title, record.outlet, record.published) == (
        CALL,
        "Norway hosts new round of talks",
        "Nordlys",
        "2024-02-05",
    )
    assert record.readout.version and record.readout.model and record.readout.codebook


def test_times_are_told_from_the_day_of_publication(record: Record) -> None:
    assert {(record.quote(t.span), t.value) for t in record.times} >= {("Monday", "2024-02-05")}


def test_same_text_gives_the_same_bytes_and_id(reader: Reader, record: Record) -> None:
    again = reader.read(CALL, title="Norway hosts new round of talks", outlet="Nordlys", published="2024-02-05")
    assert again.to_json() == record.to_json()
    assert reader.read(CALL + " ").id != record.id


def test_record_does_not_depend_on_what_is_read_beside_it(reader: Reader, record: Record) -> None:
    document = Document(CALL, title=record.title, outlet=record.outlet, published=date(2024, 2, 5))
    others = [Document("Nothing."), Document(CALL * 3), document, Document("", id="empty")]
    assert [r.id for r in reader.pipe(others)] == [d.id for d in others]
    assert list(reader.pipe(others))[2].to_json() == record.to_json()


def test_pipe_reads_as_it_goes(reader: Reader) -> None:
    taken = 0

    def endless() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield Document(f"{CALL} {taken}")

    stream = reader.pipe(endless())
    assert next(stream).text.endswith(" 1")
    assert taken < 500


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\n", "\u00a0"])
def test_text_without_words_gives_an_empty_record(reader: Reader, text: str) -> None:
    record = reader.read(text)
    assert (record.text, record.statements, record.contacts, record.actors) == (text, (), (), ())


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-02-05", "2024-02-05"),
        ("2024-02-05T23:59:00+02:00", "2024-02-05"),
        (date(2024, 2, 5), "2024-02-05"),
        (datetime(2024, 2, 5, 12), "2024-02-05"),
        (None, None),
    ],
)
def test_day_of_publication_may_be_a_date_or_written(reader: Reader, published: date | str | None, day: str | None) -> None:
    assert reader.read("Text.", published=published).published == day


@pytest.mark.parametrize("published", ["5 February", "2024-13-01", "", "20240205x"])
def test_what_is_no_date_is_an_input_error(reader: Reader, published: str) -> None:
    with pytest.raises(InputError, match="write it as YYYY-MM-DD"):
        reader.read("Text.", published=published)


def test_title_need_not_stand_in_the_text(reader: Reader) -> None:
    assert reader.read("Poland said no.", title="Something else").title == "Something else"


def test_reader_takes_a_pipeline_of_the_users_own(reader: Reader) -> None:
    assert Reader(reader.codebook, reader.nlp).read(CALL).statements


def test_reader_refuses_a_pipeline_without_the_analysis() -> None:
    import spacy

    with pytest.raises(ModelError, match=r"readout\.load"):
        Reader(model=spacy.blank("en"))


def test_read_is_reading_with_what_is_packaged(record: Record) -> None:
    assert read(CALL, title=record.title, outlet=record.outlet, published=record.published) == record
