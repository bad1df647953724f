"""The versions of package and model, told without loading either."""

from __future__ import annotations

import json
from importlib.resources import files

from readout.version import __version__


def versions() -> str:
    """One line: the package's version and the model's digest."""
    meta = files("readout").joinpath("models", "en", "meta.json")
    model = json.loads(meta.read_text(encoding="utf-8"))["digest"] if meta.is_file() else "none"
    return f"readout {__version__} (model {model[:12]})"
