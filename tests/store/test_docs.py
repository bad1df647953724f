"""The page about the store says what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from readout.store.tables import metadata
from tests.store.records import WRITTEN

PAGE = (Path(__file__).parent.parent.parent / "docs" / "store.md").read_text(encoding="utf-8")


def test_every_table_is_named() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == set(metadata.tables)


def test_the_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("records.jsonl").write_text("".join(record.to_json() + "\n" for record in WRITTEN), encoding="utf-8")
    example = re.search(r"<!-- example -->\n```python\n(.*?)```", PAGE, re.DOTALL)
    assert example
    found: dict[str, object] = {}
    exec(example[1], found)
    assert "Norland will never accept foreign troops" in capsys.readouterr().out
    assert found["record"] == WRITTEN[0]
