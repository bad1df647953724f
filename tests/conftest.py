"""What all tests share: time is no measure on a busy machine, and CI draws the same examples every time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readout import Reader

settings.register_profile("readout", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("readout")


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader with the packaged model and codebook."""
    from readout import Reader

    return Reader()


@pytest.fixture
def evident() -> Iterator[None]:
    """Docs with a place for evidence, as a loaded model makes them."""
    from spacy.tokens import Doc

    known = Doc.has_extension("evidence")
    if not known:
        Doc.set_extension("evidence", default=None)
    yield
    if not known:
        Doc.remove_extension("evidence")
