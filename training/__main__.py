"""The recipe, command by command: `python -m training adapt`, `train`, `average`, `export`, `evaluate`."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import torch
import typer

from readout.codebook import Codebook
from readout.reading.actors import resolve
from readout.reading.plain import plain
from training.adapt import adapt as adapt_encoder
from training.annotated import Row, corpus, document, further, names_of_the_web
from training.company import Read, add_company
from training.corpora import Example, polnear, readout_corpus
from training.evaluate import evaluate as evaluate_folder
from training.evidence import callings
from training.export import export as export_folder
from training.judges import scorer
from training.labels import RAREST_LEMMA_RULE, most_common
from training.names import gum_names, known_names, web_names
from training.silver import complete_names, parse_texts
from training.train import Settings, average_checkpoints
from training.train import train as train_model
from training.treebank import lemma_table, treebank, treebank_values

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False)

Shared = Annotated[Path, typer.Option(help="Folder with `data/` and `corpus/`.")]
Out = Annotated[Path, typer.Option(help="Where checkpoints go.")]


def treebanks(data: Path) -> list[Path]:
    """The treebanks that are trained on."""
    return [data / "gum-train.conllu.gz", data / "ewt-train.conllu.gz"]


def label_sets(data: Path) -> dict[str, list[str]]:
    """The label sets that come from the treebanks."""
    values = treebank_values(treebanks(data))
    rarest = {"xpos": 1, "rel": 10, "lemma": RAREST_LEMMA_RULE}
    return {kind: most_common(values[kind], rarest=n) for kind, n in rarest.items()}


def demonyms() -> frozenset[str]:
    """Words for nationalities, from the codebook."""
    return frozenset(word.lower() for state in Codebook.load().states.root.values() for word in state.demonyms)


def corpora(shared: Path, labels: dict[str, list[str]], start: Path | None) -> dict[str, list[Example]]:
    """All training examples by corpus; what they lack is taught by the model to start from."""
    data = shared / "data"
    rows = {"readout": corpus(shared, "train"), "further": further(shared, "model")}
    called = callings(Codebook.load())
    found = {
        "polnear": list(polnear(data / "polnear-train.jsonl.gz", demonyms())),
        "gum": list(treebank(data / "gum-train.conllu.gz", labels, gum_names)),
        "ewt": list(treebank(data / "ewt-train.conllu.gz", labels, partial(web_names, annotated=names_of_the_web()), join=10)),
        **{name: list(readout_corpus(several, called)) for name, several in rows.items()},
    }
    if start is not None:
        complete_names(found["ewt"], start)
        examples = [example for name in rows for example in found[name]]
        read_texts(shared, examples, [row for several in rows.values() for row in several], labels, start)
    return found


def read_texts(shared: Path, examples: list[Example], rows: list[Row], labels: dict[str, list[str]], teacher: Path) -> None:
    """Give annotated texts what a model reads in them: trees, names, and which words stand for whom."""
    book, score = Codebook.load(), scorer(shared)
    docs = parse_texts(examples, [row["text"] for row in rows], labels, teacher)
    for example, row, doc in zip(examples, rows, docs, strict=True):
        known_names(example, row["text"], row["actors"])
        text = plain(doc)
        add_company(Read(example, row, text, resolve(text, document(row), book)), score)


@app.command()
def adapt(
    shared: Shared = Path("../shared"),
    out: Out = Path("checkpoints"),
    share: Annotated[float, typer.Option(help="Share of the open news to sample.")] = 1.0,
    steps: Annotated[int, typer.Option(help="Batches to read.")] = 6000,
    batch: Annotated[int, typer.Option(help="Windows a batch.")] = 16,
) -> None:
    """Adapt the encoder to diplomatic news by masked-language modelling; writes `adapted.pt`."""
    adapt_encoder(shared / "data" / "news-open.jsonl.xz", out / "adapted.pt", share=share, steps=steps, batch=batch)


@app.command()
def train(
    shared: Shared = Path("../shared"),
    out: Out = Path("checkpoints"),
    adapted: Annotated[Path | None, typer.Option(help="Weights from `adapt`; default: the public ones.")] = None,
    start: Annotated[Path | None, typer.Option(help="Model folder to train further.")] = None,
    teacher: Annotated[
        Path | None, typer.Option(help="Model folder that teaches what texts lack; default: that to train further.")
    ] = None,
    rates: Annotated[float, typer.Option(help="Share of the usual rates; half of them does for training further.")] = 1.0,
    hidden: Annotated[float, typer.Option(help="Share of the word pieces that are hidden.")] = Settings.hidden,
    epochs: int = Settings.epochs,
    share: Annotated[float, typer.Option(help="Share of PolNeAR and the treebanks that an epoch reads.")] = Settings.share,
    web: Annotated[float, typer.Option(help="Share of the web treebank beside that.")] = Settings.web_share,
    repeats: Annotated[int, typer.Option(help="How often an epoch reads the corpus.")] = Settings.corpus_repeats,
    further_texts: Annotated[float, typer.Option("--further", help="How often the further texts, or a share of them.")] = 1.0,
    seed: int = Settings.seed,
    threads: int = 0,
    resume: bool = False,
) -> None:
    """Train all heads together; after every epoch a checkpoint, a model folder `epochN/` and its dev scores."""
    if threads:
        torch.set_num_threads(threads)
    labels, lemmas = label_sets(shared / "data"), lemma_table(treebanks(shared / "data"))
    usual = Settings()
    encoder_rate, head_rate = rates * usual.encoder_rate, rates * usual.head_rate
    settings = replace(
        usual, epochs=epochs, seed=seed, hidden=hidden, encoder_rate=encoder_rate, head_rate=head_rate, share=share,
        corpus_repeats=repeats, further=further_texts, web_share=web,
    )  # fmt: skip
    found = corpora(shared, labels, teacher or start)
    for name, examples in found.items():
        print(f"{name}: {len(examples)} texts, {sum(len(e.words) for e in examples):,} words", flush=True)
    for epoch, checkpoint in train_model(found, labels, out, settings=settings, adapted=adapted, start=start, resume=resume):
        folder = checkpoint.with_suffix("")
        export_folder(checkpoint, folder, lemmas=lemmas)
        scores = evaluate_folder(folder, shared)
        (folder / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
        print(f"epoch {epoch}: {json.dumps(scores)}", flush=True)


@app.command()
def average(out: Path, checkpoints: list[Path]) -> None:
    """Write the mean of several checkpoints' weights to OUT: the last two epochs together beat either."""
    average_checkpoints(checkpoints, out)


@app.command()
def export(
    checkpoint: Path,
    folder: Path = Path("src/readout/models/en"),
    scores: Annotated[Path | None, typer.Option(help="Scores to write into `meta.json`.")] = None,
    shared: Shared = Path("../shared"),
    int8: bool = True,
) -> None:
    """Write the model folder of a checkpoint."""
    found = json.loads(scores.read_text(encoding="utf-8")) if scores else None
    lemmas = lemma_table(treebanks(shared / "data"))
    print(export_folder(checkpoint, folder, lemmas=lemmas, scores=found, int8=int8))


@app.command()
def evaluate(folder: Path = Path("src/readout/models/en"), shared: Shared = Path("../shared")) -> None:
    """Print the dev scores of a model folder."""
    print(json.dumps(evaluate_folder(folder, shared), indent=1))


if __name__ == "__main__":
    app()
