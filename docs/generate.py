"""Write the parts of the documentation and the package that follow from the code. `make docs` runs it; a test compares."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "src" / "readout" / "record" / "schema.json"
COMMANDS = ROOT / "docs" / "cli.md"
ISSUES = ROOT / "docs" / "issues.md"
GUIDE = ROOT / "docs" / "guide.md"
EXPORTS = ROOT / "docs" / "exports.md"
SCORES = ROOT / "docs" / "scores.md"
FLOORS = ROOT / "benchmarks" / "floors.json"
README = ROOT / "README.md"
SAMPLE = ROOT / "examples" / "call.jsonl"

_INTRODUCTION = """\
# Commands

Generated from `readout --help` and the help of each command.
"""

_ISSUES = """\
# Issues

The codes in `positions` and in the `terms` of proposals; generated from `src/readout/codebook/issues.yaml`, which also holds
the words that name them. "For" always means in favour of the thing named.

| code | the thing |
| --- | --- |
"""

_SCORES = """\
# Scores

F1 in per cent, as `python -m benchmarks.quality` measured it for the packaged model; generated from `benchmarks/floors.json`,
the floors that these scores may not fall below. Texts of dev splits are not trained on, but rules were written with them in
view. Nobody has looked at the held-out news: expect its scores on texts of your own. "Corpus statements" and "corpus exact" are
the attribution heads alone, "corpus dev" and "held-out news" the whole reading.

| score | | on |
| --- | --- | --- |
"""

_MEASURED_ON = {
    "polnear": "PolNeAR dev, exact spans",
    "gum": "UD English GUM dev, raw text",
    "uner": "Universal NER, EWT dev (web text)",
    "corpus": "Readout corpus dev (39 real texts)",
    "held-out": "86 texts of open news, annotated to the same guidelines, never looked at",
    "timebank": "TimeBank, 196 texts; the rules were written with two thirds of them in view, the other third has value F1 75",
}


def schema() -> str:
    """The record's JSON Schema."""
    from readout.record import Record

    made = Record.model_json_schema(mode="validation")
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **made}, indent=2, ensure_ascii=False) + "\n"


def commands() -> str:
    """The help of every command, as a page."""
    os.environ |= {"COLUMNS": "80", "NO_COLOR": "1"}
    from typer.main import get_command
    from typer.testing import CliRunner

    from readout.cli import app

    parts = [_INTRODUCTION]
    for names in _walk(get_command(app)):
        shown = CliRunner().invoke(app, [*names, "--help"], prog_name="readout")
        parts.append(f"## {' '.join(['readout', *names])}\n\n```text\n{shown.output.strip()}\n```\n")
    return "\n".join(parts)


def _walk(command: Any, *names: str) -> Iterator[tuple[str, ...]]:
    """A command and all below it, by their names."""
    yield names
    for name, below in getattr(command, "commands", {}).items():
        yield from _walk(below, *names, name)


def issues() -> str:
    """The codes of the issues, as a page."""
    from readout.codebook import Codebook

    return _ISSUES + "".join(f"| {code} | {issue.thing} |\n" for code, issue in Codebook.load().issues.items())


def scores() -> str:
    """The scores of the packaged model, as a page."""
    found: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))["floors"]
    return _SCORES + "".join(f"| {name} | {score} | {_MEASURED_ON[name.split()[0]]} |\n" for name, score in found.items())


def guide(path: Path = GUIDE) -> str:
    """A page of commands, with what they print."""
    from docs.console import ran

    return ran(path.read_text(encoding="utf-8"))


def exports() -> str:
    """The page of the exports, with what its commands print."""
    return guide(EXPORTS)


def sample() -> str:
    """What the first sample text reads as, on a terminal 100 characters wide."""
    from readout.exports.terminal import print_records
    from readout.reading.reader import Reader
    from readout.sources import documents

    out = StringIO()
    print_records(Reader().pipe(islice(documents([str(SAMPLE)]), 1)), out, width=100)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def with_sample(page: str) -> str:
    """A page with the sample between its marks."""
    before, mark, rest = page.partition("<!-- output: written by `make docs` -->\n")
    _, end, after = rest.partition("<!-- end of output -->\n")
    return f"{before}{mark}\n```text\n{sample()}\n```\n\n{end}{after}"


def main() -> None:
    """Write them all."""
    SCHEMA.write_text(schema(), encoding="utf-8")
    COMMANDS.write_text(commands(), encoding="utf-8")
    ISSUES.write_text(issues(), encoding="utf-8")
    SCORES.write_text(scores(), encoding="utf-8")
    GUIDE.write_text(guide(), encoding="utf-8")
    EXPORTS.write_text(exports(), encoding="utf-8")
    README.write_text(with_sample(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
