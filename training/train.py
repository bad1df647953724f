"""The training loop: joint batches, weight averaging, dev scores and a checkpoint after every epoch, resume."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from readout.analysis.pieces import Pieces
from training.batches import collate, hide, shuffled, windows
from training.corpora import Example
from training.encoder import base_encoder, base_tokenizer
from training.losses import WEIGHTS, losses
from training.model import Reader
from training.start import packaged_weights


@dataclass(frozen=True)
class Settings:
    """What a run is made of. Rates and epochs: see `training/README.md` for what was tried."""

    epochs: int = 5
    batch: int = 16
    length: int = 256
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    dropout: float = 0.1
    average: float = 0.995
    share: float = 1.0
    web_share: float = 0.5
    corpus_repeats: int = 3
    further: float = 1.0
    lower: float = 0.1
    hidden: float = 0.0
    transition_rate: float = 1e-2
    seed: int = 1


class Average:
    """An exponential moving average of the weights (Polyak and Juditsky 1992), what is measured and exported."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.weights = {k: v.detach().clone() for k, v in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model: nn.Module) -> None:
        """Move towards the model's weights, faster in the first steps."""
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for key, value in model.state_dict().items():
            if value.is_floating_point():
                self.weights[key].lerp_(value, 1 - decay)


def epoch_batches(
    corpora: dict[str, list[Example]], pieces: Pieces, settings: Settings, epoch: int
) -> Iterator[dict[str, Tensor]]:
    """The batches of an epoch: a share of each corpus, or several times the whole of one."""
    rng = random.Random(1000 * settings.seed + epoch)
    found = []
    shares = {"readout": settings.corpus_repeats, "further": settings.further, "ewt": settings.web_share}
    for name, examples in corpora.items():
        share = shares.get(name, settings.share)
        chosen = rng.sample(examples, int(len(examples) * share)) if share < 1 else examples
        for _ in range(max(1, int(share))):
            for ex in chosen:
                found += windows(ex, pieces, settings.length, rng, lower=settings.lower)
    for group in shuffled(found, settings.batch, rng):
        batch = collate(group, pieces)
        yield batch | {"ids": hide(batch["ids"], pieces, settings.hidden)} if settings.hidden else batch


def optimizer_for(model: Reader, settings: Settings) -> torch.optim.Optimizer:
    """AdamW with a lower rate for the encoder, a higher one for the CRF's transitions, no decay on biases and norms."""
    rates = {"encoder": settings.encoder_rate, "crf": settings.transition_rate}
    groups: dict[tuple[float, bool], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        rate = rates.get(name.split(".")[0], settings.head_rate)
        groups.setdefault((rate, parameter.ndim > 1), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": ps, "lr": rate, "weight_decay": 0.01 if decays else 0.0} for (rate, decays), ps in groups.items()]
    )


def train(
    corpora: dict[str, list[Example]],
    labels: dict[str, list[str]],
    out: Path,
    *,
    settings: Settings,
    adapted: Path | None = None,
    start: Path | None = None,
    resume: bool = False,
) -> Iterator[tuple[int, Path]]:
    """Train, yielding (epoch, checkpoint of the averaged weights) after every epoch.

    `start` is a model folder whose weights are trained further, `adapted` an encoder that `adapt` wrote.
    """
    torch.manual_seed(settings.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    pieces = Pieces(base_tokenizer())
    encoder = base_encoder(dropout=settings.dropout, weights=adapted)
    model = Reader(labels, dropout=settings.dropout, encoder=encoder).to(device)
    if start is not None:
        begin_with(model, packaged_weights(start))
    average = Average(model, settings.average)
    optimizer = optimizer_for(model, settings)
    steps = sum(1 for _ in epoch_batches(corpora, pieces, settings, 0))
    total = steps * settings.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: max(0.02, min((s + 1) / (0.06 * total), 1 - s / total)))
    out.mkdir(parents=True, exist_ok=True)
    state, begin = out / "state.pt", 0
    if resume and state.exists():
        saved = torch.load(state, map_location=device)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        average.weights, average.steps = saved["average"], saved["steps"]
        begin = saved["epoch"]
    for epoch in range(begin, settings.epochs):
        run_epoch(epoch_batches(corpora, pieces, settings, epoch), model, optimizer, schedule, average, epoch, steps, device)
        checkpoint = out / f"epoch{epoch + 1}.pt"
        torch.save({"weights": average.weights, "labels": labels, "settings": asdict(settings)}, checkpoint)
        rest = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
        torch.save(rest | {"average": average.weights, "steps": average.steps, "epoch": epoch + 1}, state)
        yield epoch + 1, checkpoint


def begin_with(model: Reader, weights: dict[str, Tensor]) -> None:
    """Start from a packaged model's weights; heads that it does not have yet stay as they are, and read what spans read."""
    known = weights | {"crf.allowed": model.crf.allowed}
    fresh = model.state_dict().keys() - known.keys()
    known |= {key: value for key, value in model.state_dict().items() if key in fresh}
    if "row_mix.weights" in fresh:
        known["row_mix.weights"] = weights["span_mix.weights"]
    model.load_state_dict(known)


def run_epoch(
    batches: Iterator[dict[str, Tensor]],
    model: Reader,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    average: Average,
    epoch: int,
    steps: int,
    device: str,
) -> None:
    """One pass, with the mean losses printed every 50 batches."""
    model.train()
    seen: dict[str, float] = {}
    began, words = time.time(), 0
    for step, found_batch in enumerate(batches):
        batch = {k: v.to(device) for k, v in found_batch.items()}
        found = losses(model, batch)
        size = int(batch["words"].sum())
        loss = sum((WEIGHTS[k] * v for k, v in found.items()), torch.zeros((), device=device)) / size
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        average.update(model)
        words += size
        for k, v in found.items():
            seen[k] = seen.get(k, 0.0) + v.item() / size
        if (step + 1) % 50 == 0:
            shown = " ".join(f"{k} {v / 50:.3f}" for k, v in sorted(seen.items()))
            print(f"epoch {epoch + 1} step {step + 1}/{steps} {words / (time.time() - began):.0f} words/s {shown}", flush=True)
            seen = {}


def load(checkpoint: Path) -> Reader:
    """The model of a checkpoint, ready to read."""
    saved = torch.load(checkpoint, map_location="cpu")
    model = Reader(saved["labels"], dropout=saved["settings"]["dropout"])
    model.load_state_dict(saved["weights"])
    return model.eval()


def average_checkpoints(checkpoints: Sequence[Path], out: Path) -> None:
    """Write the mean of the weights of several checkpoints of one run."""
    found = [torch.load(path, map_location="cpu") for path in checkpoints]
    weights = {
        key: sum(f["weights"][key] for f in found) / len(found) if value.is_floating_point() else value
        for key, value in found[0]["weights"].items()
    }
    torch.save(found[0] | {"weights": weights}, out)
