"""The commands of a store, as they are typed."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from readout.cli import app
from readout.record import Record
from readout.store import Store
from tests.store.records import CALL, WRITTEN, made


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments), prog_name="readout")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store that was filled by command."""
    folder = tmp_path_factory.mktemp("desk")
    records = folder / "records.jsonl"
    records.write_text("".join(record.to_json() + "\n" for record in WRITTEN), encoding="utf-8")
    where = str(folder / "desk.db")
    result = run("add", str(records), "--records", "--store", where)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "3 added, 0 unchanged\n", "")
    assert run("add", str(records), "--records", "--store", where).stdout == "0 added, 3 unchanged\n"
    return where


def _lines(*arguments: str) -> list[dict]:
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (["search", "foreign", "troops"], ["call s1"]),
        (["search", "ceasefire", "--speaker", "norland"], ["talks s2"]),
        (["statements", "--party", "sudland", "--until", "2024-03"], ["call s0"]),
        (["contacts", "--actor", "lund"], ["call s0"]),
        (["contacts", "--status", "planned"], ["talks None"]),
        (["proposals", "--issue", "talks"], ["call None"]),
        (["positions", "--issue", "ceasefire", "--stance", "for"], ["talks s2"]),
        (["commitments", "--party", "norland"], ["call None"]),
        (["warnings", "--speaker", "nils-lund"], ["call s2"]),
        (["timeline", "--kind", "warning"], ["call s2"]),
    ],
)
def test_rows_are_found(desk: str, command: list[str], expected: list[str]) -> None:
    assert [f"{row['document']} {row['statement']}" for row in _lines(*command, "--store", desk)] == expected


def test_documents_are_searched(desk: str) -> None:
    assert [row["document"] for row in _lines("search", "prisoners", "--kind", "document", "--store", desk)] == ["call"]


def test_csv_has_a_column_for_everything(desk: str) -> None:
    result = run("contacts", "--store", desk, "--format", "csv", "--document", "call")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert (row["participants"], row["minutes"], row["quote"]) == (
        "edit-varga; nils-lund",
        "",
        "called President Nils Lund on Monday",
    )
    start, end = map(int, row["spans"].split(":"))
    assert CALL.text[start:end] == row["quote"]


def test_json_is_one_list(desk: str) -> None:
    assert len(json.loads(run("statements", "--store", desk, "--format", "json").stdout)) == 7


def test_a_table_shows_a_page_and_how_to_go_on(desk: str) -> None:
    result = run("statements", "--store", desk, "--format", "table", "--limit", "4")
    assert result.stdout.count("talks") >= 3
    place = result.stderr.removeprefix("readout: more rows follow: --after ").strip()
    rest = _lines("statements", "--store", desk, "--after", place)
    assert [row["statement"] for row in rest] == ["s1", "s2", "s0"]


def test_a_table_cannot_rewrite_the_screen(tmp_path: Path) -> None:
    text = "Ada said \x1b[2J\u202eall clear."
    statement = {"id": "s0", "source": (0, 3), "cue": (4, 8), "content": [(9, len(text) - 1)], "mode": "indirect"}
    with Store.open(tmp_path / "s.db") as store:
        store.add(CALL.model_copy(update={"id": "x", "text": text} | dict.fromkeys(_LAYERS, ())))
        store.add(Record.model_validate({"id": "y", "text": text, "statements": [statement], "readout": CALL.readout}))
    shown = run("statements", "--store", str(tmp_path / "s.db"), "--format", "table").stdout
    assert "all clear" in shown
    assert not {"\x1b", "\u202e"} & set(shown)


_LAYERS = ("actors", "statements", "contacts", "proposals", "positions", "commitments", "warnings", "times")


def test_rows_go_to_a_file(desk: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    result = run("positions", "--store", desk, "-o", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2


def test_a_document_is_shown_as_it_was_read(desk: str) -> None:
    assert Record.from_json(run("show", "call", "--store", desk, "--format", "jsonl").stdout) == CALL
    assert "Varga calls Lund" in run("show", "call", "--store", desk, "--format", "text").stdout


def test_the_numbers_of_a_store(desk: str) -> None:
    found = json.loads(run("info", "--store", desk, "--json").stdout)
    assert (found["counts"]["statements"], found["since"], found["until"]) == (7, "2024-03-05", "2024-04-20")
    shown = run("info", "--store", desk).stdout
    assert "         7  statements" in shown
    assert "Published from 2024-03-05 to 2024-04-20 by 2 outlets" in shown


def test_verifying_says_what_it_looked_at(desk: str) -> None:
    assert run("verify", desk).stdout == "3 documents, 33 spans: nothing wrong\n"


def test_verifying_fails_where_something_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(CALL.to_json().replace('"speakers":["lund"]', '"speakers":["nemo"]'), encoding="utf-8")
    result = run("verify", str(path))
    assert (result.exit_code, result.stdout) == (1, "1 documents, 0 spans: 1 wrong\n")
    assert result.stderr == "readout: line 1: call: 'nemo' is not among its actors\n"


def test_actors_are_merged_split_and_renamed(tmp_path: Path) -> None:
    where = str(tmp_path / "s.db")
    with Store.open(where) as store:
        store.add(CALL)
    assert run("actors", "merge", "varga", "Lund's spokesman", "--store", where).stdout == "edit-varga\n"
    assert run("actors", "rename", "varga", "The Premier", "--store", where).stdout == "edit-varga\n"
    (row,) = _lines("actors", "list", "The Premier", "--store", where)
    assert row["aliases"] == ["Edit Varga", "Lund's spokesman"]
    assert run("actors", "split", "edit-varga", "Lund's spokesman", "--store", where).exit_code == 0
    (row,) = _lines("actors", "list", "The Premier", "--store", where)
    assert row["aliases"] == ["Edit Varga"]


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["search", "x", "--store", "none.db"], "none.db: no such store; 'readout add SOURCE --store FILE' makes one"),
        (["search", "-", "--store", "DESK"], "'-': nothing to search for; give a word that must be there"),
        (["statements", "--since", "soon", "--store", "DESK"], "'soon' is not a date: write 2025-12-28, 2025-12 or 2025"),
        (["positions", "--actor", "Nemo", "--store", "DESK"], "no actor is called 'Nemo'; 'readout actors list' lists them"),
        (["show", "nowhere", "--store", "DESK"], "no document has the id 'nowhere'"),
        (["timeline", "--kind", "party", "--store", "DESK"],
         "'party' is no kind of event; there are contact, proposal, response, commitment, warning"),
        (["info", "--store", "mysql://x/y"], "mysql://x/y: a store is an SQLite file or postgresql://user@host/database"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_line(desk: str, command: list[str], message: str) -> None:
    result = run(*[desk if part == "DESK" else part for part in command])
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"readout: {message}\n")


def _start(*arguments: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from readout.cli import main; main()", *arguments]
    # What runs in the background of a script inherits interrupts switched off.
    listen = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen(command, **pipes, text=True, cwd=folder, preexec_fn=listen)  # noqa: PLW1509


def test_an_interrupted_command_goes_on_where_it_was(tmp_path: Path) -> None:
    many = 60
    lines = [made(number).to_json() + "\n" for number in range(many)]
    records = tmp_path / "records.jsonl"
    records.write_text("".join(lines), encoding="utf-8")
    process = _start("add", "-", "--records", "--store", "desk.db", folder=tmp_path)
    assert process.stdin is not None
    process.stdin.writelines(lines[: many // 2])
    process.stdin.flush()  # and more would come: however slow this process, the command is not done when it is told to stop
    while not _documents(tmp_path / "desk.db") and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate()
    assert (process.returncode, errors) == (130, "")
    kept = _documents(tmp_path / "desk.db")
    assert output == f"{kept} added, 0 unchanged\n"
    assert 0 < kept < many
    again = run("add", str(records), "--records", "--store", str(tmp_path / "desk.db"))
    assert (again.stdout, again.stderr) == (f"{many - kept} added, {kept} unchanged\n", "")


def _documents(path: Path) -> int:
    import sqlite3

    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        if "connection" in locals():
            connection.close()


def test_without_the_extra_the_install_line_is_said(tmp_path: Path) -> None:
    code = "import sys; sys.modules['sqlalchemy'] = None\nfrom readout.cli import main; main()"
    found = subprocess.run(
        [sys.executable, "-c", code, "info"], capture_output=True, text=True, check=False, cwd=tmp_path, env=os.environ
    )
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr == "readout: the store needs an optional part: pip install 'readout[store]'\n"


def test_without_psycopg_the_install_line_is_said(tmp_path: Path) -> None:
    code = "import sys; sys.modules['psycopg'] = None\nfrom readout.cli import main; main()"
    command = [sys.executable, "-c", code, "info", "--store", "postgresql://h/d"]
    found = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert found.stderr == "readout: a store in PostgreSQL needs an optional part: pip install 'readout[postgres]'\n"
