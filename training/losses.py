"""The joint loss. Each head's loss is summed over its labelled words, divided by all words of the batch, and weighted."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from training.corpora import UNKNOWN
from training.labels import EVIDENCE
from training.model import SPAN_SETS, Reader

WEIGHTS = {
    "sent": 1.0, "upos": 1.0, "xpos": 1.0, "lemma": 0.7, "arc": 2.0, "rel": 1.0, "names": 0.7, "asides": 1.0, "polnear": 2.0,
    "outer": 2.0, "inner": 2.0, "link": 4.0, "evidence": 1.0, "who": 0.3,
}  # fmt: skip
"""Treebank words are about a quarter of all, links one word in twenty; the corpus is small and read three times."""


def cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    """Summed cross-entropy, unknown labels left out."""
    return F.cross_entropy(scores.flatten(0, -2).float(), gold.flatten(), ignore_index=UNKNOWN, reduction="sum")


def losses(model: Reader, batch: dict[str, Tensor], *, autocast: bool = True) -> dict[str, Tensor]:
    """Unweighted sums of every head that has labels in the batch."""
    device = batch["ids"].device.type
    with torch.autocast(device, torch.bfloat16, enabled=autocast):
        syntax, states, told = model.words(batch["ids"], batch["shapes"], batch["mask"], batch["first"], batch["last"])
    syntax, states, told = syntax.float(), states.float(), told.float()
    out: dict[str, Tensor] = {}
    trees = (batch["head"] != UNKNOWN).any(1)
    if trees.any():
        out |= tree_losses(
            model, syntax[trees], {k: batch[k][trees] for k in ("sent", "upos", "xpos", "lemma", "rel", "head", "words")}
        )
    for kind, scores in (("names", model.names), ("asides", model.asides)):
        rows = (batch[kind] != UNKNOWN).any(1)
        if rows.any():
            out[kind] = cross_entropy(scores(states[rows, 1:]), batch[kind][rows])
    rows = (batch["evidence"] != UNKNOWN).any(1)
    if rows.any():
        out["evidence"] = evidence_loss(model.evidence(told[rows, 1:]), batch["evidence"][rows])
    if len(batch["pointing"]):
        out["who"] = who_loss(model, told, batch)
    out |= span_losses(model, states, batch)
    if len(batch["links"]):
        row, word, target = batch["links"].unbind(1)
        sources, targets = model.links(states)
        scores = (sources[row, word].unsqueeze(1) @ targets[row].transpose(1, 2)).squeeze(1)
        known = F.pad(batch["words"], (1, 0), value=True)[row]
        out["link"] = F.cross_entropy(scores.masked_fill(~known, -1e4), target, reduction="sum")
    return out


def tree_losses(model: Reader, syntax: Tensor, gold: dict[str, Tensor]) -> dict[str, Tensor]:
    """Losses of sentence starts, tags and trees."""
    words = syntax[:, 1:]
    known = gold["sent"] != UNKNOWN
    sent = model.sent(words).squeeze(2)[known]
    out = {"sent": F.binary_cross_entropy_with_logits(sent, gold["sent"][known].float(), reduction="sum")}
    out |= {kind: cross_entropy(head(words), gold[kind]) for kind, head in model.tag.items()}
    arcs = model.arcs(syntax).masked_fill(~F.pad(gold["words"], (1, 0), value=True).unsqueeze(1), -1e4)
    out["arc"] = cross_entropy(arcs, gold["head"])
    with_head = gold["rel"].masked_fill(gold["head"] == UNKNOWN, UNKNOWN)
    out["rel"] = cross_entropy(model.relations(syntax, gold["head"].clamp(min=0)), with_head)
    return out


def evidence_loss(scores: Tensor, gold: Tensor) -> Tensor:
    """Summed cross-entropy of every label by itself; `gold` has a bit for each, [rows, words]."""
    bits = gold.unsqueeze(2) >> torch.arange(len(EVIDENCE), device=gold.device) & 1
    found = F.binary_cross_entropy_with_logits(scores.float(), bits.float(), reduction="none").sum(2)
    return found[gold != UNKNOWN].sum()


def who_loss(model: Reader, told: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """Summed cross-entropy of every word, by itself, as one that a word of a row points at.

    `pointing` has (batch row, role, word), `pointed` (index of such a triple, word that it points at).
    """
    row, role, word = batch["pointing"].unbind(1)
    origin, target = model.who(told)
    scores = torch.einsum("nv,nwv->nw", origin[row, word, role], target[row, :, role])
    gold = torch.zeros_like(scores)
    gold[batch["pointed"][:, 0], batch["pointed"][:, 1]] = 1.0
    found = F.binary_cross_entropy_with_logits(scores, gold, reduction="none")
    return found[batch["words"][row]].sum()


def span_losses(model: Reader, states: Tensor, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """CRF losses of the three sets of attribution spans, all rows read in one pass."""
    emissions = model.span_scores(states)
    rows, which = [], []
    for k, kind in enumerate(SPAN_SETS):
        for b in (batch[kind] != UNKNOWN).any(1).nonzero().flatten().tolist():
            rows.append(b)
            which.append(k)
    if not rows:
        return {}
    row, chosen = (torch.tensor(x, device=states.device) for x in (rows, which))
    gold = torch.stack([batch[SPAN_SETS[s]][b] for b, s in zip(rows, which, strict=True)]).clamp(min=0)
    found = model.crf.loss(emissions[row, :, chosen], gold, batch["words"][row], chosen)
    return {kind: found[chosen == k].sum() for k, kind in enumerate(SPAN_SETS) if k in which}
