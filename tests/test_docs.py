import json
import re
from pathlib import Path

import pytest

from docs import generate
from readout.record import Record, model

PAGE = (generate.ROOT / "docs" / "record.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S))
ROWS = {
    name: row
    for name, row in vars(model).items()
    if isinstance(row, type) and issubclass(row, model.Row) and row is not model.Row
}


@pytest.mark.parametrize(
    ("path", "made"),
    [
        (generate.SCHEMA, generate.schema),
        (generate.COMMANDS, generate.commands),
        (generate.ISSUES, generate.issues),
        (generate.SCORES, generate.scores),
        (generate.GUIDE, generate.guide),
        (generate.EXPORTS, generate.exports),
    ],
    ids=["schema", "commands", "issues", "scores", "guide", "exports"],
)
def test_generated_files_are_up_to_date(path, made):
    assert path.read_text(encoding="utf-8") == made(), "run `make docs`"


def test_every_row_of_the_record_has_its_section():
    assert set(SECTIONS) == set(ROWS)


@pytest.mark.parametrize("name", SECTIONS)
def test_every_field_is_described_and_no_other(name):
    described = re.findall(r"^\| `(\w+)` \|", SECTIONS[name], re.M)
    assert described == list(ROWS[name].model_fields)


@pytest.mark.parametrize("name", SECTIONS)
def test_every_example_fits_the_schema_and_shows_every_field(name):
    example = json.loads(re.search(r"```json\n(.*?)```", SECTIONS[name], re.S)[1])
    assert list(example) == list(ROWS[name].model_fields)
    ROWS[name].model_validate_json(json.dumps(example))


@pytest.mark.parametrize("name", SECTIONS)
def test_every_span_of_an_example_quotes_whole_words(name):
    text = re.search(r"^> (.*)$", PAGE, re.M)[1]
    row = ROWS[name].model_validate_json(re.search(r"```json\n(.*?)```", SECTIONS[name], re.S)[1])
    for start, end in model.spans(row):
        assert re.match(r"\b\w.*\w\b", text[start:end]) and end - start == len(text[start:end])


def test_the_schema_is_in_the_package():
    assert generate.SCHEMA.parent == Path(model.__file__).parent
    assert json.loads(generate.SCHEMA.read_text(encoding="utf-8"))["properties"].keys() == Record.model_fields.keys()


@pytest.mark.parametrize(
    "page", sorted(generate.ROOT.glob("*.md")) + sorted(generate.ROOT.glob("[!.]*/*.md")), ids=lambda p: p.name
)
def test_links_between_pages_lead_somewhere(page):
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_every_promise_of_reliability_names_tests_that_are_there():
    page = (generate.ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+)`", page))
    there = {
        name for path in generate.ROOT.glob("tests/**/*.py") for name in re.findall(r"def (test_\w+)", path.read_text("utf-8"))
    }
    assert named - there == set()
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith(("| what comes in", "| ---"))]
    assert [row for row in rows if "`test_" not in row] == []
