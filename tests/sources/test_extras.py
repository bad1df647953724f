import sys

import pytest

from readout.errors import MissingExtraError
from readout.sources import Manners, Online, documents
from tests.sources.online.site import item, running


@pytest.fixture
def site():
    with running() as found:
        yield found


@pytest.mark.parametrize(
    ("name", "module", "message"),
    [
        ("a.html", "trafilatura", "reading web pages needs an optional part: pip install 'readout[web]'"),
        ("a.warc.gz", "fastwarc.warc", "reading web archives needs an optional part: pip install 'readout[archives]'"),
        ("a.pdf", "pdfminer", "reading PDF needs an optional part: pip install 'readout[pdf]'"),
        ("a.parquet", "pyarrow", "reading Parquet needs an optional part: pip install 'readout[tables]'"),
    ],
)
def test_a_part_that_is_not_installed_is_named(write, monkeypatch, name, module, message):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError) as caught:
        list(documents([write(name, "<p>x</p>")], on_error=lambda error: None))
    assert str(caught.value) == message


@pytest.mark.parametrize("module", ["urllib3.exceptions", "protego", "feedparser", "trafilatura"])
def test_the_part_for_the_network_is_named(monkeypatch, site, module):
    site.feed("/feed", item("/a"))
    site.article("/a")
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError) as caught:
        list(documents([f"{site.url}/feed"], online=Online(Manners(delay=0, allow_private=True))))
    extra = "web" if module == "trafilatura" else "feeds"
    assert str(caught.value).endswith(f"needs an optional part: pip install 'readout[{extra}]'")
