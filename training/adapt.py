"""Adapt the public encoder to the domain: masked-language modelling on open news (Devlin et al. 2019, Gururangan et al. 2020).

The base weights were last trained for sentence similarity, which costs them some of their sense of single words. The
segment embedding becomes the word's shape (see `readout.analysis.pieces`), learnt here for the first time.
"""

from __future__ import annotations

import json
import lzma
import random
import time
from pathlib import Path

import numpy as np
import spacy
import torch
from torch import nn
from torch.nn import functional as F

from readout.analysis.pieces import Pieces, shapes
from training.encoder import base_encoder, base_tokenizer


def read_texts(path: Path, *, share: float, seed: int) -> list[str]:
    """A seeded sample of the texts in a `.jsonl.xz`."""
    rng = random.Random(seed)
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines if rng.random() < share]


def stream(texts: list[str], pieces: Pieces) -> tuple[np.ndarray, np.ndarray]:
    """All texts as one row of piece ids and one of shapes, [SEP] between texts."""
    nlp, ids, kinds = spacy.blank("en"), [], []
    nlp.max_length = 10**8
    for doc in nlp.pipe(texts):
        words = [t.text for t in doc]
        for cut, shape in zip(pieces.cut(words), shapes(words), strict=True):
            if shape or cut != (pieces.unknown,):
                ids.extend(cut)
                kinds.extend([shape] * len(cut))
        ids.append(pieces.sep)
        kinds.append(0)
    return np.array(ids, np.int32), np.array(kinds, np.int8)


def masked(ids: torch.Tensor, pieces: Pieces, generator: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """BERT's masking: 15 % chosen, of which 80 % hidden, 10 % swapped, 10 % kept."""
    chosen = (torch.rand(ids.shape, generator=generator) < 0.15) & (ids != pieces.cls) & (ids != pieces.sep)
    roll = torch.rand(ids.shape, generator=generator)
    seen = ids.clone()
    seen[chosen & (roll < 0.8)] = pieces.mask
    swap = chosen & (roll >= 0.8) & (roll < 0.9)
    seen[swap] = torch.randint(1000, pieces.size, (int(swap.sum()),), generator=generator)
    return seen, chosen


def adapt(
    news: Path, out: Path, *, share: float, steps: int, batch: int = 16, length: int = 256, rate: float = 4e-4, seed: int = 1
) -> None:
    """Train for `steps` batches and write the encoder's weights to `out` (a `.pt` state dict)."""
    torch.manual_seed(seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    pieces = Pieces(base_tokenizer())
    ids, kinds = stream(read_texts(news, share=share, seed=seed), pieces)
    print(f"{len(ids):,} pieces, {steps * batch * (length - 2):,} to be read", flush=True)
    encoder = base_encoder(dropout=0.0).to(device)
    width = encoder.config.hidden_size
    head = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width)).to(device)
    bias = nn.Parameter(torch.zeros(pieces.size, device=device))
    table = encoder.embeddings.word_embeddings.weight
    params = [*encoder.parameters(), *head.parameters(), bias]
    optimizer = torch.optim.AdamW(params, lr=rate, weight_decay=0.01)
    warm = max(1, steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, (steps - s) / (steps - warm + 1)))
    generator = torch.Generator().manual_seed(seed)
    body = length - 2
    starts = np.arange(0, len(ids) - body, body)
    order = np.random.default_rng(seed).permutation(starts)
    began, total = time.time(), 0.0
    for step in range(steps):
        rows = [order[(step * batch + k) % len(order)] for k in range(batch)]
        x = torch.tensor(np.stack([np.r_[pieces.cls, ids[r : r + body], pieces.sep] for r in rows]).astype(np.int64))
        shape = torch.tensor(np.stack([np.r_[0, kinds[r : r + body], 0] for r in rows]).astype(np.int64))
        seen, chosen = masked(x, pieces, generator)
        with torch.autocast(device, torch.bfloat16):
            states = encoder(input_ids=seen.to(device), token_type_ids=shape.to(device)).last_hidden_state[chosen.to(device)]
            loss = F.cross_entropy((F.linear(head(states), table) + bias).float(), x[chosen].to(device))
        loss.backward()
        nn.utils.clip_grad_norm_(params, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        total += float(loss)
        if (step + 1) % 50 == 0:
            print(f"step {step + 1}/{steps} loss {total / 50:.3f} {time.time() - began:.0f}s", flush=True)
            total = 0.0
        if (step + 1) % 250 == 0 or step + 1 == steps:
            out.parent.mkdir(parents=True, exist_ok=True)
            torch.save(encoder.state_dict(), out)
