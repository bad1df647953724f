"""Reading in several processes: the same records in the same order, and every way it can end."""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from readout import Document, Reader, Record, Store
from readout.codebook import Codebook
from readout.errors import CodebookError, FetchError, InputError, MissingExtraError, ModelError, StoreError, WorkerError
from readout.reading import reader as reading
from readout.reading import workers as reading_workers
from readout.reading.workers import AHEAD, Workers
from readout.record import Made

CALL = "Norwegian Foreign Minister Espen Barth Eide told reporters in Oslo on Monday that both sides had agreed to meet again. "


class Echo:
    """Gives every text back, does what its title says, and names its process as the model."""

    def pipe(self, documents: Iterable[Document]) -> Iterator[Record]:
        for document in documents:
            if document.title == "slow":
                time.sleep(0.5)
            if document.title == "wrong":
                raise CodebookError("is wrong", file="states.yaml", key="norway")
            if document.title == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            yield Record(id=document.id, text=document.text, readout=Made(version="0", model=str(os.getpid()), codebook=""))


def broken() -> Echo:
    raise ModelError("no model here")


def documents(*titles: str) -> list[Document]:
    return [Document("text", id=str(number), title=title) for number, title in enumerate(titles)]


@pytest.fixture(scope="module")
def workers() -> Workers:
    return Workers(Echo, 2)


def test_records_come_in_the_order_of_their_documents(workers: Workers) -> None:
    found = list(workers.pipe(documents("slow", *["quick"] * 3 * AHEAD, "slow", "quick")))
    assert [record.id for record in found] == [str(number) for number in range(len(found))]
    assert len(found) == 3 * AHEAD + 3
    assert len({record.readout.model for record in found} - {str(os.getpid())}) == 2


def test_no_more_documents_are_taken_than_are_in_flight(workers: Workers) -> None:
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        while True:
            taken += 1
            yield Document(f"text {taken}")

    stream = workers.pipe(endless())
    assert [next(stream).text for _ in range(3)] == ["text 1", "text 2", "text 3"]
    assert taken == 2 * AHEAD + 2
    stream.close()


def test_an_error_is_raised_as_itself_in_the_place_of_its_record(workers: Workers) -> None:
    stream = workers.pipe(documents("slow", "wrong", "quick"))
    assert next(stream).id == "0"
    with pytest.raises(CodebookError, match=r"codebook states.yaml: norway: is wrong") as raised:
        next(stream)
    assert (raised.value.file, raised.value.key) == ("states.yaml", "norway")
    assert [record.id for record in workers.pipe(documents("quick"))] == ["0"]


def test_a_killed_process_is_an_error_and_new_ones_take_its_place(workers: Workers) -> None:
    with pytest.raises(WorkerError, match="before its time"):
        list(workers.pipe(documents("quick", "killed", *["slow"] * 4)))
    assert [record.id for record in workers.pipe(documents("quick", "quick"))] == ["0", "1"]


def test_a_store_leaves_out_the_text_that_kills_its_process(tmp_path: Path, workers: Workers) -> None:
    class Several:
        made = Made(version="0", model="", codebook="")
        pipe = workers.pipe

    texts = [replace(document, text=f"text {document.id}") for document in documents("quick", "killed", "quick")]
    with Store.open(tmp_path / "desk.db") as store:
        found = [(outcome.document, outcome.done, outcome.reason) for outcome in store.fill(texts, Several())]
    assert [(document, done) for document, done, _ in found] == [("0", "added"), ("1", None), ("2", "added")]
    assert str(found[1][2]).startswith("WorkerError while reading: a process")


def test_a_reader_that_cannot_be_made_is_an_error() -> None:
    with pytest.raises(ModelError, match="no model here"):
        list(Workers(broken, 1).pipe(documents("quick")))


@pytest.mark.parametrize(
    "error",
    [
        InputError("is bad", source="a.jsonl", line=3),
        FetchError("is gone", source="https://x.example", again=True, after=2.0),
        CodebookError("is wrong", file="a.yaml", key="b"),
        MissingExtraError("PDF", extra="pdf"),
        StoreError("is locked", where="desk.db"),
    ],
)
def test_errors_pass_between_processes_as_they_are(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_a_small_input_starts_no_process_and_a_large_one_gives_the_same(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "states.yaml").write_text("norway:\n  name: Kingdom of Norway\n", encoding="utf-8")
    own = Codebook.load(tmp_path)
    texts = [Document(CALL * (number % 3 + 1), id=str(number)) for number in range(6)]
    expected = [record.to_json() for record in Reader(own, reader.nlp).pipe(texts)]
    assert "Kingdom of Norway" in expected[0]
    several, before = Reader(own, processes=2), set(multiprocessing.active_children())
    assert [record.to_json() for record in several.pipe(texts)] == expected
    assert set(multiprocessing.active_children()) <= before  # those of other tests may end in between
    monkeypatch.setattr(reading, "WORTH", 150)
    assert [record.to_json() for record in several.pipe(texts)] == expected
    assert len(set(multiprocessing.active_children()) - before) == 2
    assert several.made == Reader(own, reader.nlp).made


def test_a_pipeline_is_read_with_in_one_process(reader: Reader) -> None:
    with pytest.raises(ModelError, match="in one process"):
        Reader(model=reader.nlp, processes=2)


def test_a_model_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no readable model"):
        Reader(model=tmp_path, processes=2)


@pytest.mark.skipif(os.name != "posix", reason="needs process groups")
@pytest.mark.parametrize("to_all", [True, False], ids=["Ctrl-C", "killed"])
def test_no_process_outlives_the_command(tmp_path: Path, to_all: bool) -> None:
    articles = tmp_path / "articles.jsonl"
    articles.write_text("".join(json.dumps({"text": CALL * 100, "id": str(n)}) + "\n" for n in range(99)), encoding="utf-8")
    call = [sys.executable, "-m", "readout", "read", str(articles), "--processes", "2", "--format", "jsonl"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as command:
        assert command.stdout is not None
        assert json.loads(command.stdout.readline())["id"] == "0"
        if to_all:  # as a terminal does
            os.killpg(command.pid, signal.SIGINT)
        else:
            command.kill()
        # Every process holds both streams: they end when the last of them has gone.
        _, said = command.communicate(timeout=60)
        assert command.returncode == (130 if to_all else -signal.SIGKILL)
        assert said == b"" or not to_all


@pytest.mark.parametrize(("cores", "processes"), [(2, 1), (4, 4), (64, 8)])
def test_without_a_number_the_cores_are_used_as_far_as_memory_goes(
    cores: int, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_workers, "available", lambda: cores)
    assert reading_workers.usual() == processes
