from dataclasses import replace

import pytest

from readout.sources import Manners, documents
from readout.sources.online import Online
from tests.sources.online.site import running


@pytest.fixture
def site():
    with running() as found:
        yield found


@pytest.fixture
def quick():
    """Manners for a site of one's own: no delays, and bounds that a test can reach."""
    return Manners(delay=0, patience=1, whole=2, limit=200_000, allow_private=True)


@pytest.fixture
def strict(quick):
    """The same, for the public internet alone."""
    return replace(quick, allow_private=False)


@pytest.fixture
def fetch(quick):
    """What can be read at addresses, and why the rest cannot."""

    def _fetch(*urls, manners=quick, online=None):
        bad = []
        found = list(documents(urls, on_error=bad.append, online=online or Online(manners)))
        return found, [error.reason for error in bad]

    return _fetch
