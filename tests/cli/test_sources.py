"""The kinds of texts that the commands take, as they are typed."""

import json

import pytest
from typer.testing import CliRunner

from readout.cli import app, inputs
from readout.errors import InputError
from tests.sources.pages import PARAGRAPHS, page
from tests.sources.test_languages import TEXTS


def run(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)), prog_name="readout")


def test_read_takes_a_page(tmp_path):
    (tmp_path / "talks.html").write_text(page(), encoding="utf-8")
    result = run("read", tmp_path / "talks.html", "--format", "jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    record = json.loads(result.stdout)
    assert PARAGRAPHS[1] in record["text"]
    assert (record["outlet"], record["published"]) == ("The Harbour Post", "2026-02-11")


def test_add_takes_a_folder_and_sets_other_languages_aside(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "talks.html").write_text(page(), encoding="utf-8")
    (folder / "broken.html").write_text("<html></html>", encoding="utf-8")
    (folder / "german.txt").write_text(TEXTS["de"], encoding="utf-8")
    (folder / "table.csv").write_text("body,day\nNorland agreed to talk.,2026-02-12\n", encoding="utf-8")
    store = tmp_path / "desk.db"
    options = ("--text-field", "body", "--published-field", "day", "--store", store)
    result = run("add", folder, *options)
    assert (result.exit_code, result.stdout) == (0, "2 added, 0 unchanged\n")
    assert "1 set aside in other languages: 1 de\n" in result.stderr
    assert f"left out: {folder / 'broken.html'}: no article on this page\n" in result.stderr
    assert run("add", folder, *options).stdout == "0 added, 2 unchanged\n"


@pytest.mark.parametrize("name", ["title", "url"])
def test_one_title_is_not_for_a_folder(tmp_path, name):
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    with pytest.raises(InputError, match="are for one text"):
        inputs.Inputs.of([str(tmp_path)], dict.fromkeys(inputs.TEXTS) | inputs.MANNERS | {name: "x"}, skip_bad=False).open()
