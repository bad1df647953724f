"""The recipe, command by command: `python -m training adapt`, `train`, `average`, `export`, `evaluate`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import torch
import typer

from readout.codebook import Codebook
from training.adapt import adapt as adapt_encoder
from training.annotated import corpus, open_news
from training.corpora import Example, polnear, readout_corpus
from training.evaluate import evaluate as evaluate_folder
from training.evidence import callings
from training.export import export as export_folder
from training.labels import RAREST_LEMMA_RULE, most_common
from training.silver import name_web_texts, parse_texts
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
    rows = [*corpus(shared, "train"), *open_news(shared, "model")]
    found = {
        "polnear": list(polnear(data / "polnear-train.jsonl.gz", demonyms())),
        "gum": list(treebank(data / "gum-train.conllu.gz", labels, names=True)),
        "ewt": list(treebank(data / "ewt-train.conllu.gz", labels, join=10)),
        "readout": list(readout_corpus(rows, callings(Codebook.load()))),
    }
    if start is not None:
        name_web_texts(found["ewt"], labels["xpos"], start)
        parse_texts(found["readout"], [row["text"] for row in rows], labels, start)
    return found


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
    repeats: Annotated[int, typer.Option(help="How often an epoch reads the annotated texts.")] = Settings.corpus_repeats,
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
        corpus_repeats=repeats,
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
