"""`readout watch` and addresses on the command line, as they are typed, with the packaged model."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

from readout.cli import app
from readout.cli.watch import interval
from readout.errors import InputError, StoreError
from tests.sources.online.site import Said, item, running
from tests.sources.pages import PARAGRAPHS

LOCAL = ("--allow-private", "--delay", "0")


def run(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)), prog_name="readout")


@pytest.fixture
def site():
    with running() as found:
        found.article("/a", "Norland's president, Nils Lund, said on Monday that he would travel to Estmark.", *PARAGRAPHS[1:])
        found.feed("/feed", item("/a"), item("/gone"), ETag='"1"')
        yield found


@pytest.mark.parametrize(
    ("text", "seconds"), [("30s", 30), ("15m", 900), ("2h", 7200), ("1d", 86400), ("1.5 h", 5400), (" 15M ", 900)]
)
def test_lengths_of_time_are_read(text, seconds):
    assert interval(text) == seconds


@pytest.mark.parametrize("text", ["", "15", "m", "0s", "-5m", "15 minutes", "1w", "400d", "1e3s"])
def test_other_lengths_of_time_are_an_error(text):
    with pytest.raises(InputError, match="is not a length of time; write 30s, 15m, 2h or 1d"):
        interval(text)


def test_a_round_is_one_line_and_the_next_fetches_nothing_twice(site, tmp_path):
    (tmp_path / "feeds.txt").write_text(f"# wires\n{site.url}/feed\n", encoding="utf-8")
    command = ("watch", tmp_path / "feeds.txt", "--once", "--store", tmp_path / "desk.db", *LOCAL)
    first, second = run(*command), run(*command)
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  feeds: 1 read; pages: 1 added, 1 not fetched or without an article\n", first.stdout
    )
    assert first.stderr == f"readout: left out: {site.url}/gone: the server answers 404 Not Found\n"
    assert second.stdout[21:] == "feeds: 1 unchanged; pages: 0 added\n"
    assert (first.exit_code, second.exit_code, second.stderr) == (0, 0, "")
    assert site.fetched() == ["/feed", "/gone", "/a", "/feed"]
    (row,) = map(json.loads, run("search", "travel", "--kind", "document", "--store", tmp_path / "desk.db").stdout.splitlines())
    assert (row["outlet"], row["published"]) == ("The Harbour Post", "2026-02-10")


def test_one_round_fails_where_every_feed_does(site, tmp_path):
    command = ("watch", "--once", "--store", tmp_path / "desk.db", *LOCAL)
    assert run(*command, f"{site.url}/no", f"{site.url}/feed").exit_code == 0
    assert run(*command, f"{site.url}/nowhere").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gone.txt"], "gone.txt: no such file; an address begins with http:// or https://"),
        (["https://x.example/", "--every", "soon"], "--every: 'soon' is not a length of time; write 30s, 15m, 2h or 1d"),
    ],
)
def test_what_is_wrong_is_known_at_once(tmp_path, arguments, message):
    result = run("watch", *arguments, "--store", tmp_path / "desk.db")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"readout: {message}\n")
    assert not (tmp_path / "desk.db").exists()


def test_private_addresses_need_the_option(site, tmp_path):
    for command in (("read",), ("analyse",), ("add", "--store", tmp_path / "desk.db")):
        result = run(*command, f"{site.url}/a")
        assert "127.0.0.1 is not on the public internet (127.0.0.1); --allow-private reads it all the same" in result.stderr
    assert site.asked == []


def test_read_takes_an_address(site):
    result = run("read", f"{site.url}/a", "--format", "jsonl", *LOCAL)
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["url"] == f"{site.url}/a"


def test_add_takes_addresses_and_asks_only_for_what_has_changed(site, tmp_path):
    site.pages["/page"] = Said(site.pages["/a"].body, headers={"ETag": '"1"'})
    command = ("add", f"{site.url}/page", f"{site.url}/feed", "--store", tmp_path / "desk.db", *LOCAL)
    assert run(*command).stdout == "1 added, 1 copies, 0 unchanged\n"
    site.fetched()
    assert run(*command).stdout == "0 added, 1 unchanged\n"
    assert site.fetched() == ["/page", "/feed"]


def test_a_watch_that_is_interrupted_stops_quietly_and_goes_on_later(site, tmp_path):
    code = "from readout.cli import main; main()"
    options = ["watch", f"{site.url}/feed", "--every", "1s", "--store", str(tmp_path / "desk.db"), *LOCAL]
    process = subprocess.Popen(
        [sys.executable, "-c", code, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    while site.asked.count("/feed") < 3 and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate()
    rounds = [line[21:] for line in output.splitlines()]
    assert (process.returncode, errors.count("\n")) == (130, 1)
    assert rounds[0] == "feeds: 1 read; pages: 1 added, 1 not fetched or without an article"
    assert rounds[1] == "feeds: 1 unchanged; pages: 0 added"
    assert run("watch", f"{site.url}/feed", "--once", *options[4:]).stdout[21:] == "feeds: 1 unchanged; pages: 0 added\n"


def test_a_store_that_is_away_for_a_round_does_not_end_the_watch(site, tmp_path, monkeypatch):
    rounds = iter([StoreError("busy", where="desk.db"), None, KeyboardInterrupt()])

    def run_round(self, *_, **__):
        if (error := next(rounds)) is not None:
            raise error

    monkeypatch.setattr("readout.store.watching.Round.run", run_round)
    result = run("watch", f"{site.url}/feed", "--every", "1s", "--store", tmp_path / "desk.db")
    assert (result.exit_code, result.stderr) == (130, "readout: desk.db: busy\n")
    assert result.stdout.count("\n") == 3
