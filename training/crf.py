"""A linear-chain conditional random field over BIO labels (Lafferty et al. 2001)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

FORBIDDEN = -1e4


def allowed(labels: Sequence[str]) -> Tensor:
    """[from, to] penalties: an I- label only after its own B- or I-."""
    table = torch.zeros(len(labels), len(labels))
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            if after.startswith("I-") and before[1:] != after[1:]:
                table[i, j] = FORBIDDEN
    return table


class CRF(nn.Module):
    """Transition scores of several tag sets of one inventory, read in one pass over time."""

    def __init__(self, labels: Sequence[str], sets: int) -> None:
        super().__init__()
        self.register_buffer("allowed", allowed(labels))
        self.transitions = nn.Parameter(torch.zeros(sets, len(labels), len(labels)))

    def scores(self) -> Tensor:
        """[set, from, to] transition scores with the forbidden ones closed."""
        return self.transitions + self.allowed

    def loss(self, emissions: Tensor, gold: Tensor, mask: Tensor, which: Tensor) -> Tensor:
        """Negative log-likelihood of each row, [rows].

        emissions [rows, words, labels], gold [rows, words], mask [rows, words] (a prefix of each row), which [rows]: the
        tag set of each row. A window may open inside a span, so its first word is free of transitions.
        """
        transitions = self.scores()[which]
        rows = torch.arange(len(gold), device=gold.device)
        mass = emissions[:, 0]
        score = mass[rows, gold[:, 0]]
        for t in range(1, emissions.shape[1]):
            live = mask[:, t]
            step = torch.logsumexp(mass.unsqueeze(2) + transitions, dim=1) + emissions[:, t]
            mass = torch.where(live.unsqueeze(1), step, mass)
            gain = transitions[rows, gold[:, t - 1], gold[:, t]] + emissions[rows, t, gold[:, t]]
            score = score + torch.where(live, gain, torch.zeros_like(gain))
        return torch.logsumexp(mass, dim=1) - score
