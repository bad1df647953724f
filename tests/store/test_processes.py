"""Several processes at once, and one that is killed: no document is lost, doubled or kept by half."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from readout.codebook import Codebook
from readout.store import Store
from readout.store.database import Database
from tests.store.dump import dump
from tests.store.records import made

ROOT = Path(__file__).parent.parent.parent
MANY = 200


def _adder(where: str, first: int, last: int) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    command = [sys.executable, "-m", "tests.store.adder", where, str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


@pytest.fixture(scope="module")
def undisturbed(codebook: Codebook) -> dict[str, list[tuple[object, ...]]]:
    """What a store holds after the records were added one after the other."""
    with Store.open(":memory:", codebook=codebook) as store:
        for number in range(MANY):
            store.add(made(number))
        return dump(store)


def test_a_killed_process_leaves_no_half_document(where: str, codebook: Codebook, undisturbed) -> None:
    for stop in (1, 60, 120):
        process = _adder(where, 0, MANY)
        assert process.stdout is not None
        while int(process.stdout.readline()) < stop:
            pass
        process.send_signal(signal.SIGKILL)
        process.communicate()
        with Store.open(where, codebook=codebook) as store:
            faults = [checked for checked in store.verify() if checked.faults]
            assert (faults, stop < store.info().counts["documents"] < MANY) == ([], True)
    process = _adder(where, 0, MANY)
    _, errors = process.communicate()
    assert (process.returncode, errors) == (0, "")
    with Store.open(where, codebook=codebook) as store:
        assert dump(store) == undisturbed


def test_processes_add_side_by_side(where: str, codebook: Codebook, undisturbed) -> None:
    # They share documents, names and the making of the tables.
    processes = [_adder(where, first, last) for first, last in ((0, 120), (80, MANY), (40, 160))]
    for process in processes:
        _, errors = process.communicate()
        assert (process.returncode, errors) == (0, "")
    with Store.open(where, codebook=codebook) as store:
        assert dump(store) == undisturbed
        assert not [checked for checked in store.verify() if checked.faults]


def test_readers_see_whole_documents_while_one_writes(where: str, codebook: Codebook) -> None:
    with Store.open(where, codebook=codebook) as store:
        process = _adder(where, 0, 60)
        while process.poll() is None:
            documents = {row.document: row.statements for row in store.documents()}
            assert set(documents.values()) <= {6}
        assert process.communicate()[1] == ""
        assert len(list(store.documents())) == 60


def test_a_new_file_is_opened_by_many_at_once(tmp_path: Path) -> None:
    def write(path: Path) -> None:
        database = Database(path, create=True)
        with database.writing() as connection:
            connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS made (number)")
        database.close()

    with ThreadPoolExecutor(8) as threads:
        for attempt in range(20):
            list(threads.map(write, [tmp_path / f"{attempt}.db"] * 8))
