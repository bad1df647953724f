import json
from pathlib import Path

from typer.testing import CliRunner

from readout.cli import app

CALL = Path(__file__).parent.parent.parent / "examples" / "call.jsonl"
TEXTS = {document["id"]: document["text"] for document in map(json.loads, CALL.read_text(encoding="utf-8").splitlines())}


def analysed(*arguments):
    result = CliRunner().invoke(app, ["analyse", str(CALL), *arguments], prog_name="readout")
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def quotes(row, spans):
    return [TEXTS[row["id"]][span["start"] : span["end"]] for span in spans]


def test_spans_are_the_flat_attributions_in_order():
    rows = [json.loads(line) for line in analysed().splitlines()]
    assert [row["id"] for row in rows] == list(TEXTS)
    for row in rows:
        assert row["spans"] == sorted(row["spans"], key=lambda span: (span["start"], span["end"], span["label"]))
    moscow = rows[0]
    assert "Ushakov" in quotes(moscow, [span for span in moscow["spans"] if span["label"] == "source"])
    assert "according to" in quotes(moscow, [span for span in moscow["spans"] if span["label"] == "cue"])


def test_times_are_told_from_the_day_of_publication():
    rows = [json.loads(line) for line in analysed("--format", "times").splitlines()]
    moscow = rows[0]
    assert dict(zip(quotes(moscow, moscow["times"]), (time["value"] for time in moscow["times"]), strict=True)) == {
        "Wednesday": "2026-02-11",
        "an hour and 20 minutes": "PT1H20M",
        "30-day": "P30D",
        "next week": "2026-W08",
        "the spring": "2026-SP",
    }


def test_conllu_holds_every_word_of_the_text():
    out = analysed("--format", "conllu")
    documents = out.split("# newdoc id = ")[1:]
    assert [document.split("\n", 1)[0] for document in documents] == list(TEXTS)
    for document, text in zip(documents, TEXTS.values(), strict=True):
        rows = [line.split("\t") for line in document.splitlines() if "\t" in line]
        assert all(len(row) == 10 for row in rows)
        assert "".join(row[1] for row in rows if "-" not in row[0]) == "".join(text.split())
