import sys

import pytest

from readout.errors import MissingExtraError
from readout.sources import documents


@pytest.mark.parametrize(
    ("name", "module", "message"),
    [
        ("a.html", "trafilatura", "reading web pages needs an optional part: pip install 'readout[web]'"),
        ("a.warc.gz", "fastwarc.warc", "reading web archives needs an optional part: pip install 'readout[archives]'"),
        ("a.parquet", "pyarrow", "reading Parquet needs an optional part: pip install 'readout[tables]'"),
    ],
)
def test_a_part_that_is_not_installed_is_named(write, monkeypatch, name, module, message):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError) as caught:
        list(documents([write(name, "<p>x</p>")], on_error=lambda error: None))
    assert str(caught.value) == message
