"""The page in a real browser, where one is installed: its script runs under its own policy and finds its rows."""

import re
import shutil
import subprocess

import pytest

from readout.exports.html import page
from tests.exports.sample import sample

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ALONE = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
def test_an_address_lights_the_words_of_a_row_and_the_row(tmp_path):
    file = tmp_path / "page.html"
    file.write_text(page([sample()]), encoding="utf-8")
    call = [BROWSER, *ALONE, f"--user-data-dir={tmp_path / 'own'}", "--dump-dom", f"{file.as_uri()}#row-d0-positions-1"]
    shown = subprocess.run(call, check=True, capture_output=True, text=True, timeout=120).stdout
    lit = [re.search(r"<\w+ [^>]*", tag)[0] for tag in re.findall(r'<\w+ class="[^"]*\blit\b[^>]*>', shown)]
    assert re.search(r'<html[^>]* class="live"', shown)
    assert lit and all('data-row="d0-positions-1"' in tag for tag in lit)
    assert {tag.split()[0] for tag in lit} == {"<a", "<span"}
