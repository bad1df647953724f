"""What a person at a terminal sees: a pseudo-terminal stands in for theirs."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def at_terminal(*arguments, stream, **environment):
    """Run a command with one of its streams on a terminal; give what came there."""
    ours, theirs = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "readout", *arguments],
        **({"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | {stream: theirs}),
        env=plain | {"TERM": "xterm-256color", "COLUMNS": "100"} | environment,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the terminal is gone: Linux's way to say that this is all
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    assert process.wait(60) == 0
    return shown.decode()


def test_records_are_tables_in_colour():
    shown = at_terminal("read", str(EXAMPLES / "moscow.txt"), stream="stdout")
    assert "Kremlin gives details" in shown.splitlines()[0] and "Statements" in shown
    assert re.search(r"\x1b\[38;5;\d+mYury Ushakov\x1b\[0m", shown)


def test_no_color_is_respected():
    shown = at_terminal("read", str(EXAMPLES / "moscow.txt"), stream="stdout", NO_COLOR="1")
    assert "Yury Ushakov" in shown and "38;5;" not in shown


@pytest.mark.parametrize(("name", "bar"), [("call.jsonl", True), ("moscow.txt", False)])
def test_a_bar_shows_how_far_the_work_is_where_there_is_more_than_one_text(name, bar):
    assert ("Reading" in at_terminal("read", str(EXAMPLES / name), stream="stderr")) is bar
