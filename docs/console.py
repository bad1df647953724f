"""Pages that show commands with what they print: runs them all, in order, in an empty folder beside the examples."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import warnings
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parent.parent / "examples"
WIDTH = "100"

# A block of commands with their output, or of Python with the block of its output after it.
_BLOCK = re.compile(r"```console\n(?P<typed>.*?)```|```python\n(?P<code>.*?)```\n(?:\n```text\n.*?```\n)?", re.DOTALL)


def ran(page: str) -> str:
    """The page with what its commands print now. Raises `AssertionError` where one fails."""
    environment = os.environ | {"COLUMNS": WIDTH, "NO_COLOR": "1"}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        shutil.copytree(EXAMPLES, Path(folder) / "examples")
        return _BLOCK.sub(lambda block: _typed(block, environment) if block["typed"] else _code(block["code"]), page)


def _typed(block: re.Match[str], environment: dict[str, str]) -> str:
    commands = [line for line in block["typed"].splitlines() if line.startswith("$ ")]
    parts = [f"{command}\n{_output(command[2:], environment)}" for command in commands]
    return f"```console\n{''.join(parts)}```"


def _output(command: str, environment: dict[str, str]) -> str:
    words = shlex.split(command)
    if words[0] == "readout":
        from typer.testing import CliRunner

        from readout.cli import app

        # Rich finds the width of a table in the process's own environment.
        result: Any = CliRunner().invoke(app, [*words[1:], *_as_typed(words)], prog_name="readout", env=environment)
        code, output = result.exit_code, result.output
    else:
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        code, output = done.returncode, done.stdout + done.stderr
    assert code == 0, f"{command}: {output}"
    return "".join(line.rstrip() + "\n" for line in output.splitlines())


def _as_typed(words: list[str]) -> list[str]:
    """What a terminal would have made the command do: there, rows are a table."""
    rows = words[1] in ("search", "timeline", "positions") or words[1:3] == ["actors", "list"]
    return ["--format", "table"] if rows and "--format" not in words else []


def _code(code: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), warnings.catch_warnings():
        # As for anybody who runs a script: what a library has deprecated within itself is not shown.
        warnings.simplefilter("ignore", DeprecationWarning)
        exec(compile(code, "guide", "exec"), {})
    printed = "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())
    return f"```python\n{code}```\n" + (f"\n```text\n{printed}```\n" if printed else "")
