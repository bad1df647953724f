"""Which annotated texts the model has learnt."""

from __future__ import annotations

from pathlib import Path

import pytest

from training import annotated


def test_what_the_model_has_learnt_is_marked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(annotated, "corpus", lambda shared, name: [{"id": f"corpus {name}"}])
    monkeypatch.setattr(annotated, "further", lambda shared, half: [{"id": f"news {half}"}])
    assert annotated.learnt(tmp_path) == [{"id": "corpus train", "learnt": True}, {"id": "news model", "learnt": True}]
    assert annotated.unlearnt(tmp_path) == [{"id": "news judges"}]
