import subprocess
import sys

import pytest
from typer.testing import CliRunner

from readout.cli import app


def run(*arguments, cwd=None):
    return CliRunner().invoke(app, list(arguments), prog_name="readout")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text("All quiet.")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\0\0")
    (tmp_path / "latin.txt").write_bytes(b"One\ncaf\xe9\n")
    (tmp_path / "broken.jsonl").write_text('{"text": "a"}\n{"text": \n')
    (tmp_path / "folder").mkdir()


@pytest.mark.parametrize("command", ["read", "analyse"])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gone.txt"], "readout: gone.txt: no such file"),
        (["good.txt", "gone.txt"], "readout: gone.txt: no such file"),
        (["good.txt", "--published", "28.12.2025"], "readout: --published: '28.12.2025' is not a date; write it as YYYY-MM-DD"),
        (["good.txt", "good.txt", "--title", "T"], "readout: --title and --url are for one text; several were given"),
    ],
)
def test_an_error_before_the_work_is_one_line(command, arguments, message):
    result = run(command, *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", message + "\n")


def test_no_arguments_explain_the_command():
    result = run("read")
    assert result.exit_code == 2
    assert "Examples:" in result.output


def test_the_command_line_leaves_pytorch_alone():
    code = "import atexit, sys; atexit.register(lambda: print(sys.modules['torch'])); from readout.cli import main; main()"
    told = subprocess.run(
        [sys.executable, "-c", code, "read", "-"], input="They met.", capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines()[-1] == "None"


def test_version_is_told_without_loading_the_model():
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("readout ")
