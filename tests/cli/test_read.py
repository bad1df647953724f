import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from readout.cli import app
from readout.record import Record

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
CALL = str(EXAMPLES / "call.jsonl")
MOSCOW = str(EXAMPLES / "moscow.txt")


def run(*arguments, stdin=None):
    return CliRunner().invoke(app, list(arguments), input=stdin, prog_name="readout")


def records(lines):
    return [Record.from_json(line) for line in lines.splitlines()]


def test_jsonl_is_one_record_a_line_with_what_is_known_of_it():
    result = run("read", CALL)
    assert (result.exit_code, result.stderr) == (0, "")
    found = records(result.stdout)
    given = [json.loads(line) for line in Path(CALL).read_text(encoding="utf-8").splitlines()]
    for name in ("id", "outlet", "url", "title", "published", "text"):
        assert [getattr(record, name) for record in found] == [document[name] for document in given]
    assert all(record.statements and record.readout.model for record in found)


def test_a_sample_is_read_right():
    (record,) = records(run("read", MOSCOW, "--published", "2026-02-11", "--format", "jsonl").stdout)
    names = {actor.id: actor.name for actor in record.actors}
    said = {(names[s], record.quote(row.content[0])) for row in record.statements if row.mode == "direct" for s in row.speakers}
    assert ("Yury Ushakov", "“We agreed to form two expert groups, and the first will meet in Istanbul next week,”") in said


def test_a_text_reads_the_same_every_time_and_in_any_company():
    alone = run("read", MOSCOW, "--outlet", "X").stdout
    assert alone == run("read", MOSCOW, "--outlet", "X").stdout
    assert alone == run("read", MOSCOW, str(EXAMPLES / "kyiv.txt"), "--outlet", "X").stdout.splitlines(keepends=True)[0]


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        ((MOSCOW, "--format", "json"), '{\n  "id": '),
        ((CALL, "--format", "json"), '[\n  {\n    "id": '),
        ((MOSCOW, "--format", "text"), "Kremlin gives details of Putin-Trump call\n"),
        ((MOSCOW, "--format", "html"), "<!doctype html>"),
    ],
)
def test_each_format_is_written(arguments, begins):
    assert run("read", *arguments).stdout.startswith(begins)


@pytest.mark.parametrize(("name", "begins"), [("a.html", "<!doctype"), ("a.json", "{\n"), ("a.txt", "Kremlin"), ("a", '{"id"')])
def test_the_ending_of_the_output_tells_the_format(tmp_path, name, begins):
    target = tmp_path / name
    result = run("read", MOSCOW, "-o", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_text(encoding="utf-8").startswith(begins)
    assert list(tmp_path.iterdir()) == [target]


def test_output_that_fails_leaves_what_was_there(tmp_path):
    bad, target = tmp_path / "bad.jsonl", tmp_path / "out.jsonl"
    bad.write_text('{"text": "Fine."}\n{"txt": "Not."}\n')
    target.write_text("before")
    result = run("read", str(bad), "-o", str(target))
    assert (result.exit_code, result.stderr) == (1, f"readout: {bad}, line 2: no 'text'\n")
    assert target.read_text() == "before"
    assert sorted(tmp_path.iterdir()) == [bad, target]


def test_an_output_that_cannot_be_written_is_one_line(tmp_path):
    target = tmp_path / "gone" / "out.jsonl"
    result = run("read", MOSCOW, "-o", str(target))
    assert (result.exit_code, result.stderr) == (1, f"readout: {target}: cannot be written: no such file or directory\n")


def test_bad_lines_are_counted_where_they_may_be_left_out(tmp_path):
    mixed = tmp_path / "mixed.jsonl"
    mixed.write_text('{"text": "One."}\n{"txt": "Two."}\n{"text": "Three.", "published": "soon"}\n{"text": "Four."}\n')
    result = run("read", str(mixed), str(tmp_path / "gone.txt"), "--skip-bad")
    assert result.exit_code == 0
    assert [record.text for record in records(result.stdout)] == ["One.", "Four."]
    assert result.stderr.splitlines() == [
        f"readout: left out: {tmp_path / 'gone.txt'}: no such file",
        f"readout: left out: {mixed}, line 2: no 'text'",
        f"readout: left out: {mixed}, line 3: 'soon' is not a date; write it as YYYY-MM-DD",
        "readout: 3 left out",
    ]


def test_a_codebook_that_is_wrong_is_one_line(tmp_path):
    result = run("read", MOSCOW, "--codebook", str(tmp_path / "gone"))
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1 and "no such folder" in result.stderr


def test_a_codebook_of_one_s_own_changes_the_digest(tmp_path):
    (tmp_path / "issues.yaml").write_text("ceasefire:\n  words+:\n    - energy truce\n")
    plain, own = (records(run("read", MOSCOW, *more).stdout)[0] for more in ([], ["--codebook", str(tmp_path)]))
    assert plain.readout.codebook != own.readout.codebook
    assert plain.readout.model == own.readout.model


def start(*arguments, **streams):
    # What runs in the background of a script inherits interrupts switched off.
    listen = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731
    return subprocess.Popen([sys.executable, "-m", "readout", *arguments], preexec_fn=listen, **streams)  # noqa: PLW1509


def test_standard_input_is_read_and_a_closed_pipe_is_quiet(tmp_path):
    many = tmp_path / "many.jsonl"
    many.write_text('{"text": "The minister said that talks would go on."}\n' * 2000)
    with many.open("rb") as stdin:
        process = start("read", "-", stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        first = process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        process.stderr.close()
        assert process.wait(60) == 141
    assert Record.from_json(first).statements
    assert errors == b""


def test_an_interrupt_is_quiet_and_leaves_no_half_file(tmp_path):
    many = tmp_path / "many.jsonl"
    many.write_text('{"text": "The minister said that talks would go on."}\n' * 20_000)
    process = start("read", str(many), "-o", str(tmp_path / "out.jsonl"), stderr=subprocess.PIPE)
    while process.poll() is None and not list(tmp_path.glob(".readout-*")):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == 130
    assert list(tmp_path.iterdir()) == [many]
